//! Mistakes, each of which the macros explain where it was made.

#[test]
fn every_mistake_is_explained() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
