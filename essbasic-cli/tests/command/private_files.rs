//! Files with keys or people's data: private, never written through a link, never half changed.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::json;
use tempfile::TempDir;

use super::support::{answering, cancel_request, command, ends, in_shell};

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Runs the command in a folder, with the umask that most systems have.
fn run(endpoint: &str, folder: &Path, arguments: &[&str]) -> Output {
    let mut inner = command(endpoint, arguments);
    inner.current_dir(folder).env("HOME", folder);
    in_shell(&inner, "umask 022; exec \"$0\" \"$@\"").output().unwrap()
}

/// A batch with one request that is rejected and one whose outcome is unknown.
fn batch(folder: &Path) -> Output {
    let response = json!({"Response": {"QrCode": 7, "RequestId": "r"}});
    let endpoint = answering("200 OK", response.to_string());
    let line = json!({"TemplateId": "t", "FlowName": "x"});
    fs::write(folder.join("in.jsonl"), format!("nonsense\n{line}\n")).unwrap();
    let batch = ["batch", "ChannelCreateMultiFlowSignQRCode", "--input", "in.jsonl"];
    let more = ["--output", "out.jsonl", "--unchecked"];
    run(&endpoint, folder, &[&batch[..], &more].concat())
}

#[test]
fn every_file_that_a_command_writes_is_private() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    // An empty file, created by another user to read the results.
    fs::write(path("out.jsonl"), "").unwrap();
    fs::set_permissions(path("out.jsonl"), fs::Permissions::from_mode(0o666)).unwrap();
    ends(&batch(folder.path()), 4, "");
    fs::write(path("key"), "KeyOfNobody").unwrap();
    let pair = ["configure", "--secret-id", "AKIDnobody", "--secret-key-file", "key"];
    ends(&run("", folder.path(), &pair), 0, "");
    let request = cancel_request("q");
    let dry_run = ["call", CANCEL, "--json", &request, "--dry-run", "--unchecked"];
    let save = [&dry_run[..], &["--save-request", "request.json"]].concat();
    ends(&run("http://127.0.0.1:1", folder.path(), &save), 0, "");
    assert_eq!(fs::read_to_string(path("request.json")).unwrap().len(), request.len());
    for name in [
        "out.jsonl",
        "out.jsonl.journal",
        "out.jsonl.unknown.jsonl",
        ".config/essbasic/config.toml",
        ".config/essbasic/config.toml.lock",
        ".tencentcloud/credentials",
        ".tencentcloud/credentials.lock",
        "request.json",
    ] {
        assert_eq!(mode(&path(name)), 0o600, "{name}");
    }
    for name in [".config", ".config/essbasic", ".tencentcloud"] {
        assert_eq!(mode(&path(name)), 0o700, "{name}");
    }
}

#[test]
fn no_batch_writes_through_a_link() {
    for name in
        ["out.jsonl", "out.jsonl.unknown.jsonl", "out.jsonl.journal", "out.jsonl.journal.new"]
    {
        for exists in [true, false] {
            let folder = TempDir::new().unwrap();
            let target = folder.path().join("target");
            if exists {
                fs::write(&target, "").unwrap();
            }
            symlink(&target, folder.path().join(name)).unwrap();
            let ended = batch(folder.path());
            // The journal replaces a dangling link, and an unused name is no obstacle.
            let is_refused = !name.contains("journal") || name.ends_with("journal") && exists;
            if is_refused {
                ends(&ended, 2, "it is a symbolic link");
            } else {
                assert_ne!(ended.status.code(), Some(0));
            }
            let written = fs::read_to_string(&target).unwrap_or_default();
            assert_eq!((target.exists(), written.as_str()), (exists, ""), "{name}");
        }
    }
}

#[test]
fn links_in_a_folder_of_others_are_refused_by_configure_and_replaced_by_other_commands() {
    for exists in [true, false] {
        let folder = TempDir::new().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let path = |name: &str| folder.path().join(name);
        if exists {
            fs::write(path("target"), "").unwrap();
        }
        fs::write(path("key"), "KeyOfNobody").unwrap();
        let links = ["config.toml", "credentials", "request.json", "essbasic.1", "essbasic.new"];
        for name in links {
            symlink(path("target"), path(name)).unwrap();
        }
        for lock in ["other.toml.lock", "keys.lock"] {
            symlink(path("target"), path(lock)).unwrap();
        }
        let configure = |config: &str, keys: &str| {
            let pair = ["configure", "--secret-id", "AKIDnobody", "--secret-key-file", "key"];
            let mut command = command("", &pair);
            command
                .env("ESSBASIC_CONFIG", path(config))
                .env("TENCENTCLOUD_CREDENTIALS_FILE", path(keys));
            command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
            ends(&command.current_dir(folder.path()).output().unwrap(), 2, "it is a symbolic link");
        };
        configure("config.toml", "fine");
        configure("fine.toml", "credentials");
        configure("other.toml", "fine");
        configure("fine.toml", "keys");
        let request = cancel_request("q");
        let dry_run = ["call", CANCEL, "--json", &request, "--dry-run", "--unchecked"];
        let save = [&dry_run[..], &["--save-request", "request.json"]].concat();
        ends(&run("http://127.0.0.1:1", folder.path(), &save), 0, "");
        ends(&run("", folder.path(), &["man", "--dir", "."]), 0, "");
        let written = fs::read_to_string(path("target")).unwrap_or_default();
        assert_eq!((path("target").exists(), written.as_str()), (exists, ""));
        assert!(!path("request.json").is_symlink() && !path("essbasic.1").is_symlink());
        assert_eq!(mode(&path("essbasic.1")), 0o644, "manuals are for everybody");
    }
}

#[test]
fn configurations_at_the_same_time_lose_nothing() {
    let home = TempDir::new().unwrap();
    let names: Vec<_> = (0..12).map(|index| format!("profile{index}")).collect();
    let processes: Vec<_> = names
        .iter()
        .map(|name| {
            fs::write(home.path().join(name), format!("KeyOfNobody-{name}")).unwrap();
            let pair = ["--secret-id", name, "--secret-key-file", name, "--profile", name];
            let mut command = command("", &[&["configure", "--agent", name], &pair[..]].concat());
            command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
            command
                .env("HOME", home.path())
                .env_remove("ESSBASIC_ENDPOINT")
                .current_dir(home.path());
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for process in processes {
        ends(&process.wait_with_output().unwrap(), 0, "");
    }
    let config = fs::read_to_string(home.path().join(".config/essbasic/config.toml")).unwrap();
    let keys = fs::read_to_string(home.path().join(".tencentcloud/credentials")).unwrap();
    for name in names {
        let profile = format!("[{name}]\napplication = \"{name}\"\ncredentials = \"{name}\"\n");
        assert!(config.contains(&profile), "{config}");
        let pair = format!("[{name}]\nsecret_id = {name}\nsecret_key = KeyOfNobody-{name}\n");
        assert!(keys.contains(&pair), "{keys}");
    }
}

#[test]
fn a_pipe_or_a_device_is_never_replaced_by_a_file() {
    use std::os::unix::fs::FileTypeExt;

    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let request = cancel_request("q");
    let dry_run = ["call", CANCEL, "--json", &request, "--dry-run", "--unchecked"];
    let save = [&dry_run[..], &["--save-request", "pipe"]].concat();
    ends(&run("http://127.0.0.1:1", folder.path(), &save), 2, "not a regular file");
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
}
