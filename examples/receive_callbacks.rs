//! Receives callbacks with axum: verified, decrypted, typed, each handled once.
//!
//! ```sh
//! cargo run -p essbasic-examples --example receive_callbacks
//! ```

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use essbasic::callback::events::FlowCallbackStatus;
use essbasic::callback::{CallbackError, CallbackKeys, Delivery, Event, MemoryDedupStore, Message};
use essbasic_sandbox::{Callback, Person, Sandbox, seed};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// Token and key of the console's callback settings. Use secret ones.
const TOKEN: &str = "example-token";
const KEY: &str = "0123456789ABCDEF0123456789ABCDEF";

#[derive(Clone)]
struct App {
    keys: CallbackKeys,
    /// Of one process. Several replicas share one.
    dedup: Arc<MemoryDedupStore>,
    /// Work that may take longer than a response.
    queue: mpsc::Sender<Event>,
}

impl FromRef<App> for CallbackKeys {
    fn from_ref(app: &App) -> Self {
        app.keys.clone()
    }
}

/// Responds with 200 once the event is queued. Everything else makes the service post it again.
async fn receive(State(app): State<App>, message: Message) -> StatusCode {
    let handled = message.handle_once(&*app.dedup, async {
        app.queue.send(message.event.clone()).await.map_err(CallbackError::dedup_store)
    });
    let status = handled.await.as_ref().map_or(503, Delivery::status);
    StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
}

/// Starts a sandbox that posts what the service would: a person scans a QR code and signs.
async fn sign_on_a_sandbox(callback_url: &str) -> Result<Sandbox, Box<dyn Error>> {
    let callback = Callback::new(callback_url).token(TOKEN).key(KEY);
    let sandbox = Sandbox::builder().callback(callback).start().await?;
    let person = Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() };
    let flow_id = sandbox.scan(seed::QR_CODE, &person)?;
    sandbox.sign(&flow_id, &person)?;
    Ok(sandbox)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (queue, mut events) = mpsc::channel(1000);
    let keys = CallbackKeys::new(TOKEN, KEY)?;
    let app = App { keys, dedup: Arc::default(), queue };
    // Set where a sandbox elsewhere posts the events, as in compose.yaml.
    let address = std::env::var("LISTEN").ok();
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:0")).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let router = Router::new().route("/", post(receive)).with_state(app);
    tokio::spawn(async move { axum::serve(listener, router).await });

    let sandbox = if address.is_none() { Some(sign_on_a_sandbox(&url).await?) } else { None };
    while let Some(event) = events.recv().await {
        let Event::FlowStatusChange(change) = event else {
            println!("{}", event.msg_type());
            continue;
        };
        // Events overtake each other: never let an earlier status replace a final one.
        println!("{:?}: {:?}", change.flow_id, change.flow_callback_status);
        let signed = change.flow_callback_status.is_some_and(FlowCallbackStatus::is_final);
        if signed && sandbox.is_some() {
            break;
        }
    }
    Ok(())
}
