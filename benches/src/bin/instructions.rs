//! Instructions of pieces of a call, as callgrind counts them: no clock and no neighbour changes
//! them, so a later change can be held against what is recorded.
//!
//! Prints one JSON line for each piece. `--write` records them in `benches/instructions.json`,
//! `--check` compares with what is recorded there and fails when any is more than 3 % higher.
//!
//! Callgrind shows a program a processor without instructions for SHA-256, so hashing counts for
//! more here than it costs; and another compiler makes other instructions.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use essbasic_benches::{Failure, build, rounded, sibling, target, workspace};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is counted, and how often it is done: twice as often the second time, and the difference
/// is what doing it costs.
const PIECES: [(&str, u64); 4] = [("sign", 500), ("encode", 500), ("decode", 2), ("callback", 200)];

/// How much higher a count may be.
const TOLERANCE: f64 = 1.03;

/// What is recorded.
#[derive(Debug, Deserialize, Serialize)]
struct Record {
    /// The compiler that it was counted with.
    compiler: String,
    /// The processor that it was compiled for.
    architecture: String,
    /// Instructions each time.
    instructions: BTreeMap<String, u64>,
}

fn main() -> Result<(), Failure> {
    let option = std::env::args().nth(1);
    build(&["floors"])?;
    let counted = Record {
        compiler: compiler()?,
        architecture: std::env::consts::ARCH.to_owned(),
        instructions: PIECES
            .into_iter()
            .map(|(piece, times)| Ok((piece.to_owned(), count(piece, times)?)))
            .collect::<Result<_, Failure>>()?,
    };
    match option.as_deref() {
        Some("--write") => {
            print(&counted, None);
            let text = serde_json::to_string_pretty(&counted)?;
            Ok(fs::write(record(), text + "\n")?)
        }
        Some("--check") => check(&counted),
        _ => {
            print(&counted, None);
            Ok(())
        }
    }
}

fn check(counted: &Record) -> Result<(), Failure> {
    let recorded: Record = serde_json::from_str(&fs::read_to_string(record())?)?;
    if recorded.architecture != counted.architecture {
        let (then, now) = (&recorded.architecture, &counted.architecture);
        return Err(format!("recorded on {then}, which says nothing about {now}").into());
    }
    if recorded.compiler != counted.compiler {
        eprintln!("recorded with {}, counted with {}", recorded.compiler, counted.compiler);
    }
    match print(counted, Some(&recorded)).as_slice() {
        [] => Ok(()),
        higher => Err(format!("more instructions than recorded: {}", higher.join(", ")).into()),
    }
}

/// Prints a line for each piece; those that are higher than recorded.
fn print<'a>(counted: &'a Record, recorded: Option<&Record>) -> Vec<&'a str> {
    let mut higher = Vec::new();
    for (piece, count) in &counted.instructions {
        let before = recorded.and_then(|recorded| recorded.instructions.get(piece));
        let ratio = before.map(|before| number(*count) / number(*before));
        if ratio.is_some_and(|ratio| ratio > TOLERANCE) {
            higher.push(piece.as_str());
        }
        let ratio = ratio.map(rounded);
        println!(
            "{}",
            json!({"piece": piece, "instructions": count, "recorded": before, "ratio": ratio})
        );
    }
    higher
}

/// A count as it is divided; none has so many digits that one is lost.
#[expect(clippy::cast_precision_loss)]
fn number(count: u64) -> f64 {
    count as f64
}

/// The instructions of a piece, each time.
fn count(piece: &str, times: u64) -> Result<u64, Failure> {
    let (once, twice) = (total(piece, times)?, total(piece, times * 2)?);
    Ok(twice.saturating_sub(once) / times)
}

/// The instructions of a program that does a piece so many times.
fn total(piece: &str, times: u64) -> Result<u64, Failure> {
    let out = target()?.join(format!("callgrind.{piece}"));
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(sibling("floors")?)
        .args(["--repeat", piece, &times.to_string()])
        .output()
        .map_err(|error| format!("valgrind cannot be run, so nothing is counted: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let profile = fs::read_to_string(&out)?;
    let total = profile.lines().find_map(|line| line.strip_prefix("totals: "));
    Ok(total.ok_or("a profile has totals")?.trim().parse()?)
}

fn compiler() -> Result<String, Failure> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn record() -> PathBuf {
    workspace().join("benches/instructions.json")
}
