//! The list kept up to date, as a browser gets it.

use std::time::{Duration, Instant};

use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{Sandbox, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{client, sandbox, submit};

/// Events as they arrive.
struct Events {
    stream: TcpStream,
    seen: String,
}

impl Events {
    async fn of(sandbox: &Sandbox, query: &str) -> Self {
        let host = sandbox.endpoint().replace("http://", "");
        let mut stream = TcpStream::connect(&host).await.unwrap();
        let head = format!("GET /calls/live?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut events = Self { stream, seen: String::new() };
        events.until("text/event-stream").await;
        events
    }

    /// Reads on until this was said; how long that took.
    async fn until(&mut self, text: &str) -> Duration {
        let began = Instant::now();
        while !self.seen.contains(text) {
            let mut part = vec![0; 16 << 10];
            let read = timeout(Duration::from_secs(10), self.stream.read(&mut part));
            let read = read.await.unwrap_or_else(|_| panic!("no {text} in {}", self.seen)).unwrap();
            assert_ne!(read, 0, "the events ended");
            self.seen.push_str(&String::from_utf8_lossy(&part[..read]));
        }
        began.elapsed()
    }
}

#[tokio::test]
async fn a_call_is_told_within_a_second() {
    let sandbox = sandbox().await;
    let mut events = Events::of(&sandbox, "outcome=done").await;
    let client = client(&sandbox);
    for number in 1..=4 {
        DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
        let took = events.until(&format!("id: {number}")).await;
        assert!(took < Duration::from_secs(1), "{took:?}");
    }
    assert!(events.seen.contains("DescribeTemplates"));
    submit(&sandbox, "/calls/clear", "").await;
    events.until("event: cleared").await;
}

#[tokio::test]
async fn a_reconnecting_page_receives_missed_calls() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    for _ in 0..3 {
        DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    }
    let mut events = Events::of(&sandbox, "after=1").await;
    events.until("/calls/2\"").await;
    assert!(events.seen.contains("id: 3") && !events.seen.contains("/calls/1\""));
}

#[tokio::test]
async fn a_page_of_a_sandbox_that_was_started_again_receives_its_calls() {
    let sandbox = sandbox().await;
    let mut events = Events::of(&sandbox, "after=500").await;
    DescribeTemplates::new(seed::agent()).send(&client(&sandbox)).await.unwrap();
    events.until("/calls/1\"").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_are_batched_and_the_last_one_arrives() {
    const CALLS: usize = 2000;
    let sandbox = Sandbox::builder().pages(essbasic_explorer::sandbox_pages).without_rate_limit();
    let sandbox = sandbox.start().await.unwrap();
    let mut events = Events::of(&sandbox, "").await;
    let began = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let client = client(&sandbox);
        clients.spawn(async move {
            for _ in 0..CALLS / 8 {
                DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
            }
        });
    }
    let read = async { events.until(&format!("/calls/{CALLS}\"")).await };
    let (_, ()) = tokio::join!(read, async { while clients.join_next().await.is_some() {} });
    let batches = events.seen.matches("event: calls").count();
    let most = usize::try_from(began.elapsed().as_millis() / 250).unwrap() + 2;
    assert!(batches <= most, "{batches} events in {:?}", began.elapsed());
    assert!(events.seen.matches("<tr>").count() <= batches * 50, "an event has an end");
    let mut late = Events::of(&sandbox, "after=0").await;
    late.until("950 more calls: reload").await;
    assert_eq!(late.seen.matches("<tr>").count(), 50, "one event has the last of a thousand");
}
