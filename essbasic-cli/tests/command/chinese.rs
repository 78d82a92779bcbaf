//! Errors, hints and reports in Chinese; JSON is the same in every language.

use std::fs;
use std::process::{Command, Output};

use essbasic_devtools::{Language, action_docs};
use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Sandbox, answering, cancel_request, command, ends};

const CLOSED: &str = "http://127.0.0.1:1";
const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

/// Runs a command for a reader of Chinese.
fn in_chinese(command: &mut Command) -> Output {
    command.env("LANG", "zh_CN.UTF-8").output().unwrap()
}

/// Returns the first English sentence outside code, names and quoted details.
fn english_sentence(text: &str) -> Option<String> {
    let mut prose = String::new();
    for (index, part) in text.split('`').enumerate() {
        // Code is between backticks.
        prose.push_str(if index % 2 == 0 { part } else { "0" });
    }
    while let Some((before, rest)) = prose.split_once('“') {
        let (_, after) = rest.split_once('”')?;
        prose = format!("{before}0{after}");
    }
    let words: Vec<_> = prose.split_whitespace().collect();
    let is_word = |word: &&str| {
        let word = word.trim_end_matches([',', '.', ':', ';']);
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let run = words.windows(4).find(|words| words.iter().all(is_word))?;
    Some(run.join(" "))
}

/// Checks the exit code, that a text is in standard error, and that the rest is Chinese.
fn fails(output: &Output, code: i32, text: &str) {
    ends(output, code, text);
    let errors = String::from_utf8_lossy(&output.stderr);
    let errors: Vec<_> = errors.lines().filter(|line| !line.contains("响应：{")).collect();
    assert_eq!(english_sentence(&errors.join("\n")), None, "{errors:#?}");
}

/// A command, its exit code and a part of its message or hint.
type Case = (Command, i32, &'static str);

fn cases(sandbox: &Sandbox) -> Vec<Case> {
    let call =
        |endpoint: &str, more: &[&str]| command(endpoint, &[&["call", CANCEL], more].concat());
    let cancel = |endpoint: &str, id: &str, more: &[&str]| {
        call(endpoint, &[&["--json", &cancel_request(id)], more].concat())
    };
    let valid = |endpoint: &str| cancel(endpoint, seed::QR_CODE, &[]);
    let with = |mut command: Command, name: &str, value: &str| {
        command.env(name, value);
        command
    };
    let wrong_id = with(valid(&sandbox.endpoint), "TENCENTCLOUD_SECRET_ID", "AKIDofNobody");
    let wrong_key = with(valid(&sandbox.endpoint), "TENCENTCLOUD_SECRET_KEY", "KeyOfNobody");
    let undecodable = json!({"Response": {"QrCode": 7, "RequestId": "r"}}).to_string();
    let create = "ChannelCreateMultiFlowSignQRCode";
    let wait = ["wait", CANCEL, "--json", "{}"];
    vec![
        // Requests.
        (command(CLOSED, &["call", "ChannelCancelMultiFlowSignQrCode"]), 2, "是否想写 `Channel"),
        (command(CLOSED, &["call", "Nothing"]), 2, "请加 --version"),
        (call(CLOSED, &["--json", "{\"QrCodeId\": "]), 2, "--json：不是 JSON：“EOF"),
        (call(CLOSED, &["--json", "[]"]), 2, "请求应为 JSON 对象：{…}"),
        (call(CLOSED, &["--json", "{\"A\":1,\"A\":2}"]), 2, "参数 `A` 重复"),
        (call(CLOSED, &["--json", "{}"]), 2, "Agent 为必填参数；QrCodeId 为必填参数"),
        (call(CLOSED, &["--json", "{\"QrCodeID\": \"x\"}"]), 2, "建议：是否想写 `QrCodeId`？"),
        (call(CLOSED, &["--json", "@/nonexistent"]), 2, "文件或目录不存在 (os error"),
        (cancel(CLOSED, "y", &[]), 5, "QrCodeId 应为 32 个字符，现为 1"),
        (call(CLOSED, &["--set", "QrCodeId"]), 2, "--set QrCodeId：应写作 PATH=VALUE"),
        (call(CLOSED, &["--set", "QrCodeId.0=x"]), 2, "QrCodeId 没有子参数"),
        (command(CLOSED, &["call", create, "--set", "MaxFlowNum=x"]), 2, "类型应为 int64"),
        (command(CLOSED, &["call", create, "--set", "Restrictions=x"]), 2, "此参数是列表"),
        (cancel(CLOSED, seed::QR_CODE, &["--agent", "a/b/c/d"]), 2, "--agent：应写作"),
        (command(CLOSED, &["pages", CANCEL, "--json", "{}"]), 2, "不分页"),
        (command(CLOSED, &wait), 2, "没有可等待的终态"),
        (command(CLOSED, &["describe", "Nothing"]), 2, "没有接口 `Nothing`"),
        // Connection and responses.
        (valid(CLOSED), 5, "无法连接，请求未发送"),
        (valid(CLOSED), 5, "原因：连接被拒绝 (os error"),
        (valid(CLOSED), 5, "建议：请检查地址、网络和代理后重新调用；请求未发送"),
        (valid("not an address"), 2, "服务地址"),
        (valid("http://192.0.2.1"), 2, "以明文 HTTP 访问其他机器"),
        (cancel(CLOSED, seed::QR_CODE, &["--proxy", "ftp://x"]), 2, "代理地址只能用"),
        (cancel(CLOSED, seed::QR_CODE, &["--region", "A B"]), 2, "不是地域"),
        (cancel(CLOSED, seed::QR_CODE, &["--language", "fr"]), 2, "语言只能为"),
        (cancel(CLOSED, seed::QR_CODE, &["--ca-file", "/dev/null"]), 2, "根证书不是 PEM"),
        (valid(&answering("502 Bad Gateway", "<html>")), 4, "不是服务的响应：网页"),
        (valid(&answering("200 OK", "")), 6, "响应为空"),
        (valid(&answering("200 OK", "{}")), 6, "响应缺少 `Response`"),
        (valid(&answering("200 OK", "{")), 6, "响应不是 JSON：“EOF"),
        (valid(&answering("200 OK", undecodable)), 0, ""),
        // Credentials.
        (with(valid(CLOSED), "TENCENTCLOUD_SECRET_ID", ""), 3, "但未设置 TENCENTCLOUD_SECRET_ID"),
        (with(valid(CLOSED), "TENCENTCLOUD_SECRET_KEY", "\"x\""), 3, "含引号，请去掉"),
        (with(valid(CLOSED), "TENCENTCLOUD_PROFILE", "p"), 3, "没有密钥文件"),
        (wrong_id, 3, "建议：请使用当前环境的密钥"),
        (wrong_key, 3, "建议：请确认 SecretKey 与 SecretId 是一对"),
        // Configuration and servers.
        (cancel(CLOSED, seed::QR_CODE, &["--profile", "p"]), 2, "没有文件"),
        (with(valid(CLOSED), "ESSBASIC_PLAIN_HTTP", "x"), 2, "只能为 `allow`，或不设置"),
        (command(CLOSED, &["configure"]), 2, "未指定任何设置"),
        (
            command(CLOSED, &["configure", "--secret-id", "a b"]),
            2,
            "请用 --secret-key-file 提供此 SecretId 的密钥",
        ),
        (command(CLOSED, &["explorer", "--listen", "0.0.0.0:1"]), 2, "其他机器可访问 0.0.0.0:1"),
        (command(CLOSED, &["sandbox", "--listen", "192.0.2.1:1"]), 2, "无法监听 192.0.2.1:1"),
        (
            command(CLOSED, &["sandbox", "--encryption-key", "x", "--encryption-mac-key", "y"]),
            2,
            "AES 密钥应为 16、24 或 32 字节",
        ),
        (command(CLOSED, &["replay", "/dev/null"]), 2, "不是示例文件"),
        (command(CLOSED, &["doctor"]), 5, "无法连接"),
    ]
}

#[test]
fn every_kind_of_error_and_its_hint_are_chinese() {
    let sandbox = Sandbox::start();
    for (mut command, code, text) in cases(&sandbox) {
        if code != 0 {
            fails(&in_chinese(&mut command), code, text);
        }
    }
}

#[test]
fn json_errors_are_the_same_in_every_language() {
    let sandbox = Sandbox::start();
    for (mut command, code, _) in cases(&sandbox) {
        // The address of a sandbox and an explorer is no JSON.
        let name = command.get_args().next().unwrap().to_owned();
        if name == "pages" || name == "wait" || name == "explorer" {
            continue;
        }
        command.args(["--output", "json"]);
        let english = command.env("LANG", "C").output().unwrap();
        let chinese = in_chinese(&mut command);
        assert_eq!(chinese.status.code(), Some(code), "{command:?}");
        assert_eq!(without_ids(&english.stdout), without_ids(&chinese.stdout), "{command:?}");
        assert_eq!(without_ids(&english.stderr), without_ids(&chinese.stderr), "{command:?}");
    }
}

#[test]
fn errors_are_json_where_the_command_prints_json() {
    let is_json = |arguments: &[&str]| {
        let output = in_chinese(&mut command(CLOSED, arguments));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        serde_json::from_slice::<Value>(&output.stderr).is_ok()
    };
    // `batch` is the value of an option here, or a word.
    assert!(is_json(&["call", CANCEL, "--profile", "batch", "--output", "json", "--wrong"]));
    assert!(is_json(&["--filter", "batch", "doctor", "--output", "json", "--wrong"]));
    assert!(is_json(&["actions", "batch", "--output=json", "--wrong"]));
    assert!(is_json(&["--output", "text", "doctor", "--output", "json", "--wrong"]));
    assert!(is_json(&["--output", "json", "batch", CANCEL, "--wrong"]));
    assert!(!is_json(&["--output", "json", "doctor", "--output", "text", "--wrong"]));
    // The output of a batch is a file.
    assert!(!is_json(&["--lang", "zh-CN", "batch", CANCEL, "--output", "json", "--wrong"]));
}

/// Returns a text without request IDs and times, which differ between calls.
fn without_ids(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    match serde_json::from_str::<Value>(&text) {
        Ok(mut value) => {
            for name in ["request_id", "response_time_ms", "clock_behind_service_s"] {
                value.as_object_mut().map(|fields| fields.remove(name));
            }
            value.to_string()
        }
        Err(_) => text.into_owned(),
    }
}

#[test]
fn batch_reports_in_chinese_and_writes_english_results() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.jsonl");
    fs::write(&input, format!("{}\nnot JSON\n{{\"A\":1}}\n", cancel_request(seed::QR_CODE)))
        .unwrap();
    let sandbox = Sandbox::start();
    let results = |language: &str| {
        let output = folder.path().join(format!("{language}.jsonl"));
        let (input, output) = (input.to_str().unwrap(), output.to_str().unwrap());
        let mut batch = command(
            &sandbox.endpoint,
            &["batch", CANCEL, "--input", input, "--output", output, "--concurrency", "1"],
        );
        let ended = batch.env("LANG", language).output().unwrap();
        let text = fs::read_to_string(output).unwrap();
        (ended, text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>())
    };
    let (_, english) = results("C");
    let (ended, chinese) = results("zh_CN.UTF-8");
    fails(&ended, 1, "个请求失败，详见输出文件");
    assert_eq!(english, chinese);

    let stop = folder.path().join("stop.jsonl");
    fs::write(&input, "not JSON\n").unwrap();
    let (input, stop) = (input.to_str().unwrap(), stop.to_str().unwrap());
    let batch = ["batch", CANCEL, "--input", input, "--output", stop, "--on-error", "stop"];
    let stopped = in_chinese(&mut command(&sandbox.endpoint, &batch));
    fails(&stopped, 1, "第 1 行：不是 JSON：“expected ident");
}

#[test]
fn warnings_reports_and_dry_runs_are_chinese_as_text_only() {
    let request = cancel_request(seed::QR_CODE);
    let dry_run = ["call", CANCEL, "--json", &request, "--dry-run", "--output"];
    let text = in_chinese(&mut command(CLOSED, &[&dry_run[..], &["text"]].concat()));
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.starts_with("未发送。以下请求由环境变量 TENCENTCLOUD_SECRET_ID"), "{text}");
    let doctor = ["doctor", "--offline", "--output"];
    let text = in_chinese(&mut command(CLOSED, &[&doctor[..], &["text"]].concat()));
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("环境变量 TENCENTCLOUD_SECRET_ID 和"), "{text}");
    let json = [&doctor[..], &["json"]].concat();
    let english = command(CLOSED, &json).output().unwrap();
    assert_eq!(english.stdout, in_chinese(&mut command(CLOSED, &json)).stdout);

    let sign = ["sign", "--action", "A", "--host", "h", "--timestamp", "1", "--body", "-"];
    let typed = [&sign[..], &["--secret-id", "i", "--secret-key", "k"]].concat();
    let warned = in_chinese(&mut command(CLOSED, &typed));
    fails(&warned, 0, "essbasic: 警告: --secret-key：键入的内容会留在 shell 历史中");
}

