//! The server: on stdio, on any pair of streams, or over HTTP.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use rmcp::transport::async_rw::AsyncRwTransport;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_util::sync::CancellationToken;

use crate::handler::Handler;
use crate::http;
use crate::limits;
use crate::runtime::SilentRuntime;
use crate::shared::Shared;

/// An MCP server.
///
/// It runs on its own threads, which end when `serve`, `serve_stdio` or `serve_http` returns.
#[derive(Clone, Debug)]
pub struct Server {
    shared: Arc<Shared>,
}

impl Server {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Serves standard input and output until the client closes them or `stop` completes.
    ///
    /// Returns after changes that have been confirmed have ended.
    ///
    /// # Errors
    ///
    /// If threads cannot be started, or the client does not use the protocol.
    pub async fn serve_stdio(
        &self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        self.run(|handler| async {
            let (read, write) = rmcp::transport::stdio_pipes();
            serve(handler, read, write, stop).await
        })
        .await
    }

    /// Serves a pair of streams until the client closes them.
    ///
    /// Returns after changes that have been confirmed have ended.
    ///
    /// # Errors
    ///
    /// As for [`serve_stdio`](Self::serve_stdio).
    pub async fn serve(
        &self,
        read: impl AsyncRead + Send + Unpin + 'static,
        write: impl AsyncWrite + Send + Unpin + 'static,
    ) -> io::Result<()> {
        self.run(|handler| serve(handler, read, write, std::future::pending())).await
    }

    /// Serves streamable HTTP at `/mcp` until `stop` completes.
    ///
    /// Requests need the header `Authorization: Bearer <token>`, and the host `localhost`, `127.0.0.1` or
    /// `[::1]`. Returns after changes that have been confirmed have ended.
    ///
    /// # Errors
    ///
    /// If threads cannot be started, or the listener cannot be used.
    pub async fn serve_http(
        &self,
        listener: std::net::TcpListener,
        token: impl Into<String>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let token = token.into();
        self.run(|handler| http::serve(handler, listener, token, stop)).await
    }

    /// Runs a service on the threads of this server.
    async fn run<F>(&self, service: impl FnOnce(Handler) -> F) -> io::Result<()>
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let runtime = SilentRuntime::new()?;
        let handle = runtime.handle()?;
        let subscriber = tracing::dispatcher::get_default(Clone::clone);
        let (shared, disconnected) = (Arc::clone(&self.shared), CancellationToken::new());
        let service = service(Handler { shared, subscriber, disconnected });
        let result = handle.spawn(service).await.map_err(io::Error::other);
        self.shared.changes.close();
        self.shared.changes.wait().await;
        result?
    }
}

async fn serve(
    handler: Handler,
    read: impl AsyncRead + Send + Unpin + 'static,
    write: impl AsyncWrite + Send + Unpin + 'static,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let read = WatchedReader { inner: read, closed: handler.disconnected.clone() };
    let transport = AsyncRwTransport::new_server(read, write);
    let transport = transport.with_max_line_length(limits::MESSAGE_BYTES);
    let stopped = CancellationToken::new();
    let stopping = stopped.clone();
    let stop = tokio::spawn(async move {
        stop.await;
        stopping.cancel();
    });
    let service = match handler.serve_with_ct(transport, stopped).await {
        Ok(service) => service,
        // A client may close the connection at any time.
        Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::Cancelled) => {
            return Ok(());
        }
        // The message of the library would contain what the client sent.
        Err(_) => {
            let text = "the client did not start with a request of the protocol";
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
    };
    let result = service.waiting().await.map(drop).map_err(io::Error::other);
    stop.abort();
    result
}

/// A reader that cancels `closed` at its end.
struct WatchedReader<R> {
    inner: R,
    closed: CancellationToken,
}

impl<R: AsyncRead + Unpin> AsyncRead for WatchedReader<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let (before, has_space) = (buffer.filled().len(), buffer.remaining() > 0);
        let polled = Pin::new(&mut self.inner).poll_read(context, buffer);
        let is_end = match &polled {
            Poll::Ready(Ok(())) => has_space && buffer.filled().len() == before,
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        };
        if is_end {
            self.closed.cancel();
        }
        polled
    }
}
