//! A service that counts the requests of each line of a batch.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use essbasic::{Client, ClientBuilder, Credential};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::sleep;

/// Instead of an error code.
pub(super) const SUCCESS: &str = "success";

/// A service that counts the requests of each line, and responds with the error codes that are set.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) url: String,
    state: Arc<Mutex<ServiceState>>,
}

#[derive(Default)]
struct ServiceState {
    /// By the name of the contract, which is the line.
    requests: BTreeMap<String, u32>,
    /// Error codes of the next requests; `None` responds after a minute.
    next: Vec<Option<&'static str>>,
    /// Time until each response.
    delay: Duration,
}

impl Service {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = Self { url, state: Arc::default() };
        let router = axum::Router::new().fallback(respond).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    pub(super) fn client(&self) -> ClientBuilder {
        client(&self.url)
    }

    pub(super) fn requests(&self) -> BTreeMap<String, u32> {
        self.state.lock().unwrap().requests.clone()
    }

    pub(super) fn respond_next(&self, codes: &[Option<&'static str>]) {
        self.state.lock().unwrap().next = codes.iter().rev().copied().collect();
    }

    pub(super) fn respond_after(&self, delay: Duration) {
        self.state.lock().unwrap().delay = delay;
    }

    /// Checks that no line was sent twice.
    #[track_caller]
    pub(super) fn assert_sent_once(&self) {
        let twice = self.requests().into_iter().find(|(_, requests)| *requests > 1);
        assert_eq!(twice, None);
    }
}

async fn respond(State(service): State<Service>, body: Bytes) -> impl IntoResponse {
    let request: Value = serde_json::from_slice(&body).unwrap();
    let name = request["FlowName"].as_str().or(request["QrCodeId"].as_str()).unwrap().to_owned();
    let (next, delay) = {
        let mut state = service.state.lock().unwrap();
        *state.requests.entry(name.clone()).or_default() += 1;
        (state.next.pop(), state.delay)
    };
    sleep(delay).await;
    let response = match next {
        Some(None) => {
            sleep(Duration::from_secs(60)).await;
            json!({})
        }
        Some(Some(code)) if code != SUCCESS => {
            json!({"Error": {"Code": code, "Message": "set by the test"}, "RequestId": "r"})
        }
        _ => json!({"QrCode": {"QrCodeId": name}, "RequestId": "r"}),
    };
    axum::Json(json!({ "Response": response }))
}

pub(super) fn client(url: &str) -> ClientBuilder {
    Client::builder()
        .credential(Credential::new("AKIDfakefakefake", "fakefakefake"))
        .endpoint(url)
        .timeout(Duration::from_secs(2))
}
