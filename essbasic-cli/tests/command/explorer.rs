//! `essbasic explorer`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use super::support::{Sandbox, call, command, ends};

/// A process of `essbasic explorer`, killed on drop.
struct Explorer {
    process: Child,
    host: String,
    token: String,
}

impl Explorer {
    fn start(sandbox: &Sandbox) -> Self {
        let mut process = command(&sandbox.endpoint, &["explorer"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap();
        let (host, token) = address.split_once("/?token=").unwrap();
        Self { process, host: host.to_owned(), token: token.to_owned() }
    }

    fn get(&self, path: &str, cookie: &str) -> String {
        let host = &self.host;
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    }
}

impl Drop for Explorer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn pages_need_the_token_of_the_printed_address() {
    let sandbox = Sandbox::start();
    let explorer = Explorer::start(&sandbox);
    assert!(explorer.token.len() >= 32);
    assert!(explorer.get("/", "").starts_with("HTTP/1.1 403"));
    let redirect = explorer.get(&format!("/?token={}", explorer.token), "");
    assert!(redirect.starts_with("HTTP/1.1 303"), "{redirect}");
    let cookie = redirect.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let page = explorer.get("/actions/DescribeTemplates", cookie);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("DescribeTemplates"));
    assert!(page.contains(&sandbox.endpoint) && !page.contains("/inspector"));
    for secret in [essbasic_sandbox::seed::SECRET_KEY, &explorer.token] {
        assert!(!page.contains(secret));
    }
}

#[test]
fn address_that_other_machines_can_reach_is_rejected() {
    for address in ["0.0.0.0:0", "192.0.2.1:8900", "[::]:0"] {
        let output = call("http://127.0.0.1:9", &["explorer", "--listen", address]);
        ends(&output, 2, "other machines can reach");
    }
}
