//! Plan of a batch: everything it needs, checked before anything is sent.

use std::path::{Path, PathBuf};
use std::time::Duration;

use essbasic::{Client, Effect, RetryPolicy};
use serde_json::{Map, Value};
use tokio::sync::watch;

use super::input::{Rows, Survey, sha256};
use super::journal::{Journal, JournalWriter, Parameters};
use super::journaled_limiter::JournaledLimiter;
use super::line_set::LineSet;
use super::outcome::{self, LineResult};
use super::results::Results;
use super::summary::Summary;
use super::template::Template;
use crate::cli::{BatchRunArgs, OnError};
use crate::client;
use crate::error::CliError;
use crate::files::with_suffix;
use crate::fleet::Limiter;
use crate::input;
use crate::message::message;
use crate::request::RequestBuilder;
use crate::settings::Settings;
use crate::target::Target;

/// Retry policy with longer delays than the default, to outlast other callers of the account.
const PATIENT: RetryPolicy =
    RetryPolicy::new().backoff(Duration::from_millis(500), Duration::from_secs(20));

const DEFAULT_RETRIES: u32 = 5;

/// Everything a batch needs.
pub(super) struct Plan {
    pub(super) target: Target,
    pub(super) settings: Settings,
    pub(super) request: RequestBuilder,
    pub(super) unchecked: bool,
    pub(super) on_error: OnError,
    pub(super) concurrency: usize,
    pub(super) client: Client,
    /// Stops the rate limiter.
    pub(super) stop: watch::Sender<bool>,
    pub(super) input: PathBuf,
    pub(super) survey: Survey,
    pub(super) rows: Rows,
    pub(super) results: Results,
    pub(super) unknown: Results,
    pub(super) journal: JournalWriter,
    /// Maximum number of retries of a line that was certainly not executed.
    pub(super) retries: u32,
    /// Lines that have a result.
    pub(super) completed: LineSet,
    /// Lines that an earlier run may have sent, and that may be sent again.
    pub(super) sent_before: LineSet,
    pub(super) summary: Summary,
}

impl Plan {
    pub(super) fn new(
        arguments: &BatchRunArgs,
        target: Target,
        settings: Settings,
        request: RequestBuilder,
        limiter: Limiter,
    ) -> Result<Self, CliError> {
        let Input { path: input, survey, template } = Input::new(arguments)?;
        let builder = client::builder(&settings)?;
        let retries = settings.retries.unwrap_or(DEFAULT_RETRIES);
        // The runner retries other actions itself, if they were certainly not executed.
        let policy = if outcome::may_send_again(target.effect()) {
            PATIENT.max_attempts(retries.saturating_add(1))
        } else {
            RetryPolicy::none()
        };
        let builder = builder.retry(policy);
        let parameters = parameters(&target, &settings, &survey, &request, template.as_ref());
        let rows = open_rows(&input, template, &target)?;
        // Reports invalid settings before any file is created.
        builder.clone().build()?;

        let Some(output) = arguments.output.as_deref() else {
            return Err(CliError::usage(message!("cli-choose-file")));
        };
        let path = Journal::path(output);
        if !path.exists() && output.metadata().is_ok_and(|output| output.len() > 0) {
            let message = message!("cli-output-without-journal", path = output);
            return Err(CliError::usage(message).with_hint(message!("cli-choose-file")));
        }
        let mut summary = Summary { requests: survey.requests, ..Summary::default() };
        let mut completed = LineSet::default();
        let max_line = survey.max_line();
        let mut count = |line, status| {
            if completed.insert(line) {
                summary.count(status);
            }
        };
        let results = Results::open(output, max_line, &mut count)?;
        let unknown = with_suffix(output, ".unknown.jsonl");
        let mut unknown = Results::open(&unknown, max_line, &mut count)?;

        // Read after the output is locked, so that no other process is writing to it.
        let journal = Journal::read(path, parameters, max_line)?;
        let mut sent_before = LineSet::default();
        for line in journal.sent().iter() {
            if completed.contains(line) {
                continue;
            }
            if outcome::may_send_again(target.effect()) {
                sent_before.insert(line);
            } else {
                let lost = LineResult::lost(line);
                unknown.append(&lost)?;
                completed.insert(line);
                summary.count(lost.status);
            }
        }
        let journal = journal.write()?;

        let (stop, stopped) = watch::channel(false);
        // Reads and links can be repeated without a trace.
        let is_recorded = !matches!(target.effect(), Effect::Read | Effect::Link);
        let marker = is_recorded.then(|| journal.marker());
        let limiter = JournaledLimiter::new(limiter, arguments.rate, marker, stopped);
        Ok(Self {
            client: builder.rate_limiter(limiter).build()?,
            target,
            settings,
            request,
            unchecked: arguments.unchecked,
            on_error: arguments.on_error,
            concurrency: usize::from(arguments.concurrency),
            stop,
            input,
            survey,
            rows,
            results,
            unknown,
            journal,
            retries,
            completed,
            sent_before,
            summary,
        })
    }
}

/// The input of a batch.
pub(super) struct Input {
    pub(super) path: PathBuf,
    pub(super) survey: Survey,
    pub(super) template: Option<Map<String, Value>>,
}

impl Input {
    pub(super) fn new(arguments: &BatchRunArgs) -> Result<Self, CliError> {
        let template = match &arguments.template {
            Some(source) => Some(input::read_object("--template", source)?),
            None => None,
        };
        let (path, is_csv) = match (&arguments.input, &arguments.csv) {
            (Some(path), _) => (path.clone(), false),
            (None, Some(path)) => (path.clone(), true),
            (None, None) => return Err(CliError::usage(message!("cli-input-required"))),
        };
        let survey = Survey::new(&path, is_csv)?;
        Ok(Self { path, survey, template })
    }
}

pub(super) fn parameters(
    target: &Target,
    settings: &Settings,
    survey: &Survey,
    request: &RequestBuilder,
    template: Option<&Map<String, Value>>,
) -> Parameters {
    Parameters {
        journal: 3,
        action: target.name().to_owned(),
        version: target.version().to_owned(),
        service: target.service().to_owned(),
        destination: format!("{:?}", settings.destination.value),
        input: survey.hash.clone(),
        options: sha256(&format!("{}{template:?}", request.fingerprint())),
    }
}

pub(super) fn open_rows(
    input: &Path,
    template: Option<Map<String, Value>>,
    target: &Target,
) -> Result<Rows, CliError> {
    match template {
        None => Rows::json(input),
        Some(fields) => Rows::csv(input, |columns| Template::new(fields, target.schema(), columns)),
    }
}
