//! One of several replicas: stores callbacks in PostgreSQL, handles them, and shares the rate limit over
//! Redis. `compose.yaml` starts three of them. The application's own tables are in `replica.sql`.
//!
//! ```sh
//! ESSBASIC_CALLBACK_TOKEN=example-token ESSBASIC_CALLBACK_KEY=0123456789ABCDEF0123456789ABCDEF \
//!     DATABASE_URL=postgres://postgres@127.0.0.1/postgres \
//!     cargo run -p essbasic-fleet --all-features --example replica
//! ```

use std::env;
use std::error::Error;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use essbasic::callback::{CallbackError, CallbackKeys, FlowState, Message};
use essbasic::templates::DescribeTemplates;
use essbasic::{Agent, Client, ClientBuilder};
use essbasic_fleet::tokio_postgres::{Error as SqlError, Transaction};
use essbasic_fleet::{Database, Fallback, Handler, Inbox, SharedRateLimiter};
use tokio::net::TcpListener;

/// Writes what events say about contracts.
struct Contracts;

impl Handler for Contracts {
    type Error = SqlError;

    async fn handle(&self, tx: &Transaction<'_>, message: &Message) -> Result<(), SqlError> {
        let Some(flow_id) = FlowState::flow_id_of(&message.event) else { return Ok(()) };
        // The events of a contract are handled one after the other: no lock is needed.
        let read = "SELECT state FROM contracts WHERE flow_id = $1";
        let row = tx.query_opt(read, &[&flow_id]).await?;
        let state = row.and_then(|row| serde_json::from_str(row.get(0)).ok());
        let mut state = state.unwrap_or_else(|| FlowState::new(flow_id));
        state.apply(&message.event);
        let state = serde_json::to_string(&state).unwrap_or_default();
        let write = "INSERT INTO contracts (flow_id, state) VALUES ($1, $2) \
            ON CONFLICT (flow_id) DO UPDATE SET state = excluded.state";
        tx.execute(write, &[&flow_id, &state]).await?;
        let insert = "INSERT INTO contract_events (flow_id, message, type) VALUES ($1, $2, $3)";
        let msg_type = message.event.msg_type();
        tx.execute(insert, &[&flow_id, &message.key(), &msg_type]).await?;
        Ok(())
    }
}

#[derive(Clone)]
struct App {
    keys: CallbackKeys,
    inbox: Inbox,
    client: Option<Client>,
}

impl FromRef<App> for CallbackKeys {
    fn from_ref(app: &App) -> Self {
        app.keys.clone()
    }
}

/// Responds with 200 once the callback is stored, and with 503 otherwise.
async fn receive(State(app): State<App>, message: Message) -> Result<(), CallbackError> {
    app.inbox.store(&message).await?;
    Ok(())
}

/// Shows how many callbacks wait.
async fn health(State(app): State<App>) -> Result<String, CallbackError> {
    let counts = app.inbox.counts().await?;
    Ok(format!("{} waiting, {} dead\n", counts.waiting, counts.dead))
}

/// Makes a call, within the limit that all replicas share.
async fn templates(State(app): State<App>) -> Result<String, StatusCode> {
    let client = app.client.ok_or(StatusCode::NOT_FOUND)?;
    let agent = Agent::organization(setting("APP_ID")?, setting("ORGANIZATION")?);
    let reply = DescribeTemplates::new(agent).send(&client).await;
    let reply = reply.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(format!("{:?} templates\n", reply.total_count))
}

fn setting(name: &str) -> Result<String, StatusCode> {
    env::var(name).map_err(|_| StatusCode::NOT_FOUND)
}

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), Box<dyn Error>> {
    let database = Database::connect(env::var("DATABASE_URL")?).await?;
    let mut inbox = Inbox::new(&database);
    if let Ok(seconds) = env::var("LEASE_SECONDS") {
        inbox = inbox.lease(Duration::from_secs(seconds.parse()?));
    }
    let keys = CallbackKeys::new(
        env::var("ESSBASIC_CALLBACK_TOKEN")?,
        env::var("ESSBASIC_CALLBACK_KEY")?,
    )?;
    let client = match env::var("REDIS_URL") {
        Ok(url) => {
            let account = env::var("ACCOUNT")?;
            let limiter = SharedRateLimiter::builder(url, account)
                .fallback(Fallback::OwnShare { replicas: 3 })
                .connect()
                .await?;
            Some(ClientBuilder::from_env()?.rate_limiter(limiter).build()?)
        }
        Err(_) => None,
    };

    let listen = env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(listen).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let app = App { keys, inbox: inbox.clone(), client };
    let router = Router::new()
        .route("/callback", post(receive))
        .route("/health", get(health))
        .route("/templates", get(templates))
        .with_state(app);
    tokio::spawn(async move { axum::serve(listener, router).await });

    // Until the process is killed: that loses nothing.
    inbox.run(Contracts, std::future::pending()).await?;
    Ok(())
}
