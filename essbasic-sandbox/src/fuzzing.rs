//! The sandbox without its socket: requests are handed in and answered in this process. For the
//! fuzz targets, and not a part of the API.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::{self, Body};
use bytes::Bytes;
use essbasic::Credential;
use http::{Request, Response};
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;

use crate::faults::Faults;
use crate::gateway::Gateway;
use crate::records::Records;
use crate::sandbox::SandboxHandle;
use crate::seed;
use crate::server::{self, Context, Control};
use crate::store::Store;

/// Where nobody listens: what pages send to their sandbox does not arrive.
const NOWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 1);

/// A sandbox as it starts, with everything that its port leads to: calls, pages, control API.
#[derive(Debug)]
pub struct InProcessSandbox(TowerToHyperService<Router>);

impl InProcessSandbox {
    /// What [`seed`] describes, in memory.
    pub fn new() -> Self {
        Self(TowerToHyperService::new(server::router(context(), Control::AskedFor)))
    }

    /// The same with pages beside it, as [`SandboxBuilder::pages`](crate::SandboxBuilder::pages)
    /// has them.
    ///
    /// # Errors
    ///
    /// Those of the pages.
    pub fn with_pages(pages: fn(SandboxHandle) -> io::Result<Router>) -> io::Result<Self> {
        let context = context();
        let router = server::router(Arc::clone(&context), Control::AskedFor);
        let router = router.merge(pages(SandboxHandle::new(context, NOWHERE))?);
        Ok(Self(TowerToHyperService::new(router)))
    }

    /// Answers a request. Of an answer that breaks off, what comes before.
    pub async fn answer(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (head, body) = match self.0.call(request.map(Body::from)).await {
            Ok(answer) => answer.into_parts(),
            Err(never) => match never {},
        };
        let body = body::to_bytes(body, usize::MAX).await.unwrap_or_default();
        Response::from_parts(head, body)
    }
}

impl Default for InProcessSandbox {
    fn default() -> Self {
        Self::new()
    }
}

fn context() -> Arc<Context> {
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let store = Store::in_memory(seed::state());
    store.lives("http://sandbox".to_owned(), false);
    Arc::new(Context {
        gateway: Gateway::new(credential, store, None, false),
        faults: Faults::new(Vec::new(), 0),
        records: Records::new(),
    })
}
