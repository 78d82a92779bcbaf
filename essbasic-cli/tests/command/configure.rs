//! `essbasic configure`.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{command, ends};

const KEY: &str = "KeyThatIsNobodysAtAll";

/// An empty home directory.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command("", arguments);
        command.env_clear().env("HOME", self.0.path()).current_dir(self.0.path());
        command
    }

    fn configure(&self, arguments: &[&str]) -> Output {
        let output = self.command(&[&["configure"], arguments].concat()).output().unwrap();
        for stream in [&output.stdout, &output.stderr] {
            assert!(!String::from_utf8_lossy(stream).contains("Nobodys"), "a key was shown");
        }
        output
    }

    fn config(&self) -> PathBuf {
        self.0.path().join(".config/essbasic/config.toml")
    }

    fn credentials(&self) -> PathBuf {
        self.0.path().join(".tencentcloud/credentials")
    }

    /// Creates a file that contains a key.
    fn key(&self, key: &str) -> String {
        let path = self.0.path().join("key.txt");
        fs::write(&path, format!("{key}\n")).unwrap();
        path.display().to_string()
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn written_profile_and_key_are_found_by_other_commands() {
    let home = Home::new();
    let key = home.key(KEY);
    let settings = ["--profile", "mine", "--environment", "test", "--agent", "app/org/op"];
    let pair = ["--language", "en-US", "--secret-id", "AKIDnobody", "--secret-key-file", &key];
    ends(&home.configure(&[&settings[..], &pair].concat()), 0, "");
    assert_eq!(
        read(&home.config()),
        "[mine]\napplication = \"app\"\ncredentials = \"mine\"\nenvironment = \"test\"\nlanguage = \"en-US\"\noperator = \"op\"\norganization = \"org\"\n"
    );
    let credentials = format!("[mine]\nsecret_id = AKIDnobody\nsecret_key = {KEY}\n");
    assert_eq!(read(&home.credentials()), credentials);

    let cancel = ["call", "ChannelCancelMultiFlowSignQRCode", "--profile", "mine", "--dry-run"];
    let id = ["--set", "QrCodeId=yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR"];
    let sent = home.command(&[&cancel[..], &id].concat()).output().unwrap();
    ends(&sent, 0, "");
    let sent: Value = serde_json::from_slice(&sent.stdout).unwrap();
    assert_eq!(sent["url"], "https://essbasic.test.ess.tencent.cn/");
    assert_eq!(sent["body"]["Agent"]["ProxyOperator"]["OpenId"], "op");
    assert_eq!(sent["signed_by"], "the profile `mine` of the credential file");

    let shown = home.configure(&["--profile", "mine", "--show"]);
    ends(&shown, 0, "");
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(shown["settings"]["language"], "en-US");
    assert_eq!(shown["secret_id"], "AKIDnobo…");
}

#[test]
fn comments_and_other_profiles_are_kept() {
    let home = Home::new();
    write(
        &home.config(),
        "# mine\n[default] # the usual\n# where to\nenvironment = \"test\"\nlanguage = \"zh-CN\" # why not\n\n# another\n[other]\nregion = \"ap-guangzhou\"\n",
    );
    let ended = home.configure(&["--endpoint", "http://127.0.0.1:9", "--language", "en-US"]);
    ends(&ended, 0, "");
    assert_eq!(
        read(&home.config()),
        "# mine\n[default] # the usual\nlanguage = \"en-US\" # why not\n# where to\nendpoint = \"http://127.0.0.1:9\"\n\n# another\n[other]\nregion = \"ap-guangzhou\"\n"
    );
    // An empty value removes a setting.
    ends(&home.configure(&["--language", ""]), 0, "");
    assert!(!read(&home.config()).contains("language"));

    let others = "; shared\n[default]\nsecret_id = AKIDother\nsecret_key = OtherKey\n\n[mine]\ntoken = old\n# mine\nregion = x\n";
    write(&home.credentials(), others);
    let key = home.key(KEY);
    let pair = ["--profile", "mine", "--secret-id", "AKIDnobody", "--secret-key-file", &key];
    ends(&home.configure(&pair), 2, "already contains another key");
    assert_eq!(read(&home.credentials()), others);
    ends(&home.configure(&[&pair[..], &["--replace-key"]].concat()), 0, "");
    let changed = format!(
        "; shared\n[default]\nsecret_id = AKIDother\nsecret_key = OtherKey\n\n[mine]\nsecret_id = AKIDnobody\nsecret_key = {KEY}\n# mine\nregion = x\n"
    );
    assert_eq!(read(&home.credentials()), changed);
    // Storing the same key again changes nothing.
    ends(&home.configure(&pair), 0, "");
}

#[cfg(unix)]
#[test]
fn files_are_readable_by_their_owner_only_with_a_warning_if_they_were_not() {
    use std::os::unix::fs::PermissionsExt;

    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let home = Home::new();
    let key = home.key(KEY);
    let pair = ["--secret-id", "AKIDnobody", "--secret-key-file", &key];
    let quiet = home.configure(&pair);
    ends(&quiet, 0, "");
    assert!(quiet.stderr.is_empty());
    for path in [home.config(), home.credentials()] {
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let other = home.key("AnotherKeyThatIsNobodys");
    let pair = ["--secret-id", "AKIDnobody", "--secret-key-file", &other, "--replace-key"];
    let warned = home.configure(&pair);
    ends(&warned, 0, "config.toml; from now on only you can");
    ends(&warned, 0, "credentials; from now on only you can");
    assert_eq!((mode(&home.config()), mode(&home.credentials())), (0o600, 0o600));
    let left = fs::read_dir(home.config().parent().unwrap()).unwrap().count();
    assert_eq!(left, 2, "only the file and its lock are left");

    // A symbolic link stays, and its target is written.
    let elsewhere = home.0.path().join("elsewhere.toml");
    fs::rename(home.config(), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, home.config()).unwrap();
    ends(&home.configure(&["--language", "en-US"]), 0, "");
    assert!(home.config().is_symlink() && read(&elsewhere).contains("en-US"));
}

#[test]
fn invalid_settings_are_reported_and_nothing_is_written() {
    let home = Home::new();
    let key = home.key("white space in it Nobodys");
    let fails = |arguments: &[&str], message: &str| {
        ends(&home.configure(arguments), 2, message);
        assert!(!home.config().exists() && !home.credentials().exists(), "{arguments:?}");
    };
    fails(&[], "standard input is not a terminal");
    fails(&["--secret-id", "AKIDnobody"], "pass the key with --secret-key-file FILE");
    fails(&["--secret-id", "AKIDnobody", "--secret-key-file", &key], "the secret key");
    fails(&["--secret-id", "AKIDnobody", "--secret-key-file", "none"], "cannot read none");
    fails(&["--secret-key-file", &key], "--secret-id");
    fails(&["--endpoint", "nowhere"], "the endpoint");
    fails(&["--agent", "a//b"], "--agent: write APPLICATION");
    fails(&["--ca-file", "none.pem"], "none.pem");
    fails(&["--show", "--language", "x"], "cannot be used with");
    fails(&["--secret-key", "x"], "unexpected argument");
    write(&home.config(), "[default]\nx = \n");
    ends(&home.configure(&["--language", "en-US"]), 2, "line 2: not valid TOML");
    assert_eq!(read(&home.config()), "[default]\nx = \n");
}

#[test]
fn key_from_the_variable_is_stored_only_for_its_own_secret_id() {
    let home = Home::new();
    let with = |id: &str| {
        let mut command = home.command(&["configure", "--secret-id", id]);
        command.env("TENCENTCLOUD_SECRET_ID", "AKIDnobody").env("TENCENTCLOUD_SECRET_KEY", KEY);
        command.output().unwrap()
    };
    ends(&with("AKIDother"), 2, "belongs to TENCENTCLOUD_SECRET_ID");
    assert!(!home.credentials().exists());
    ends(&with("AKIDnobody"), 0, "");
    assert!(read(&home.credentials()).contains(KEY));
}

/// Reads a terminal without waiting for ever for a prompt that does not come.
#[cfg(target_os = "linux")]
fn read_in_background(mut terminal: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = [0; 1024];
        while let Ok(length @ 1..) = terminal.read(&mut bytes) {
            let _ = sender.send(String::from_utf8_lossy(&bytes[..length]).into_owned());
        }
    });
    receiver
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs script (util-linux)"]
fn on_a_terminal_every_setting_is_asked_for_and_the_key_is_not_echoed() {
    let home = Home::new();
    write(&home.config(), "[default]\nenvironment = \"production\"\nlanguage = \"zh-CN\"\n");
    let essbasic = home.command(&["configure"]);
    let line = format!("{} configure", essbasic.get_program().display());
    let mut terminal = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .env_clear()
        .env("HOME", home.0.path())
        .env("SHELL", "/bin/sh")
        .env("ESSBASIC_LANG", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = terminal.stdin.take().unwrap();
    let output = read_in_background(terminal.stdout.take().unwrap());
    let mut printed = String::new();
    // An invalid answer is asked for again; `-` clears the value.
    let dialogue = [
        ("[production]: ", "nowhere"),
        ("[production]: ", "test"),
        ("OPERATOR: ", "app/org"),
        ("[zh-CN]: ", "-"),
        ("[none]: ", "AKIDnobody"),
        ("(not shown): ", KEY),
    ];
    for (prompt, answer) in dialogue {
        let start = printed.len();
        while !printed[start..].contains(prompt) {
            match output.recv_timeout(Duration::from_secs(30)) {
                Ok(text) => printed.push_str(&text),
                Err(error) => {
                    let _ = terminal.kill();
                    panic!("no `{prompt}`, {error}: {printed}");
                }
            }
        }
        // Echo is turned off after the prompt is printed: a person takes longer than that.
        if answer == KEY {
            thread::sleep(Duration::from_secs(1));
        }
        writeln!(stdin, "{answer}").unwrap();
    }
    printed.extend(output);
    let status = terminal.wait().unwrap();
    assert!(status.success(), "{printed}");
    assert!(printed.contains("[production]: ") && printed.contains("the endpoint"), "{printed}");
    assert!(!printed.contains(KEY), "the key was echoed");
    let config = read(&home.config());
    assert_eq!(
        config,
        "[default]\nenvironment = \"test\"\napplication = \"app\"\norganization = \"org\"\n"
    );
    assert!(read(&home.credentials()).contains(KEY));
}
