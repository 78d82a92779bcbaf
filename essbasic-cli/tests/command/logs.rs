//! `essbasic logs`: the call log of a sandbox in a terminal.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::support::{Sandbox, call, cancel, cancel_request, command, ends};

const CODE: &str = "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR";

#[test]
fn records_are_printed_as_lines_or_json() {
    let sandbox = Sandbox::start();
    ends(&cancel(&sandbox.endpoint, &cancel_request(CODE)), 0, "");
    ends(&cancel(&sandbox.endpoint, &cancel_request(CODE)), 1, "QrInvalid");
    let text = call(&sandbox.endpoint, &["logs"]);
    ends(&text, 0, "");
    let text = String::from_utf8(text.stdout).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].contains("ChannelCancelMultiFlowSignQRCode") && lines[0].contains("done"));
    assert!(lines[1].contains("rejected") && lines[1].contains("OperationDenied.QrInvalid"));
    let json = call(&sandbox.endpoint, &["logs", "--output", "json", "--outcome", "rejected"]);
    let record: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&record["Number"], &record["Kind"]), (&2.into(), &"call".into()));
    assert_eq!(record["Request"]["QrCodeId"], CODE);
    let last =
        call(&sandbox.endpoint, &["logs", "--tail", "1", "--output", "json", "--filter", "Number"]);
    assert_eq!(String::from_utf8_lossy(&last.stdout).trim(), "2");
    let chinese = command(&sandbox.endpoint, &["--lang", "zh-CN", "logs"]).output().unwrap();
    assert!(String::from_utf8_lossy(&chinese.stdout).contains("失败"));
}

#[test]
fn names_from_outside_cannot_control_the_terminal() {
    let sandbox = Sandbox::start();
    let raw = ["call", "Odd\u{9b}31m", "--version", "2021-05-26", "--json", "{}"];
    let _ = call(&sandbox.endpoint, &raw);
    let text = call(&sandbox.endpoint, &["logs"]);
    assert!(!String::from_utf8_lossy(&text.stdout).contains('\u{9b}'));
}

#[test]
fn a_place_without_a_sandbox_is_named() {
    let none = call("http://127.0.0.1:1", &["logs"]);
    ends(&none, 2, "cannot read the call log of http://127.0.0.1:1");
    ends(&none, 2, "essbasic sandbox");
    ends(&call("not a url", &["logs"]), 2, "ESSBASIC_ENDPOINT");
}

#[cfg(unix)]
#[test]
fn following_prints_new_records_and_ends_with_its_reader_or_by_signal() {
    let sandbox = Sandbox::start();
    let mut follow = command(&sandbox.endpoint, &["logs", "--follow"]);
    let mut process = follow.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap());
    ends(&cancel(&sandbox.endpoint, &cancel_request(CODE)), 0, "");
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    assert!(line.contains("ChannelCancelMultiFlowSignQRCode"), "{line}");
    drop(lines);
    // No record comes that could not be written.
    let began = Instant::now();
    assert_eq!(process.wait().unwrap().code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());

    let mut process = command(&sandbox.endpoint, &["logs", "--follow"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap());
    // It runs once it has printed the earlier record.
    lines.read_line(&mut line).unwrap();
    let id = process.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(process.wait().unwrap().code(), Some(130));
}

#[test]
fn a_server_that_is_no_sandbox_is_named_and_never_flooded() {
    let other = super::support::answering("200 OK", "{}");
    ends(&call(&other, &["logs"]), 2, "does not come from a sandbox");
    let (server, address) = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        (listener, address)
    };
    // It does not wait, as a sandbox does.
    let requests = std::thread::spawn(move || {
        let mut count = 0;
        let end = Instant::now() + Duration::from_secs(3);
        server.set_nonblocking(true).unwrap();
        while Instant::now() < end {
            let Ok((mut stream, _)) = server.accept() else {
                std::thread::sleep(Duration::from_millis(5));
                continue;
            };
            stream.set_nonblocking(false).unwrap();
            let _ = std::io::Read::read(&mut stream, &mut [0; 4096]);
            let body = r#"{"Records":[],"Last":0}"#;
            let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 23\r\n\r\n";
            let _ = std::io::Write::write_all(&mut stream, format!("{head}{body}").as_bytes());
            count += 1;
        }
        count
    });
    let mut follow =
        command(&address, &["logs", "--follow"]).stdout(Stdio::null()).spawn().unwrap();
    let count = requests.join().unwrap();
    follow.kill().unwrap();
    follow.wait().unwrap();
    assert!((1..=5).contains(&count), "{count} requests in 3 seconds");
}
