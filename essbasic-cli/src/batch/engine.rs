//! The engine: a bounded number of calls on their way, each answer written as it comes.

use std::sync::Arc;

use essbasic::{Error, JsonObject, Reply};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::gate::{SLOT, Slot};
use super::later::Later;
use super::progress::Progress;
use super::results::Results;
use super::setup::Setup;
use super::tally::{Stopped, Tally};
use super::verdict::{self, Verdict};
use crate::arguments::OnError;
use crate::failure::Failure;

/// So many calls in a row without an answer, and the service is taken to be gone.
const SILENCE: u32 = 10;

/// So many lines in a row that are no requests, before others have their turn.
const BURST: usize = 64;

/// A call that has ended, and its line.
type Ended = (u64, Option<Result<Reply<JsonObject>, Error>>);

/// Sends what is left; gives how far it came, and why not further.
pub(super) async fn run(setup: Setup) -> Result<(Tally, Option<Stopped>), Failure> {
    let progress = Progress::start(&setup.tally);
    let mut engine = Engine { setup, progress, calls: JoinSet::new(), stopped: None, silent: 0 };
    let mut signals = signals()?;
    let mut left = true;
    loop {
        if left && engine.stopped.is_none() {
            left = engine.fill();
        }
        if engine.calls.is_empty() {
            if !left || engine.stopped.is_some() {
                break;
            }
            if signals.try_recv().is_ok() {
                engine.stop(Stopped::Interrupted);
            }
            tokio::task::yield_now().await;
            continue;
        }
        tokio::select! {
            biased;
            Some(()) = signals.recv() => {
                if engine.stopped.is_some() {
                    break;
                }
                engine.stop(Stopped::Interrupted);
                let on_their_way = engine.calls.len();
                engine.progress.say(&format!(
                    "waiting for the answers of up to {on_their_way} calls; once more to wait no longer"
                ));
            }
            Some(ended) = engine.calls.join_next() => match ended {
                Ok(ended) => engine.end(ended),
                Err(error) => engine.stop(Stopped::Machine(format!("a call broke: {error}"))),
            },
        }
    }
    Ok(engine.finish().await)
}

struct Engine {
    setup: Setup,
    progress: Progress,
    calls: JoinSet<Ended>,
    stopped: Option<Stopped>,
    /// How many calls in a row went without an answer.
    silent: u32,
}

impl Engine {
    /// Starts calls until enough are on their way; false when there are no more.
    fn fill(&mut self) -> bool {
        for _ in 0..BURST {
            if self.calls.len() >= self.setup.concurrency || self.stopped.is_some() {
                return true;
            }
            let row = match self.setup.rows.next(&self.setup.settled) {
                Ok(Some(row)) => row,
                Ok(None) => {
                    if !self.setup.survey.still_holds(&self.setup.input) {
                        let message = "the input has changed while it was read".to_owned();
                        self.stop(Stopped::Machine(message));
                    }
                    return false;
                }
                Err(error) => {
                    let path = self.setup.input.display();
                    let message = format!("cannot read {path} any further: {error}");
                    self.stop(Stopped::Machine(message));
                    return true;
                }
            };
            let request = row.request.and_then(|mut members| {
                let complete = self.setup.recipe.complete(&self.setup.target, &mut members);
                complete.map(|()| members).map_err(|failure| failure.to_string())
            });
            match request {
                Ok(members) => self.start(row.line, &members),
                Err(why) => {
                    let result = verdict::no_request(row.line, &why);
                    self.judge(row.line, Verdict::Refused(result));
                }
            }
        }
        true
    }

    fn start(&mut self, line: u64, members: &serde_json::Map<String, serde_json::Value>) {
        let (target, client) = (self.setup.target.clone(), self.setup.client.clone());
        let (members, unchecked) = (members.clone(), self.setup.unchecked);
        let slot = Slot::new(line);
        let again = verdict::may_be_sent_again(target.retry());
        let times = if again { 0 } else { self.setup.retries };
        let marker = self.setup.journal.marker();
        let mut later = Later::new(times, marker, self.setup.close.subscribe());
        let call = async move {
            loop {
                match target.call(&client, &members, unchecked).await {
                    Err(error) if verdict::is_for_later(&error) && later.comes(line).await => {}
                    ended => return ended,
                }
            }
        };
        self.calls.spawn(async move {
            let call = SLOT.scope(Arc::clone(&slot), call);
            tokio::select! {
                ended = call => (line, Some(ended)),
                () = slot.held.notified() => (line, None),
            }
        });
    }

