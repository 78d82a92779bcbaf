//! This test binary, started again as a process of its own.

use std::process::Command;

/// Wrappers of processes whose clocks are an hour ahead, an hour behind, and right.
pub(crate) const CLOCKS: [&[&str]; 3] =
    [&["faketime", "-f", "+1h"], &["faketime", "-f", "-1h"], &[]];

/// Returns a command that runs one test of this binary.
///
/// `wrapper` is a program, with its arguments, that starts the binary.
pub(crate) fn command(test: &str, wrapper: &[&str]) -> Command {
    let binary = std::env::current_exe().unwrap();
    let mut command = match wrapper {
        [] => Command::new(binary),
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(binary);
            command
        }
    };
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command
}

/// Sends a signal, such as `-STOP`, to a process.
pub(crate) fn signal(process: u32, name: &str) {
    let status = Command::new("kill").args([name, &process.to_string()]).status();
    assert!(status.unwrap().success());
}
