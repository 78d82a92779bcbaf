//! Connections of a local server: their number, time limits, and the end of the server.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::HttpBody;
use axum::extract::ConnectInfo;
use axum::response::IntoResponse;
use bytes::Bytes;
use http::{StatusCode, Version, header};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::limits;

/// Serves pages to local clients until `stop` completes, and then finishes requests in progress for
/// at most 3 seconds.
///
/// Connections have the limits of a sandbox: at most 512 are open, of which the one whose client has
/// sent nothing of a request or its body for longest is closed for a new one; the head of a request has
/// 64 KiB and 60 seconds; a connection whose client reads nothing of a response for 30 seconds is closed.
/// A request without exactly one `Host` is rejected with status 400.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    serve_reporting(listener, router, Arc::new(|_| {}), stop).await;
}

/// Function that is called with the address of a client that begins with TLS.
pub(crate) type TlsReporter = Arc<dyn Fn(SocketAddr) + Send + Sync>;

/// Serves pages as [`serve`] does, and reports clients that begin with TLS.
pub(crate) async fn serve_reporting(
    listener: TcpListener,
    router: Router,
    report_tls: TlsReporter,
    stop: impl Future<Output = ()>,
) {
    let mut connections = Connections::new(router, report_tls);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            () = connections.accept(&listener) => {}
        }
    }
    drop(listener);
    // Connections that are still open are closed when the set is dropped.
    let _ = timeout(limits::STOP_TIMEOUT, connections.graceful.shutdown()).await;
}

/// The open connections.
struct Connections {
    router: TowerToHyperService<Router>,
    tasks: JoinSet<()>,
    open: Vec<(AbortHandle, Arc<Activity>)>,
    graceful: GracefulShutdown,
    report_tls: TlsReporter,
}

/// Activity of a connection.
struct Activity(Mutex<State>);

struct State {
    /// `true` while a request is in progress.
    is_busy: bool,
    /// Time since which the server waits for a request or for the rest of its body.
    waiting_since: Option<Instant>,
}

impl Connections {
    fn new(router: Router, report_tls: TlsReporter) -> Self {
        let router = TowerToHyperService::new(router);
        let graceful = GracefulShutdown::new();
        Self { router, tasks: JoinSet::new(), open: Vec::new(), graceful, report_tls }
    }

    /// Accepts a connection, for which another may have to be closed.
    async fn accept(&mut self, listener: &TcpListener) {
        let accepted = listener.accept().await;
        while self.tasks.try_join_next().is_some() {}
        self.open.retain(|(task, _)| !task.is_finished());
        let Ok((stream, peer)) = accepted else {
            // Usually too many open files.
            self.close_waiting();
            return sleep(Duration::from_millis(50)).await;
        };
        if self.open.len() >= limits::CONNECTIONS && !self.close_waiting() {
            self.tasks.join_next().await;
        }
        // Only latency depends on it, so a failure is ignored.
        let _ = stream.set_nodelay(true);
        self.serve(stream, ConnectInfo(peer));
    }

    fn serve(&mut self, stream: TcpStream, peer: ConnectInfo<SocketAddr>) {
        let stream =
            FirstBytes { stream, report_tls: Some((Arc::clone(&self.report_tls), peer.0)) };
        let activity = Arc::new(Activity::new());
        let (router, shared) = (self.router.clone(), Arc::clone(&activity));
        let service = service_fn(move |mut request: http::Request<Incoming>| {
            request.extensions_mut().insert(peer);
            let in_progress = InProgress::start(&shared);
            let watched = |body| WatchedBody { body, activity: Arc::clone(&shared) };
            let response = has_one_host(&request).then(|| router.call(request.map(watched)));
            async move {
                let _in_progress = in_progress;
                match response {
                    Some(response) => response.await,
                    None => Ok((StatusCode::BAD_REQUEST, NOT_ONE_HOST).into_response()),
                }
            }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits::HEAD_TIMEOUT);
        http.max_buf_size(limits::HEAD_BYTES);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits::WRITE_TIMEOUT));
        let stream = TokioIo::new(Box::pin(stream));
        let connection = self.graceful.watch(http.serve_connection(stream, service));
        // The client notices a broken connection itself.
        let task = self.tasks.spawn(async move { drop(connection.await) });
        self.open.push((task, activity));
    }

    /// Closes the connection that has waited longest for its client. Returns `false` if none waits.
    fn close_waiting(&mut self) -> bool {
        let waiting = self.open.iter().enumerate();
        let waiting = waiting.filter_map(|(index, (_, it))| Some((it.waiting_since()?, index)));
        let longest = waiting.min().map(|(_, index)| index);
        if let Some(index) = longest {
            self.open.swap_remove(index).0.abort();
        }
        longest.is_some()
    }
}

impl Activity {
    fn new() -> Self {
        Self(Mutex::new(State { is_busy: false, waiting_since: Some(Instant::now()) }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waiting_since(&self) -> Option<Instant> {
        self.state().waiting_since
    }
}

/// A request in progress, until it is dropped.
struct InProgress(Arc<Activity>);

impl InProgress {
    fn start(activity: &Arc<Activity>) -> Self {
        *activity.state() = State { is_busy: true, waiting_since: None };
        Self(Arc::clone(activity))
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        *self.0.state() = State { is_busy: false, waiting_since: Some(Instant::now()) };
    }
}

/// A body that records for how long its reader waits for the client.
struct WatchedBody {
    body: Incoming,
    activity: Arc<Activity>,
}

impl HttpBody for WatchedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(task);
        let mut state = self.activity.state();
        // The response may have been sent before the whole body has arrived.
        if state.is_busy {
            state.waiting_since = match polled {
                Poll::Pending => state.waiting_since.or_else(|| Some(Instant::now())),
                Poll::Ready(_) => None,
            };
        }
        drop(state);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A reader that gives up the body waits for it no longer.
impl Drop for WatchedBody {
    fn drop(&mut self) {
        let mut state = self.activity.state();
        if state.is_busy {
            state.waiting_since = None;
        }
    }
}

const NOT_ONE_HOST: &str = "a request must have exactly one Host\n";

/// A stream of which the first bytes are checked for the beginning of TLS.
struct FirstBytes {
    stream: TcpStream,
    report_tls: Option<(TlsReporter, SocketAddr)>,
}

impl AsyncRead for FirstBytes {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(task, buffer);
        let bytes = buffer.filled().get(before..).unwrap_or_default();
        // A handshake record of any version.
        if !bytes.is_empty()
            && let Some((report, peer)) = self.report_tls.take()
            && matches!(bytes, [0x16, 3, ..])
        {
            report(peer);
        }
        read
    }
}

impl AsyncWrite for FirstBytes {
    fn poll_write(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(task, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(task, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}

/// Returns whether a request names its host once, as every check of the host relies on.
fn has_one_host<B>(request: &http::Request<B>) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let authority = request.uri().authority().map(http::uri::Authority::as_str);
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => {
            authority.is_none_or(|it| it.as_bytes().eq_ignore_ascii_case(host.as_bytes()))
        }
        (None, _) => request.version() < Version::HTTP_11,
        _ => false,
    }
}
