//! The options of every command that sends: how long, how often, through what.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use essbasic_sandbox::seed;

use super::support::{Sandbox, answering, call, cancel_request, ends};

const NOBODY: &str = "http://127.0.0.1:1";

fn cancel(endpoint: &str, more: &[&str]) -> std::process::Output {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    call(endpoint, &[&arguments[..], more].concat())
}

#[test]
fn a_call_takes_no_longer_than_it_may() {
    // It takes connections, and never says anything.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let began = Instant::now();
    ends(&cancel(&endpoint, &["--timeout", "0.3"]), 4, "within the time given");
    assert!(began.elapsed() < Duration::from_secs(5));
    ends(&cancel(NOBODY, &["--timeout", "0"]), 2, "greater than zero");
    ends(&cancel(NOBODY, &["--timeout", "soon"]), 2, "a number of seconds");
}

#[test]
fn a_call_is_repeated_as_often_as_it_may_be() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
            drop(stream);
        }
    });
    ends(&cancel(&endpoint, &["--retries", "0"]), 4, "connection");
    assert_eq!(count.swap(0, Ordering::SeqCst), 1);
    ends(&cancel(&endpoint, &["--retries", "2"]), 4, "connection");
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[test]
fn a_proxy_is_gone_through_when_it_is_named() {
    let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 41\r\nConnection: close\r\n\r\n{\"Response\":{\"RequestId\":\"by-the-proxy\"}}";
    let done = cancel(NOBODY, &["--proxy", &answering(bytes)]);
    ends(&done, 0, "");
    assert!(String::from_utf8_lossy(&done.stdout).contains("by-the-proxy"));
    let sandbox = Sandbox::start();
    ends(&cancel(&sandbox.endpoint, &["--proxy", "none"]), 0, "");
    let refused = cancel(NOBODY, &["--proxy", "socks5://user:NobodysPassword@x:1"]);
    ends(&refused, 2, "the proxy");
    assert!(!String::from_utf8_lossy(&refused.stderr).contains("NobodysPassword"));
}

#[test]
fn each_mistake_in_an_option_ends_with_2() {
    ends(&cancel(NOBODY, &["--ca-file", "/nonexistent.pem"]), 2, "cannot read /nonexistent.pem");
    ends(&cancel(NOBODY, &["--ca-file", "/dev/null"]), 2, "not in PEM");
    ends(&cancel(NOBODY, &["--environment", "tset"]), 2, "test");
    ends(&cancel(NOBODY, &["--environment", "test", "--endpoint", "x"]), 2, "cannot be used with");
    ends(&cancel(NOBODY, &["--endpoint", "http://example.invalid"]), 2, "plain HTTP");
    ends(&cancel(NOBODY, &["--retries", "many"]), 2, "--retries");
    ends(&cancel(NOBODY, &["--service", "cvm"]), 2, "--version");
    ends(&cancel(NOBODY, &["--agent", "a//c"]), 2, "write APPLICATION");
    ends(&cancel(NOBODY, &["--agent", "a/b/c/d"]), 2, "write APPLICATION");
}

#[test]
fn unchecked_leaves_the_judgement_to_the_service() {
    let sandbox = Sandbox::start();
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", "{}", "--unchecked"];
    ends(&call(&sandbox.endpoint, &arguments), 1, "MissingParameter");
}

#[test]
fn an_action_without_a_schema_is_called_all_the_same() {
    let sandbox = Sandbox::start();
    let arguments = ["call", "ChannelUnheardOf", "--version", "2021-05-26", "--set", "A=1"];
    ends(&call(&sandbox.endpoint, &arguments), 1, "InvalidAction");
}
