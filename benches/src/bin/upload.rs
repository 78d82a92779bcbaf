//! Reading, encoding and hashing a file of 60 MB for `UploadFiles`, compared with reading and hashing
//! the encoded bytes: with SHA-256 in a loop, and with the command `sha256sum`.
//!
//! Prints one JSON line per comparison. Every measurement runs in its own process, to measure its
//! peak memory. Requires Linux.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::Agent;
use essbasic::files::FileBusinessType;
use essbasic::transfer::Upload;
use essbasic_benches::{
    BoxError, Cost, InMemoryTransport, Row, Target, builder, cpu_of_children, interleave,
    measure_cost, median, peak_memory, rounded, target,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const SIZE: usize = 60_000_000;
const ROUNDS: usize = 15;

/// Repetitions of `sha256sum` per round, because the system's counter is coarse.
const REPETITIONS: u32 = 5;

const RESPONSE: &str = r#"{"Response":{"FileIds":["yDwFakeFile00000000000000000001"],"FileUrls":[""],"TotalCount":1,"RequestId":"r-1"}}"#;

fn main() -> Result<(), BoxError> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    match arguments.as_slice() {
        [option, path] if option == "--upload" => measure_once(|| upload(path)),
        [option, path] if option == "--hash" => measure_once(|| hash(path)),
        _ => measure(),
    }
}

/// Runs work once and prints its cost and peak memory.
fn measure_once(work: impl FnOnce() -> Result<(), BoxError>) -> Result<(), BoxError> {
    let cost = measure_cost(1, work)?;
    println!("{} {} {}", cost.cpu, cost.wall, peak_memory()?);
    Ok(())
}

/// Uploads a file without a network.
fn upload(path: &str) -> Result<(), BoxError> {
    let client = builder().transport(InMemoryTransport(RESPONSE.into())).build()?;
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let upload = Upload::new(agent, FileBusinessType::Document).file(Path::new(path));
    runtime.block_on(upload.send(&client))?;
    Ok(())
}

/// Reads and hashes a file.
fn hash(path: &str) -> Result<(), BoxError> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            length => hash.update(&buffer[..length]),
        }
    }
    std::hint::black_box(hash.finalize());
    Ok(())
}

fn measure() -> Result<(), BoxError> {
    let (raw, encoded) = files()?;
    let (mut memory, mut baseline_memory) = (Vec::new(), Vec::new());
    let comparison = interleave(
        ROUNDS,
        || run_self("--upload", &raw, &mut memory),
        || run_self("--hash", &encoded, &mut baseline_memory),
    )?;
    let (memory, baseline_memory) = (median(memory), median(baseline_memory));
    let row = Row {
        metric: "uploading 60 MB: reading, encoding and hashing".to_owned(),
        ours: format!("{:.0} ms, {:.1} MB peak", comparison.ours.cpu / 1e3, memory / 1e3),
        baseline: format!(
            "reading and SHA-256 of the encoded bytes: {:.0} ms, {:.1} MB peak",
            comparison.baseline.cpu / 1e3,
            baseline_memory / 1e3
        ),
        result: comparison.ratio.cpu,
        target: Some(Target::Ratio(1.3)),
    };
    let mut line = json!({
        "baseline": "sha2",
        "upload_ms": rounded(comparison.ours.cpu / 1e3),
        "baseline_ms": rounded(comparison.baseline.cpu / 1e3),
        "ratio": rounded(comparison.ratio.cpu),
        "wall_ratio": rounded(comparison.ratio.wall),
        "upload_peak_kib": memory,
        "baseline_peak_kib": baseline_memory,
    });
    line["row"] = serde_json::to_value(row)?;
    println!("{line}");
    println!("{}", compare_with_sha256sum(&raw, &encoded)?);
    Ok(())
}

fn compare_with_sha256sum(raw: &Path, encoded: &Path) -> Result<Value, BoxError> {
    let mut memory = Vec::new();
    let comparison =
        interleave(ROUNDS, || run_self("--upload", raw, &mut memory), || sha256sum(encoded))?;
    let row = Row {
        metric: "the same".to_owned(),
        ours: format!("{:.0} ms", comparison.ours.cpu / 1e3),
        baseline: format!(
            "`sha256sum` of the encoded bytes: {:.0} ms",
            comparison.baseline.cpu / 1e3
        ),
        result: comparison.ratio.cpu,
        target: Some(Target::Ratio(1.3)),
    };
    Ok(json!({
        "baseline": "sha256sum",
        "upload_ms": rounded(comparison.ours.cpu / 1e3),
        "baseline_ms": rounded(comparison.baseline.cpu / 1e3),
        "ratio": rounded(comparison.ratio.cpu),
        "wall_ratio": rounded(comparison.ratio.wall),
        "row": row,
    }))
}

/// Writes a file and its Base64 encoding; both stay in the page cache.
fn files() -> Result<(PathBuf, PathBuf), BoxError> {
    let folder = target()?.join("upload");
    fs::create_dir_all(&folder)?;
    let (raw, encoded) = (folder.join("60.pdf"), folder.join("60.base64"));
    let mut contents = b"%PDF-1.7\n".to_vec();
    contents.extend((0_u32..).flat_map(u32::to_be_bytes).take(SIZE - contents.len()));
    fs::write(&encoded, STANDARD.encode(&contents))?;
    fs::write(&raw, contents)?;
    Ok((raw, encoded))
}

/// Runs this program with an option. Returns its cost and appends its peak memory in KiB.
fn run_self(option: &str, path: &Path, memory: &mut Vec<f64>) -> Result<Cost, BoxError> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(option).arg(path).stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8(output.stdout)?;
    let numbers = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    let [cpu, wall, peak] = numbers.as_slice() else { return Err("expected three numbers".into()) };
    memory.push(*peak);
    Ok(Cost { cpu: *cpu, wall: *wall })
}

fn sha256sum(path: &Path) -> Result<Cost, BoxError> {
    let (cpu, wall) = (cpu_of_children()?, Instant::now());
    let mut command = Command::new("sha256sum");
    command.args((0..REPETITIONS).map(|_| path)).stdout(Stdio::null());
    let status = command.status().map_err(|error| format!("could not run sha256sum: {error}"))?;
    if !status.success() {
        return Err("sha256sum failed".into());
    }
    let per_run = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(REPETITIONS);
    Ok(Cost { cpu: per_run(cpu_of_children()?.saturating_sub(cpu)), wall: per_run(wall.elapsed()) })
}
