//! The extractor of axum, over real sockets.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use essbasic::callback::{CallbackKeys, MAX_BODY_BYTES, MemoryDedupStore, Message};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{keys, signed};

/// An application's state: the keys are a part of it.
#[derive(Clone)]
struct App {
    keys: CallbackKeys,
    seen: Arc<MemoryDedupStore>,
    arrived: Arc<Mutex<Vec<String>>>,
}

impl FromRef<App> for CallbackKeys {
    fn from_ref(app: &App) -> Self {
        app.keys.clone()
    }
}

async fn on_message(
    State(app): State<App>,
    message: Message,
) -> Result<StatusCode, essbasic::callback::CallbackError> {
    let once = message.handle_once(&app.seen, async {
        app.arrived.lock().unwrap().push(message.key().to_owned());
        Ok::<_, essbasic::callback::CallbackError>(())
    });
    Ok(StatusCode::from_u16(once.await?.status()).unwrap())
}

/// Posts to an application of its own; the statuses, and the messages that its handler saw.
async fn post_all(requests: &[(Option<String>, Vec<u8>)]) -> (Vec<u16>, Vec<String>) {
    let app = App { keys: keys(), seen: Arc::default(), arrived: Arc::default() };
    let arrived = Arc::clone(&app.arrived);
    let router = Router::new().route("/callback", post(on_message)).with_state(app);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let mut statuses = Vec::new();
    for (signature, body) in requests {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let signature = signature.as_ref().map(|value| format!("Content-Signature: {value}\r\n"));
        let head = format!(
            "POST /callback HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}Content-Length: {}\r\n\r\n",
            signature.unwrap_or_default(),
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        // A server that refuses what is too large need not read all of it.
        let _ = stream.write_all(body).await;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        statuses.push(str::from_utf8(&answer[9..]).unwrap().parse().unwrap());
    }
    server.abort();
    let arrived = arrived.lock().unwrap().clone();
    (statuses, arrived)
}

#[tokio::test]
async fn a_message_reaches_the_handler_once() {
    let sealed = keys().encrypt(&signed());
    let request = (Some(sealed.signature), sealed.body);
    let (statuses, arrived) = post_all(&[request.clone(), request]).await;
    assert_eq!((statuses, arrived), (vec![200, 200], vec!["msg-1".to_owned()]));
}

#[tokio::test]
async fn a_probe_is_answered_before_the_handler() {
    let (statuses, arrived) = post_all(&[(None, b"{}".to_vec())]).await;
    assert_eq!((statuses, arrived.len()), (vec![200], 0));
}

#[tokio::test]
async fn what_is_refused_is_answered_with_why() {
    let sealed = keys().encrypt(&signed());
    let (bad, odd) = (b"not json".to_vec(), br#"{"encrypt":"QUJD"}"#.to_vec());
    let requests = [
        (None, sealed.body.clone()),
        (Some("sha256=00".to_owned()), sealed.body.clone()),
        (Some("\u{e9}".to_owned()), sealed.body.clone()),
        (Some(keys().sign(b"another")), sealed.body.clone()),
        (Some(keys().sign(&bad)), bad),
        (Some(keys().sign(&odd)), odd),
        (Some(sealed.signature), vec![b' '; MAX_BODY_BYTES + 1]),
    ];
    let (statuses, arrived) = post_all(&requests).await;
    assert_eq!(statuses, [401, 401, 401, 401, 400, 400, 413]);
    assert!(arrived.is_empty());
}
