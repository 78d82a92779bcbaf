//! Progress bar on standard error, shown on a terminal only.

use std::io::{self, Write};
use std::time::Duration;

use essbasic_fleet::BatchProgress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::message::message;

const FRAMES_PER_SECOND: u8 = 8;

/// Progress bar of a batch.
#[derive(Debug)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Starts at the progress of earlier runs.
    pub(super) fn start(progress: &BatchProgress) -> Self {
        let bar = ProgressBar::with_draw_target(
            Some(progress.requests),
            ProgressDrawTarget::stderr_with_hz(FRAMES_PER_SECOND),
        );
        let left = message!("cli-progress-left", time = "{eta}");
        let style = format!("{{wide_bar}} {{pos}}/{{len}}  {{msg}}  {{rate}}  {}", left.local());
        if let Ok(style) = ProgressStyle::with_template(&style) {
            let rate = |state: &indicatif::ProgressState, text: &mut dyn std::fmt::Write| {
                // Writing to a string cannot fail.
                let _ = write!(text, "{:.1}/s", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        bar.set_position(completed(progress));
        bar.reset_eta();
        bar.enable_steady_tick(Duration::from_millis(500));
        let bar = Self(bar);
        bar.update(progress);
        bar
    }

    /// Creates a bar that is never shown.
    #[cfg(feature = "postgres")]
    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    pub(super) fn update(&self, progress: &BatchProgress) {
        if self.0.is_hidden() {
            return;
        }
        let BatchProgress { done, refused, unknown, .. } = progress;
        self.0.set_position(completed(progress));
        let counts = message!("cli-progress", done = done, rejected = refused, unknown = unknown);
        self.0.set_message(counts.local().to_owned());
    }

    /// Prints a message, safe for a terminal, above the bar.
    pub(super) fn message(&self, text: &str) {
        self.0.suspend(|| {
            // Standard error may be closed.
            let _ = writeln!(io::stderr(), "essbasic: {text}");
        });
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Returns the number of requests with a result.
fn completed(progress: &BatchProgress) -> u64 {
    progress.requests - progress.left()
}
