//! Checks that need more than Rust and a C compiler.

/// Reports a check that was not run, and why.
pub(crate) fn not_run(what: &str, why: &str) {
    println!("NOT RUN: {what}: {why}");
}

/// Returns whether a program is installed.
pub(crate) fn has(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}
