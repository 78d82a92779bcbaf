//! `essbasic configure`: what it writes, what it leaves alone, and what it never shows.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{command, ends, is_here};

const KEY: &str = "KeyThatIsNobodysAtAll";

/// A home without anything in it.
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

    /// A file with a key in it.
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
fn a_profile_and_its_key_are_written_and_every_command_finds_them() {
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
fn comments_and_other_profiles_stay_as_they_were() {
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
    // An empty text takes a setting out.
    ends(&home.configure(&["--language", ""]), 0, "");
    assert!(!read(&home.config()).contains("language"));

    let others = "; shared\n[default]\nsecret_id = AKIDother\nsecret_key = OtherKey\n\n[mine]\ntoken = old\n# mine\nregion = x\n";
    write(&home.credentials(), others);
    let key = home.key(KEY);
    let pair = ["--profile", "mine", "--secret-id", "AKIDnobody", "--secret-key-file", &key];
    ends(&home.configure(&pair), 2, "holds another key already");
    assert_eq!(read(&home.credentials()), others);
    ends(&home.configure(&[&pair[..], &["--replace-key"]].concat()), 0, "");
    let changed = format!(
        "; shared\n[default]\nsecret_id = AKIDother\nsecret_key = OtherKey\n\n[mine]\nsecret_id = AKIDnobody\nsecret_key = {KEY}\n# mine\nregion = x\n"
    );
    assert_eq!(read(&home.credentials()), changed);
    // The same once more is no other key.
    ends(&home.configure(&pair), 0, "");
}

#[cfg(unix)]
#[test]
fn what_is_written_is_its_owners_alone_and_what_was_open_is_warned_of() {
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
    assert_eq!(left, 1, "no file is left over");

    // A link stays one, and what it leads to is written.
    let elsewhere = home.0.path().join("elsewhere.toml");
    fs::rename(home.config(), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, home.config()).unwrap();
    ends(&home.configure(&["--language", "en-US"]), 0, "");
    assert!(home.config().is_symlink() && read(&elsewhere).contains("en-US"));
}

#[test]
fn what_is_missing_or_wrong_is_told_and_nothing_is_written() {
    let home = Home::new();
    let key = home.key("white space in it Nobodys");
    let told = |arguments: &[&str], message: &str| {
        ends(&home.configure(arguments), 2, message);
        assert!(!home.config().exists() && !home.credentials().exists(), "{arguments:?}");
    };
    told(&[], "no terminal to ask on");
    told(&["--secret-id", "AKIDnobody"], "--secret-key-file FILE reads it");
    told(&["--secret-id", "AKIDnobody", "--secret-key-file", &key], "the secret key");
    told(&["--secret-id", "AKIDnobody", "--secret-key-file", "none"], "cannot read none");
    told(&["--secret-key-file", &key], "--secret-id");
    told(&["--endpoint", "nowhere"], "the endpoint");
    told(&["--agent", "a//b"], "--agent: write APPLICATION");
    told(&["--ca-file", "none.pem"], "none.pem");
    told(&["--show", "--language", "x"], "cannot be used with");
    told(&["--secret-key", "x"], "unexpected argument");
    write(&home.config(), "[default]\nx = \n");
    ends(&home.configure(&["--language", "en-US"]), 2, "line 2: not a configuration file");
    assert_eq!(read(&home.config()), "[default]\nx = \n");
}

#[test]
fn a_key_of_the_environment_is_kept_only_for_its_own_id() {
    let home = Home::new();
    let with = |id: &str| {
        let mut command = home.command(&["configure", "--secret-id", id]);
        command.env("TENCENTCLOUD_SECRET_ID", "AKIDnobody").env("TENCENTCLOUD_SECRET_KEY", KEY);
        command.output().unwrap()
    };
    ends(&with("AKIDother"), 2, "belongs to the id of TENCENTCLOUD_SECRET_ID");
    assert!(!home.credentials().exists());
    ends(&with("AKIDnobody"), 0, "");
    assert!(read(&home.credentials()).contains(KEY));
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_each_setting_is_asked_for_and_a_key_is_not_echoed() {
    if !is_here("script", "configure on a terminal") {
        return;
    }
    let home = Home::new();
    write(&home.config(), "[default]\nenvironment = \"production\"\nlanguage = \"zh-CN\"\n");
    let essbasic = home.command(&["configure"]);
    let line = format!("{} configure", essbasic.get_program().display());
    let mut terminal = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .env_clear()
        .env("HOME", home.0.path())
        .env("SHELL", "/bin/sh")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = terminal.stdin.take().unwrap();
    // A wrong answer is asked for again; Enter keeps; - takes out.
    for answer in ["nowhere", "test", "app/org", "-", "AKIDnobody", KEY] {
        thread::sleep(Duration::from_millis(300));
        writeln!(stdin, "{answer}").unwrap();
    }
    let output = terminal.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}");
    assert!(told.contains("[production]: ") && told.contains("the endpoint"), "{told}");
    assert!(!told.contains(KEY), "the key was echoed");
    let config = read(&home.config());
    assert_eq!(
        config,
        "[default]\nenvironment = \"test\"\napplication = \"app\"\norganization = \"org\"\n"
    );
    assert!(read(&home.credentials()).contains(KEY));
}
