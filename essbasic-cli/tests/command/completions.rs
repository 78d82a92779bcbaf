//! Shell completions: commands, options, actions and fields.

use std::process::Command;

use super::support::{call, ends, path_with_the_command};

/// Returns the completions of the last word.
fn completed(words: &[&str]) -> Vec<String> {
    let output = call("", &[&["__complete", "essbasic"], words].concat());
    ends(&output, 0, "");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

#[test]
fn action_is_completed_in_every_command_that_takes_one() {
    for command in ["describe", "call", "skeleton", "pages", "wait", "batch"] {
        assert_eq!(completed(&[command, "ChannelCancelM"]), [CANCEL], "{command}");
        assert_eq!(completed(&[command, "channelcancelm"]), [CANCEL], "{command}");
        assert!(completed(&[command, "Nothing"]).is_empty());
    }
    assert_eq!(completed(&["call", "--dry-run", "ChannelCancelM"]), [CANCEL]);
    assert!(completed(&["describe", ""]).len() >= essbasic::CATALOGUE.len());
}

#[test]
fn set_completes_field_paths_step_by_step() {
    let set = |path: &str| completed(&["call", CANCEL, "--set", path]);
    assert_eq!(set("Qr"), ["QrCodeId="]);
    assert_eq!(set("Ag"), ["Agent."]);
    assert!(set("Agent.Pro").contains(&"Agent.ProxyOperator.".to_owned()));
    assert_eq!(set("Agent.ProxyOperator.Open"), ["Agent.ProxyOperator.OpenId="]);
    assert!(set("QrCodeId.").is_empty() && set("Unknown.").is_empty());
    // Disabled by the vendor.
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

    // The fields depend on the action.
    assert!(completed(&["call", "--set", "Ag"]).is_empty());
}

#[test]
fn commands_and_options_are_completed_except_hidden_ones() {
    assert!(completed(&["conf"]).contains(&"configure".to_owned()));
    assert!(completed(&["call", "--dry"]).contains(&"--dry-run".to_owned()));
    assert_eq!(completed(&["batch", "--on-error", "s"]), ["stop"]);
    assert!(!completed(&[""]).contains(&"__complete".to_owned()));
    ends(&call("", &["__complete"]), 0, "");
}

#[test]
fn every_supported_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish"] {
        let script = call("", &["completions", shell]);
        ends(&script, 0, "");
        assert!(String::from_utf8(script.stdout).unwrap().contains("__complete"));
    }
    ends(&call("", &["completions", "powershell"]), 0, "");
    ends(&call("", &["completions", "dos"]), 2, "possible values");
}

/// Returns what a shell prints.
fn in_shell(shell: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(shell);
    command.args(arguments).env("PATH", path_with_the_command()).env("TERM", "dumb");
    let output = command.output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[ignore = "needs bash"]
fn bash_completes_actions_field_paths_and_values() {
    let completed = |words: &str| {
        let script = format!(
            "source <(essbasic completions bash); COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _essbasic; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        in_shell("bash", &["--norc", "-c", &script])
    };
    assert_eq!(completed("essbasic describe ChannelCancelM"), format!("{CANCEL}\n"));
    let fields = completed(&format!("essbasic call {CANCEL} --set Agent.Pro"));
    assert!(fields.contains("Agent.ProxyOperator.\n"), "{fields}");
    // Bash splits words at an equals sign and replaces the part after it.
    let value = "essbasic call ChannelCreateFlowByFiles --set Unordered = t";
    assert_eq!(completed(value), "true\n");
    assert_eq!(completed("essbasic call X --set Unordered ="), "\n");
}

#[test]
#[ignore = "needs fish"]
fn fish_completes_actions_and_field_paths() {
    let completed = |line: &str| {
        let script = format!("essbasic completions fish | source; complete -C '{line}'");
        in_shell("fish", &["--no-config", "-c", &script])
    };
    let actions = completed("essbasic describe ChannelCancelM");
    assert!(actions.starts_with(&format!("{CANCEL}\t")), "{actions}");
    let fields = completed(&format!("essbasic call {CANCEL} --set Agent.ProxyOp"));
    assert!(fields.starts_with("Agent.ProxyOperator.\t"), "{fields}");
}

#[test]
#[ignore = "needs zsh"]
fn zsh_completes_actions_and_field_paths() {
    // An interactive shell on a pseudo-terminal: presses Tab, then prints the completed line.
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
    let field = completed(&format!("essbasic call {CANCEL} --set Agent.ProxyOp"));
    assert!(field.contains("--set Agent.ProxyOperator.>"), "{field}");
}
