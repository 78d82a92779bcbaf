//! Steps of a call, compared with the least work that each requires.

use std::hint::black_box;

use crate::{BoxError, Comparison, Row, Target, interleave, measure_cost};

mod callback;
mod decode;
mod encode;
mod plain_structs;
mod sign;

/// Rounds per benchmark.
const ROUNDS: usize = 41;

/// Approximate length of a round in microseconds.
const ROUND: f64 = 10_000.0;

/// Work to measure.
pub type Work = Box<dyn Fn() -> Result<(), BoxError>>;

type Constructor = fn() -> Result<Benchmark, BoxError>;

/// A step of a call and its baseline.
pub struct Benchmark {
    /// Description of the step.
    pub metric: &'static str,
    /// Description of the baseline.
    pub baseline_name: &'static str,
    /// Highest acceptable ratio, if there is a target.
    pub target: Option<f64>,
    /// The step in this project.
    pub ours: Work,
    /// The baseline.
    pub baseline: Work,
}

impl std::fmt::Debug for Benchmark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Benchmark").field("metric", &self.metric).finish_non_exhaustive()
    }
}

/// Names and constructors of all benchmarks.
const BENCHMARKS: [(&str, Constructor); 7] = [
    ("sign", sign::small),
    ("sign_64k", sign::padded),
    ("signature", sign::signature_only),
    ("encode", || Ok(encode::small())),
    ("encode_64k", || Ok(encode::padded())),
    ("decode", || Ok(decode::megabyte())),
    ("callback", callback::encrypted),
];

/// Returns the names of all benchmarks.
pub fn names() -> impl Iterator<Item = &'static str> {
    BENCHMARKS.into_iter().map(|(name, _)| name)
}

/// Creates the benchmark of that name.
///
/// # Errors
///
/// Returns an error if the name is unknown or the benchmark's input cannot be created.
pub fn find(name: &str) -> Result<Benchmark, BoxError> {
    let found = BENCHMARKS.into_iter().find(|(known, _)| *known == name);
    found.ok_or_else(|| format!("unknown benchmark `{name}`"))?.1()
}

impl Benchmark {
    /// Measures both alternately.
    ///
    /// # Errors
    ///
    /// Returns the first error of either.
    pub fn compare(&self) -> Result<Comparison, BoxError> {
        let calls = calls_per_round(&self.ours)?;
        let round = |work: &Work| measure_cost(calls, || (0..calls).try_for_each(|_| work()));
        interleave(ROUNDS, || round(&self.ours), || round(&self.baseline))
    }

    /// Creates the table row of a comparison.
    pub fn row(&self, comparison: &Comparison) -> Row {
        Row {
            metric: self.metric.to_owned(),
            ours: microseconds(comparison.ours.cpu),
            baseline: format!("{}: {}", self.baseline_name, microseconds(comparison.baseline.cpu)),
            result: comparison.ratio.cpu,
            target: self.target.map(Target::Ratio),
        }
    }
}

fn calls_per_round(work: &Work) -> Result<u32, BoxError> {
    work()?;
    let once = measure_cost(1, work)?.wall;
    // Clamped before the cast, so no digits are lost.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok((ROUND / once).clamp(1.0, 100_000.0) as u32)
}

fn microseconds(value: f64) -> String {
    if value < 100.0 { format!("{value:.2} µs") } else { format!("{value:.0} µs") }
}

/// Boxes work and keeps the compiler from removing its unused result.
fn work<T, E: Into<BoxError>>(work: impl Fn() -> Result<T, E> + 'static) -> Work {
    Box::new(move || {
        black_box(work().map_err(Into::into)?);
        Ok(())
    })
}
