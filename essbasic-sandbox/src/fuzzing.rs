//! A sandbox without a socket, for the fuzz targets. Not part of the public API.

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

use crate::call_memory::CallMemory;
use crate::callbacks::active::ActiveCallbacks;
use crate::context::Context;
use crate::gateway::Gateway;
use crate::initial_data::InitialData;
use crate::records::CallLog;
use crate::sandbox::SandboxHandle;
use crate::saved_snapshots::SavedSnapshots;
use crate::seed;
use crate::server::{self, ControlApi};
use crate::state::{CallbackPlan, State};
use crate::store::Store;

/// Address for pages that send calls: nothing listens there.
const UNUSED_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 1);

/// A sandbox in this process, with its API calls, links, pages and control API.
#[derive(Debug)]
pub struct InProcessSandbox(TowerToHyperService<Router>);

impl InProcessSandbox {
    /// Creates a sandbox with the data of [`seed`], in memory.
    pub fn new() -> Self {
        let router = server::router(context(), ControlApi::AnyHost, Router::new());
        Self(TowerToHyperService::new(router))
    }

    /// Creates a sandbox with additional [pages](crate::SandboxBuilder::pages).
    ///
    /// # Errors
    ///
    /// If the pages cannot be created.
    pub fn with_pages(pages: fn(SandboxHandle) -> io::Result<Router>) -> io::Result<Self> {
        let context = context();
        let pages = pages(SandboxHandle::new(Arc::clone(&context), UNUSED_ADDRESS))?;
        let router = server::router(context, ControlApi::AnyHost, pages);
        Ok(Self(TowerToHyperService::new(router)))
    }

    /// Responds to a request. Of a response that is cut off, returns the part before.
    pub async fn respond(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (head, body) = match self.0.call(request.map(Body::from)).await {
            Ok(response) => response.into_parts(),
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
    let mut state = State::default();
    seed::fill(&mut state);
    let store = Store::in_memory(state);
    store.set_up("http://sandbox".to_owned(), CallbackPlan::default());
    Arc::new(Context {
        gateway: Gateway::new(credential, store, None, false),
        faults: Arc::default(),
        callbacks: ActiveCallbacks::default(),
        call_log: CallLog::new(),
        call_memory: CallMemory::new(),
        initial_data: InitialData::default(),
        snapshots: SavedSnapshots::default(),
    })
}
