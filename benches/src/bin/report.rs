//! Every figure of the README, measured anew: `cargo run --release -p essbasic-benches --bin report`.
//!
//! Prints the table. `--peers` measures beside other SDKs too, which are fetched from their
//! registries, and `--write` puts the table into the README. It takes a quarter of an hour, most
//! of it for building applications; `--resume` goes on where it was stopped, with what was
//! measured before it.

use std::fs;
use std::process::{Command, Stdio};

use essbasic_benches::{Failure, Row, build, sibling, target, workspace};
use serde::Deserialize;

/// The programs that measure, in the order of the table; whether they know peers.
const PROGRAMS: [(&str, bool); 6] = [
    ("call_cost", true),
    ("in_memory", true),
    ("allocations", false),
    ("floors", false),
    ("upload", false),
    ("build_cost", false),
];

const OPTIONS: [&str; 3] = ["--peers", "--write", "--resume"];

/// What the table stands between in the README.
const BEGIN: &str = "<!-- measured: begin -->\n";
const END: &str = "<!-- measured: end -->\n";

/// What a program prints, as far as it is looked at.
#[derive(Deserialize)]
struct Line {
    row: Option<Row>,
}

fn main() -> Result<(), Failure> {
    if let Some(other) = std::env::args().skip(1).find(|it| !OPTIONS.contains(&it.as_str())) {
        return Err(format!("{other} is none of {}", OPTIONS.join(", ")).into());
    }
    let asked = |option: &str| std::env::args().any(|argument| argument == option);
    let folder = target()?.join("report");
    fs::create_dir_all(&folder)?;
    let lines = |program: &str| folder.join(program).with_extension("jsonl");
    let is_due = |program: &str| !asked("--resume") || !lines(program).exists();
    let due = PROGRAMS.into_iter().filter(|(program, _)| is_due(program)).collect::<Vec<_>>();
    if !due.is_empty() {
        build(&due.iter().map(|(program, _)| *program).collect::<Vec<_>>())?;
    }
    for (program, knows_peers) in due {
        let with_peers = knows_peers && asked("--peers");
        let printed =
            measured(program, with_peers).map_err(|error| format!("{program}: {error}"))?;
        fs::write(lines(program), printed)?;
    }
    let mut rows = Vec::new();
    for (program, _) in PROGRAMS {
        for line in fs::read_to_string(lines(program))?.lines() {
            rows.extend(serde_json::from_str::<Line>(line)?.row);
        }
    }
    let table = table(&rows);
    print!("{table}");
    if asked("--write") { write(&table) } else { Ok(()) }
}

/// What a program prints.
fn measured(program: &str, with_peers: bool) -> Result<Vec<u8>, Failure> {
    eprintln!("measuring: {program}");
    let mut command = Command::new(sibling(program)?);
    if with_peers {
        command.arg("--peers");
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    if output.status.success() { Ok(output.stdout) } else { Err("has failed".into()) }
}

fn table(rows: &[Row]) -> String {
    let mut table = "| what | here | beside it | | aim |\n|---|---|---|---|---|\n".to_owned();
    for row in rows {
        table.push_str(&row.markdown());
        table.push('\n');
    }
    table
}

fn write(table: &str) -> Result<(), Failure> {
    let path = workspace().join("README.md");
    let text = fs::read_to_string(&path)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("the README has no place for the table")?;
    let (_, after) = rest.split_once(END).ok_or("the README's table does not end")?;
    Ok(fs::write(&path, [before, BEGIN, "\n", table, "\n", END, after].concat())?)
}
