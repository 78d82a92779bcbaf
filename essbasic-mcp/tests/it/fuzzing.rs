//! Clients that call tools at random: nothing but what a person confirmed reaches the service, each
//! confirmation once and for its bytes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use essbasic::schema::{SampleMode, sample};
use essbasic::{CATALOGUE, Effect, Entry};
use essbasic_mcp::Server;
use essbasic_sandbox::Sandbox;
use serde_json::{Map, Value, json};

use super::confirmation::Browser;
use super::support::{Client, OnQuestion, builder, sandbox};

/// Number of calls, of all clients together.
const CALLS: usize = 10_000;
const CLIENTS: usize = 5;

/// A pseudo-random number generator (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// Number of requests by action and body.
type Counts = BTreeMap<(String, String), usize>;

fn count(counts: &Mutex<Counts>, action: &str, request: &Value) {
    let key = (action.to_owned(), request.to_string());
    *counts.lock().unwrap().entry(key).or_default() += 1;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_random_calls_change_only_what_was_confirmed_once_each() {
    let sandbox = Arc::new(sandbox().await);
    let (confirmed, sent) = (Arc::new(Mutex::default()), Arc::new(Mutex::default()));
    let recorder = tokio::spawn(record(Arc::clone(&sandbox), Arc::clone(&sent)));
    let mut clients = Vec::new();
    let kinds = [
        OnQuestion::Undeclared,
        OnQuestion::Confirms,
        OnQuestion::Declines,
        OnQuestion::LeavesUnticked,
        OnQuestion::Undeclared,
    ];
    for (number, asked) in kinds.into_iter().enumerate() {
        let server = builder(&sandbox).toolset(["signing", "seals"]).build().unwrap();
        let confirmed = Arc::clone(&confirmed);
        let seed = 7 + number as u64;
        clients.push(tokio::spawn(async move {
            call_at_random(&server, asked, seed, &confirmed).await;
        }));
    }
    for client in clients {
        client.await.unwrap();
    }
    recorder.abort();
    let _ = recorder.await;
    collect(&sandbox, &sent);
    let (confirmed, sent) = (confirmed.lock().unwrap(), sent.lock().unwrap());
    let total: usize = sent.values().sum();
    assert!(total > 300, "{total} changes were sent");
    for (request, times) in sent.iter() {
        let allowed = confirmed.get(request).copied().unwrap_or_default();
        assert!(*times <= allowed, "{} was sent {times} times, confirmed {allowed}", request.0);
    }
    // Each confirmation was used.
    assert_eq!(total, confirmed.values().sum::<usize>());
}

/// Counts the changes that reach the sandbox, whose call log holds the last 1,000 calls.
async fn record(sandbox: Arc<Sandbox>, sent: Arc<Mutex<Counts>>) {
    let mut ticks = tokio::time::interval(std::time::Duration::from_millis(100));
    loop {
        ticks.tick().await;
        collect(&sandbox, &sent);
    }
}

/// Counts the changes since the previous call of this function.
fn collect(sandbox: &Sandbox, sent: &Mutex<Counts>) {
    static SEEN: Mutex<u64> = Mutex::new(0);
    let mut seen = SEEN.lock().unwrap();
    let calls = sandbox.calls();
    let first = calls.first().map_or(0, |it| it.number);
    assert!(first <= *seen + 1, "calls {} to {first} were not seen", *seen + 1);
    for call in calls.iter().filter(|it| it.number > *seen) {
        let entry = essbasic::find_action(call.action()).unwrap();
        if entry.descriptor().effect != Effect::Read {
            assert!(call.request_body.is_complete());
            let request: Value = serde_json::from_slice(call.request_body.bytes()).unwrap();
            count(sent, call.action(), &request);
        }
    }
    *seen = calls.last().map_or(*seen, |it| it.number);
}

/// Calls tools at random, and counts the requests that its person has confirmed.
async fn call_at_random(server: &Server, asked: OnQuestion, seed: u64, confirmed: &Mutex<Counts>) {
    let (client, browser) = (Client::connect(server, asked).await, Browser::new());
    let mut random = Random(seed);
    for _ in 0..CALLS / CLIENTS {
        let action = CATALOGUE[random.below(CATALOGUE.len())].descriptor();
        let mut request = sample((action.request)(), SampleMode::Required);
        request.remove("Agent");
        mutate(&mut request, &mut random);
        let arguments = json!({ "action": action.name, "request": request });
        let (tool, arguments) = match random.below(10) {
            0 => ("find_actions", json!({ "query": action.title })),
            1 => ("describe_action", json!({ "action": action.name })),
            2 => ("validate", arguments),
            3 => ("explain_error", json!({ "code": action.errors.first(), "action": action.name })),
            4 => ("open_callback", json!({ "capture": arguments.to_string() })),
            5 => ("read", arguments),
            6 => ("upload_file", json!({ "path": "/nonexistent", "business_type": "SEAL" })),
            7 if action.wait.is_none() => ("wait", arguments),
            8 if ["signing", "seals"].contains(&domain(action.name)) => {
                (action.name, Value::Object(request.clone()))
            }
            _ => ("change", arguments),
        };
        let asked_before = client.questions().len();
        let result = client.call(tool, arguments.clone()).await;
        assert!(result.is_object(), "{tool}");
        let full = with_agent(action, &request);
        if asked == OnQuestion::Confirms && client.questions().len() > asked_before {
            count(confirmed, action.name, &full);
        }
        if let Some(page) = result["address"].as_str() {
            // A person confirms half of the requests, and the assistant repeats its call up to twice.
            match random.below(4) {
                0 => drop(browser.decide(page, "decline").await),
                1 => {}
                _ => {
                    browser.decide(page, "confirm").await;
                    count(confirmed, action.name, &full);
                    client.call(tool, arguments.clone()).await;
                }
            }
            if random.one_in(2) {
                client.call(tool, arguments).await;
            }
        }
    }
    client.close().await;
}

fn domain(action: &str) -> &'static str {
    essbasic::find_action(action).map(Entry::domain).unwrap()
}

/// Returns the request as the server sends it.
fn with_agent(action: &essbasic::Descriptor, request: &Map<String, Value>) -> Value {
    let mut request = request.clone();
    if (action.request)().field("Agent").is_some() {
        let agent = serde_json::to_value(essbasic_sandbox::seed::agent()).unwrap();
        request.insert("Agent".to_owned(), agent);
    }
    Value::Object(request)
}

/// Mutates a field, so that requests differ or are invalid.
fn mutate(request: &mut Map<String, Value>, random: &mut Random) {
    if request.is_empty() || random.one_in(2) {
        return;
    }
    let name = request.keys().nth(random.below(request.len())).unwrap().clone();
    let value = match random.below(6) {
        0 => Value::Null,
        1 => json!(random.next()),
        2 => json!(format!("{:032x}", random.next())),
        3 => json!([format!("{:032x}", random.next())]),
        4 => json!({ "x": [{}] }),
        _ => json!("\u{202e}\n合同"),
    };
    request.insert(name, value);
}
