//! Measuring and comparing costs.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

use crate::BoxError;

/// Processor and wall time in microseconds, or the ratio of two of each.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Processor time. Other processes on the machine hardly affect it.
    pub cpu: f64,
    /// Wall time.
    pub wall: f64,
}

/// Two interleaved measurements: the median of each, and the median of the ratios of pairs.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// Cost with this project.
    pub ours: Cost,
    /// Cost of the baseline.
    pub baseline: Cost,
    /// Ratio of both.
    pub ratio: Cost,
}

/// Measures this process's cost per call of work that makes `calls` calls.
///
/// # Errors
///
/// Returns the error of `work`.
pub fn measure_cost(
    calls: u32,
    work: impl FnOnce() -> Result<(), BoxError>,
) -> Result<Cost, BoxError> {
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    work()?;
    let per_call = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(calls);
    Ok(Cost { cpu: per_call(cpu.elapsed()), wall: per_call(wall.elapsed()) })
}

/// Measures two things alternately; each is first in half of the rounds.
///
/// One warm-up round of each is not counted.
///
/// # Errors
///
/// Returns the first error of either.
pub fn interleave(
    rounds: usize,
    mut ours: impl FnMut() -> Result<Cost, BoxError>,
    mut baseline: impl FnMut() -> Result<Cost, BoxError>,
) -> Result<Comparison, BoxError> {
    ours()?;
    baseline()?;
    let mut pairs = Vec::new();
    for round in 0..rounds {
        let pair = if round % 2 == 0 {
            let first = ours()?;
            (first, baseline()?)
        } else {
            let first = baseline()?;
            (ours()?, first)
        };
        pairs.push(pair);
    }
    let median_cost = |cost: &dyn Fn(&(Cost, Cost)) -> Cost| Cost {
        cpu: median(pairs.iter().map(|pair| cost(pair).cpu).collect()),
        wall: median(pairs.iter().map(|pair| cost(pair).wall).collect()),
    };
    Ok(Comparison {
        ours: median_cost(&|pair| pair.0),
        baseline: median_cost(&|pair| pair.1),
        ratio: median_cost(&|(ours, baseline)| Cost {
            cpu: ours.cpu / baseline.cpu,
            wall: ours.wall / baseline.wall,
        }),
    })
}

/// Returns the median, or NaN if there are no values.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Rounds to three decimal places.
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
