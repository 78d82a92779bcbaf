//! A journal in files: the journal file with its marks, and the files with the results.

use std::fmt;
use std::future::ready;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use essbasic_devtools::escape;
use essbasic_fleet::{
    BatchProgress, FleetError, Journal, JournalFuture, Line, LineResult, LineStatus, NextLines,
};

use super::line_set::LineSet;
use super::marks::{MarkWriter, Marks, Parameters};
use super::outcome;
use super::progress::Progress;
use super::requests::Requests;
use super::results::Results;
use super::summary::{StopReason, Summary};
use crate::error::CliError;
use crate::files::with_suffix;
use crate::message::{Message, message};

/// Lines that are read before other tasks run.
const BURST: usize = 64;

/// A journal in the files beside an output, locked by this process. Clones are the same journal.
#[derive(Clone)]
pub(super) struct FileJournal(Arc<Inner>);

struct Inner {
    marks: MarkWriter,
    bar: Progress,
    state: Mutex<State>,
}

struct State {
    requests: Requests,
    /// Set at the end of the input, with the problem if it ended early.
    end: Option<Result<(), Message>>,
    results: Results,
    unknown: Results,
    /// Lines that have a result of an earlier run.
    completed: LineSet,
    /// Lines that an earlier run may have sent, and that may be sent again.
    sent_before: LineSet,
    /// Lines count as being sent from when they are taken until they end.
    summary: Summary,
}

impl FileJournal {
    /// Opens the files of an output, or creates them.
    pub(super) fn open(
        output: &Path,
        parameters: Parameters,
        requests: Requests,
        is_repeatable: bool,
    ) -> Result<Self, CliError> {
        let path = Marks::path(output);
        let unknown = with_suffix(output, ".unknown.jsonl");
        // Without a journal they may be those of another input.
        let earlier = [output, unknown.as_path()];
        let mut earlier =
            earlier.into_iter().filter(|it| it.metadata().is_ok_and(|file| file.len() > 0));
        if let Some(earlier) = earlier.next().filter(|_| !path.exists()) {
            let message = message!("cli-output-without-journal", path = earlier);
            return Err(CliError::usage(message).with_hint(message!("cli-choose-file")));
        }
        let mut summary = Summary::default();
        summary.progress.requests = requests.survey.requests;
        let mut completed = LineSet::default();
        let max_line = requests.survey.max_line();
        let mut count = |line, status| {
            if completed.insert(line) {
                summary.count(status);
            }
        };
        let results = Results::open(output, max_line, &mut count)?;
        let mut unknown = Results::open(&unknown, max_line, &mut count)?;

        // Read after the output is locked, so that no other process is writing to it.
        let marks = Marks::read(path, parameters, max_line)?;
        let mut sent_before = LineSet::default();
        for line in marks.sent().iter() {
            if completed.contains(line) {
                continue;
            }
            if is_repeatable {
                sent_before.insert(line);
            } else {
                let lost = outcome::lost(line);
                unknown.append(&lost)?;
                completed.insert(line);
                summary.count(lost.status);
            }
        }
        let marks = marks.write()?;
        let bar = Progress::start(&summary.progress);
        let state =
            State { requests, end: None, results, unknown, completed, sent_before, summary };
        Ok(Self(Arc::new(Inner { marks, bar, state: Mutex::new(state) })))
    }

    /// Returns the progress bar.
    pub(super) fn bar(&self) -> &Progress {
        &self.0.bar
    }