/// Returns the commands below a command, each with its whole command line.
fn commands_of(parent: &[String]) -> Vec<Vec<String>> {
    let words: Vec<_> = parent.iter().map(String::as_str).chain(["--help"]).collect();
    let help = command(CLOSED, &words).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let Some((_, list)) = help.split_once("Commands:\n") else { return Vec::new() };
    let (list, _) = list.split_once("\n\n").unwrap();
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = list.lines().filter(is_name).filter_map(|line| line.split_whitespace().next());
    let names = names.filter(|name| *name != "help");
    let own = names.map(|name| [parent, &[name.to_owned()]].concat());
    own.flat_map(|own| [vec![own.clone()], commands_of(&own)].concat()).collect()
}

#[test]
fn help_of_every_command_has_no_english_sentence_and_fits_80_columns() {
    let commands = commands_of(&[]);
    assert!(commands.len() > 22, "{commands:?}");
    for (name, option) in commands.iter().flat_map(|it| [(it, "--help"), (it, "-h")]) {
        let arguments: Vec<_> = name.iter().map(String::as_str).chain([option]).collect();
        let output = in_chinese(&mut command(CLOSED, &arguments));
        let help = String::from_utf8(output.stdout).unwrap();
        let (_, without_examples) = help.split_once("\n\n").unwrap();
        assert_eq!(english_sentence(without_examples), None, "{arguments:?}: {help}");
        assert!(help.contains("用法：") && help.contains("选项："), "{arguments:?}: {help}");
        // A word is not broken, so that it can be copied.
        let is_word = |line: &&str| line.is_ascii() && !line.trim().contains(' ');
        let lines = help.lines().filter(|line| !line.starts_with("  essbasic ") && !is_word(line));
        for line in lines {
            assert!(textwrap::core::display_width(line) <= 80, "{arguments:?}: {line}");
        }
    }
}

