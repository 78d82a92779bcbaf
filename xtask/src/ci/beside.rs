//! A step that runs in a process of its own, beside others.

use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Error;

/// A running step. Its output is printed when it has ended; it is stopped if it is dropped before.
pub(super) struct Beside {
    name: &'static str,
    process: Child,
    output: File,
}

impl Beside {
    /// Starts a step that uses no folder of the others, with this program.
    pub(super) fn start(program: &Path, name: &'static str) -> Result<Self, Error> {
        let output = tempfile::tempfile()?;
        let process = Command::new(program)
            .args(["ci", name])
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output.try_clone()?)
            .spawn()?;
        Ok(Self { name, process, output })
    }

    /// Waits for the end of the step.
    ///
    /// # Errors
    ///
    /// If the step failed.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let status = self.process.wait()?;
        self.output.rewind()?;
        io::copy(&mut self.output, &mut io::stdout())?;
        if status.success() { Ok(()) } else { Err(format!("{}: {status}", self.name).into()) }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
