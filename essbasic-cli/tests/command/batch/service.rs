//! A service of one's own that counts what arrives.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A service that counts how often each thing is asked of it.
pub(super) struct Service {
    pub(super) endpoint: String,
    seen: Arc<Mutex<BTreeMap<String, u32>>>,
}

/// What it answers: how often this was asked before, and the request.
pub(super) type Answer = fn(u32, &Value) -> Option<Value>;

impl Service {
    /// A service that takes its time, and then answers; or breaks the connection.
    pub(super) fn start(slowly: Duration, answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::<Mutex<BTreeMap<_, _>>>::default();
        let counted = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (Ok(stream), seen) = (stream, Arc::clone(&counted)) else { return };
                thread::spawn(move || serve(&stream, slowly, answer, &seen));
            }
        });
        Self { endpoint, seen }
    }

    /// How often each thing was asked.
    pub(super) fn seen(&self) -> BTreeMap<String, u32> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: &TcpStream,
    slowly: Duration,
    answer: Answer,
    seen: &Mutex<BTreeMap<String, u32>>,
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
        let asked = ["QrCodeId", "FlowName"].into_iter().find_map(|name| request[name].as_str());
        let before = {
            let mut seen = seen.lock().unwrap();
            let count = seen.entry(asked.unwrap_or_default().to_owned()).or_default();
            *count += 1;
            *count - 1
        };
        thread::sleep(slowly);
        let answer = json!({ "Response": answer(before, &request)? }).to_string();
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len())
            .ok()?;
    }
}

/// Cancels once, and then says that it did.
#[allow(clippy::unnecessary_wraps, reason = "others break the connection")]
pub(super) fn cancelling(before: u32, _request: &Value) -> Option<Value> {
    Some(match before {
        0 => json!({"RequestId": "request"}),
        _ => refusal("OperationDenied.QrInvalid"),
    })
}

/// Creates, as often as it is asked.
#[allow(clippy::unnecessary_wraps, reason = "others break the connection")]
pub(super) fn creating(_before: u32, _request: &Value) -> Option<Value> {
    let code = json!({"QrCodeId": "q", "QrCodeUrl": "u", "ExpiredTime": 1, "WeixinQrCodeUrl": "w"});
    let urls = json!({"AppSignUrl": "a", "EffectiveTime": "", "HttpSignUrl": "h"});
    Some(json!({"QrCode": code, "SignUrls": urls, "RequestId": "request"}))
}

pub(super) fn refusal(code: &str) -> Value {
    json!({"Error": {"Code": code, "Message": "no"}, "RequestId": "request"})
}