#[test]
fn description_of_every_action_has_no_english_sentence_and_fits_80_columns() {
    for entry in essbasic::CATALOGUE {
        let name = entry.descriptor().name;
        let output = in_chinese(&mut command(CLOSED, &["describe", name, "--output", "text"]));
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(english_sentence(&text), None, "{name}: {text}");
        for line in text.lines().filter(|line| !line.starts_with("https://")) {
            assert!(textwrap::core::display_width(line) <= 80, "{name}: {line}");
        }
    }
}

#[test]
fn only_an_explicit_language_changes_the_documentation_in_json() {
    for arguments in [&["schema"][..], &["describe", CANCEL], &["actions"], &["skeleton", CANCEL]] {
        let arguments = [arguments, &["--output", "json"]].concat();
        let english = command(CLOSED, &arguments).output().unwrap();
        let by_locale = in_chinese(&mut command(CLOSED, &arguments));
        assert_eq!(english.stdout, by_locale.stdout, "{arguments:?}");
    }
    let explicit = ["--lang", "zh-CN", "describe", CANCEL, "--output", "json"];
    let explicit = command(CLOSED, &explicit).output().unwrap();
    let description: Value = serde_json::from_slice(&explicit.stdout).unwrap();
    let doc = description["doc"].as_str().unwrap();
    assert!(doc.chars().any(|letter| ('一'..='龥').contains(&letter)), "{doc}");
}

