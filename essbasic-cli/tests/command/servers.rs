//! The local servers: addresses, options, signals, limits, and a disk that is full.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use essbasic::encryption::{Cipher, CreateRequestWithEncryptionResponse, EncryptionKeys, Iv, Mac};
use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{call, cancel, cancel_request, command, ends};

/// A server, killed on drop.
struct Server {
    process: Child,
    /// Host and port that it printed.
    host: String,
    errors: BufReader<std::process::ChildStderr>,
}

impl Server {
    fn start(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let errors = BufReader::new(process.stderr.take().unwrap());
        let url =
            line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line}"));
        let host = url.split('/').next().unwrap().to_owned();
        Self { process, host, errors }
    }

    fn sandbox(arguments: &[&str]) -> Self {
        Self::start(&mut command("", &[&["sandbox", "--listen", "0"], arguments].concat()))
    }

    fn endpoint(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Sends JSON to the control API and returns the body of the response.
    fn exchange(&self, method: &str, path: &str, body: &str) -> String {
        let (host, length) = (&self.host, body.len());
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        let mut stream = TcpStream::connect(host).unwrap();
        stream.write_all((head + body).as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    /// Sends bytes and returns the first line of the response.
    fn status_of(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts a sandbox and an explorer.
fn servers() -> [Server; 2] {
    let sandbox = Server::sandbox(&[]);
    let explorer = Server::start(&mut command(&sandbox.endpoint(), &["explorer"]));
    [sandbox, explorer]
}

/// Runs `essbasic sandbox`, which must end at once.
fn sandbox(arguments: &[&str]) -> Output {
    call("", &[&["sandbox"], arguments].concat())
}

#[cfg(unix)]
fn kill(signal: &str, process: u32) {
    assert!(Command::new("kill").args([signal, &process.to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn servers_end_in_order_on_signals() {
    for (signal, code) in [("-TERM", 0), ("-INT", 130)] {
        for mut server in servers() {
            kill(signal, server.process.id());
            assert_eq!(server.process.wait().unwrap().code(), Some(code), "{signal}");
        }
    }
}

#[cfg(target_os = "linux")]
#[ignore = "needs root and unshare"]
#[test]
fn a_sandbox_that_is_the_first_process_of_a_container_ends_on_signals() {
    let isolated = Command::new("unshare").args(["--pid", "--fork", "true"]).status();
    if !isolated.is_ok_and(|it| it.success()) {
        return eprintln!("NOT RUN: unshare needs root");
    }
    for signal in ["-TERM", "-INT"] {
        let mut unshare = Command::new("unshare");
        let essbasic = env!("CARGO_BIN_EXE_essbasic");
        unshare.args(["--pid", "--fork", "--kill-child", essbasic, "sandbox", "--listen", "0"]);
        let mut server = Server::start(&mut unshare);
        let parent = server.process.id();
        let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
        kill(signal, children.unwrap().trim().parse().unwrap());
        let code = server.process.wait().unwrap().code();
        assert_eq!(code, Some(if signal == "-TERM" { 0 } else { 130 }), "{signal}");
    }
}

#[test]
fn an_address_is_a_port_or_a_host_with_a_port() {
    for address in ["0", ":0", "localhost:0", "LOCALHOST:0", "127.0.0.1:0"] {
        let server = Server::start(&mut command("", &["sandbox", "--listen", address]));
        assert!(server.host.starts_with("127.0.0.1:"), "{}", server.host);
    }
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        let server = Server::start(&mut command("", &["sandbox", "--listen", "[::1]:0"]));
        assert!(server.host.starts_with("[::1]:"), "{}", server.host);
    }
    for address in ["", "8899x", "70000", "::1:80", "http://127.0.0.1:80", "127.0.0.1"] {
        for name in ["sandbox", "explorer"] {
            ends(&call("", &[name, "--listen", address]), 2, "--listen");
        }
    }
}

#[test]
fn the_printed_address_is_one_that_the_command_accepts() {
    let any = ["sandbox", "--listen", "0.0.0.0:0", "--public-url", "http://127.0.0.1:9"];
    let mut server = Server::start(&mut command("", &any));
    assert!(server.host.starts_with("127.0.0.1:"), "{}", server.host);
    assert!(cancel(&server.endpoint(), &cancel_request(seed::QR_CODE)).status.success());
    let export = "export ESSBASIC_ENDPOINT=http://127.0.0.1:9";
    let line = server.errors.by_ref().lines().find(|line| line.as_ref().unwrap().contains(export));
    assert!(line.is_some());
}

#[test]
fn hints_name_the_option_that_prevents_the_start() {
    let running = Server::sandbox(&[]);
    ends(&sandbox(&["--listen", &running.host]), 2, "--listen");
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let output = sandbox(&["--listen", "0", "--data-dir", path]);
    ends(&output, 2, "--data-dir");
    ends(&output, 2, path);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("--listen"));
    let output = sandbox(&["--listen", "0", "--callback", "ftp://127.0.0.1/"]);
    ends(&output, 2, "correct --callback");
    ends(&sandbox(&["--listen", "0", "--public-url", "127.0.0.1"]), 2, "--public-url");
    for option in ["--callback-key", "--callback-token"] {
        let alone = sandbox(&["--listen", "0", option, "0123456789abcdef0123456789abcdef"]);
        ends(&alone, 2, "--callback <URL>");
    }
    let alone = sandbox(&["--listen", "0", "--encryption-key", "0123456789abcdef"]);
    ends(&alone, 2, "--encryption-mac-key");
}

#[test]
fn variables_of_callbacks_count_only_with_a_url() {
    let sandbox = |arguments: &[&str]| {
        let mut sandbox = command("", &[&["sandbox", "--listen", "0"], arguments].concat());
        sandbox.env("ESSBASIC_CALLBACK_KEY", "too short").env("ESSBASIC_CALLBACK_TOKEN", "t");
        sandbox
    };
    let with_url = sandbox(&["--callback", "http://127.0.0.1:1/"]).output().unwrap();
    ends(&with_url, 2, "correct --callback");
    let mut without = sandbox(&[]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(without.stdout.take().unwrap()).read_line(&mut line).unwrap();
    without.kill().unwrap();
    without.wait().unwrap();
    assert!(line.starts_with("listening on"), "{line}");
}

#[test]
fn several_callbacks_and_their_faults_are_options() {
    let (first, second) = ("http://127.0.0.1:1/first", "http://127.0.0.1:1/second");
    let urls = ["--callback", first, "--callback", second];
    let faults = ["--fault", "drop-callback:Lost", "--fault", "delay-1=0.1%", "--fault-seed", "7"];
    let server = Server::sandbox(&[&urls[..], &faults[..]].concat());
    for kind in ["Lost", "Posted"] {
        let body = json!({"Kind": kind, "Data": {}}).to_string();
        assert!(server.exchange("POST", "/sandbox/trigger", &body).contains("\"Id\""));
    }
    let listed = server.exchange("GET", "/sandbox/events", "");
    let events: Value = serde_json::from_str(&listed).unwrap();
    for (event, lost) in [(&events[0], true), (&events[1], false)] {
        for (delivery, url) in event["Deliveries"].as_array().unwrap().iter().zip([first, second]) {
            assert_eq!(delivery["Url"], url);
            assert_eq!(delivery["Status"] == "Dropped", lost, "{event}");
        }
        assert_eq!(event["Deliveries"].as_array().unwrap().len(), 2);
    }
    let tokens = ["--callback-token", "a", "--callback-token", "b", "--callback-token", "c"];
    let unpaired = sandbox(&[&["--listen", "0"], &urls[..], &tokens[..]].concat());
    ends(&unpaired, 2, "--callback-token is given 3 times for 2 URLs");
    let repeated = sandbox(&["--listen", "0", "--callback", first, "--callback", first]);
    ends(&repeated, 2, "the same URL");
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let no_certificate = ["--listen", "0", "--callback", first, "--callback-ca-file"];
    ends(&sandbox(&[&no_certificate[..], &[path]].concat()), 2, "--callback-ca-file");
    ends(&sandbox(&[&no_certificate[..], &["/nowhere"]].concat()), 2, "--callback-ca-file");
    for fault in ["drop", "drop-callback=101%", "status-99"] {
        ends(&sandbox(&["--listen", "0", "--fault", fault]), 2, "drop-callback=30%");
    }
}

#[test]
fn a_damaged_database_is_named_without_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    drop(Server::sandbox(&["--data-dir", data]));
    let file = folder.path().join("sandbox.redb");
    let whole = std::fs::read(&file).unwrap();
    for length in [0, 10, 5000, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&file, &whole[..length]).unwrap();
        let output = sandbox(&["--listen", "0", "--data-dir", data]);
        ends(&output, 2, "sandbox.redb");
        ends(&output, 2, "from a copy");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{output:?}");
    }
}

#[test]
fn encrypted_calls_have_options() {
    let keys = EncryptionKeys::new(Cipher::Sm4Cbc, "0123456789abcdef", "another-key").unwrap();
    let keys = keys.mac(Mac::HmacSm3);
    let arguments = [
        "--encryption-key=0123456789abcdef",
        "--encryption-mac-key=another-key",
        "--encryption-cipher=sm4-cbc",
        "--encryption-mac=hmac-sm3",
    ];
    let server = Server::sandbox(&arguments);
    let (iv, body) = (Iv::random().unwrap(), cancel_request(seed::QR_CODE));
    let name = "ChannelCancelMultiFlowSignQRCode";
    let outer = keys.encrypt_request(name, seed::APPLICATION, body.as_bytes(), iv).unwrap();
    let outer = serde_json::to_string(&outer).unwrap();
    let arguments = ["call", "CreateRequestWithEncryption", "--json", &outer];
    let output = call(&server.endpoint(), &arguments);
    ends(&output, 0, "");
    let response: CreateRequestWithEncryptionResponse =
        serde_json::from_slice(&output.stdout).unwrap();
    let inner: Value = serde_json::from_slice(&keys.decrypt_response(&response).unwrap()).unwrap();
    assert!(inner["Response"]["RequestId"].is_string(), "{inner}");
    assert!(inner["Response"]["Error"].is_null(), "{inner}");
}

#[test]
fn held_connections_do_not_lock_others_out() {
    for server in servers() {
        let mut held = Vec::new();
        for _ in 0..600 {
            let mut stream = TcpStream::connect(&server.host).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
            held.push(stream);
        }
        let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host);
        let status = server.status_of(&request);
        assert!(status.starts_with("HTTP/1.1 "), "{status}");
        // Those that have waited longest were closed.
        held[0].set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        assert!(matches!(held[0].read(&mut [0]), Ok(0) | Err(_)));
        held[599].set_nonblocking(true).unwrap();
        assert!(held[599].read(&mut [0]).is_err(), "still open");
    }
}

#[test]
fn bodies_that_do_not_arrive_do_not_lock_others_out() {
    let server = Server::sandbox(&[]);
    let host = &server.host;
    let mut waiting = TcpStream::connect(host).unwrap();
    let request = format!("GET /sandbox/records?After=99&Wait=30 HTTP/1.1\r\nHost: {host}\r\n\r\n");
    waiting.write_all(request.as_bytes()).unwrap();
    let mut connections = Vec::new();
    for _ in 0..511 {
        let mut stream = TcpStream::connect(host).unwrap();
        let head = format!("POST /sandbox/scan HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n");
        let kind = "Content-Type: application/json\r\n\r\n{";
        stream.write_all((head + kind).as_bytes()).unwrap();
        connections.push(stream);
    }
    // A connection whose head has not been read yet would be closed in any case.
    std::thread::sleep(Duration::from_secs(1));
    let status = server.status_of(&format!("GET /sandbox/clock HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    assert_eq!(status, "HTTP/1.1 200 OK");
    // A request that waits for the server is not closed.
    waiting.set_nonblocking(true).unwrap();
    let read = waiting.read(&mut [0]);
    assert_eq!(read.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn requests_that_are_no_valid_http_are_rejected() {
    for server in servers() {
        let host = &server.host;
        let twice = format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n");
        assert!(server.status_of(&twice).starts_with("HTTP/1.1 400"));
    }
    let server = Server::sandbox(&[]);
    for table in ["x%0D%0Ay", "x%0Ay"] {
        let form = format!("command=advance&table={table}&id=1");
        let request = format!(
            "POST /data HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            server.host,
            form.len()
        );
        let status = server.status_of(&request);
        assert!(status.starts_with("HTTP/1.1 400"), "{table}: {status}");
    }
}

/// Sets the largest size of a file that a process may write, which is a full disk to it.
#[cfg(target_os = "linux")]
fn limit_files(process: u32, bytes: &str) {
    let mut prlimit = Command::new("prlimit");
    prlimit.args(["--pid", &process.to_string(), &format!("--fsize={bytes}:")]);
    assert!(prlimit.status().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_and_no_longer_matters_once_there_is_space() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return eprintln!("NOT RUN: prlimit is not installed");
    }
    let folder = tempfile::tempdir().unwrap();
    let essbasic = env!("CARGO_BIN_EXE_essbasic");
    let data = folder.path().display();
    let script = format!("trap '' XFSZ; exec {essbasic} sandbox --listen 0 --data-dir {data}");
    let mut server = Server::start(Command::new("sh").args(["-c", &script]));
    let size = std::fs::metadata(folder.path().join("sandbox.redb")).unwrap().len();
    let process = server.process.id();
    limit_files(process, "4096");
    let qr_code = || create_qr_code(&server.endpoint());
    let full = qr_code();
    ends(&full, 1, "InternalError");
    ends(&qr_code(), 1, "InternalError");
    limit_files(process, "unlimited");
    let mut lines = server.errors.by_ref().lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("sandbox.redb") && line.contains("calls are rejected")));
    assert!(lines.any(|line| line.contains("can be written again")), "{size}");
    let id = create_qr_code(&server.endpoint());
    ends(&id, 0, "");
    let id: Value = serde_json::from_slice(&id.stdout).unwrap();
    let id = id["QrCode"]["QrCodeId"].as_str().unwrap().to_owned();
    let _ = server.process.kill();
    let _ = server.process.wait();
    let again = start_on(folder.path());
    assert!(cancel(&again.endpoint(), &cancel_request(&id)).status.success(), "{id} is stored");
}

#[cfg(target_os = "linux")]
fn start_on(folder: &Path) -> Server {
    Server::sandbox(&["--data-dir", folder.to_str().unwrap()])
}

#[cfg(target_os = "linux")]
fn create_qr_code(endpoint: &str) -> Output {
    let mut request: Value = serde_json::from_str(&cancel_request("")).unwrap();
    request.as_object_mut().unwrap().remove("QrCodeId");
    request["TemplateId"] = json!(seed::TEMPLATE);
    request["FlowName"] = json!("x");
    let request = request.to_string();
    call(endpoint, &["call", "ChannelCreateMultiFlowSignQRCode", "--json", &request])
}
