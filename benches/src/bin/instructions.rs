//! Instruction counts of calls and their steps, from callgrind. They do not depend on clock speed or load,
//! so they can be compared with recorded counts.
//!
//! Prints one JSON line per step. `--write` records the counts in `benches/instructions.json`;
//! `--check` compares with the record and fails if any count is more than 3 % higher.
//!
//! Callgrind emulates a processor without SHA-256 instructions, so hashing weighs more than in
//! reality. Other compilers produce other counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use essbasic_benches::{BoxError, Row, Target, build, rounded, sibling, target, workspace};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Counted benchmarks, their program and repetitions. A second run repeats twice as often; the
/// difference excludes the cost of starting the program.
const BENCHMARKS: [(&str, &str, u64); 8] = [
    ("sign", "baselines", 500),
    ("encode", "baselines", 500),
    ("decode", "baselines", 2),
    ("callback", "baselines", 200),
    ("bare", "call_cost", 1000),
    ("call", "call_cost", 1000),
    ("call_interceptor", "call_cost", 1000),
    ("call_metrics", "call_cost", 1000),
];

/// Benchmarks that are compared with each other, and the highest acceptable ratio.
const RATIOS: [(&str, &str, &str, f64); 2] = [
    ("one call with an interceptor", "call_interceptor", "call", 1.01),
    ("one call with an interceptor and metrics", "call_metrics", "call", 1.03),
];

/// Highest acceptable ratio to the recorded count.
const TOLERANCE: f64 = 1.03;

/// Content of the record.
#[derive(Debug, Deserialize, Serialize)]
struct Record {
    /// Compiler version.
    compiler: String,
    /// Target architecture.
    architecture: String,
    /// Instructions per repetition.
    instructions: BTreeMap<String, u64>,
}

fn main() -> Result<(), BoxError> {
    let option = std::env::args().nth(1);
    build(&["baselines", "call_cost"])?;
    let counted = Record {
        compiler: compiler()?,
        architecture: std::env::consts::ARCH.to_owned(),
        instructions: BENCHMARKS
            .into_iter()
            .map(|(name, program, times)| Ok((name.to_owned(), count(name, program, times)?)))
            .collect::<Result<_, BoxError>>()?,
    };
    match option.as_deref() {
        Some("--write") => {
            print(&counted, None);
            let text = serde_json::to_string_pretty(&counted)?;
            Ok(fs::write(record_path(), text + "\n")?)
        }
        Some("--check") => check(&counted),
        _ => {
            print(&counted, None);
            Ok(())
        }
    }
}

fn check(counted: &Record) -> Result<(), BoxError> {
    let recorded: Record = serde_json::from_str(&fs::read_to_string(record_path())?)?;
    if recorded.architecture != counted.architecture {
        let (then, now) = (&recorded.architecture, &counted.architecture);
        return Err(format!("recorded on {then}, cannot be compared with {now}").into());
    }
    if recorded.compiler != counted.compiler {
        eprintln!("recorded with {}, counted with {}", recorded.compiler, counted.compiler);
    }
    match print(counted, Some(&recorded)).as_slice() {
        [] => Ok(()),
        higher => Err(format!("more instructions than recorded: {}", higher.join(", ")).into()),
    }
}

/// Prints one line per benchmark. Returns those with more instructions than recorded.
fn print<'a>(counted: &'a Record, recorded: Option<&Record>) -> Vec<&'a str> {
    let mut higher = Vec::new();
    for (name, count) in &counted.instructions {
        let before = recorded.and_then(|recorded| recorded.instructions.get(name));
        let ratio = before.map(|before| to_f64(*count) / to_f64(*before));
        if ratio.is_some_and(|ratio| ratio > TOLERANCE) {
            higher.push(name.as_str());
        }
        let ratio = ratio.map(rounded);
        println!(
            "{}",
            json!({"step": name, "instructions": count, "recorded": before, "ratio": ratio})
        );
    }
    for (metric, ours, baseline, target) in RATIOS {
        let [ours, baseline] = [ours, baseline].map(|it| counted.instructions[it]);
        let row = Row {
            metric: format!("{metric}, instructions"),
            ours: ours.to_string(),
            baseline: format!("without: {baseline}"),
            result: to_f64(ours) / to_f64(baseline),
            target: Some(Target::Ratio(target)),
        };
        println!("{}", json!({"ratio": rounded(row.result), "row": row}));
    }
    higher
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn to_f64(count: u64) -> f64 {
    count as f64
}

/// Returns the instructions per repetition.
fn count(name: &str, program: &str, times: u64) -> Result<u64, BoxError> {
    let (once, twice) = (total(name, program, times)?, total(name, program, times * 2)?);
    Ok(twice.saturating_sub(once) / times)
}

/// Returns the instructions of a program run with that many repetitions.
fn total(name: &str, program: &str, times: u64) -> Result<u64, BoxError> {
    let out = target()?.join(format!("callgrind.{name}"));
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(sibling(program)?)
        .args(["--repeat", name, &times.to_string()])
        .output()
        .map_err(|error| format!("could not run valgrind: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let profile = fs::read_to_string(&out)?;
    let total = profile.lines().find_map(|line| line.strip_prefix("totals: "));
    Ok(total.ok_or("the profile has no totals")?.trim().parse()?)
}

fn compiler() -> Result<String, BoxError> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn record_path() -> PathBuf {
    workspace().join("benches/instructions.json")
}
