//! Signals that end a local server: Ctrl-C, and the one that `docker stop` sends.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::error::CliError;
use crate::message::message;

/// The signals. From its creation on, they no longer end the process, and reach it as PID 1 too.
pub(crate) struct StopSignals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

impl StopSignals {
    #[cfg(unix)]
    pub(crate) fn new() -> io::Result<Self> {
        let interrupt = signal(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "it can fail on Unix")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for a signal. Returns the result of the command: done, or interrupted.
    #[cfg(unix)]
    pub(crate) async fn received(&mut self) -> Result<(), CliError> {
        tokio::select! {
            _ = self.interrupt.recv() => Err(CliError::interrupted(message!("cli-interrupted"), None)),
            _ = self.terminate.recv() => Ok(()),
        }
    }

    #[cfg(not(unix))]
    pub(crate) async fn received(&mut self) -> Result<(), CliError> {
        tokio::signal::ctrl_c().await?;
        Err(CliError::interrupted(message!("cli-interrupted"), None))
    }
}