    /// Flushes everything to the disk. Returns the summary, and the problem, if there is one.
    pub(super) async fn finish(&self) -> (Summary, Option<StopReason>) {
        self.0.bar.finish();
        let marked = self.0.marks.flush().await;
        let state = self.state();
        let synced = state.results.sync().and_then(|()| state.unknown.sync());
        state.unknown.remove_if_empty();
        let problem = match (synced, marked) {
            (Err(error), _) => {
                let problem = message!("cli-cannot-flush", problem = error);
                Some(StopReason::Unwritten { status: LineStatus::Done, problem })
            }
            (Ok(()), Err(problem)) => Some(StopReason::Io(problem)),
            (Ok(()), Ok(())) => None,
        };
        let input = match &state.end {
            Some(Err(problem)) => Some(StopReason::Input(problem.clone())),
            _ => None,
        };
        (state.summary, input.or(problem))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a result to its file, or else prints it, since there is no other record of it.
    fn write(&self, result: &LineResult) -> Result<(), FleetError> {
        let (status, bar) = (result.status, &self.0.bar);
        let mut state = self.state();
        state.end_line();
        state.summary.count(status);
        bar.update(&state.summary.progress);
        let file = match status {
            LineStatus::Done | LineStatus::Refused => &mut state.results,
            _ => &mut state.unknown,
        };
        let Err(error) = file.append(result) else { return Ok(()) };
        let (line, name) = (result.line, outcome::name(status));
        let text = message!("cli-result-unwritten", line = line, status = name, problem = error);
        let json = outcome::json_line(result);
        bar.message(&format!("{}\n{json}", escape::line(text.local())));
        Err(FleetError::other(Message::from_io(&error)))
    }

    fn give_back(&self, line: u64, was_sent: bool) {
        let mut state = self.state();
        state.end_line();
        if was_sent {
            state.summary.unanswered += 1;
        } else if !state.sent_before.contains(line) {
            // Otherwise, the mark of an earlier run stays valid.
            self.0.marks.mark_not_sent(line);
        }
    }
}

impl State {
    fn take(&mut self, max: usize) -> Result<NextLines, FleetError> {
        let (mut lines, mut valid) = (Vec::new(), 0);
        while valid < max && lines.len() < BURST && self.end.is_none() {
            match self.requests.next(&self.completed) {
                Ok(Some((number, Ok(request)))) => {
                    let sent_before = self.sent_before.contains(number);
                    lines.push(Line::new(number, request).sent_before(sent_before));
                    valid += 1;
                }
                Ok(Some((number, Err(error)))) => {
                    let result = outcome::failed(number, LineStatus::Refused, &error);
                    lines.push(Line::invalid(result));
                }
                Ok(None) => self.end = Some(self.requests.check_unchanged()),
                Err(error) => {
                    let path = &self.requests.path;
                    let problem = message!("cli-cannot-read-rest", path = path, problem = error);
                    self.end = Some(Err(problem));
                }
            }
        }
        self.summary.progress.sending += lines.len() as u64;
        match &self.end {
            _ if !lines.is_empty() => Ok(NextLines::Lines(lines)),
            Some(Err(problem)) => Err(FleetError::other(problem.clone())),
            _ => Ok(NextLines::End),
        }
    }

    fn end_line(&mut self) {
        let sending = &mut self.summary.progress.sending;
        *sending = sending.saturating_sub(1);
    }
}

impl Journal for FileJournal {
    fn take(&self, max: usize) -> JournalFuture<'_, NextLines> {
        Box::pin(ready(self.state().take(max)))
    }

    fn mark_sending(&self, line: u64) -> JournalFuture<'_, bool> {
        Box::pin(async move {
            self.0.marks.mark_sending(line).await.map_err(FleetError::other)?;
            Ok(true)
        })
    }

    fn mark_not_sent(&self, line: u64) -> JournalFuture<'_, ()> {
        self.0.marks.mark_not_sent(line);
        Box::pin(ready(Ok(())))
    }

    fn release(&self, line: u64, was_sent: bool, _delay: Duration) -> JournalFuture<'_, ()> {
        self.give_back(line, was_sent);
        Box::pin(ready(Ok(())))
    }

    /// Results survive the end of the process.
    ///
    /// The mark of one that a crash of the machine loses remains, and makes the line unknown.
    fn record<'a>(&'a self, result: &'a LineResult) -> JournalFuture<'a, ()> {
        Box::pin(ready(self.write(result)))
    }

    fn progress(&self) -> JournalFuture<'_, BatchProgress> {
        Box::pin(ready(Ok(self.state().summary.progress)))
    }

    fn takes_groups(&self) -> bool {
        false
    }
}

impl fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Requests and results contain personal data.
        f.debug_struct("FileJournal").finish_non_exhaustive()
    }
}
