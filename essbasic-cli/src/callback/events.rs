//! `essbasic callback events` and `resend`: lists the callbacks of a store, and sends them again.

use std::collections::VecDeque;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::listen::row;
use super::receiver::Receiver;
use super::store::{
    self, Delivery, Line, StoreLock, StoreReader, StoreState, StoreWriter, StoredCallback,
};
use crate::cli::{EventsArgs, ResendArgs};
use crate::error::CliError;
use crate::message::message;
use crate::output::{self, OutputFormat, PrintOptions};

/// A callback of the list, without its body.
struct Entry {
    received: StoredCallback,
    delivered: Option<Delivery>,
    failed: Option<Delivery>,
}

pub(super) fn list(arguments: &EventsArgs, print: &PrintOptions) -> Result<(), CliError> {
    let path = store::path(arguments.store.as_deref())?;
    let limit = usize::try_from(arguments.limit).unwrap_or(usize::MAX);
    let mut entries = VecDeque::new();
    if let Some(mut reader) = StoreReader::open(&path)? {
        while let Some((line, _)) = reader.next()? {
            add(&mut entries, line, limit);
        }
    }
    if print.filter.is_none() && matches!(print.output, None | Some(OutputFormat::Text)) {
        return entries.iter().try_for_each(|it| output::line(&it.text()));
    }
    let events: Vec<_> = entries.iter().map(Entry::json).collect();
    output::data(&json!({ "events": events }), print)
}

/// Adds a line of the store to the latest callbacks.
fn add(entries: &mut VecDeque<Entry>, line: Line, limit: usize) {
    match line {
        Line::Received(received) => {
            if entries.len() >= limit {
                entries.pop_front();
            }
            let received = received.without_body();
            entries.push_back(Entry { received, delivered: None, failed: None });
        }
        Line::Delivered(it) => {
            if let Some(entry) = find(entries, it.id) {
                entry.delivered = Some(it);
            }
        }
        Line::Failed(it) => {
            if let Some(entry) = find(entries, it.id) {
                entry.failed = Some(it);
            }
        }
        Line::ForwardTo(_) => {}
    }
}

/// Finds a callback by its number. Numbers are in ascending order.
fn find(entries: &mut VecDeque<Entry>, id: u64) -> Option<&mut Entry> {
    let at = entries.binary_search_by_key(&id, |it| it.received.id).ok()?;
    entries.get_mut(at)
}

impl Entry {
    fn state(&self) -> &'static str {
        match (&self.delivered, &self.failed) {
            (Some(_), _) => "forwarded",
            (None, Some(_)) => "failed",
            (None, None) => "stored",
        }
    }

    fn text(&self) -> String {
        let state = match self.state() {
            "forwarded" => message!("event-forwarded"),
            "failed" => message!("event-failed"),
            _ => message!("event-stored"),
        };
        format!("{}  {}", row(&self.received), state.local())
    }

    fn json(&self) -> Value {
        let it = &self.received;
        let last = self.delivered.as_ref().or(self.failed.as_ref());
        json!({
            "id": it.id,
            "at": it.at,
            "event": it.event,
            "msg_id": it.msg_id,
            "organization": it.organization,
            "flow": it.flow,
            "state": self.state(),
            "attempts": last.map(|it| it.attempts),
            "problem": last.and_then(|it| it.problem.as_deref()),
        })
    }
}

pub(super) fn resend(arguments: &ResendArgs, print: &PrintOptions) -> Result<(), CliError> {
    let path = store::path(arguments.store.as_deref())?;
    // A `listen` that runs writes the store; a delivery is then not recorded.
    let lock = StoreLock::try_new(&path)?;
    let state = StoreState::read(&path)?;
    let to = arguments.to.clone().map(|url| ("--to", url));
    let forwarded = || Some(("listen --forward-to", state.forward_to.clone()?));
    let (option, url) = to.or_else(forwarded).ok_or_else(|| {
        CliError::usage(message!("callback-no-forward"))
            .with_hint(message!("callback-no-forward-hint"))
    })?;
    let receiver = Receiver::new(option, &url, arguments.allow_public, arguments.timeout)?;
    let offsets = offsets(&path, &arguments.ids)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (deliveries, stopped) = runtime.block_on(async {
        let writer = lock.map(|lock| StoreWriter::start(&path, lock, &state)).transpose()?;
        let mut deliveries = Vec::new();
        for offset in offsets {
            // Deliveries so far are reported even after an error.
            let stored = match received_at(&path, offset) {
                Ok(Some(stored)) => stored,
                // Another process has replaced or cut the store since.
                Ok(None) => {
                    let problem = io::Error::other(message!("cli-file-replaced"));
                    return Ok((deliveries, Some(store::cannot_use(&path, &problem))));
                }
                Err(error) => return Ok((deliveries, Some(error))),
            };
            let body = stored.body().unwrap_or_default();
            let response = receiver.post(stored.signature.as_deref(), body).await;
            let id = stored.id;
            let at = store::now();
            let problem = response.problem().map(|it| it.english().to_owned());
            let delivered = Delivery { id, at, attempts: 1, problem };
            deliveries.push((id, response));
            if let Some(writer) = writer.as_ref().filter(|_| response.is_ok())
                && let Err(error) = writer.append(Line::Delivered(delivered)).await
            {
                return Ok((deliveries, Some(store::cannot_use(&path, &error))));
            }
        }
        Ok::<_, CliError>((deliveries, None))
    })?;
    let failed = deliveries.iter().filter(|(_, response)| !response.is_ok()).count();
    let listed = deliveries.iter().map(|(id, response)| {
        let mut delivery = response.json();
        delivery["id"] = (*id).into();
        delivery
    });
    let report = json!({ "deliveries": listed.collect::<Vec<_>>() });
    let printed = output::result(&report, print);
    if let Some(error) = stopped {
        return Err(error);
    }
    if failed == 0 {
        return printed.map_err(|error| error.unprinted(report));
    }
    let all = deliveries.len();
    let message = message!("callback-not-accepted", failed = failed, all = all);
    Err(CliError::Partial { code: 1, message, hint: None })
}

fn received_at(path: &Path, offset: u64) -> Result<Option<StoredCallback>, CliError> {
    match StoreReader::open(path)? {
        Some(mut reader) => reader.received_at(offset),
        None => Ok(None),
    }
}

/// Finds callbacks by number or message ID. Returns their offsets, in the order of the arguments.
fn offsets(path: &Path, ids: &[String]) -> Result<Vec<u64>, CliError> {
    let mut offsets = vec![None; ids.len()];
    if let Some(mut reader) = StoreReader::open(path)? {
        while let Some((line, offset)) = reader.next()? {
            let Line::Received(received) = line else { continue };
            for (found, id) in offsets.iter_mut().zip(ids) {
                let number = id.trim_start_matches('#').parse() == Ok(received.id);
                if number || received.msg_id.as_ref() == Some(id) {
                    *found = Some(offset);
                }
            }
        }
    }
    let missing = offsets.iter().zip(ids).find(|(found, _)| found.is_none());
    if let Some((_, id)) = missing {
        return Err(CliError::usage(message!("callback-not-stored-id", id = id))
            .with_hint(message!("callback-list-stored")));
    }
    Ok(offsets.into_iter().flatten().collect())
}
