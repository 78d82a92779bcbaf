//! The macros: names that compile, and mistakes, each of which is explained at its own span.

mod names;

#[test]
fn every_mistake_is_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
