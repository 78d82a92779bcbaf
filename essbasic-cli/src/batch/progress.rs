//! A bar on standard error, where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::tally::Tally;

/// How often the bar is drawn, in times a second.
const PACE: u8 = 8;

/// A bar that follows a tally.
#[derive(Debug)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar that starts where a batch goes on.
    pub(super) fn start(tally: &Tally) -> Self {
        let bar = ProgressBar::with_draw_target(
            Some(tally.requests),
            ProgressDrawTarget::stderr_with_hz(PACE),
        );
        let style = "{wide_bar} {pos}/{len}  {msg}  {per_sec}  {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.set_position(tally.settled());
        bar.reset_eta();
        bar.enable_steady_tick(Duration::from_millis(500));
        let progress = Self(bar);
        progress.follow(tally);
        progress
    }

    pub(super) fn follow(&self, tally: &Tally) {
        if self.0.is_hidden() {
            return;
        }
        let Tally { done, refused, unknown, .. } = tally;
        self.0.set_position(tally.settled());
        self.0.set_message(format!("{done} done, {refused} refused, {unknown} unknown"));
    }

    /// Says something above the bar, or in its place.
    pub(super) fn say(&self, text: &str) {
        self.0.suspend(|| eprintln_quietly(text));
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Writes a line to standard error; a reader who has gone away does not miss it.
fn eprintln_quietly(text: &str) {
    use std::io::Write;

    let _ = writeln!(std::io::stderr(), "essbasic: {text}");
}
