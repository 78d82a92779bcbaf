//! `essbasic callback trigger`: all events, changed, repeated, shuffled and damaged.

use essbasic::callback::Message;

use super::receiver::{Planted, Receiver};
use super::{BTreeSet, Event, Payload, ends, keys, run, stdout, support};

/// Decodes what a receiver has accepted.
fn messages(receiver: &Receiver) -> Vec<Message> {
    let decode = |(signature, body): (Option<String>, Vec<u8>)| match keys()
        .receive(signature.as_deref(), &body)
        .unwrap()
    {
        Payload::Message(message) => message,
        Payload::Probe => unreachable!(),
    };
    receiver.accepted().into_iter().map(decode).collect()
}

#[test]
fn all_44_events_are_sent_and_received_typed() {
    let listed = stdout(&run(&["trigger", "--list", "--output", "json"]));
    let names = listed.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap());
    let names: Vec<_> = names.collect();
    assert_eq!(
        names.iter().copied().collect::<BTreeSet<_>>(),
        Event::TYPES.iter().copied().collect()
    );
    let receiver = Receiver::start(Planted::None);
    let sent = run(&[&["trigger"], names.as_slice(), &["--to", &receiver.url]].concat());
    ends(&sent, 0, "");
    let messages = messages(&receiver);
    assert_eq!(messages.iter().map(|it| it.event.msg_type()).collect::<Vec<_>>(), names);
    for message in messages {
        assert_eq!(message.event.data(), message.data, "no field is left over");
    }
}

#[test]
fn fields_are_set_and_events_repeated_in_a_random_order() {
    let receiver = Receiver::start(Planted::None);
    let json = r#"[{"FlowCallbackStatus":1},{"FlowCallbackStatus":2},{"FlowCallbackStatus":4}]"#;
    let sent = run(&[
        "trigger",
        "flowstatuschange",
        "--to",
        &receiver.url,
        "--json",
        json,
        "--set",
        "FlowId=flow-1",
        "--set",
        "Approvers.0.ApproveCallbackStatus=3",
        "--duplicate",
        "2",
        "--shuffle",
    ]);
    ends(&sent, 0, "");
    let messages = messages(&receiver);
    let mut statuses: Vec<_> =
        messages.iter().map(|it| it.data.0["FlowCallbackStatus"].clone()).collect();
    statuses.sort_by_key(serde_json::Value::as_i64);
    assert_eq!(statuses, [1, 1, 2, 2, 4, 4]);
    assert!(messages.iter().all(|it| it.data.0["FlowId"] == "flow-1"));
    let ids: BTreeSet<_> = messages.iter().map(Message::key).collect();
    assert_eq!(ids.len(), 3, "a duplicate has the same message ID");
}

#[test]
fn a_damaged_request_must_not_be_accepted() {
    let receiver = Receiver::start(Planted::None);
    for kind in [
        "wrong-signature",
        "no-signature",
        "wrong-key",
        "not-encrypted",
        "cut",
        "not-json",
        "too-large",
    ] {
        let arguments = ["trigger", "QuiteJob", "--to", &receiver.url, "--malformed", kind];
        ends(&run(&arguments), 0, "");
    }
    assert!(receiver.accepted().is_empty());
    let careless = Receiver::start(Planted::IgnoresSignature);
    let arguments =
        ["trigger", "QuiteJob", "--to", &careless.url, "--malformed", "wrong-signature"];
    ends(&run(&arguments), 1, "malformed requests were acknowledged with 200");
}

#[test]
fn a_receiver_that_does_not_accept_ends_with_1() {
    for planted in [Planted::Fails, Planted::Redirect, Planted::Slow, Planted::NoContent] {
        let receiver = Receiver::start(planted);
        let arguments = ["trigger", "QuiteJob", "--to", &receiver.url, "--timeout", "0.5"];
        ends(&run(&arguments), 1, "1 of 1 callbacks were not acknowledged with 200");
    }
    let large = Receiver::start(Planted::LargeResponse);
    ends(&run(&["trigger", "QuiteJob", "--to", &large.url]), 0, "");
}

#[test]
fn the_printed_command_is_the_request() {
    let printed = run(&["trigger", "QuiteJob", "--print"]);
    ends(&printed, 0, "");
    let text = String::from_utf8(printed.stdout).unwrap();
    assert!(!text.contains(super::TOKEN) && !text.contains(super::KEY), "{text}");
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("curl.txt");
    std::fs::write(&path, text).unwrap();
    let opened = run(&["open", path.to_str().unwrap()]);
    ends(&opened, 0, "");
    assert_eq!(stdout(&opened)["event"], "QuiteJob");
    assert_eq!(stdout(&opened)["genuine"], true);
}

#[test]
fn wrong_arguments_are_explained() {
    ends(&run(&["trigger", "FlowStatusChanged", "--print"]), 2, "did you mean `FlowStatusChange`?");
    ends(&run(&["trigger", "QuiteJob", "--print", "--set", "FlowIdd=1"]), 2, "is not a field");
    ends(&run(&["trigger", "QuiteJob"]), 2, "--to");
    ends(&run(&["trigger", "QuiteJob", "--to", "http://198.51.100.1/"]), 2, "is a public address");
    let unsigned = ["callback", "trigger", "QuiteJob", "--print"];
    let mut without_token = support::command("", &unsigned);
    let output = without_token.env("ESSBASIC_CALLBACK_KEY", super::KEY).output().unwrap();
    ends(&output, 2, "needs the token");
}

#[test]
fn the_printed_command_is_the_request_whatever_the_text() {
    let name = "FlowName=a\u{202e}b\u{9b}";
    let printed = run(&["trigger", "FlowStatusChange", "--set", name, "--print"]);
    ends(&printed, 0, "");
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("curl.txt");
    std::fs::write(&path, &printed.stdout).unwrap();
    let opened = run(&["open", path.to_str().unwrap()]);
    ends(&opened, 0, "");
    assert_eq!(stdout(&opened)["genuine"], true);
    // Without a key, the body is not encrypted.
    let mut plain = support::command("", &["callback", "trigger", "FlowStatusChange", "--print"]);
    plain.args(["--set", name]).env("ESSBASIC_CALLBACK_TOKEN", super::TOKEN);
    let printed = String::from_utf8(plain.output().unwrap().stdout).unwrap();
    assert!(printed.contains(r#""a\u202eb\u009b""#), "{printed}");
}
