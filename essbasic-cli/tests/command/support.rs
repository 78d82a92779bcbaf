//! Helpers: a sandbox, the command, and checks of its exit code.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use essbasic_sandbox::seed;
use serde_json::json;

/// A process of `essbasic sandbox`, killed on drop.
pub(super) struct Sandbox {
    process: Child,
    pub(super) endpoint: String,
}

impl Sandbox {
    pub(super) fn start() -> Self {
        Self::with(&[])
    }

    pub(super) fn with(more: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_essbasic"))
            .arg("sandbox")
            .args(if more.contains(&"--listen") { &[][..] } else { &["--listen", "127.0.0.1:0"] })
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let endpoint = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { process, endpoint }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns the command with the sandbox's credentials and an endpoint.
pub(super) fn command(endpoint: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_essbasic"));
    command
        .args(arguments)
        .env_clear()
        .env("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID)
        .env("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY)
        .env("ESSBASIC_ENDPOINT", endpoint)
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null());
    command
}

/// Returns a shell that runs a script with the words of a command as `$0` and `$@`.
#[cfg(unix)]
pub(super) fn in_shell(command: &Command, script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).arg(command.get_program()).args(command.get_args());
    shell.env_clear().stdin(Stdio::null());
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.get_current_dir().map(|folder| shell.current_dir(folder));
    shell
}

pub(super) fn call(endpoint: &str, arguments: &[&str]) -> Output {
    command(endpoint, arguments).output().unwrap()
}

pub(super) fn cancel_request(id: &str) -> String {
    json!({
        "QrCodeId": id,
        "Agent": {
            "AppId": seed::APPLICATION,
            "ProxyOrganizationOpenId": seed::ORGANIZATION,
            "ProxyOperator": {"OpenId": seed::OPERATOR},
        },
    })
    .to_string()
}

pub(super) fn cancel(endpoint: &str, json: &str) -> Output {
    call(endpoint, &["call", "ChannelCancelMultiFlowSignQRCode", "--json", json])
}

/// Checks the exit code and that standard error contains a text.
pub(super) fn ends(output: &Output, code: i32, stderr: &str) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert!(errors.contains(stderr), "`{stderr}` is not in: {errors}");
    assert!(!errors.contains(seed::SECRET_KEY), "{errors}");
}

/// Returns `PATH` with the folder of the command first.
pub(super) fn path_with_the_command() -> String {
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_essbasic")).parent().unwrap();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap())
}

/// Starts a server that responds to every request with a status and a body, and returns its URL.
pub(super) fn answering(status: &'static str, body: impl Into<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let body = body.into();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.read(&mut [0; 8192]);
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.write_all(&body);
        }
    });
    format!("http://{address}")
}
