//! Secrets never appear in output or in files.

use std::fs;

use essbasic_sandbox::seed;
use tempfile::TempDir;

use super::support::{Sandbox, cancel_request, command};

/// A key that, unlike the sandbox's default, is not part of its ID.
const KEY: &str = "NobodysKeyThatIsNowhereToBeFound";

#[test]
fn no_command_prints_or_stores_the_secret_key() {
    let credential = ["--secret-id", seed::SECRET_ID, "--secret-key", KEY];
    let sandbox = Sandbox::with(&credential);
    let (home, work) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let request = cancel_request(seed::QR_CODE);
    fs::write(work.path().join("in.jsonl"), format!("{request}\nnonsense\n")).unwrap();
    fs::write(work.path().join("body.json"), &request).unwrap();
    let cancel = "ChannelCancelMultiFlowSignQRCode";
    let commands: [&[&str]; 6] = [
        &["call", cancel, "--json", "@body.json"],
        &["call", cancel, "--json", "@body.json", "--dry-run", "--explain"],
        &["call", cancel, "--json", "{}"],
        &[
            "sign",
            "--action",
            cancel,
            "--host",
            "x",
            "--timestamp",
            "1551113065",
            "--secret-key",
            KEY,
            "--body",
            "@body.json",
        ],
        &["batch", cancel, "--input", "in.jsonl", "--output", "out.jsonl"],
        &["doctor"],
    ];
    for arguments in commands {
        let output = command(&sandbox.endpoint, arguments)
            .env("TENCENTCLOUD_SECRET_KEY", KEY)
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join(".config"))
            .current_dir(work.path())
            .output()
            .unwrap();
        for stream in [&output.stdout, &output.stderr] {
            assert!(!String::from_utf8_lossy(stream).contains(KEY), "{arguments:?}");
        }
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    let mut files: Vec<_> = fs::read_dir(work.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["body.json", "in.jsonl", "out.jsonl", "out.jsonl.journal"]);
    for name in ["out.jsonl", "out.jsonl.journal"] {
        let text = fs::read_to_string(work.path().join(name)).unwrap();
        assert!(!text.contains(KEY) && !text.contains(seed::SECRET_ID), "{name}");
    }
}
