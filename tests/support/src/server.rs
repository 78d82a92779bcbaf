//! A scripted HTTP/1.1 server on a loopback socket, for behaviour that no library would produce.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::Mutex;

use http::Request;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Reaction to one request. Each connection serves one.
#[derive(Clone, Debug)]
pub enum Reaction {
    /// Sends bytes and closes the connection.
    Send(Vec<u8>),
    /// Sends bytes and then nothing, without closing the connection.
    Stall(Vec<u8>),
    /// Closes the connection after reading the request.
    Close,
    /// Closes the connection without reading the request, after sending bytes.
    CloseUnread(Vec<u8>),
    /// Sends a response of spaces, with a length in mebibytes.
    Flood(usize),
    /// Computes the reaction from the request.
    With(fn(&Request<Vec<u8>>) -> Reaction),
}

/// A server that reacts according to a script; the last reaction repeats.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    script: Vec<Reaction>,
    requests: Mutex<Vec<Request<Vec<u8>>>>,
    connections: watch::Sender<Connections>,
}

/// Number of connections that were accepted, and of those that are open.
#[derive(Clone, Copy, Debug, Default)]
struct Connections {
    accepted: usize,
    open: usize,
}

impl Server {
    /// Starts a server on a free port.
    pub async fn start(script: impl IntoIterator<Item = Reaction>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            script: script.into_iter().collect(),
            requests: Mutex::default(),
            connections: watch::Sender::default(),
        });
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.send_modify(|it| {
                    it.accepted += 1;
                    it.open += 1;
                });
                let state = Arc::clone(&shared);
                tokio::spawn(async move {
                    state.serve(stream).await;
                    state.connections.send_modify(|it| it.open -= 1);
                });
            }
        });
        Self { address, state, task }
    }

    /// Returns the server's URL.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the requests received so far.
    pub fn requests(&self) -> Vec<Request<Vec<u8>>> {
        self.state.requests.lock().unwrap().clone()
    }

    /// Returns the number of connections accepted so far.
    pub fn connections(&self) -> usize {
        self.state.connections.borrow().accepted
    }

    /// Waits until this number of connections was accepted.
    pub async fn accepted(&self, count: usize) {
        self.state.connections.subscribe().wait_for(|it| it.accepted >= count).await.unwrap();
    }

    /// Waits until the client has closed all connections.
    pub async fn closed(&self) {
        self.state.connections.subscribe().wait_for(|it| it.open == 0).await.unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    async fn serve(&self, mut stream: TcpStream) {
        if let Some(Reaction::CloseUnread(bytes)) = self.script.first() {
            self.requests.lock().unwrap().push(Request::default());
            let _ = stream.write_all(bytes).await;
            return;
        }
        let Ok(request) = read_request(&mut stream).await else { return };
        let index = {
            let mut requests = self.requests.lock().unwrap();
            requests.push(request.clone());
            requests.len() - 1
        };
        let scripted = self.script.get(index).or(self.script.last()).unwrap();
        let computed = match scripted {
            Reaction::With(react) => Some(react(&request)),
            _ => None,
        };
        match computed.as_ref().unwrap_or(scripted) {
            Reaction::Send(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
            }
            Reaction::Stall(bytes) => {
                let _ = stream.write_all(bytes).await;
                // Ends when the client closes the connection.
                let _ = stream.read(&mut [0]).await;
            }
            Reaction::Close | Reaction::CloseUnread(_) | Reaction::With(_) => {}
            Reaction::Flood(mebibytes) => {
                let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
                let mut sent = stream.write_all(head).await;
                let mebibyte = vec![b' '; 1 << 20];
                for _ in 0..*mebibytes {
                    if sent.is_err() {
                        break;
                    }
                    sent = stream.write_all(&mebibyte).await;
                }
            }
        }
    }
}

/// Reads one request with a `Content-Length`.
///
/// # Errors
///
/// The errors of the stream, and [`io::ErrorKind::UnexpectedEof`] when it ends early.
pub async fn read_request(
    stream: &mut (impl AsyncReadExt + Unpin),
) -> io::Result<Request<Vec<u8>>> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    };
    let mut body = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (method, uri) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        request = request.header(name, value.trim());
    }
    let mut request = request.body(Vec::new()).map_err(io::Error::other)?;
    let length =
        request.headers().get("content-length").and_then(|it| it.to_str().ok()?.parse().ok());
    while body.len() < length.unwrap_or(0) {
        if stream.read_buf(&mut body).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    *request.body_mut() = body;
    Ok(request)
}

/// Returns the bytes of a response with header lines and a body.
pub fn response(status: u16, headers: &str, body: &[u8]) -> Reaction {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Scripted\r\n{headers}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    Reaction::Send([head.as_bytes(), body].concat())
}

/// Returns a JSON response of any status.
pub fn json(status: u16, body: &str) -> Reaction {
    response(status, "Content-Type: application/json", body.as_bytes())
}

/// Returns a response with these fields, as JSON, besides the request ID `req-1`.
pub fn ok(fields: &str) -> Reaction {
    json(200, &ok_body(fields))
}

/// Returns a response that rejects the request with an error code.
pub fn rejection(code: &str, message: &str) -> Reaction {
    json(200, &rejection_body(code, message))
}

/// Returns the body of [`ok`].
pub fn ok_body(fields: &str) -> String {
    let fields = fields.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(fields);
    let comma = if fields.is_empty() { "" } else { "," };
    format!(r#"{{"Response":{{{fields}{comma}"RequestId":"req-1"}}}}"#)
}

/// Returns the body of [`rejection`].
pub fn rejection_body(code: &str, message: &str) -> String {
    let error = format!(r#"{{"Code":"{code}","Message":"{message}"}}"#);
    format!(r#"{{"Response":{{"Error":{error},"RequestId":"req-1"}}}}"#)
}
