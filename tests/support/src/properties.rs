//! Runner of property tests.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestError, TestRunner};

/// Checks a property on a number of generated values, and shrinks a failure. The values are the same
/// in every run; `ESSBASIC_TESTS_SEED` selects others.
pub fn holds<S: Strategy<Value: Debug>>(
    cases: u32,
    values: S,
    property: impl Fn(S::Value) -> TestCaseResult,
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
