//! The command against a description of our own invention.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::process::{Command, Output};

fn upkeep(arguments: &[&str]) -> Output {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let command =
        Command::new(env!("CARGO_BIN_EXE_upkeep")).args(arguments).current_dir(directory).output();
    command.unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn what_is_new_changed_or_gone_is_told() {
    let output = upkeep(&["compare", "api.json", "--errors", "errors.json"]);
    let told = stdout(&output);
    for line in [
        "ChannelInventThing: new action, 发明",
        "ChannelCancelMultiFlowSignQRCode: new code FailedOperation.Invented",
        "ChannelCancelMultiFlowSignQRCodeRequest.QrCodeId: now list of string",
        "ChannelCancelMultiFlowSignQRCodeRequest.Reason: new member",
        "ChannelCancelMultiFlowSignQRCodeRequest.Operator: gone",
        "UserInfo.OpenId: now required",
        "UserInfo.Channel: now enabled",
        "Agent.ProxyAppId: now disabled",
        "ChannelCreateMultiFlowSignQRCode: gone",
    ] {
        assert!(told.lines().any(|it| it == line), "`{line}` is not in:\n{told}");
    }
    // What many actions share is told once.
    assert_eq!(told.matches("UserInfo.OpenId: now required").count(), 1);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_new_action_is_scaffolded_with_the_models_that_are_new() {
    let output = upkeep(&["scaffold", "api.json", "ChannelInventThing", "--errors", "errors.json"]);
    assert_eq!(stdout(&output), include_str!("channel_invent_thing.txt"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_cannot_be_read_is_named() {
    for (arguments, what) in [
        (&["compare", "nowhere.json"][..], "cannot read nowhere.json"),
        (&["compare", "upkeep.rs"][..], "upkeep.rs: expected value"),
        (&["scaffold", "api.json", "Nothing"][..], "no action `Nothing`"),
    ] {
        let output = upkeep(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(what), "{told}");
        assert_eq!(output.status.code(), Some(2));
    }
}
