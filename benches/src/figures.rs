//! What is made of many measurements.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

use crate::Failure;

/// Processor and wall time, in microseconds; or how often as much of each.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// Of the processor: a neighbour on the machine hardly changes it.
    pub cpu: f64,
    /// On the clock.
    pub wall: f64,
}

/// Two things measured in turns: the median of each, and that of the pairs' ratios.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    /// What this project does.
    pub ours: Spent,
    /// What stands beside it.
    pub beside: Spent,
    /// Ours, as a multiple of that.
    pub ratio: Spent,
}

/// What this process spends on a piece of work, for each of so many calls.
///
/// # Errors
///
/// Those of the work.
pub fn spent(calls: u32, work: impl FnOnce() -> Result<(), Failure>) -> Result<Spent, Failure> {
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    work()?;
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(calls);
    Ok(Spent { cpu: each(cpu.elapsed()), wall: each(wall.elapsed()) })
}

/// Measures two things in turns, each as often first as the other.
///
/// Both are done once before anything is counted: connections are made, and code is warm.
///
/// # Errors
///
/// Those of the things.
pub fn in_turns(
    rounds: usize,
    mut ours: impl FnMut() -> Result<Spent, Failure>,
    mut beside: impl FnMut() -> Result<Spent, Failure>,
) -> Result<Compared, Failure> {
    ours()?;
    beside()?;
    let mut pairs = Vec::new();
    for at in 0..rounds {
        let pair = if at % 2 == 0 {
            let first = ours()?;
            (first, beside()?)
        } else {
            let first = beside()?;
            (ours()?, first)
        };
        pairs.push(pair);
    }
    let middle = |of: &dyn Fn(&(Spent, Spent)) -> Spent| Spent {
        cpu: median(pairs.iter().map(|pair| of(pair).cpu).collect()),
        wall: median(pairs.iter().map(|pair| of(pair).wall).collect()),
    };
    Ok(Compared {
        ours: middle(&|pair| pair.0),
        beside: middle(&|pair| pair.1),
        ratio: middle(&|(ours, beside)| Spent {
            cpu: ours.cpu / beside.cpu,
            wall: ours.wall / beside.wall,
        }),
    })
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A figure with three digits behind the point.
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
