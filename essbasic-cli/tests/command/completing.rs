//! What a shell completes: commands, options, actions, and the members of an action.

use std::process::Command;

use super::support::{call, ends, is_here, path_with_the_command};

/// The words that could stand in place of the last.
fn completed(words: &[&str]) -> Vec<String> {
    let output = call("", &[&["__complete", "essbasic"], words].concat());
    ends(&output, 0, "");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

#[test]
fn an_action_is_completed_wherever_one_is_asked_for() {
    for command in ["describe", "call", "skeleton", "pages", "wait", "batch"] {
        assert_eq!(completed(&[command, "ChannelCancelM"]), [CANCEL], "{command}");
        assert_eq!(completed(&[command, "channelcancelm"]), [CANCEL], "{command}");
        assert!(completed(&[command, "Nothing"]).is_empty());
    }
    assert_eq!(completed(&["call", "--dry-run", "ChannelCancelM"]), [CANCEL]);
    assert!(completed(&["describe", ""]).len() >= essbasic::CATALOGUE.len());
}

#[test]
fn members_are_completed_a_step_at_a_time_for_the_action_that_was_typed() {
    let set = |path: &str| completed(&["call", CANCEL, "--set", path]);
    assert_eq!(set("Qr"), ["QrCodeId="]);
    assert_eq!(set("Ag"), ["Agent."]);
    assert!(set("Agent.Pro").contains(&"Agent.ProxyOperator.".to_owned()));
    assert_eq!(set("Agent.ProxyOperator.Open"), ["Agent.ProxyOperator.OpenId="]);
    assert!(set("QrCodeId.").is_empty() && set("Nobody.").is_empty());
    // What the vendor has disabled is not advertised.
    assert!(set("Oper").is_empty());

    let create = |path: &str| completed(&["batch", "ChannelCreateFlowByFiles", "--set", path]);
    assert_eq!(create("FlowApprovers"), ["FlowApprovers."]);
    assert_eq!(create("FlowApprovers."), ["FlowApprovers.0."]);
    assert_eq!(create("FlowApprovers.1"), ["FlowApprovers.1."]);
    assert_eq!(create("FileId"), ["FileIds."]);
    assert_eq!(create("FileIds."), ["FileIds.0="]);
    let persons = create("FlowApprovers.0.ApproverType=PERSON_A");
    assert_eq!(persons, ["FlowApprovers.0.ApproverType=PERSON_AUTO_SIGN"]);
    assert_eq!(create("Unordered=t"), ["Unordered=true"]);

    // Without an action nobody knows its members.
    assert!(completed(&["call", "--set", "Ag"]).is_empty());
}

#[test]
fn commands_and_options_are_completed_and_what_is_hidden_is_not() {
    assert!(completed(&["conf"]).contains(&"configure".to_owned()));
    assert!(completed(&["call", "--dry"]).contains(&"--dry-run".to_owned()));
    assert_eq!(completed(&["batch", "--on-error", "s"]), ["stop"]);
    assert!(!completed(&[""]).contains(&"__complete".to_owned()));
    // No words at all are no reason to fail.
    ends(&call("", &["__complete"]), 0, "");
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish"] {
        let script = call("", &["completions", shell]);
        ends(&script, 0, "");
        assert!(String::from_utf8(script.stdout).unwrap().contains("__complete"));
    }
    ends(&call("", &["completions", "powershell"]), 0, "");
    ends(&call("", &["completions", "dos"]), 2, "possible values");
}

/// What a shell says that has read our script.
fn in_shell(shell: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(shell);
    command.args(arguments).env("PATH", path_with_the_command()).env("TERM", "dumb");
    let output = command.output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn bash_completes_actions_members_and_what_stands_behind_an_equals_sign() {
    if !is_here("bash", "completion in bash") {
        return;
    }
    let completed = |words: &str| {
        let script = format!(
            "source <(essbasic completions bash); COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _essbasic; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        in_shell("bash", &["--norc", "-c", &script])
    };
    assert_eq!(completed("essbasic describe ChannelCancelM"), format!("{CANCEL}\n"));
    let members = completed(&format!("essbasic call {CANCEL} --set Agent.Pro"));
    assert!(members.contains("Agent.ProxyOperator.\n"), "{members}");
    // Bash cuts the word at its equals sign, and replaces what stands behind it.
    let value = "essbasic call ChannelCreateFlowByFiles --set Unordered = t";
    assert_eq!(completed(value), "true\n");
    assert_eq!(completed("essbasic call X --set Unordered ="), "\n");
}

#[test]
fn fish_completes_actions_and_members() {
    if !is_here("fish", "completion in fish") {
        return;
    }
    let completed = |line: &str| {
        let script = format!("essbasic completions fish | source; complete -C '{line}'");
        in_shell("fish", &["--no-config", "-c", &script])
    };
    let actions = completed("essbasic describe ChannelCancelM");
    assert!(actions.starts_with(&format!("{CANCEL}\t")), "{actions}");
    let members = completed(&format!("essbasic call {CANCEL} --set Agent.ProxyOp"));
    assert!(members.starts_with("Agent.ProxyOperator.\t"), "{members}");
}

#[test]
fn zsh_completes_actions_and_members() {
    if !is_here("zsh", "completion in zsh") {
        return;
    }
    // A shell within a shell, at a terminal, where Tab is pressed and then the line is echoed.
    let completed = |line: &str| {
        let script = format!(
            "zmodload zsh/zpty; zpty z 'TERM=dumb zsh -f -i'
             zpty -w z 'PS1=; autoload -U compinit; compinit -u -D; source <(essbasic completions zsh); essbasic() {{ print -r -- \"got <$*>\" }}; print RE''ADY'
             zpty -r -m z before '*READY*'
             zpty -n -w z $'{line}\\t\\n'
             zpty -r -m z after '*got <*>*'
             print -r -- \"$after\"; zpty -d z"
        );
        in_shell("zsh", &["-f", "-c", &script])
    };
    let action = completed("essbasic describe ChannelCancelM");
    assert!(action.contains(&format!("got <describe {CANCEL}>")), "{action}");
    let member = completed(&format!("essbasic call {CANCEL} --set Agent.ProxyOp"));
    assert!(member.contains("--set Agent.ProxyOperator.>"), "{member}");
}
