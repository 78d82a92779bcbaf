//! Connection options: timeout, retries, proxy, certificates.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use essbasic_sandbox::seed;

use super::support::{Sandbox, answering, call, cancel_request, ends};

const CLOSED: &str = "http://127.0.0.1:1";

fn cancel(endpoint: &str, more: &[&str]) -> std::process::Output {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    call(endpoint, &[&arguments[..], more].concat())
}

#[test]
fn timeout_ends_a_call_with_exit_code_4() {
    // Accepts connections and never responds.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let start = Instant::now();
    ends(&cancel(&endpoint, &["--timeout", "0.3"]), 4, "before the timeout");
    assert!(start.elapsed() < Duration::from_secs(5));
    ends(&cancel(CLOSED, &["--timeout", "0"]), 2, "greater than zero");
    ends(&cancel(CLOSED, &["--timeout", "soon"]), 2, "a number of seconds");
}

#[test]
fn retries_limits_the_number_of_attempts() {
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
fn proxy_option_sets_or_disables_the_proxy() {
    let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 41\r\nConnection: close\r\n\r\n{\"Response\":{\"RequestId\":\"by-the-proxy\"}}";
    let done = cancel(CLOSED, &["--proxy", &answering(bytes)]);
    ends(&done, 0, "");
    assert!(String::from_utf8_lossy(&done.stdout).contains("by-the-proxy"));
    let sandbox = Sandbox::start();
    ends(&cancel(&sandbox.endpoint, &["--proxy", "none"]), 0, "");
    let invalid = cancel(CLOSED, &["--proxy", "socks5://user:NobodysPassword@x:1"]);
    ends(&invalid, 2, "the proxy");
    assert!(!String::from_utf8_lossy(&invalid.stderr).contains("NobodysPassword"));
}

#[test]
fn invalid_option_exits_with_2() {
    ends(&cancel(CLOSED, &["--ca-file", "/nonexistent.pem"]), 2, "cannot read /nonexistent.pem");
    ends(&cancel(CLOSED, &["--ca-file", "/dev/null"]), 2, "not PEM");
    ends(&cancel(CLOSED, &["--environment", "tset"]), 2, "test");
    ends(&cancel(CLOSED, &["--environment", "test", "--endpoint", "x"]), 2, "cannot be used with");
    ends(&cancel(CLOSED, &["--endpoint", "http://example.invalid"]), 2, "plain HTTP");
    ends(&cancel(CLOSED, &["--retries", "many"]), 2, "--retries");
    ends(&cancel(CLOSED, &["--service", "cvm"]), 2, "--version");
    ends(&cancel(CLOSED, &["--agent", "a//c"]), 2, "write APPLICATION");
    ends(&cancel(CLOSED, &["--agent", "a/b/c/d"]), 2, "write APPLICATION");
}

#[test]
fn unchecked_request_is_validated_by_the_service() {
    let sandbox = Sandbox::start();
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", "{}", "--unchecked"];
    ends(&call(&sandbox.endpoint, &arguments), 1, "MissingParameter");
}

#[test]
fn action_outside_the_catalogue_is_sent() {
    let sandbox = Sandbox::start();
    let arguments = ["call", "ChannelUnknown", "--version", "2021-05-26", "--set", "A=1"];
    ends(&call(&sandbox.endpoint, &arguments), 1, "InvalidAction");
}
