//! Memory use does not depend on the number of lines.
//!
//! `ESSBASIC_TESTS_MEMORY_LINES` sets the larger number. Default: 20,000.

#![cfg(target_os = "linux")]

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::service::{self, Service};
use super::{Batch, CANCEL};

#[test]
fn memory_does_not_grow_with_the_input() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let lines = std::env::var("ESSBASIC_TESTS_MEMORY_LINES");
    let lines = lines.map_or(20_000, |lines| lines.parse().unwrap());
    let (few, many) = (peak(&service, 1_000), peak(&service, lines));
    println!("{few} kB for a thousand lines, {many} kB for {lines}");
    assert!(many < few + 10 * 1024, "{few} kB for a thousand lines, {many} kB for {lines}");
}

/// Returns the peak memory of a batch in kB. One line of a hundred is sent; the others are invalid.
fn peak(service: &Service, lines: usize) -> u64 {
    let mut input = String::new();
    for at in 0..lines {
        let id = if at % 100 == 0 { format!("{lines:016}{at:016}") } else { format!("short{at}") };
        writeln!(input, "{}", json!({ "QrCodeId": id })).unwrap();
    }
    let batch = Batch::new(&service.endpoint, CANCEL, &input).with(&["--rate", "100000"]);
    let mut process = batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", process.id());
    let mut peak = 0;
    while process.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let high = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let high = high.and_then(|high| high.trim().split(' ').next()?.parse().ok());
        peak = peak.max(high.unwrap_or(0));
        thread::sleep(Duration::from_millis(5));
    }
    let (mut seen, mut done) = (vec![false; lines + 1], 0);
    for result in BufReader::new(File::open(batch.path("out.jsonl")).unwrap()).lines() {
        let result: Value = serde_json::from_str(&result.unwrap()).unwrap();
        let line = usize::try_from(result["line"].as_u64().unwrap()).unwrap();
        assert!(!std::mem::replace(&mut seen[line], true), "line {line} has two results");
        done += usize::from(result["ok"] == true);
    }
    assert_eq!(seen.iter().filter(|seen| **seen).count(), lines);
    assert_eq!(done, lines / 100);
    peak
}