#[test]
fn language_is_chosen_by_option_variable_profile_and_locale_in_this_order() {
    let is_chinese = |command: &mut Command| {
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains("用法：")
    };
    let help = |more: &[&str]| command(CLOSED, &[more, &["call", "--help"]].concat());
    assert!(!is_chinese(&mut help(&[])));
    assert!(is_chinese(help(&[]).env("LANG", "zh_CN.UTF-8")));
    assert!(is_chinese(help(&[]).env("LC_ALL", "zh_TW").env("LANG", "de_DE.UTF-8")));
    assert!(!is_chinese(help(&[]).env("LC_ALL", "C").env("LANG", "zh_CN.UTF-8")));
    assert!(is_chinese(help(&[]).env("ESSBASIC_LANG", "zh_CN").env("LC_ALL", "C")));
    for tag in ["zh", "zh-CN", "zh_CN"] {
        assert!(is_chinese(help(&["--lang", tag]).env("ESSBASIC_LANG", "en")), "{tag}");
    }
    assert!(!is_chinese(help(&["--lang=en-US"]).env("ESSBASIC_LANG", "zh-CN")));
}

#[test]
fn language_after_two_hyphens_is_no_option() {
    let search = ["actions", "--", "--lang", "zh-CN"];
    let english = command(CLOSED, &search).output().unwrap();
    ends(&english, 0, "nearest matches for `--lang zh-CN`");
    let chinese = in_chinese(&mut command(CLOSED, &["actions", "--", "--lang=en"]));
    ends(&chinese, 0, "没有完全匹配 `--lang=en` 的接口");
}

