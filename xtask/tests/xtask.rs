//! `compare` and `scaffold` with an invented API description.

#![allow(clippy::unwrap_used, reason = "tests panic")]

use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let command =
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).current_dir(directory).output();
    command.unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn compare_lists_new_changed_and_removed_items() {
    let output = xtask(&["compare", "api.json", "--errors", "errors.json"]);
    let lines = stdout(&output);
    for line in [
        "ChannelInventThing: new action, 发明",
        "ChannelCancelMultiFlowSignQRCode: new code FailedOperation.Invented",
        "ChannelCancelMultiFlowSignQRCodeRequest.QrCodeId: now list of string",
        "ChannelCancelMultiFlowSignQRCodeRequest.Reason: new field",
        "ChannelCancelMultiFlowSignQRCodeRequest.Operator: removed",
        "UserInfo.OpenId: now required",
        "UserInfo.Channel: now enabled",
        "Agent.ProxyAppId: now disabled",
        "ChannelCreateMultiFlowSignQRCode: removed",
    ] {
        assert!(lines.lines().any(|it| it == line), "`{line}` is not in:\n{lines}");
    }
    // An object shared by many actions is compared once.
    assert_eq!(lines.matches("UserInfo.OpenId: now required").count(), 1);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn scaffold_prints_a_new_action_with_its_new_models() {
    let output = xtask(&["scaffold", "api.json", "ChannelInventThing", "--errors", "errors.json"]);
    assert_eq!(stdout(&output), include_str!("channel_invent_thing.txt"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn unreadable_input_is_reported_with_its_path() {
    for (arguments, message) in [
        (&["compare", "nowhere.json"][..], "cannot read nowhere.json"),
        (&["compare", "xtask.rs"][..], "xtask.rs: expected value"),
        (&["scaffold", "api.json", "Nothing"][..], "no action `Nothing`"),
    ] {
        let output = xtask(arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(message), "{stderr}");
        assert_eq!(output.status.code(), Some(2));
    }
}
