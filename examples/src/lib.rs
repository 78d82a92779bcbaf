//! Shared by the examples: a callback receiver, the people who sign, and the permission to download
//! contracts.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use essbasic::callback::{CallbackError, CallbackKeys, Delivery, MemoryDedupStore, Message};
use essbasic::services::{ExtendedServiceOperation, ExtendedServiceType, ModifyExtendedService};
use essbasic::{Agent, Client, WakeHandle};
use essbasic_sandbox::{Callback, Sandbox};
use tokio::net::TcpListener;

mod people;

pub use people::People;

/// Token and key of the console's callback settings. Use secret ones.
const TOKEN: &str = "example-token";
const KEY: &str = "0123456789ABCDEF0123456789ABCDEF";

/// A server for the callbacks of a sandbox. Verifies, decrypts and deduplicates each message.
#[derive(Clone, Debug)]
pub struct CallbackReceiver {
    url: String,
    keys: CallbackKeys,
    dedup: Arc<MemoryDedupStore>,
    events: Arc<Mutex<Vec<String>>>,
    /// Wakes waiters whenever a callback arrives, so that they poll at once.
    pub wake: WakeHandle,
}

impl CallbackReceiver {
    /// Starts the server on a free local port.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is available.
    pub async fn start() -> Result<Self, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let receiver = Self {
            url: format!("http://{}", listener.local_addr()?),
            keys: CallbackKeys::new(TOKEN, KEY)?,
            dedup: Arc::default(),
            events: Arc::default(),
            wake: WakeHandle::new(),
        };
        let router = Router::new().route("/", post(receive)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(receiver)
    }

    /// Starts a sandbox that posts its callbacks to this server.
    ///
    /// # Errors
    ///
    /// Returns an error if the sandbox cannot be started.
    pub async fn start_sandbox(&self) -> std::io::Result<Sandbox> {
        let callback = Callback::new(&self.url).token(TOKEN).key(KEY);
        Ok(Sandbox::builder().callback(callback).start().await?)
    }

    /// Waits until the sandbox has delivered all of its events, and prints their types.
    ///
    /// # Errors
    ///
    /// Returns an error if that takes more than 30 seconds, or if a message is missing or duplicated.
    pub async fn wait_for_events(&self, sandbox: &Sandbox) -> Result<(), String> {
        for _ in 0..300 {
            let sent = sandbox.events();
            if sent.iter().all(|event| event.delivered) {
                let received = self.events.lock().unwrap_or_else(PoisonError::into_inner);
                println!("{} callbacks received: {}", received.len(), received.join(", "));
                return if received.len() == sent.len() {
                    Ok(())
                } else {
                    Err(format!("{} events sent, {} received", sent.len(), received.len()))
                };
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("some events were not delivered within 30 seconds".to_owned())
    }
}

/// Allows downloads of the organization's contracts. Its super administrator signs an agreement,
/// once per organization.
///
/// # Errors
///
/// Returns an error if the call fails or the agreement cannot be signed.
pub async fn allow_downloads(
    people: &People<'_>,
    client: &Client,
    agent: &Agent,
) -> Result<(), Box<dyn std::error::Error>> {
    let (service, open) = (ExtendedServiceType::DownloadFlow, ExtendedServiceOperation::Open);
    let reply = ModifyExtendedService::new(agent.clone(), service, open).send(client).await?;
    people.complete_link(&reply.operate_url)?;
    Ok(())
}

/// Handles a message whose signature the extractor has verified. Duplicates are not handled again.
async fn receive(State(receiver): State<CallbackReceiver>, message: Message) -> StatusCode {
    let handled = message.handle_once(&*receiver.dedup, async {
        let mut events = receiver.events.lock().unwrap_or_else(PoisonError::into_inner);
        events.push(message.event.msg_type().to_owned());
        receiver.wake.wake();
        Ok::<_, CallbackError>(())
    });
    let status = handled.await.as_ref().map_or(503, Delivery::status);
    StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
}

impl FromRef<CallbackReceiver> for CallbackKeys {
    fn from_ref(receiver: &CallbackReceiver) -> Self {
        receiver.keys.clone()
    }
}
