//! A server that plays a script: real sockets, and answers that no service would give.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, StringToSign};
use essbasic::{Client, ClientBuilder, Credential, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub(crate) const SECRET_ID: &str = "AKIDscriptscriptscript";
pub(crate) const SECRET_KEY: &str = "ScriptSecretKeyScriptSecretKey";

/// What comes back for one request.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// These bytes, and the connection is closed.
    Bytes(Vec<u8>),
    /// The connection is closed without a word.
    Reset,
    /// So many mebibytes of white space.
    Flood { mebibytes: usize },
    /// Whatever is made of the request.
    By(fn(&Arrived) -> Answer),
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Arrived {
    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// Whether it was signed with a credential, over the very bytes that arrived.
    pub(crate) fn is_signed_by(&self, credential: &Credential) -> bool {
        let header = self.header("authorization").unwrap();
        let authorization = Authorization::parse(header).unwrap();
        let timestamp = self.header("x-tc-timestamp").unwrap().parse().unwrap();
        let scope = Scope::new(timestamp, authorization.service).unwrap();
        let action = self.header("x-tc-action").unwrap().to_lowercase();
        let canonical = CanonicalRequest {
            method: "POST",
            path: "/",
            query: "",
            headers: &[
                ("content-type", self.header("content-type").unwrap()),
                ("host", self.header("host").unwrap()),
                ("x-tc-action", &action),
            ],
            body: &sign::body_hash(&self.body),
        };
        let expected = StringToSign::new(scope, &canonical).sign(&credential.signing_key(&scope));
        expected.as_str() == authorization.signature
            && authorization.secret_id == credential.secret_id()
            && authorization.date == scope.date().to_string()
    }
}

/// A server that answers from a list, the last for ever.
pub(crate) struct Server {
    address: std::net::SocketAddr,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let answers: Vec<_> = answers.into_iter().collect();
        let seen = Arc::clone(&arrived);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answers, seen) = (answers.clone(), Arc::clone(&seen));
                tokio::spawn(async move { play(stream, &answers, &seen).await });
            }
        });
        Self { address, arrived, task }
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        builder().endpoint(self.endpoint())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn requests(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A client for such a server, whatever its address.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(2)))
}

/// Passes connections on to another server, and counts them.
pub(crate) struct Counting {
    address: std::net::SocketAddr,
    count: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Counting {
    pub(crate) async fn before(endpoint: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let count = Arc::new(AtomicUsize::new(0));
        let (counted, to) = (Arc::clone(&count), endpoint.replace("http://", ""));
        let open = Arc::new(AtomicUsize::new(0));
        let opened = Arc::clone(&open);
        let task = tokio::spawn(async move {
            while let Ok((mut inner, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                let (mut outer, opened) =
                    (TcpStream::connect(&to).await.unwrap(), Arc::clone(&opened));
                opened.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    let (mut from, mut back) = inner.split();
                    let (mut answers, mut on) = outer.split();
                    // Whoever hangs up first ends it for both.
                    tokio::select! {
                        _ = tokio::io::copy(&mut from, &mut on) => {}
                        _ = tokio::io::copy(&mut answers, &mut back) => {}
                    }
                    opened.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, count, open, task }
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    /// How many are open now.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A whole answer with these members beside the request id.
pub(crate) fn ok(members: &str) -> Answer {
    let more = members.trim_start_matches('{').trim_end_matches('}');
    let comma = if more.is_empty() { "" } else { "," };
    json(200, &format!(r#"{{"Response":{{{more}{comma}"RequestId":"req-1"}}}}"#))
}

/// A refusal.
pub(crate) fn refusal(code: &str, message: &str) -> Answer {
    let error = format!(r#"{{"Code":"{code}","Message":"{message}"}}"#);
    json(200, &format!(r#"{{"Response":{{"Error":{error},"RequestId":"req-1"}}}}"#))
}

/// A JSON answer of any status.
pub(crate) fn json(status: u16, body: &str) -> Answer {
    answer(status, "Content-Type: application/json", body.as_bytes())
}

/// An answer with headers of one's own.
pub(crate) fn answer(status: u16, headers: &str, body: &[u8]) -> Answer {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Scripted\r\n{headers}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    Answer::Bytes([head.as_bytes(), body].concat())
}

async fn play(mut stream: TcpStream, answers: &[Answer], seen: &Mutex<Vec<Arrived>>) {
    let Ok(request) = read(&mut stream).await else { return };
    let turn = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        seen.len() - 1
    };
    let made;
    let answer = match &answers[turn.min(answers.len() - 1)] {
        Answer::By(answer_to) => {
            made = answer_to(&request);
            &made
        }
        listed => listed,
    };
    match answer {
        Answer::Bytes(bytes) => {
            let _ = stream.write_all(bytes).await;
            let _ = stream.shutdown().await;
        }
        Answer::Reset | Answer::By(_) => {}
        Answer::Flood { mebibytes } => {
            let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
            let _ = stream.write_all(head).await;
            let mebibyte = vec![b' '; 1 << 20];
            for _ in 0..*mebibytes {
                if stream.write_all(&mebibyte).await.is_err() {
                    break;
                }
            }
        }
    }
}

async fn read(stream: &mut TcpStream) -> io::Result<Arrived> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut request = Arrived { head, body: bytes.split_off(end) };
    let length = request.header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
    while request.body.len() < length {
        if stream.read_buf(&mut request.body).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(request)
}