    fn end(&mut self, (line, ended): Ended) {
        let Some(ended) = ended else {
            // It was held back: the gate is closed, or the journal cannot be written.
            if let Some(error) = self.setup.journal.failure() {
                self.stop(Stopped::Machine(format!("the journal cannot be written: {error}")));
            }
            return;
        };
        let sent_before = self.setup.sent_before.contains(line);
        let verdict = verdict::verdict(&self.setup.target, line, sent_before, ended);
        self.judge(line, verdict);
    }

    fn judge(&mut self, line: u64, verdict: Verdict) {
        let unheard = matches!(verdict, Verdict::Unknown(_) | Verdict::Unanswered);
        self.silent = if unheard { self.silent + 1 } else { 0 };
        let written = match &verdict {
            Verdict::Done(result) | Verdict::Refused(result) => self.setup.results.add(result),
            Verdict::Unknown(result) => self.setup.unknown.add(result),
            Verdict::Unanswered | Verdict::Hopeless(_) => Ok(()),
        };
        if let Err(error) = written {
            let answer = if matches!(verdict, Verdict::Done(_)) { "done, but " } else { "" };
            let message = format!("line {line}: {answer}its result cannot be written: {error}");
            // Every one of them is told, since nothing else remembers it.
            self.progress.say(&message);
            self.stop(Stopped::Machine("the results cannot be written".to_owned()));
            return;
        }
        if let Some((code, why)) = verdict.failed().filter(|_| self.stops()) {
            self.stop(Stopped::Failed { line, code, why });
        }
        let tally = &mut self.setup.tally;
        match verdict {
            Verdict::Done(_) => tally.done += 1,
            Verdict::Refused(_) => tally.refused += 1,
            Verdict::Unknown(_) => tally.unknown += 1,
            Verdict::Unanswered => tally.unanswered += 1,
            Verdict::Hopeless(failure) => {
                // A mark of an earlier run still holds.
                if !self.setup.sent_before.contains(line) {
                    self.setup.journal.marker().not_sent(line);
                }
                self.stop(Stopped::Hopeless(failure));
            }
        }
        if self.silent >= SILENCE {
            self.stop(Stopped::Silent);
        }
        self.progress.follow(&self.setup.tally);
    }

    /// Whether a line that fails stops all of it.
    fn stops(&self) -> bool {
        self.setup.on_error == OnError::Stop
    }

    /// Sends nothing more; what is on its way is waited for.
    fn stop(&mut self, why: Stopped) {
        self.stopped.get_or_insert(why);
        // Nobody listens when every call has ended.
        let _ = self.setup.close.send(true);
    }

    async fn finish(mut self) -> (Tally, Option<Stopped>) {
        self.progress.finish();
        let Setup { client, results, unknown, journal, tally, .. } = self.setup;
        // Whoever is still on the way holds a hand of the journal.
        self.calls.shutdown().await;
        drop(client);
        let synced = results.sync().and_then(|()| unknown.sync());
        if let Some(error) = synced.err() {
            let message = format!("the results may not be safe on the disk: {error}");
            self.stopped.get_or_insert(Stopped::Machine(message));
        }
        remove_if_empty(unknown);
        if let Some(error) = journal.finish() {
            let message = format!("the journal cannot be written: {error}");
            self.stopped.get_or_insert(Stopped::Machine(message));
        }
        (tally, self.stopped)
    }
}

/// No file is left that says nothing.
fn remove_if_empty(unknown: Results) {
    if unknown.is_empty() {
        // It says nothing either way.
        let _ = std::fs::remove_file(unknown.path());
    }
}

/// What asks the command to stop: Ctrl-C, and on Unix a plain `kill`.
fn signals() -> std::io::Result<mpsc::UnboundedReceiver<()>> {
    let (told, signals) = mpsc::unbounded_channel();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            let (mut signal, told) = (signal(kind)?, told.clone());
            tokio::spawn(
                async move { while signal.recv().await.is_some() && told.send(()).is_ok() {} },
            );
        }
    }
    #[cfg(not(unix))]
    tokio::spawn(
        async move { while tokio::signal::ctrl_c().await.is_ok() && told.send(()).is_ok() {} },
    );
    Ok(signals)
}
