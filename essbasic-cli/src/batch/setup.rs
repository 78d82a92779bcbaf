//! All that a batch needs, checked before anything is sent.

use std::path::{Path, PathBuf};
use std::time::Duration;

use essbasic::{Client, RetryPolicy};
use serde_json::{Map, Value};
use tokio::sync::watch;

use super::gate::Gate;
use super::hashing;
use super::journal::{About, Journal, Writer, beside};
use super::lines::Lines;
use super::results::Results;
use super::rows::{Rows, Survey};
use super::tally::Tally;
use super::template::Template;
use super::verdict;
use crate::arguments::{Batch, OnError};
use crate::failure::Failure;
use crate::request::Recipe;
use crate::settings::Settings;
use crate::target::Target;
use crate::{client, input};

/// A batch has time: it waits out others that call as often as the account may.
const PATIENT: RetryPolicy =
    RetryPolicy::new().backoff(Duration::from_millis(500), Duration::from_secs(20));

/// How often a batch repeats a call, unless told otherwise.
const RETRIES: u32 = 5;

/// All that a batch needs.
pub(super) struct Setup {
    pub(super) target: Target,
    pub(super) recipe: Recipe,
    pub(super) unchecked: bool,
    pub(super) on_error: OnError,
    pub(super) concurrency: usize,
    pub(super) client: Client,
    /// Closes the gate before the network.
    pub(super) close: watch::Sender<bool>,
    pub(super) input: PathBuf,
    pub(super) survey: Survey,
    pub(super) rows: Rows,
    pub(super) results: Results,
    pub(super) unknown: Results,
    pub(super) journal: Writer,
    /// How often a call that must not be repeated is, where nothing was done.
    pub(super) retries: u32,
    /// The lines that need not be sent any more.
    pub(super) settled: Lines,
    /// The lines that an earlier run was about to send, and that may be sent again.
    pub(super) sent_before: Lines,
    pub(super) tally: Tally,
}

impl Setup {
    pub(super) fn new(
        arguments: &Batch,
        target: Target,
        settings: &Settings,
        recipe: Recipe,
    ) -> Result<Self, Failure> {
        let template = match &arguments.template {
            Some(source) => Some(input::object("--template", source)?),
            None => None,
        };
        let (input, is_csv) = match (&arguments.input, &arguments.csv) {
            (Some(path), _) => (path.clone(), false),
            (None, Some(path)) => (path.clone(), true),
            (None, None) => return Err(Failure::usage("give --input or --csv")),
        };
        let survey = Survey::take(&input, is_csv)?;
        let client_to_be = client::network(client::builder(settings)?, settings)?;
        let retries = settings.retries.unwrap_or(RETRIES);
        // What must not be repeated, the engine repeats only where nothing was done.
        let policy = if verdict::may_be_sent_again(target.retry()) {
            PATIENT.max_attempts(retries.saturating_add(1))
        } else {
            RetryPolicy::none()
        };
        let client_to_be = client_to_be.retry(policy);
        let about = About {
            journal: 1,
            action: target.name().to_owned(),
            version: target.version().to_owned(),
            service: target.service().to_owned(),
            place: format!("{:?}", settings.place),
            input: survey.hash.clone(),
            recipe: hashing::of(&format!("{}{template:?}", recipe.told())),
        };
        let rows = rows(&input, template, &target)?;
        // Whatever is wrong with the client is told before a file is made.
        client_to_be.clone().build()?;

        let output = arguments.output.as_path();
        let path = Journal::path(output);
        if !path.exists() && output.metadata().is_ok_and(|output| output.len() > 0) {
            let message =
                format!("--output {}: it is there already, and no batch's", output.display());
            return Err(Failure::usage(message).hint(Some("name another file".to_owned())));
        }
        let mut tally = Tally { requests: survey.requests, ..Tally::default() };
        let mut settled = Lines::default();
        let most = survey.most_lines();
        let results = Results::open(output, most, |known| {
            if settled.insert(known.line) {
                *(if known.ok { &mut tally.done } else { &mut tally.refused }) += 1;
            }
        })?;
        let mut unknown = Results::open(&beside(output, ".unknown.jsonl"), most, |known| {
            tally.unknown += u64::from(settled.insert(known.line));
        })?;

        // Read once the output is ours alone, so that nobody else is writing it.
        let journal = Journal::read(path, about, most)?;
        let mut sent_before = Lines::default();
        for line in journal.marked().iter() {
            if settled.contains(line) {
                continue;
            }
            if verdict::may_be_sent_again(target.retry()) {
                sent_before.insert(line);
            } else {
                unknown.add(&verdict::lost(line))?;
                settled.insert(line);
                tally.unknown += 1;
            }
        }
        let journal = journal.write()?;

        let (close, closed) = watch::channel(false);
        // Reads and the making of links leave no trace that matters.
        let marks = !matches!(target.retry(), essbasic::Effect::Read | essbasic::Effect::Link);
        let gate = Gate::new(arguments.rate, marks.then(|| journal.marker()), closed);
        Ok(Self {
            client: client_to_be.rate_limiter(gate).build()?,
            target,
            recipe,
            unchecked: arguments.unchecked,
            on_error: arguments.on_error,
            concurrency: usize::from(arguments.concurrency),
            close,
            input,
            survey,
            rows,
            results,
            unknown,
            journal,
            retries,
            settled,
            sent_before,
            tally,
        })
    }
}

fn rows(
    input: &Path,
    template: Option<Map<String, Value>>,
    target: &Target,
) -> Result<Rows, Failure> {
    match template {
        None => Rows::json(input),
        Some(members) => {
            Rows::csv(input, |columns| Template::new(members, target.schema(), columns))
        }
    }
}
