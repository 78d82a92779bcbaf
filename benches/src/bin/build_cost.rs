//! What it takes to build an application that makes one call: with one domain of essbasic, and
//! with all of it, beside the same with reqwest and serde alone, which signs nothing.
//!
//! Prints one JSON line for each. One job at a time; the processor time is what machines agree
//! on, and one round is enough for that; a number asks for more. Linux alone tells what other
//! processes cost.

use essbasic_benches::{APPS, Aim, App, Failure, Row, Spent, median, rounded};
use serde_json::{Value, json};

/// What was measured of an application, a round each.
struct Built {
    app: App,
    cold: Vec<Spent>,
    changed: Vec<Spent>,
}

fn main() -> Result<(), Failure> {
    let rounds = std::env::args().nth(1).map_or(Ok(1), |rounds| rounds.parse())?;
    let mut all = APPS.map(|app| Built { app, cold: Vec::new(), changed: Vec::new() });
    for built in &all {
        built.app.write()?;
    }
    for round in 1..=rounds {
        for built in &mut all {
            built.cold.push(built.app.build_cold()?);
        }
        for built in &mut all {
            built.changed.push(built.app.build_changed(round)?);
        }
    }
    let [bare, one, all] = &all;
    for (built, words, most) in [(one, "one domain", 1.3), (all, "all domains", 2.0)] {
        println!("{}", time("cold", &built.cold, &bare.cold, words, Some(Aim::Times(most))));
        println!("{}", time("changed", &built.changed, &bare.changed, words, None));
        println!("{}", count(words, built.app.dependencies()?, bare.app.dependencies()?)?);
    }
    for (built, words) in [(one, "one domain"), (all, "all domains")] {
        println!("{}", size(words, built.app.size()?, bare.app.size()?)?);
    }
    Ok(())
}

fn time(kind: &str, ours: &[Spent], bare: &[Spent], words: &str, aim: Option<Aim>) -> Value {
    let pairs = ours.iter().zip(bare);
    let cpu = median(pairs.clone().map(|(ours, bare)| ours.cpu / bare.cpu).collect());
    let wall = median(pairs.map(|(ours, bare)| ours.wall / bare.wall).collect());
    let seconds = |all: &[Spent]| median(all.iter().map(|one| one.cpu / 1e6).collect());
    let figure = match kind {
        "cold" => format!("a cold debug build of one call, {words}, processor time"),
        _ => format!("a debug build after a change, {words}, processor time"),
    };
    let row = Row {
        figure,
        ours: format!("{:.1} s", seconds(ours)),
        beside: format!("reqwest and serde alone: {:.1} s", seconds(bare)),
        result: cpu,
        aim,
    };
    json!({
        "build": kind,
        "features": words,
        "cpu_s": rounded(seconds(ours)),
        "bare_cpu_s": rounded(seconds(bare)),
        "ratio": rounded(cpu),
        "wall_ratio": rounded(wall),
        "row": row,
    })
}

fn count(words: &str, ours: usize, bare: usize) -> Result<Value, Failure> {
    let result = f64::from(u32::try_from(ours)?) / f64::from(u32::try_from(bare)?);
    let row = Row {
        figure: format!("packages that are built, {words}"),
        ours: ours.to_string(),
        beside: format!("reqwest and serde alone: {bare}"),
        result,
        aim: None,
    };
    Ok(json!({"features": words, "packages": ours, "bare_packages": bare, "row": row}))
}

fn size(words: &str, ours: u64, bare: u64) -> Result<Value, Failure> {
    let megabytes = |bytes: u64| Ok::<_, Failure>(f64::from(u32::try_from(bytes)?) / 1e6);
    let (ours_mb, bare_mb) = (megabytes(ours)?, megabytes(bare)?);
    let row = Row {
        figure: format!("the stripped program, {words}"),
        ours: format!("{ours_mb:.1} MB"),
        beside: format!("reqwest and serde alone: {bare_mb:.1} MB"),
        result: ours_mb / bare_mb,
        aim: None,
    };
    Ok(json!({"features": words, "bytes": ours, "bare_bytes": bare, "row": row}))
}
