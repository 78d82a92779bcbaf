//! Properties of all actions, checked on generated values.

use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

mod coding;
mod gateway;
mod limits;
mod sealing;
mod serde;
mod signing;
mod values;

/// Checks a property on so many generated values, and shrinks a failure. The values are the same in
/// every run; `ESSBASIC_TESTS_SEED` selects others.
fn holds<S: proptest::strategy::Strategy>(
    cases: u32,
    values: S,
    property: impl Fn(S::Value) -> proptest::test_runner::TestCaseResult,
) {
    let seed = std::env::var("ESSBASIC_TESTS_SEED").ok().and_then(|it| it.parse().ok());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        rng_seed: RngSeed::Fixed(seed.unwrap_or(20_210_526)),
        ..Config::default()
    };
    match TestRunner::new(config).run(&values, property) {
        Ok(()) => {}
        Err(TestError::Fail(why, value)) => panic!("{why}\nsmallest value:\n{value:#?}"),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}
