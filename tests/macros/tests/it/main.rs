//! Compile tests of the macros: names that compile, and errors at the span of each mistake.

mod crate_path;
mod names;

#[test]
fn every_mistake_is_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
