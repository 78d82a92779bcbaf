//! Reading, encoding and hashing a file of 60 MB for `UploadFiles`, beside reading and hashing the
//! encoded bytes: with the same SHA-256 in a loop, and with the command `sha256sum`.
//!
//! Prints one JSON line for each. Every measurement is a process of its own, so that the memory
//! that it has held is its own; Linux alone tells that.

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
    Aim, Failure, Memory, Row, Spent, builder, cpu_of_children, in_turns, median, peak_memory,
    rounded, spent, target,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const SIZE: usize = 60_000_000;
const ROUNDS: usize = 15;

/// How often `sha256sum` hashes in a round: what the system counts for it is coarse.
const TIMES: u32 = 5;

const ANSWER: &str = r#"{"Response":{"FileIds":["yDwFakeFile00000000000000000001"],"FileUrls":[""],"TotalCount":1,"RequestId":"r-1"}}"#;

fn main() -> Result<(), Failure> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    match arguments.as_slice() {
        [option, path] if option == "--upload" => once(|| upload(path)),
        [option, path] if option == "--hash" => once(|| hash(path)),
        _ => measure(),
    }
}

/// Does something, and prints what it took and the most that was held.
fn once(work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let took = spent(1, work)?;
    println!("{} {} {}", took.cpu, took.wall, peak_memory()?);
    Ok(())
}

/// All that there is to it but the network.
fn upload(path: &str) -> Result<(), Failure> {
    let client = builder().transport(Memory(ANSWER.into())).build()?;
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let upload = Upload::new(agent, FileBusinessType::Document).file(Path::new(path));
    runtime.block_on(upload.send(&client))?;
    Ok(())
}

/// The least that has to be done, the encoding left out.
fn hash(path: &str) -> Result<(), Failure> {
    let (mut file, mut hash, mut piece) = (File::open(path)?, Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece)? {
            0 => break,
            length => hash.update(&piece[..length]),
        }
    }
    std::hint::black_box(hash.finalize());
    Ok(())
}

fn measure() -> Result<(), Failure> {
    let (raw, encoded) = files()?;
    let (mut held, mut held_by_hash) = (Vec::new(), Vec::new());
    let hashing = in_turns(
        ROUNDS,
        || this("--upload", &raw, &mut held),
        || this("--hash", &encoded, &mut held_by_hash),
    )?;
    let (held, held_by_hash) = (median(held), median(held_by_hash));
    let row = Row {
        figure: "uploading 60 MB: reading, encoding and hashing".to_owned(),
        ours: format!("{:.0} ms, {:.1} MB held", hashing.ours.cpu / 1e3, held / 1e3),
        beside: format!(
            "reading and SHA-256 of the encoded bytes: {:.0} ms, {:.1} MB held",
            hashing.beside.cpu / 1e3,
            held_by_hash / 1e3
        ),
        result: hashing.ratio.cpu,
        aim: Some(Aim::Times(1.3)),
    };
    let mut line = json!({
        "beside": "sha2",
        "upload_ms": rounded(hashing.ours.cpu / 1e3),
        "beside_ms": rounded(hashing.beside.cpu / 1e3),
        "ratio": rounded(hashing.ratio.cpu),
        "wall_ratio": rounded(hashing.ratio.wall),
        "upload_peak_kib": held,
        "beside_peak_kib": held_by_hash,
    });
    line["row"] = serde_json::to_value(row)?;
    println!("{line}");
    println!("{}", beside_sha256sum(&raw, &encoded)?);
    Ok(())
}

fn beside_sha256sum(raw: &Path, encoded: &Path) -> Result<Value, Failure> {
    let mut held = Vec::new();
    let compared = in_turns(ROUNDS, || this("--upload", raw, &mut held), || sha256sum(encoded))?;
    let row = Row {
        figure: "the same".to_owned(),
        ours: format!("{:.0} ms", compared.ours.cpu / 1e3),
        beside: format!("`sha256sum` of the encoded bytes: {:.0} ms", compared.beside.cpu / 1e3),
        result: compared.ratio.cpu,
        aim: Some(Aim::Times(1.3)),
    };
    Ok(json!({
        "beside": "sha256sum",
        "upload_ms": rounded(compared.ours.cpu / 1e3),
        "beside_ms": rounded(compared.beside.cpu / 1e3),
        "ratio": rounded(compared.ratio.cpu),
        "wall_ratio": rounded(compared.ratio.wall),
        "row": row,
    }))
}

/// A file, as it is and encoded; both are read from memory once they were written.
fn files() -> Result<(PathBuf, PathBuf), Failure> {
    let folder = target()?.join("upload");
    fs::create_dir_all(&folder)?;
    let (raw, encoded) = (folder.join("60.pdf"), folder.join("60.base64"));
    let mut contents = b"%PDF-1.7\n".to_vec();
    contents.extend((0_u32..).flat_map(u32::to_be_bytes).take(SIZE - contents.len()));
    fs::write(&encoded, STANDARD.encode(&contents))?;
    fs::write(&raw, contents)?;
    Ok((raw, encoded))
}

/// This program as another process, which says what it took.
fn this(option: &str, path: &Path, held: &mut Vec<f64>) -> Result<Spent, Failure> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(option).arg(path).stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8(output.stdout)?;
    let figures = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    let [cpu, wall, peak] = figures.as_slice() else { return Err("three figures".into()) };
    held.push(*peak);
    Ok(Spent { cpu: *cpu, wall: *wall })
}

fn sha256sum(path: &Path) -> Result<Spent, Failure> {
    let (cpu, wall) = (cpu_of_children()?, Instant::now());
    let mut command = Command::new("sha256sum");
    command.args((0..TIMES).map(|_| path)).stdout(Stdio::null());
    let ended = command.status().map_err(|error| format!("no sha256sum: {error}"))?;
    if !ended.success() {
        return Err("sha256sum has failed".into());
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(TIMES);
    Ok(Spent { cpu: each(cpu_of_children()?.saturating_sub(cpu)), wall: each(wall.elapsed()) })
}