#[test]
fn a_language_that_the_command_does_not_have_is_an_error_where_it_decides() {
    for tag in ["fr", "zz-ZZ", "中文"] {
        let mut unknown = command(CLOSED, &["actions"]);
        let unknown = unknown.env("ESSBASIC_LANG", tag).output().unwrap();
        ends(&unknown, 2, "ESSBASIC_LANG must be `en` or `zh-CN`");
        let mut explicit = command(CLOSED, &["--lang", "zh-CN", "actions"]);
        ends(&explicit.env("ESSBASIC_LANG", tag).output().unwrap(), 0, "");
    }
    let empty = command(CLOSED, &["actions"]).env("ESSBASIC_LANG", "").output().unwrap();
    ends(&empty, 0, "");
}

#[test]
fn advice_about_an_error_code_is_that_of_the_action_in_chinese() {
    let sandbox = Sandbox::start();
    let cancel = || {
        let request = cancel_request(seed::QR_CODE);
        command(&sandbox.endpoint, &["call", CANCEL, "--json", &request])
    };
    ends(&cancel().output().unwrap(), 0, "");
    let action = essbasic::find_action(CANCEL).unwrap().descriptor();
    let help =
        |language| action_docs::error_help(action, "OperationDenied.QrInvalid", language).unwrap();
    let chinese = help(Language::Chinese).replace('`', "");
    assert_ne!(chinese, help(Language::English));
    fails(&in_chinese(&mut cancel()), 1, &format!("建议：{chinese}"));
    let json = in_chinese(cancel().args(["--output", "json"]));
    let error: Value = serde_json::from_slice(&json.stderr).unwrap();
    assert_eq!(error["hint"], help(Language::English).replace('`', ""));
}

#[test]
fn usage_errors_are_in_chinese() {
    let cases: [(&[&str], &str); 6] = [
        (&["cal"], "有相近的命令 call"),
        (&["call"], "缺少必填的参数"),
        (&["actions", "--unknown"], "不接受参数 --unknown"),
        (&["actions", "--output", "xml"], "可选值：json, table, text"),
        (&["call", CANCEL, "--timeout", "soon"], "请写秒数"),
        (&["--lang", "fr", "actions"], "请写 en 或 zh-CN"),
    ];
    for (arguments, text) in cases {
        fails(&in_chinese(&mut command(CLOSED, arguments)), 2, text);
    }
}
