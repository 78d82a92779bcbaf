//! What the examples share: whoever receives the callbacks of a story, and what is agreed to once.

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

/// What a console's callback settings hold. Invent better ones.
const TOKEN: &str = "example-token";
const KEY: &str = "0123456789ABCDEF0123456789ABCDEF";

/// Receives what a sandbox posts: each message verified, decrypted, and handled once.
#[derive(Clone, Debug)]
pub struct Receiver {
    address: String,
    keys: CallbackKeys,
    seen: Arc<MemoryDedupStore>,
    told: Arc<Mutex<Vec<String>>>,
    /// Lets those who wait look again, whenever a message has come.
    pub nudge: WakeHandle,
}

impl Receiver {
    /// A receiver on a free port of this machine.
    ///
    /// # Errors
    ///
    /// When no port can be listened on.
    pub async fn listen() -> Result<Self, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let receiver = Self {
            address: format!("http://{}", listener.local_addr()?),
            keys: CallbackKeys::new(TOKEN, KEY)?,
            seen: Arc::default(),
            told: Arc::default(),
            nudge: WakeHandle::new(),
        };
        let router = Router::new().route("/", post(on_message)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(receiver)
    }

    /// A sandbox that posts here.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub async fn sandbox(&self) -> std::io::Result<Sandbox> {
        let callback = Callback::new(&self.address).token(TOKEN).key(KEY);
        Sandbox::builder().callback(callback).start().await
    }

    /// Waits until all that has happened was told, and says what that is.
    ///
    /// # Errors
    ///
    /// When it was not within half a minute, or something else was told.
    pub async fn settled(&self, sandbox: &Sandbox) -> Result<(), String> {
        for _ in 0..300 {
            let events = sandbox.events();
            if events.iter().all(|event| event.delivered) {
                let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
                let all = if told.is_empty() { "nothing".to_owned() } else { told.join(", ") };
                println!("told by callbacks: {all}");
                return (told.len() == events.len())
                    .then_some(())
                    .ok_or_else(|| format!("{} events, {} messages", events.len(), told.len()));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("not everything was told".to_owned())
    }
}

/// Lets an organization's contracts be downloaded by the API, which its people agree to once.
///
/// # Errors
///
/// Those of the call, and when they cannot agree.
pub async fn allow_downloads(
    sandbox: &Sandbox,
    client: &Client,
    agent: &Agent,
) -> Result<(), Box<dyn std::error::Error>> {
    let (service, open) = (ExtendedServiceType::DownloadFlow, ExtendedServiceOperation::Open);
    let allow = ModifyExtendedService::new(agent.clone(), service, open).send(client).await?;
    Ok(sandbox.complete_link(&allow.operate_url)?)
}

/// Whoever gets here has signed rightly; what came before is not handled again.
async fn on_message(State(receiver): State<Receiver>, message: Message) -> StatusCode {
    let once = message.handle_once(&*receiver.seen, async {
        let mut told = receiver.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.push(message.event.msg_type().to_owned());
        receiver.nudge.wake();
        Ok::<_, CallbackError>(())
    });
    let status = once.await.as_ref().map_or(503, Delivery::status);
    StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
}

impl FromRef<Receiver> for CallbackKeys {
    fn from_ref(receiver: &Receiver) -> Self {
        receiver.keys.clone()
    }
}
