//! The axum extractor, over real sockets.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use essbasic::callback::{CallbackKeys, MAX_BODY_BYTES, MemoryDedupStore, Message};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{contract_message, keys};

/// State of an application that contains the keys.
#[derive(Clone)]
struct App {
    keys: CallbackKeys,
    store: Arc<MemoryDedupStore>,
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
    let delivery = message.handle_once(&app.store, async {
        app.arrived.lock().unwrap().push(message.key().to_owned());
        Ok::<_, essbasic::callback::CallbackError>(())
    });
    Ok(StatusCode::from_u16(delivery.await?.status()).unwrap())
}

/// Posts requests to a new application. Returns the statuses and the messages handled.
async fn post_all(requests: &[(Option<String>, Vec<u8>)]) -> (Vec<u16>, Vec<String>) {
    let app = App { keys: keys(), store: Arc::default(), arrived: Arc::default() };
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
        // The server may reject a large body before reading all of it.
        let _ = stream.write_all(body).await;
        let mut response = [0; 12];
        stream.read_exact(&mut response).await.unwrap();
        statuses.push(str::from_utf8(&response[9..]).unwrap().parse().unwrap());
    }
    server.abort();
    let arrived = arrived.lock().unwrap().clone();
    (statuses, arrived)
}

#[tokio::test]
async fn a_message_is_handled_once() {
    let callback = keys().encrypt(&contract_message());
    let request = (Some(callback.signature), callback.body);
    let (statuses, arrived) = post_all(&[request.clone(), request]).await;
    assert_eq!((statuses, arrived), (vec![200, 200], vec!["msg-1".to_owned()]));
}

#[tokio::test]
async fn a_probe_does_not_reach_the_handler() {
    let (statuses, arrived) = post_all(&[(None, b"{}".to_vec())]).await;
    assert_eq!((statuses, arrived.len()), (vec![200], 0));
}

#[tokio::test]
async fn invalid_callbacks_are_rejected_with_their_status() {
    let callback = keys().encrypt(&contract_message());
    let (bad, odd) = (b"not json".to_vec(), br#"{"encrypt":"QUJD"}"#.to_vec());
    let requests = [
        (None, callback.body.clone()),
        (Some("sha256=00".to_owned()), callback.body.clone()),
        (Some("\u{e9}".to_owned()), callback.body.clone()),
        (Some(keys().sign(b"another")), callback.body.clone()),
        (Some(keys().sign(&bad)), bad),
        (Some(keys().sign(&odd)), odd),
        (Some(callback.signature), vec![b' '; MAX_BODY_BYTES + 1]),
    ];
    let (statuses, arrived) = post_all(&requests).await;
    assert_eq!(statuses, [401, 401, 401, 401, 400, 400, 413]);
    assert!(arrived.is_empty());
}
