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
}

#[test]
fn no_number_of_seconds_panics_and_each_message_is_right() {
    let sandbox = Sandbox::start();
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let wait = ["wait", "DescribeChannelOrganizations", "--set", "Limit=2", "--agent", &agent];
    let waits = |option: &str, number: &str| {
        call(&sandbox.endpoint, &[&wait[..], &[option, number]].concat())
    };
    for option in ["--timeout", "--max-wait", "--poll-interval"] {
        for number in ["1e19", "1e30", "1e400", "inf", "18446744073709551615", "60"] {
            ends(&waits(option, number), 0, "");
        }
        for number in ["0", "-1", "-1e30", "-inf"] {
            let option = format!("{option}={number}");
            let waited = call(&sandbox.endpoint, &[&wait[..], &[&option]].concat());
            ends(&waited, 2, "it must be greater than zero");
        }
        for number in ["NaN", "soon", "", "1e"] {
            ends(&waits(option, number), 2, "write a number of seconds");
        }
    }
    let tiny = cancel(CLOSED, &["--timeout", "1e-300"]);
    assert!(matches!(tiny.status.code(), Some(4 | 5)), "{tiny:?}");
    for retries in ["4294967296", "-1", "1e3", "NaN"] {
        ends(&cancel(CLOSED, &[&format!("--retries={retries}")]), 2, "--retries");
    }
}

#[test]
fn malformed_action_version_service_or_language_is_a_usage_error() {
    let calls = |action: &str, more: &[&str]| {
        call(CLOSED, &[&["call", action, "--version", "2021-05-26"], more].concat())
    };
    ends(&calls("Describe Zones", &[]), 2, "letters and digits");
    ends(&calls("", &[]), 2, "letters and digits");
    ends(&calls("DescribeZones", &["--service", "Cvm"]), 2, "lower-case letters");
    for version in ["2021-05", "2021-13-01", "yyyy-mm-dd"] {
        let versioned = call(CLOSED, &["call", "DescribeZones", "--version", version]);
        ends(&versioned, 2, "must be a date");
    }
    ends(&cancel(CLOSED, &["--language", "xx"]), 2, "`zh-CN` or `en-US`");
}

#[test]
fn servers_take_every_form_of_a_local_address() {
    for address in ["localhost:0", ":0", "0", "127.0.0.1:0"] {
        let sandbox = Sandbox::with(&["--listen", address]);
        assert!(sandbox.endpoint.starts_with("http://127.0.0.1:"), "{address}");
    }
    for address in ["127.0.0.1", "localhost", "localhost:http", "70000", "::"] {
        ends(&call("", &["sandbox", "--listen", address]), 2, "PORT, HOST:PORT");
        ends(&call("", &["explorer", "--listen", address]), 2, "PORT, HOST:PORT");
    }
    let key = ["sandbox", "--callback-key", "0123456789abcdef0123456789abcdef"];
    ends(&call("", &key), 2, "--callback <URL>");
    ends(&call("", &["sandbox", "--callback-token", "t"]), 2, "--callback <URL>");
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
    let proxy = answering("200 OK", r#"{"Response":{"RequestId":"by-the-proxy"}}"#);
    let done = cancel(CLOSED, &["--proxy", &proxy]);
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

#[cfg(unix)]
#[test]
fn proxy_variable_that_is_not_unicode_is_never_passed_over() {
    use std::os::unix::ffi::OsStrExt;

    let request = cancel_request("yDwFakeQrCode0000000000000000001");
    let call = ["call", "ChannelCancelMultiFlowSignQRCode", "--retries", "0", "--json", &request];
    let mut command = super::support::command("https://nowhere.invalid", &call);
    command.env("HTTPS_PROXY", std::ffi::OsStr::from_bytes(b"http://\xff:1"));
    let refused = command.output().unwrap();
    ends(&refused, 2, "the proxy set in HTTPS_PROXY is not a URL");
}
