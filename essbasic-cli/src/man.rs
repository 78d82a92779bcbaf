//! `essbasic man`: man pages, one per command.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use essbasic_devtools::Language;

use crate::cli::{self, Cli, ManArgs};
use crate::error::CliError;
use crate::files;
use crate::language;
use crate::message::message;
use crate::output;

pub(crate) fn run(arguments: &ManArgs) -> Result<(), CliError> {
    let mut command = cli::localized(Cli::command().disable_help_subcommand(true));
    command.build();
    let Some(folder) = &arguments.dir else {
        return output::file(&page(&command)?);
    };
    let cannot_write = |path: &Path, error: io::Error| {
        let problem = message!("cli-cannot-write", path = path, problem = error);
        CliError::usage(message!("cli-option", option = "--dir", problem = problem))
    };
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, error))?;
    let subcommands = command.get_subcommands().filter(|command| !command.is_hide_set());
    for command in subcommands.chain([&command]) {
        let name = command.get_display_name().unwrap_or("essbasic");
        let path = folder.join(format!("{name}.1"));
        files::replace_public(&path, &page(command)?)
            .map_err(|error| cannot_write(&path, error))?;
    }
    Ok(())
}

/// Renders the page of a command, with its examples before its options.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone())
        .manual("essbasic for Rust")
        .source(concat!("essbasic ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    if let Some(examples) = command.get_before_help() {
        let examples = examples.to_string();
        let mut roff = Roff::new();
        roff.control("SH", ["EXAMPLES"]).control("nf", []);
        // The first line is the heading.
        for line in examples.lines().skip(1) {
            roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        roff.control("fi", []);
        roff.to_writer(&mut page)?;
    }
    if command.get_arguments().any(|arg| !arg.is_hide_set()) {
        man.render_options_section(&mut page)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut page)?;
    }
    Ok(match language::current() {
        Language::English => page,
        Language::Chinese => in_chinese(&String::from_utf8_lossy(&page)).into_bytes(),
    })
}

/// Translates what `clap_mangen` itself writes.
fn in_chinese(page: &str) -> String {
    let translations = [
        ("\n.SH NAME\n", "\n.SH 名称\n"),
        ("\n.SH SYNOPSIS\n", "\n.SH 概要\n"),
        ("\n.SH DESCRIPTION\n", "\n.SH 说明\n"),
        ("\n.SH EXAMPLES\n", "\n.SH 示例\n"),
        ("\n.SH OPTIONS\n", "\n.SH 选项\n"),
        ("\n.SH CONNECTION\n", "\n.SH 连接\n"),
        ("\n.SH SETTINGS\n", "\n.SH 设置\n"),
        ("\n.SH SUBCOMMANDS\n", "\n.SH 命令\n"),
        ("\n.SH EXTRA\n", "\n.SH 其他\n"),
        ("[default: ", "[默认："),
        ("Possible values:", "可选值："),
        ("May also be specified with the ", "也可用环境变量 "),
        (" environment variable.", " 指定。"),
    ];
    translations
        .iter()
        .fold(page.to_owned(), |page, (english, chinese)| page.replace(english, chinese))
}
