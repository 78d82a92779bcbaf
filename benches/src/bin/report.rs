//! Runs all benchmarks and prints their table.
//!
//! `--peers` includes other SDKs, which are installed from their registries. `--write` updates the
//! table in `benches/README.md` and its chart. A run takes about 15 minutes, mostly for building
//! applications; `--resume` continues an interrupted run with the results it had so far.

use std::fs;
use std::process::{Command, Stdio};

use essbasic_benches::{BoxError, Row, build, chart, sibling, target, workspace};
use serde::Deserialize;
use serde_json::Value;

/// Programs in the order of the table, and `true` for those that support `--peers`.
const PROGRAMS: [(&str, bool); 6] = [
    ("call_cost", true),
    ("in_memory", true),
    ("allocations", false),
    ("baselines", false),
    ("upload", false),
    ("build_cost", false),
];

const OPTIONS: [&str; 3] = ["--peers", "--write", "--resume"];

/// Markers around the table in the README.
const BEGIN: &str = "<!-- results: begin -->\n";
const END: &str = "<!-- results: end -->\n";

fn main() -> Result<(), BoxError> {
    if let Some(other) = std::env::args().skip(1).find(|it| !OPTIONS.contains(&it.as_str())) {
        return Err(format!("unknown option {other}; use {}", OPTIONS.join(", ")).into());
    }
    let has_option = |option: &str| std::env::args().any(|argument| argument == option);
    let folder = target()?.join("report");
    fs::create_dir_all(&folder)?;
    let lines = |program: &str| folder.join(program).with_extension("jsonl");
    let is_due = |program: &str| !has_option("--resume") || !lines(program).exists();
    let due = PROGRAMS.into_iter().filter(|(program, _)| is_due(program)).collect::<Vec<_>>();
    if !due.is_empty() {
        build(&due.iter().map(|(program, _)| *program).collect::<Vec<_>>())?;
    }
    for (program, supports_peers) in due {
        let with_peers = supports_peers && has_option("--peers");
        let output = run(program, with_peers).map_err(|error| format!("{program}: {error}"))?;
        fs::write(lines(program), output)?;
    }
    let mut results = Vec::new();
    for (program, _) in PROGRAMS {
        for line in fs::read_to_string(lines(program))?.lines() {
            results.push(serde_json::from_str::<Value>(line)?);
        }
    }
    let table = table(&results)?;
    print!("{table}");
    if has_option("--write") { write(&table, &chart::draw(&results)) } else { Ok(()) }
}

/// Runs a program and returns its standard output.
fn run(program: &str, with_peers: bool) -> Result<Vec<u8>, BoxError> {
    eprintln!("measuring: {program}");
    let mut command = Command::new(sibling(program)?);
    if with_peers {
        command.arg("--peers");
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    if output.status.success() { Ok(output.stdout) } else { Err("failed".into()) }
}

fn table(results: &[Value]) -> Result<String, BoxError> {
    let mut table =
        "| metric | essbasic | baseline | result | target |\n|---|---|---|---|---|\n".to_owned();
    for row in results.iter().filter_map(|result| result.get("row")) {
        table.push_str(&Row::deserialize(row)?.markdown());
        table.push('\n');
    }
    Ok(table)
}

fn write(table: &str, chart: &str) -> Result<(), BoxError> {
    let folder = workspace().join("benches");
    fs::write(folder.join("chart.svg"), chart)?;
    let path = folder.join("README.md");
    let text = fs::read_to_string(&path)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("the README has no marker for the table")?;
    let (_, after) = rest.split_once(END).ok_or("the README has no end marker for the table")?;
    Ok(fs::write(&path, [before, BEGIN, "\n", table, "\n", END, after].concat())?)
}
