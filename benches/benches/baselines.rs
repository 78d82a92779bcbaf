//! Steps of a call, compared with their baselines.

use divan::Bencher;
use essbasic_benches::baselines;

fn main() {
    divan::main();
}

#[divan::bench(args = baselines::names())]
fn ours(bencher: Bencher<'_, '_>, name: &str) {
    let benchmark = baselines::find(name).expect("benchmark exists");
    bencher.bench_local(|| (benchmark.ours)());
}

#[divan::bench(args = baselines::names())]
fn baseline(bencher: Bencher<'_, '_>, name: &str) {
    let benchmark = baselines::find(name).expect("benchmark exists");
    bencher.bench_local(|| (benchmark.baseline)());
}
