//! Writing an action, beside its floor.

use divan::Bencher;
use essbasic_benches::floors;

const PIECES: &[&str] = &["encode", "encode_64k"];

fn main() {
    divan::main();
}

#[divan::bench(args = PIECES)]
fn ours(bencher: Bencher<'_, '_>, piece: &str) {
    let floor = floors::named(piece).expect("it can be made");
    bencher.bench_local(|| (floor.ours)());
}

#[divan::bench(args = PIECES)]
fn floor(bencher: Bencher<'_, '_>, piece: &str) {
    let floor = floors::named(piece).expect("it can be made");
    bencher.bench_local(|| (floor.floor)());
}
