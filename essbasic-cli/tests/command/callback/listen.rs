//! `essbasic callback listen`: no acknowledged callback is lost.
//!
//! `ESSBASIC_TESTS_CALLBACK_KILLS` sets the number of kills, default 4, and
//! `ESSBASIC_TESTS_CALLBACKS` the number of callbacks of the memory test, default 5,000.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::receiver::{Planted, Receiver};
use super::{BTreeSet, Path, PathBuf, TempDir, command, ends, keys, run, stdout};

mod unusable_store;

/// A process of `callback listen`, killed on drop.
struct Listen {
    process: Child,
    address: String,
    stdout: BufReader<ChildStdout>,
}

impl Listen {
    fn start(store: &Path, more: &[&str]) -> Self {
        let store = store.display().to_string();
        let arguments = ["callback", "listen", "--listen", "127.0.0.1:0", "--store", &store];
        let mut process = command(&[&arguments, more].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Self { process, address, stdout }
    }

    /// Reads standard output until a line contains a text.
    fn wait_for(&mut self, text: &str) {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert!(self.stdout.read_line(&mut line).unwrap() > 0, "ended without `{text}`");
        }
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Listen {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn event(id: &str) -> (String, Vec<u8>) {
    let message = format!(
        r#"{{"MsgId":"{id}","MsgType":"QuiteJob","MsgData":{{"ProxyOrganizationOpenId":"org"}}}}"#
    );
    let signed = keys().encrypt_text(&message);
    (signed.signature, signed.body)
}

/// Posts a request. Returns the status, or `None` without a response.
fn post(address: &str, signature: Option<&str>, body: &[u8]) -> Option<u16> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let signature = signature.map(|it| format!("Content-Signature: {it}\r\n")).unwrap_or_default();
    let head = format!(
        "POST /callback HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{signature}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    let mut response = [0; 12];
    stream.read_exact(&mut response).ok()?;
    str::from_utf8(&response[9..]).ok()?.parse().ok()
}

fn post_event(address: &str, id: &str) -> Option<u16> {
    let (signature, body) = event(id);
    post(address, Some(&signature), &body)
}

/// Returns the message IDs that a receiver has accepted.
fn ids(receiver: &Receiver) -> BTreeSet<String> {
    let decode = |(signature, body): (Option<String>, Vec<u8>)| match keys()
        .receive(signature.as_deref(), &body)
        .unwrap()
    {
        super::Payload::Message(message) => message.key().to_owned(),
        super::Payload::Probe => unreachable!(),
    };
    receiver.accepted().into_iter().map(decode).collect()
}

fn wait_until(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(120), "it takes too long");
        thread::sleep(Duration::from_millis(20));
    }
}

fn store(folder: &TempDir) -> PathBuf {
    folder.path().join("callbacks.jsonl")
}

#[test]
fn a_callback_is_stored_acknowledged_and_forwarded_byte_for_byte() {
    let folder = TempDir::new().unwrap();
    let receiver = Receiver::start(Planted::None);
    let mut listen = Listen::start(&store(&folder), &["--forward-to", &receiver.url]);
    let (signature, body) = event("message-1");
    assert_eq!(post(&listen.address, Some(&signature), &body), Some(200));
    listen.wait_for("#1 forwarded");
    assert_eq!(receiver.accepted(), [(Some(signature), body)]);
    // The probe of the console is acknowledged, and neither it nor a forgery is stored.
    assert_eq!(post(&listen.address, None, b"{}"), Some(200));
    assert_eq!(post(&listen.address, Some("sha256=00"), b"{\"encrypt\":\"AAAA\"}"), Some(401));
    let path = store(&folder).display().to_string();
    let events = stdout(&run(&["events", "--store", &path, "--output", "json"]));
    assert_eq!(events["events"].as_array().unwrap().len(), 1);
    assert_eq!(events["events"][0]["msg_id"], "message-1");
    wait_until(|| {
        let events = stdout(&run(&["events", "--store", &path, "--output", "json"]));
        events["events"][0]["state"] == "forwarded"
    });
    let resent = run(&["resend", "message-1", "--store", &path, "--output", "json"]);
    ends(&resent, 0, "");
    assert_eq!(receiver.accepted().len(), 2);
    ends(&run(&["resend", "7", "--store", &path]), 2, "no callback `7`");
}

#[test]
fn long_ids_are_cut_in_the_list_and_not_in_the_body() {
    let folder = TempDir::new().unwrap();
    let receiver = Receiver::start(Planted::None);
    let mut listen = Listen::start(&store(&folder), &["--forward-to", &receiver.url]);
    let (signature, body) = event(&"m".repeat(100_000));
    assert_eq!(post(&listen.address, Some(&signature), &body), Some(200));
    listen.wait_for("#1 forwarded");
    assert_eq!(receiver.accepted(), [(Some(signature), body)]);
    let path = store(&folder).display().to_string();
    let events = stdout(&run(&["events", "--store", &path, "--output", "json"]));
    assert_eq!(events["events"][0]["msg_id"].as_str().unwrap().len(), 256);
}

#[test]
fn bodies_that_are_announced_and_do_not_arrive_hold_up_no_others() {
    let folder = TempDir::new().unwrap();
    let listen = Listen::start(&store(&folder), &[]);
    let announced = 10 << 20;
    let head =
        format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {announced}\r\n\r\n{{");
    let connections: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(&listen.address).unwrap();
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(post_event(&listen.address, "small"), Some(200));
    let (signature, body) = event(&"large".repeat(400_000));
    assert_eq!(post(&listen.address, Some(&signature), &body), Some(200));
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    drop(connections);
}

#[test]
#[cfg(target_os = "linux")]
fn bodies_that_arrive_and_do_not_end_take_bounded_memory_and_hold_up_no_small_ones() {
    let folder = TempDir::new().unwrap();
    let listen = Listen::start(&store(&folder), &[]);
    let announced = 10 << 20;
    let head = format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {announced}\r\n\r\n");
    let connections: Vec<_> = (0..20)
        .map(|_| {
            // Before the thread, which may be slow to start.
            let mut stream = TcpStream::connect(&listen.address).unwrap();
            stream.write_all(head.as_bytes()).unwrap();
            thread::spawn(move || {
                let _ = stream.write_all(&vec![b'x'; announced - 1]);
                stream
            })
        })
        .collect();
    wait_until(|| high_water(&listen) > 60 << 10);
    let start = Instant::now();
    assert_eq!(post_event(&listen.address, "small"), Some(200));
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    let peak = high_water(&listen) >> 10;
    assert!(peak < 128, "{peak} MiB");
    drop(listen);
    for connection in connections {
        connection.join().unwrap();
    }
}

#[test]
fn a_callback_is_signed_anew_for_another_token_and_key() {
    let folder = TempDir::new().unwrap();
    let receiver = Receiver::start(Planted::AcceptsAnything);
    let (token, key) = ("another-token", "OTHERKEYOTHERKEYOTHERKEYOTHER032");
    let arguments = ["--forward-to", &receiver.url, "--forward-token", token, "--forward-key", key];
    let mut listen = Listen::start(&store(&folder), &arguments);
    assert_eq!(post_event(&listen.address, "message-1"), Some(200));
    listen.wait_for("#1 forwarded");
    let (signature, body) = receiver.accepted().remove(0);
    let other = essbasic::callback::CallbackKeys::new(token, key).unwrap();
    let (first, sent) = event("message-1");
    assert_ne!(signature.as_deref(), Some(first.as_str()));
    let text = other.receive_text(signature.as_deref(), &body).unwrap();
    assert_eq!(text, keys().receive_text(Some(&first), &sent).unwrap());
}

#[test]
fn it_does_not_forward_to_itself() {
    let port = essbasic_test_support::free_port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://localhost:{port}/callback"));
    let folder = TempDir::new().unwrap();
    let store = store(&folder).display().to_string();
    let arguments = ["callback", "listen", "--listen", &listen, "--store", &store];
    let mut process = command(&[&arguments[..], &["--forward-to", &url]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    if !line.is_empty() {
        process.kill().unwrap();
    }
    ends(&process.wait_with_output().unwrap(), 2, "--forward-to leads to this command itself");
}

#[test]
fn a_receiver_that_fails_gets_the_callback_again_and_a_second_listen_is_refused() {
    let folder = TempDir::new().unwrap();
    let receiver = Receiver::start(Planted::Fails);
    let mut listen = Listen::start(&store(&folder), &["--forward-to", &receiver.url]);
    assert_eq!(post_event(&listen.address, "message-1"), Some(200));
    listen.wait_for("#1: status 500; again in 1 s");
    receiver.plant(Planted::None);
    listen.wait_for("#1 forwarded");
    assert_eq!(receiver.accepted().len(), 1);
    let path = store(&folder).display().to_string();
    let second = run(&["listen", "--listen", "127.0.0.1:0", "--store", &path]);
    ends(&second, 2, "another `essbasic callback listen` uses");
}

#[test]
fn attempts_end_and_the_callback_stays_in_the_store() {
    let folder = TempDir::new().unwrap();
    let failing = Receiver::start(Planted::Fails);
    let arguments = ["--forward-to", &failing.url, "--attempts", "2"];
    let mut listen = Listen::start(&store(&folder), &arguments);
    assert_eq!(post_event(&listen.address, "message-1"), Some(200));
    listen.wait_for("#1 given up: status 500");
    listen.kill();
    let path = store(&folder).display().to_string();
    let receiver = Receiver::start(Planted::None);
    ends(&run(&["resend", "1", "--to", &receiver.url, "--store", &path]), 0, "");
    assert_eq!(ids(&receiver).len(), 1);
    let events = stdout(&run(&["events", "--store", &path, "--output", "json"]));
    assert_eq!(events["events"][0]["state"], "forwarded");
}

#[test]
fn texts_of_an_event_cannot_act_on_the_terminal() {
    let folder = TempDir::new().unwrap();
    let mut listen = Listen::start(&store(&folder), &["--output", "text"]);
    let hostile = "Evil\\u001b]0;owned\\u0007\\n#9 Forged\\u009b\\u202e";
    let ids = format!("{{\"ProxyOrganizationOpenId\":\"{hostile}\",\"FlowId\":\"a\\nb\"}}");
    let message = format!("{{\"MsgId\":\"m\",\"MsgType\":\"{hostile}\",\"MsgData\":{ids}}}");
    let signed = keys().encrypt_text(&message);
    let status = post(&listen.address, Some(&signed.signature), &signed.body);
    assert_eq!(status, Some(200));
    let mut shown = String::new();
    listen.stdout.read_line(&mut shown).unwrap();
    let path = store(&folder).display().to_string();
    let text = run(&["events", "--store", &path, "--output", "text"]);
    let json = run(&["events", "--store", &path, "--output", "json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&json.stdout).is_ok());
    for bytes in [shown.as_bytes(), &text.stdout, &json.stdout] {
        let text = String::from_utf8_lossy(bytes);
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(acts), "{text:?}");
        assert_eq!(text.lines().count(), 1, "{text:?}");
    }
}

#[test]
fn the_list_in_json_is_json_whatever_an_event_contains() {
    let folder = TempDir::new().unwrap();
    let mut listen = Listen::start(&store(&folder), &["--output", "json"]);
    let message = "{\"MsgId\":\"m\",\"MsgType\":\"A\\u009bB\",\"MsgData\":{}}";
    let signed = keys().encrypt_text(message);
    assert_eq!(post(&listen.address, Some(&signed.signature), &signed.body), Some(200));
    let mut line = String::new();
    listen.stdout.read_line(&mut line).unwrap();
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["received"]["event"], "A\u{9b}B");
}

#[test]
fn rejections_are_explained_in_the_language_of_the_reader() {
    let folder = TempDir::new().unwrap();
    let mut listen = Listen::start(&store(&folder), &["--lang", "zh-CN", "--output", "text"]);
    let (signature, body) = event("m");
    assert_eq!(post(&listen.address, None, &body), Some(401));
    listen.wait_for("没有 Content-Signature");
    let digits = signature.strip_prefix("sha256=").unwrap();
    let other = format!("sha256={}", digits.replace(|c: char| c.is_ascii_digit(), "a"));
    assert_eq!(post(&listen.address, Some(&other), &body), Some(401));
    listen.wait_for("用另一个 Token 签名");
}

#[test]
fn killed_under_load_it_loses_nothing_that_it_acknowledged() {
    let kills = std::env::var("ESSBASIC_TESTS_CALLBACK_KILLS");
    let kills: usize = kills.map_or(4, |it| it.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let receiver = Receiver::start(Planted::None);
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    for round in 0..kills {
        let mut listen = Listen::start(&store(&folder), &["--forward-to", &receiver.url]);
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                let (address, acknowledged) = (listen.address.clone(), Arc::clone(&acknowledged));
                thread::spawn(move || {
                    for number in 0.. {
                        let id = format!("{round}-{sender}-{number}");
                        match post_event(&address, &id) {
                            Some(200) => _ = acknowledged.lock().unwrap().insert(id),
                            _ => return,
                        }
                    }
                })
            })
            .collect();
        let until = acknowledged.lock().unwrap().len() + fastrand::usize(11..60);
        wait_until(|| acknowledged.lock().unwrap().len() >= until);
        listen.kill();
        for sender in senders {
            sender.join().unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    println!("{} callbacks acknowledged in {kills} rounds", acknowledged.len());
    assert!(acknowledged.len() > 10 * kills);
    let _listen = Listen::start(&store(&folder), &["--forward-to", &receiver.url]);
    wait_until(|| ids(&receiver).is_superset(&acknowledged));
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_store() {
    let count = std::env::var("ESSBASIC_TESTS_CALLBACKS");
    let count: usize = count.map_or(5_000, |it| it.parse().unwrap());
    let (few, many) = (peak(500), peak(count));
    println!("{few} kB for 500 callbacks, {many} kB for {count}");
    assert!(many < few + 16 * 1024, "{few} kB for 500 callbacks, {many} kB for {count}");
}

/// Returns the peak memory in kB of receiving callbacks while nothing can be forwarded, and of the
/// start after that.
#[cfg(target_os = "linux")]
fn peak(count: usize) -> u64 {
    let folder = TempDir::new().unwrap();
    let forward = ["--forward-to", "http://127.0.0.1:1/"];
    let mut listen = Listen::start(&store(&folder), &forward);
    let address = listen.address.clone();
    let senders: Vec<_> = (0..8)
        .map(|sender| {
            let address = address.clone();
            thread::spawn(move || {
                for number in (sender..count).step_by(8) {
                    assert_eq!(post_event(&address, &number.to_string()), Some(200));
                }
            })
        })
        .collect();
    for sender in senders {
        sender.join().unwrap();
    }
    let first = high_water(&listen);
    listen.kill();
    let listen = Listen::start(&store(&folder), &forward);
    thread::sleep(Duration::from_millis(300));
    first.max(high_water(&listen))
}

#[cfg(target_os = "linux")]
fn high_water(listen: &Listen) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", listen.process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().split(' ').next().unwrap().parse().unwrap()
}
