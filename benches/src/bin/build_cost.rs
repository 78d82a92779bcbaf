//! Build cost of an application that makes one call: with one domain of essbasic and with all
//! domains, compared with reqwest and serde alone, without signing. And that of its first test: with a
//! mock and on the sandbox, compared with a test without either.
//!
//! Prints one JSON line per result. Builds use one job. Processor time is stable enough for a
//! single round; an argument sets another number, and `--tests` leaves out all but the tests. Requires
//! Linux.

use essbasic_benches::{APPS, App, BoxError, Cost, Row, TESTS, Target, median, rounded};
use serde_json::{Value, json};

/// Measurements of an application, one per round.
struct Measurements {
    app: App,
    cold: Vec<Cost>,
    changed: Vec<Cost>,
}

fn main() -> Result<(), BoxError> {
    let only_tests = std::env::args().any(|argument| argument == "--tests");
    let rounds = std::env::args().skip(1).find(|argument| argument != "--tests");
    let rounds = rounds.map_or(Ok(1), |rounds| rounds.parse())?;
    if !only_tests {
        measure_applications(rounds)?;
    }
    measure_tests(rounds)
}

fn measure_tests(rounds: usize) -> Result<(), BoxError> {
    let mut costs = TESTS.map(|app| (app, Vec::new()));
    for (app, _) in &costs {
        app.write()?;
    }
    for _ in 0..rounds {
        for (app, cold) in &mut costs {
            cold.push(app.build_cold()?);
        }
    }
    let [(_, alone), (_, mock), (_, sandbox)] = &costs;
    for (cold, double, max) in [(mock, "a mock", 1.05), (sandbox, "the sandbox", 2.0)] {
        let row = Row {
            metric: format!("cold debug build of a test with {double}, processor time"),
            ours: format!("{:.1} s", seconds(cold)),
            baseline: format!("a test without it: {:.1} s", seconds(alone)),
            result: ratio(cold, alone, |cost| cost.cpu),
            target: Some(Target::Ratio(max)),
        };
        println!(
            "{}",
            json!({
                "build": "test",
                "double": double,
                "cpu_s": rounded(seconds(cold)),
                "alone_cpu_s": rounded(seconds(alone)),
                "ratio": rounded(row.result),
                "row": row,
            })
        );
    }
    Ok(())
}

fn measure_applications(rounds: usize) -> Result<(), BoxError> {
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
    let cpu = ratio(ours, bare, |cost| cost.cpu);
    let wall = ratio(ours, bare, |cost| cost.wall);
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

fn seconds(costs: &[Cost]) -> f64 {
    median(costs.iter().map(|cost| cost.cpu / 1e6).collect())
}

/// Returns the median ratio of pairs.
fn ratio(ours: &[Cost], baseline: &[Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    median(ours.iter().zip(baseline).map(|(ours, baseline)| of(ours) / of(baseline)).collect())
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
