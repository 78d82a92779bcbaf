//! Help in Chinese: replaces the texts of commands and arguments, and lays out what clap renders.

use anstream::adapter::strip_str;
use clap::{Arg, Command};
use textwrap::core::display_width;

use crate::help_texts;
use crate::wrap::wrap;

/// Headings that clap and the attributes of commands write.
const HEADINGS: [(&str, &str); 7] = [
    ("Usage:", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Connection:", "连接："),
    ("Settings:", "设置："),
    ("Token and key:", "Token 和密钥："),
];

/// Marks that clap writes after the help of an argument.
const MARKS: [(&str, &str); 4] = [
    ("[default: ", "[默认："),
    ("[env: ", "[环境变量："),
    ("[possible values: ", "[可选值："),
    ("Possible values:", "可选值："),
];

/// Replaces the texts of a command and its subcommands. They must be built, so that they have all
/// arguments.
pub(super) fn translate(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let examples = command.get_before_help().map(ToString::to_string);
    let mut command =
        command.mut_subcommands(translate).mut_args(|arg| translate_argument(&name, arg));
    if let Some(about) = help_texts::of_command(&name, "about") {
        let long = about.contains("\n\n").then_some(about);
        let short = about.split("\n\n").next().unwrap_or_default();
        command = command.about(short).long_about(long);
    }
    if let Some(after) = help_texts::of_command(&name, "after") {
        command = command.after_help(after);
    }
    match examples {
        Some(examples) => command.before_help(examples.replacen("Examples:", "示例：", 1)),
        None => command,
    }
}

fn translate_argument(command: &str, arg: Arg) -> Arg {
    match help_texts::of_argument(command, arg.get_id().as_str()) {
        Some(help) => arg.help(help).long_help(None::<&'static str>),
        None => arg,
    }
}

/// Lays out rendered help: translates headings and marks, and wraps lines by display width. Text in a
/// column stays in its column.
pub(super) fn layout(rendered: &str, width: usize) -> String {
    let mut text = String::new();
    for line in rendered.lines() {
        if line.is_empty() {
            text.push('\n');
            continue;
        }
        let line = translate_line(line);
        let plain = strip_str(&line).to_string();
        let first = plain.len() - plain.trim_start_matches(' ').len();
        let others = " ".repeat(column(&plain, width));
        let content = line.trim_start_matches(' ');
        for line in wrap(content, width, &" ".repeat(first), &others) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

fn translate_line(line: &str) -> String {
    let plain = strip_str(line).to_string();
    for (english, chinese) in HEADINGS {
        if plain == english || (english == "Usage:" && plain.starts_with(english)) {
            // Chinese punctuation takes the place of the space.
            let line = line.replacen(english, chinese, 1);
            return if plain == english { line } else { line.replacen(' ', "", 1) };
        }
    }
    let line = MARKS
        .iter()
        .fold(line.to_owned(), |line, (english, chinese)| line.replace(english, chinese));
    match line.split_once("[可选值：") {
        Some((before, values)) => format!("{before}[可选值：{}", values.replace(", ", "、")),
        None => line,
    }
}

/// Returns the column in which the text of a line continues: that of its second part, after at least
/// two spaces, or its indentation.
fn column(line: &str, width: usize) -> usize {
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    let Some((left, right)) = content.split_once("  ") else { return indent };
    let gap = 2 + right.len() - right.trim_start_matches(' ').len();
    let column = indent + display_width(left) + gap;
    if column < width * 2 / 3 { column } else { indent }
}
