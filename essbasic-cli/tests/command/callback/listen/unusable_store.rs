//! Stores that cannot be used: files of others, damaged, removed or full ones.

use std::fs;

use super::super::support::in_shell;
use super::{Listen, Planted, Receiver, TempDir, command, ends, post_event, run, stdout, store};

#[test]
fn a_file_that_is_no_store_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "one\ntwo\n").unwrap();
    let arguments = ["listen", "--listen", "127.0.0.1:0", "--store", path.to_str().unwrap()];
    ends(&run(&arguments), 2, "line 1: not written by");
    assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
}

#[cfg(unix)]
#[test]
fn a_callback_for_a_removed_store_is_not_acknowledged() {
    let folder = TempDir::new().unwrap();
    let listen = Listen::start(&store(&folder), &[]);
    assert_eq!(post_event(&listen.address, "message-1"), Some(200));
    fs::remove_file(store(&folder)).unwrap();
    assert_eq!(post_event(&listen.address, "message-2"), Some(503));
    drop(listen);
    let listen = Listen::start(&store(&folder), &[]);
    assert_eq!(post_event(&listen.address, "message-2"), Some(200));
    assert!(fs::read_to_string(store(&folder)).unwrap().contains("message-2"));
}

#[test]
fn a_damaged_store_is_named_and_never_ends_in_a_panic() {
    let folder = TempDir::new().unwrap();
    let path = store(&folder);
    let shown = path.display().to_string();
    let first = "{\"received\":{\"id\":1,\"at\":0}}\n";
    for damaged in [
        "{\"received\":{\"id\":18446744073709551615,\"at\":0}}\n",
        "{\"delivered\":{\"id\":18446744073709551615,\"at\":0,\"attempts\":1}}\n",
        "{\"failed\":{\"id\":9007199254740991,\"at\":0,\"attempts\":1}}\n",
        "{\"received\":{\"id\":0,\"at\":0}}\n",
        "{\"received\":{\"id\":-1,\"at\":0}}\n",
        "\0\0\0\0\n",
    ] {
        fs::write(&path, format!("{first}{damaged}")).unwrap();
        let ended = run(&["listen", "--listen", "127.0.0.1:0", "--store", &shown]);
        ends(&ended, 2, &format!("{shown}, line 2: not written by"));
        ends(&ended, 2, "hint: choose another --store");
        assert_eq!(fs::read_to_string(&path).unwrap(), format!("{first}{damaged}"));
    }
    // Times that no calendar has.
    fs::write(&path, "{\"received\":{\"id\":1,\"at\":9223372036854775807}}\n").unwrap();
    ends(&run(&["events", "--store", &shown, "--output", "text"]), 0, "");
}

#[test]
#[cfg(target_os = "linux")]
fn what_was_sent_again_is_reported_when_the_store_cannot_be_written() {
    let folder = TempDir::new().unwrap();
    let path = store(&folder);
    let shown = path.display().to_string();
    let mut listen = Listen::start(&path, &[]);
    assert_eq!(post_event(&listen.address, "message-1"), Some(200));
    listen.kill();
    let receiver = Receiver::start(Planted::None);
    // Fills the store up to the limit of its size, which is a number of blocks of 512 bytes.
    let text = fs::read_to_string(&path).unwrap();
    let blocks = text.len().div_ceil(512) + 1;
    let line = "{\"forward_to\":\"\"}\n";
    let filling = "x".repeat(blocks * 512 - text.len() - line.len());
    fs::write(&path, text + &line.replace("\"\"", &format!("\"{filling}\""))).unwrap();
    let resend = ["callback", "resend", "1", "--to", &receiver.url, "--store", &shown];
    let resend = command(&[&resend[..], &["--output", "json"]].concat());
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let ended = in_shell(&resend, &script).output().unwrap();
    assert_eq!(stdout(&ended)["deliveries"][0]["status"], 200);
    ends(&ended, 2, &shown);
    assert_eq!(receiver.accepted().len(), 1);
}
