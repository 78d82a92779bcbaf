//! The door: HTTP in, HTTP out. Calls go to the gateway; links and codes lead to pages.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use crate::faults::Faults;
use crate::gateway::Gateway;
use crate::records::Records;
use crate::sandbox::{Command, CommandError, CommandOutput};

mod body;
mod call;
mod codes;
mod control;
mod documents;
mod html;
mod links;

pub(crate) use control::token;

/// How long a caller may take for the head of a request, or be silent between two.
const HEAD_TAKES: Duration = Duration::from_secs(60);

/// The largest form that a page sends.
const LARGEST_FORM: usize = 64 << 10;

/// What every request may need.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) gateway: Gateway,
    pub(crate) faults: Faults,
    pub(crate) records: Records,
}

impl Context {
    /// Does what a tester plays.
    pub(crate) async fn execute(&self, command: &Command) -> Result<CommandOutput, CommandError> {
        let acted = self.gateway.store().transact(|state| command.execute(state));
        acted.stored().await.unwrap_or(Err(CommandError::Storage))
    }
}

/// Whether the control API is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Control {
    None,
    /// Because nobody but this machine reaches it.
    OwnMachine,
    AskedFor,
}

/// What is there, by its addresses.
pub(crate) fn router(context: Arc<Context>, control: Control) -> Router {
    let mut router = Router::new()
        .route("/", post(call::answer))
        .route("/done", get(links::done))
        .route("/canned", get(links::canned))
        .route("/links/{token}", get(links::page).post(links::act))
        .route("/links/{token}/contracts/{at}", get(links::contract_of))
        .route("/qr-codes/{id}", get(codes::page).post(codes::scan));
    if control != Control::None {
        router = router.nest("/sandbox", control::routes(control == Control::AskedFor));
    }
    router.layer(DefaultBodyLimit::max(LARGEST_FORM)).with_state(context)
}

/// Serves until the task is dropped.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // Too many open files, say: those that are open will end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Small answers should not wait for each other; they arrive all the same.
        let _ = stream.set_nodelay(true);
        let router = TowerToHyperService::new(router.clone());
        let service = service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.call(request)
        });
        connections.spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TAKES);
            // A connection that breaks is its caller's to notice.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
        while connections.try_join_next().is_some() {}
    }
}
