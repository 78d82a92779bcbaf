//! Tests: the commands of the README, and what takes long or needs more than Rust.

use std::collections::BTreeSet;

use xshell::{Shell, cmd};

use super::test_binaries;
use crate::Error;
use crate::optional::{has, not_run};

/// Runs the commands that the README tells readers to run.
pub(super) fn readme_commands(shell: &Shell) -> Result<(), Error> {
    let readme = shell.read_file("README.md")?;
    let runnable = |line: &&str| {
        line.starts_with("cargo test") || line.starts_with("cargo run -p essbasic-examples")
    };
    let commands: Vec<_> = readme
        .lines()
        .filter(runnable)
        .map(|line| line.split('#').next().unwrap_or(line).trim())
        .collect();
    if !commands.iter().any(|command| command.starts_with("cargo test --workspace")) {
        return Err("the README names no command that runs all tests".into());
    }
    for command in commands {
        let words: Vec<_> = command.split(' ').skip(1).collect();
        cmd!(shell, "cargo {words...}").run()?;
    }
    Ok(())
}

pub(super) fn examples(shell: &Shell) -> Result<(), Error> {
    for path in shell.read_dir("examples")? {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().unwrap_or_default();
            // Without a package, with the features of the whole workspace, as the tests are built.
            cmd!(shell, "cargo run -q --example {name}").run()?;
        }
    }
    Ok(())
}

/// Checks that the tests exist that SECURITY.md refers to: `file::name`.
pub(super) fn security(shell: &Shell) -> Result<(), Error> {
    let tests = test_binaries::list(shell)?;
    let text = shell.read_file("SECURITY.md")?;
    let named: BTreeSet<_> =
        text.split('`').skip(1).step_by(2).filter(|it| is_test_path(it)).collect();
    for name in &named {
        let module = format!("{name}::");
        if !tests.iter().any(|test| test == name || test.starts_with(&module)) {
            return Err(format!("SECURITY.md names {name}, which is no test").into());
        }
    }
    println!("{} names, {} tests", named.len(), tests.len());
    Ok(())
}

fn is_test_path(text: &str) -> bool {
    let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_:".contains(it);
    text.contains("::") && text.chars().all(plain)
}

/// Kills the sandbox and a batch under load, and passes a large input through a batch.
pub(super) fn kills(shell: &Shell) -> Result<(), Error> {
    let _kills = shell.push_env("ESSBASIC_TESTS_KILLS", "50");
    let _killed = shell.push_env("ESSBASIC_TESTS_KILLED_LINES", "5000");
    let _memory = shell.push_env("ESSBASIC_TESTS_MEMORY_LINES", "1000000");
    test_binaries::run(shell, "essbasic-sandbox", "it", &["disk::"])?;
    let _callback_kills = shell.push_env("ESSBASIC_TESTS_CALLBACK_KILLS", "20");
    let _callbacks = shell.push_env("ESSBASIC_TESTS_CALLBACKS", "100000");
    let command = ["batch::killed", "batch::memory", "callback::listen"];
    test_binaries::run(shell, "essbasic-cli", "command", &command)
}

/// Runs the tests that are ignored because they need programs.
pub(super) fn ignored(shell: &Shell) -> Result<(), Error> {
    let tests = [
        ("bash", "essbasic-cli", "command", "completions::bash"),
        ("fish", "essbasic-cli", "command", "completions::fish"),
        ("zsh", "essbasic-cli", "command", "completions::zsh"),
        ("script", "essbasic-cli", "command", "configure::on_a_terminal"),
        ("unshare", "essbasic-cli", "command", "servers::a_sandbox_that_is_the_first"),
        ("curl", "essbasic-devtools", "it", "code_samples::curl"),
        ("rustc", "essbasic-devtools", "it", "code_samples::rust_programs"),
        ("curl", "essbasic-cli", "command", "dry_run"),
        ("redis-server", "essbasic-fleet", "it", "connecting:: --skip postgres"),
        ("redis-server", "essbasic-fleet", "it", "permits::"),
        ("redis-server", "essbasic-fleet", "it", "outages:: --skip postgres"),
        ("redis-server", "essbasic-fleet", "it", "replicas::eight_processes"),
        ("redis-server faketime", "essbasic-fleet", "it", "replicas::clocks --skip postgres"),
        // The one of PyPI has no TLS.
        ("valkey-server", "essbasic-fleet", "it", "connecting:: --skip postgres --skip tls"),
        ("valkey-server", "essbasic-fleet", "it", "permits::"),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::connecting"),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::dedup"),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::inbox"),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::batches"),
        ("pg_ctlcluster faketime", "essbasic-fleet", "it", "postgres::clocks"),
        ("pg_ctlcluster", "essbasic-cli", "command", "batch::store"),
        ("pg_ctlcluster redis-server", "essbasic-cli", "command", "shared::"),
        ("nginx", "essbasic-core", "it", "peers::nginx"),
        ("node", "essbasic-core", "it", "peers::node"),
        ("nginx", "essbasic-cli", "command", "doctor::"),
    ];
    run_ignored(shell, &tests)
}

/// Runs the tests that stop, pause and kill servers and processes of `essbasic-fleet` under load.
pub(super) fn outages(shell: &Shell) -> Result<(), Error> {
    // Those that measure run one after the other.
    let redis = "replicas:: --skip postgres --skip clocks --test-threads 1";
    let tests = [
        ("redis-server", "essbasic-fleet", "it", redis),
        ("valkey-server", "essbasic-fleet", "it", "outages:: --skip postgres"),
        ("valkey-server", "essbasic-fleet", "it", redis),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::outages"),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::machines"),
        ("pg_ctlcluster", "essbasic-fleet", "it", "postgres::replicas"),
    ];
    run_ignored(shell, &tests)
}

/// Runs ignored tests whose programs are installed: programs, package, target, and filter of each.
fn run_ignored(shell: &Shell, tests: &[(&str, &str, &str, &str)]) -> Result<(), Error> {
    for &(programs, package, target, filter) in tests {
        if let Some(missing) = programs.split(' ').find(|program| !has(program)) {
            not_run(&format!("{package} {filter}"), &format!("{missing} is not installed"));
            continue;
        }
        // The tests start `redis-server` by default.
        let _server =
            (programs == "valkey-server").then(|| shell.push_env("ESSBASIC_TESTS_REDIS", programs));
        let filter = filter.split(' ');
        let arguments: Vec<_> = std::iter::once("--ignored").chain(filter).collect();
        test_binaries::run(shell, package, target, &arguments)?;
    }
    Ok(())
}

/// Runs programs in Python that use the command: the vendor's SDK, generated programs and
/// clients, a verifier of callbacks, a client of MCP.
pub(super) fn python(shell: &Shell) -> Result<(), Error> {
    test_binaries::build(shell)?;
    for (program, module) in [
        ("quick_start", "tencentcloud.essbasic"),
        ("code_samples", "tencentcloud.essbasic"),
        ("code_sample_values", "tencentcloud.essbasic"),
        ("api_description", "openapi_python_client"),
        ("verify_callbacks", "cryptography"),
        ("mcp_story", "mcp"),
    ] {
        let import = format!("import {module}");
        if cmd!(shell, "python3 -c {import}").quiet().ignore_stderr().run().is_ok() {
            cmd!(shell, "python3 tests/python/{program}.py").run()?;
        } else {
            not_run(program, &format!("Python 3 or its package {module} is missing"));
        }
    }
    Ok(())
}
