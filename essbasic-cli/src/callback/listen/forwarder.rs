//! Forwards stored callbacks in their order, with retries.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::PathBuf;
use std::time::Duration;

use essbasic::callback::CallbackKeys;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::super::receiver::{Receiver, ReceiverResponse};
use super::super::store::{
    self, Delivery, Line, SettledIds, StoreReader, StoreWriter, StoredCallback,
};
use super::live_list::LiveList;
use crate::error::CliError;

/// Maximum number of callbacks that are being forwarded or wait for the next attempt.
///
/// Others wait in the store.
const MAX_PENDING: usize = 1000;

/// Maximum number of concurrent requests.
const PARALLEL: usize = 8;

/// Maximum delay between two attempts.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// Keys that open a callback, and keys that sign it anew.
#[derive(Clone, Debug)]
pub(super) struct Resign {
    pub(super) from: CallbackKeys,
    pub(super) to: CallbackKeys,
}

/// The forwarder of the callbacks of a store.
#[derive(Debug)]
pub(super) struct Forwarder {
    receiver: Receiver,
    resign: Option<Resign>,
    writer: StoreWriter,
    list: LiveList,
    max_attempts: u32,
    /// Next attempts, the earliest first.
    due: BinaryHeap<Reverse<Attempt>>,
    running: JoinSet<(Attempt, ReceiverResponse)>,
}

/// The next attempt to forward a callback.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Attempt {
    at: Instant,
    id: u64,
    /// Offset in the store: bodies of callbacks that wait are not in memory.
    offset: u64,
    number: u32,
}

impl Forwarder {
    pub(super) fn new(
        receiver: Receiver,
        resign: Option<Resign>,
        writer: StoreWriter,
        list: LiveList,
        max_attempts: u32,
    ) -> Self {
        let (due, running) = (BinaryHeap::new(), JoinSet::new());
        Self { receiver, resign, writer, list, max_attempts, due, running }
    }

    /// Forwards callbacks that are not settled, and those that are stored from now on.
    ///
    /// Ends only with an error.
    pub(super) async fn run(mut self, path: PathBuf, settled: SettledIds) -> Result<(), CliError> {
        let opened = || {
            StoreReader::open(&path)?
                .ok_or_else(|| store::cannot_use(&path, &std::io::ErrorKind::NotFound.into()))
        };
        let (mut lines, mut bodies) = (opened()?, opened()?);
        let mut durable = self.writer.durable();
        loop {
            self.read(&mut lines, &mut durable, &settled)?;
            while self.running.len() < PARALLEL
                && let Some(Reverse(attempt)) = self.due.peek().copied()
                && attempt.at <= Instant::now()
            {
                self.due.pop();
                if let Some(received) = bodies.received_at(attempt.offset)? {
                    self.start(attempt, &received);
                }
            }
            let next = self.due.peek().map(|Reverse(it)| it.at);
            let next = next.filter(|_| self.running.len() < PARALLEL);
            let can_read = self.queued() < MAX_PENDING;
            tokio::select! {
                Some(ended) = self.running.join_next() => {
                    let (attempt, response) = ended.map_err(std::io::Error::other)?;
                    self.finish(attempt, response).await;
                }
                changed = durable.changed(), if can_read => {
                    if changed.is_err() {
                        return Err(std::io::Error::other("the store was closed").into());
                    }
                }
                () = sleep_until(next.unwrap_or_else(Instant::now)), if next.is_some() => {}
            }
        }
    }

    fn queued(&self) -> usize {
        self.due.len() + self.running.len()
    }

    /// Reads callbacks that are not settled.
    fn read(
        &mut self,
        lines: &mut StoreReader,
        durable: &mut watch::Receiver<u64>,
        settled: &SettledIds,
    ) -> Result<(), CliError> {
        let durable = *durable.borrow_and_update();
        while self.queued() < MAX_PENDING && lines.position() < durable {
            let Some((line, offset)) = lines.next()? else { break };
            if let Line::Received(received) = line
                && !settled.contains(received.id)
            {
                let attempt = Attempt { at: Instant::now(), id: received.id, offset, number: 1 };
                self.due.push(Reverse(attempt));
            }
        }
        Ok(())
    }

    fn start(&mut self, attempt: Attempt, stored: &StoredCallback) {
        let body = stored.body().unwrap_or_default();
        let signature = stored.signature.clone();
        let (signature, body) = match &self.resign {
            None => (signature, body),
            Some(Resign { from, to }) => match from.receive_text(signature.as_deref(), &body) {
                Ok(text) => {
                    let signed = to.encrypt_text(&text);
                    (Some(signed.signature), signed.body)
                }
                // Stored by a run without the token.
                Err(_) => (signature, body),
            },
        };
        let receiver = self.receiver.clone();
        self.running.spawn(async move {
            let response = receiver.post(signature.as_deref(), body).await;
            (attempt, response)
        });
    }

    async fn finish(&mut self, attempt: Attempt, response: ReceiverResponse) {
        let Attempt { id, number, .. } = attempt;
        let problem = response.problem().unwrap_or_default();
        let shown = Some(problem.english().to_owned()).filter(|it| !it.is_empty());
        let delivered = Delivery { id, at: store::now(), attempts: number, problem: shown };
        // If this is lost, the callback is forwarded again after the next start.
        if response.is_ok() {
            self.list.delivered(&delivered);
            let _ = self.writer.append(Line::Delivered(delivered)).await;
        } else if number >= self.max_attempts {
            self.list.failed(&delivered, &problem);
            let _ = self.writer.append(Line::Failed(delivered)).await;
        } else {
            let delay = delay(number);
            self.list.retried(&delivered, &problem, delay.as_secs());
            let at = Instant::now() + delay;
            self.due.push(Reverse(Attempt { at, number: number + 1, ..attempt }));
        }
    }
}

/// Returns the delay after a number of attempts: 1, 2, 4, … seconds, at most a minute.
fn delay(attempts: u32) -> Duration {
    let seconds = 1_u64.checked_shl(attempts.saturating_sub(1)).unwrap_or(u64::MAX);
    Duration::from_secs(seconds).min(MAX_DELAY)
}
