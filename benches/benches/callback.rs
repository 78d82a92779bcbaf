//! Receiving an encrypted callback, compared with its baseline.

use divan::Bencher;
use essbasic_benches::baselines;

const BENCHMARKS: &[&str] = &["callback"];

fn main() {
    divan::main();
}

#[divan::bench(args = BENCHMARKS)]
fn ours(bencher: Bencher<'_, '_>, name: &str) {
    let benchmark = baselines::find(name).expect("benchmark exists");
    bencher.bench_local(|| (benchmark.ours)());
}

#[divan::bench(args = BENCHMARKS)]
fn baseline(bencher: Bencher<'_, '_>, name: &str) {
    let benchmark = baselines::find(name).expect("benchmark exists");
    bencher.bench_local(|| (benchmark.baseline)());
}
