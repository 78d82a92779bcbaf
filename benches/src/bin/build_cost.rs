//! Build cost of an application that makes one call: with one domain of essbasic and with all
//! domains, compared with reqwest and serde alone, without signing.
//!
//! Prints one JSON line per result. Builds use one job. Processor time is stable enough for a
//! single round; an argument sets another number. Requires Linux.

use essbasic_benches::{APPS, App, BoxError, Cost, Row, Target, median, rounded};
use serde_json::{Value, json};

/// Measurements of an application, one per round.
struct Measurements {
    app: App,
    cold: Vec<Cost>,
    changed: Vec<Cost>,
}

fn main() -> Result<(), BoxError> {
    let rounds = std::env::args().nth(1).map_or(Ok(1), |rounds| rounds.parse())?;
    let mut apps = APPS.map(|app| Measurements { app, cold: Vec::new(), changed: Vec::new() });
    for it in &apps {
        it.app.write()?;
    }
    for round in 1..=rounds {
        for it in &mut apps {
            it.cold.push(it.app.build_cold()?);
        }
        for it in &mut apps {
            it.changed.push(it.app.build_changed(round)?);
        }
    }
    let [bare, one, all] = &apps;
    for (ours, features, max) in [(one, "one domain", 1.3), (all, "all domains", 2.0)] {
        println!("{}", time("cold", &ours.cold, &bare.cold, features, Some(Target::Ratio(max))));
        println!("{}", time("changed", &ours.changed, &bare.changed, features, None));
        println!("{}", count(features, ours.app.dependencies()?, bare.app.dependencies()?)?);
    }
    for (ours, features) in [(one, "one domain"), (all, "all domains")] {
        println!("{}", size(features, ours.app.size()?, bare.app.size()?)?);
    }
    Ok(())
}

fn time(kind: &str, ours: &[Cost], bare: &[Cost], features: &str, target: Option<Target>) -> Value {
    let pairs = ours.iter().zip(bare);
    let cpu = median(pairs.clone().map(|(ours, bare)| ours.cpu / bare.cpu).collect());
    let wall = median(pairs.map(|(ours, bare)| ours.wall / bare.wall).collect());
    let seconds = |costs: &[Cost]| median(costs.iter().map(|cost| cost.cpu / 1e6).collect());
    let metric = match kind {
        "cold" => format!("cold debug build of one call, {features}, processor time"),
        _ => format!("debug build after a change, {features}, processor time"),
    };
    let row = Row {
        metric,
        ours: format!("{:.1} s", seconds(ours)),
        baseline: format!("reqwest and serde alone: {:.1} s", seconds(bare)),
        result: cpu,
        target,
    };
    json!({
        "build": kind,
        "features": features,
        "cpu_s": rounded(seconds(ours)),
        "bare_cpu_s": rounded(seconds(bare)),
        "ratio": rounded(cpu),
        "wall_ratio": rounded(wall),
        "row": row,
    })
}

fn count(features: &str, ours: usize, bare: usize) -> Result<Value, BoxError> {
    let result = f64::from(u32::try_from(ours)?) / f64::from(u32::try_from(bare)?);
    let row = Row {
        metric: format!("number of packages built, {features}"),
        ours: ours.to_string(),
        baseline: format!("reqwest and serde alone: {bare}"),
        result,
        target: None,
    };
    Ok(json!({"features": features, "packages": ours, "bare_packages": bare, "row": row}))
}

fn size(features: &str, ours: u64, bare: u64) -> Result<Value, BoxError> {
    let megabytes = |bytes: u64| Ok::<_, BoxError>(f64::from(u32::try_from(bytes)?) / 1e6);
    let (ours_mb, bare_mb) = (megabytes(ours)?, megabytes(bare)?);
    let row = Row {
        metric: format!("stripped release binary, {features}"),
        ours: format!("{ours_mb:.1} MB"),
        baseline: format!("reqwest and serde alone: {bare_mb:.1} MB"),
        result: ours_mb / bare_mb,
        target: None,
    };
    Ok(json!({"features": features, "bytes": ours, "bare_bytes": bare, "row": row}))
}
