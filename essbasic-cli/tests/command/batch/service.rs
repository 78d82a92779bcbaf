//! A test service that counts requests.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A service that counts requests by QR code ID or flow name.
pub(super) struct Service {
    pub(super) endpoint: String,
    requests: Arc<Requests>,
}

/// Number of requests by key.
#[derive(Default)]
struct Requests {
    counts: Mutex<BTreeMap<String, u32>>,
    arrived: Condvar,
}

/// Responds to a request, given the number of earlier ones; `None` closes the connection.
pub(super) type Responder = fn(u32, &Value) -> Option<Value>;

impl Service {
    /// Starts a service that responds after a delay.
    pub(super) fn start(delay: Duration, respond: Responder) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<Requests>::default();
        let counted = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (Ok(stream), requests) = (stream, Arc::clone(&counted)) else { return };
                thread::spawn(move || serve(&stream, delay, respond, &requests));
            }
        });
        Self { endpoint, requests }
    }

    /// Returns the number of requests by key.
    pub(super) fn seen(&self) -> BTreeMap<String, u32> {
        self.requests.counts.lock().unwrap().clone()
    }

    /// Waits until requests with this many keys have arrived.
    pub(super) fn wait_for(&self, keys: usize) {
        let counts = self.requests.counts.lock().unwrap();
        drop(self.requests.arrived.wait_while(counts, |counts| counts.len() < keys).unwrap());
    }
}

fn serve(
    mut stream: &TcpStream,
    delay: Duration,
    respond: Responder,
    requests: &Requests,
) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let request: Value = serde_json::from_slice(&body).unwrap();
        let key = ["QrCodeId", "FlowName"].into_iter().find_map(|name| request[name].as_str());
        let before = {
            let mut counts = requests.counts.lock().unwrap();
            let count = counts.entry(key.unwrap_or_default().to_owned()).or_default();
            *count += 1;
            requests.arrived.notify_all();
            *count - 1
        };
        thread::sleep(delay);
        let response = json!({ "Response": respond(before, &request)? }).to_string();
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{response}", response.len())
            .ok()?;
    }
}

/// Cancels once, and rejects every later request.
#[allow(clippy::unnecessary_wraps, reason = "other responders close the connection")]
pub(super) fn cancelling(before: u32, _request: &Value) -> Option<Value> {
    Some(match before {
        0 => json!({"RequestId": "request"}),
        _ => rejection("OperationDenied.QrInvalid"),
    })
}

/// Creates on every request.
#[allow(clippy::unnecessary_wraps, reason = "other responders close the connection")]
pub(super) fn creating(_before: u32, _request: &Value) -> Option<Value> {
    let code = json!({"QrCodeId": "q", "QrCodeUrl": "u", "ExpiredTime": 1, "WeixinQrCodeUrl": "w"});
    let urls = json!({"AppSignUrl": "a", "EffectiveTime": "", "HttpSignUrl": "h"});
    Some(json!({"QrCode": code, "SignUrls": urls, "RequestId": "request"}))
}

pub(super) fn rejection(code: &str) -> Value {
    json!({"Error": {"Code": code, "Message": "no"}, "RequestId": "request"})
}
