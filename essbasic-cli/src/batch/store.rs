//! Batches in PostgreSQL, on which machines work together.

use std::io::{self, Write};
use std::path::Path;

use essbasic_devtools::escape;
use essbasic_fleet::{
    Batch, BatchProgress, BatchRun, Database, FleetError, LineResult, LineStatus as StoredStatus,
    NewLine, PostgresJournal, StopReason as StoredReason,
};
use serde_json::json;

use super::input::Rows;
use super::line_set::LineSet;
use super::outcome::LineStatus;
use super::plan::{Input, open_rows, parameters};
use super::summary::{StopReason, Summary};
use crate::cli::{BatchRunArgs, OnError, StoreArgs};
use crate::client;
use crate::error::CliError;
use crate::files::Replacement;
use crate::fleet::{Limiter, explain, text};
use crate::message::{Message, message};
use crate::output::{self, PrintOptions};
use crate::request::RequestBuilder;
use crate::settings::Settings;
use crate::stop_signals::StopSignals;
use crate::target::Target;

/// Results that are read at once.
const PAGE: u32 = 500;

/// An error of the input or of the store, while lines are stored.
enum LoadError {
    Input(CliError),
    Store(FleetError),
}

impl From<FleetError> for LoadError {
    fn from(error: FleetError) -> Self {
        Self::Store(error)
    }
}

/// Sends the requests of a batch that are left, together with other machines.
pub(super) async fn send(
    arguments: &BatchRunArgs,
    target: Target,
    settings: Settings,
    request: RequestBuilder,
) -> Result<(Summary, Option<StopReason>), CliError> {
    let input = Input::new(arguments)?;
    // Reports invalid settings before anything is connected.
    let client = client::builder(&settings)?;
    client.clone().build()?;
    let parameters =
        parameters(&target, &settings, &input.survey, &request, input.template.as_ref());
    let parameters = serde_json::to_value(&parameters).map_err(io::Error::from)?;
    let rows = open_rows(&input.path, input.template, &target)?;
    let action = target.batch_action();
    let action = if arguments.unchecked { action.unchecked() } else { action };

    let url = arguments.shared.store.as_deref().unwrap_or_default();
    let ca_file = settings.ca_file.as_ref().map(|path| path.value.as_path());
    let database = connect(url, ca_file).await?;
    let limiter = Limiter::connect(&arguments.limiter, &settings).await?;
    let name = arguments.shared.name.as_str();
    let lines = Lines { rows, request: &request, target: &target };
    let opened = PostgresJournal::builder(&database, name, &parameters).open(&action, lines).await;
    let journal = opened.map_err(|error| match error {
        LoadError::Input(error) => error,
        LoadError::Store(error) => explain(&error),
    })?;

    let mut batch = Batch::new(action, journal).concurrency(arguments.concurrency.into());
    if let Some(retries) = settings.retries {
        batch = batch.retries(retries);
    }
    if let Some(rate) = arguments.rate {
        batch = batch.rate(rate);
    }
    if arguments.on_error == OnError::Stop {
        batch = batch.stop_on_error();
    }
    let mut signals = StopSignals::new()?;
    let stop = async move {
        let _ = signals.received().await;
    };
    let run = batch.run(client, limiter, stop).await?;
    let BatchRun { progress, stop_reason, unrecorded, .. } = run;
    let mut reason = stop_reason.map(|reason| convert(reason, &settings));
    if let Some(result) = unrecorded.first() {
        let problem = match &reason {
            Some(StopReason::Io(problem)) => problem.clone(),
            _ => Message::default(),
        };
        reason = Some(StopReason::Unwritten { status: status_of(result.status), problem });
    }
    // There is no other record of them.
    for result in &unrecorded {
        let _ = writeln!(io::stderr(), "{}", escape::json(&result.to_json()));
    }
    let summary = summary(progress.unwrap_or_default());
    if let Some(path) = &arguments.output {
        write_results(&database, name, path).await?;
    }
    Ok((summary, reason))
}

/// Prints the numbers of requests of a batch.
pub(super) fn status(arguments: &StoreArgs, print: &PrintOptions) -> Result<(), CliError> {
    let progress = client::block_on(async {
        let database = connect(&arguments.url, arguments.ca_file.as_deref()).await?;
        let progress = PostgresJournal::progress_of(&database, &arguments.name).await;
        progress.map_err(|error| explain(&error))?.ok_or_else(|| no_batch(&arguments.name))
    })??;
    let BatchProgress { requests, done, refused, unknown, sending, .. } = progress;
    let status = json!({
        "requests": requests,
        "done": done,
        "refused": refused,
        "unknown": unknown,
        "left": progress.left(),
        "sending": sending,
    });
    output::result(&status, print)
}

/// Prints the results of a batch.
pub(super) fn results(arguments: &StoreArgs) -> Result<(), CliError> {
    client::block_on(async {
        let database = connect(&arguments.url, arguments.ca_file.as_deref()).await?;
        let print = |result: &LineResult| output::line(&escape::json(&result.to_json()));
        for_each_result(&database, &arguments.name, print).await
    })?
}

async fn write_results(database: &Database, name: &str, path: &Path) -> Result<(), CliError> {
    let mut file = Replacement::new(path)?;
    let mut writer = io::BufWriter::new(file.file());
    let write = |result: &LineResult| Ok(writeln!(writer, "{}", escape::json(&result.to_json()))?);
    for_each_result(database, name, write).await?;
    writer.flush()?;
    drop(writer);
    file.commit()?;
    Ok(())
}

async fn for_each_result(
    database: &Database,
    name: &str,
    mut handle: impl FnMut(&LineResult) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut after = 0;
    loop {
        let page = PostgresJournal::results_of(database, name, after, PAGE).await;
        let page = page.map_err(|error| explain(&error))?.ok_or_else(|| no_batch(name))?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.line;
        page.iter().try_for_each(&mut handle)?;
    }
}

async fn connect(url: &str, ca_file: Option<&Path>) -> Result<Database, CliError> {
    let mut database = Database::builder(url);
    if let Some(path) = ca_file {
        database = database.root_certificate(client::read_certificates(path)?);
    }
    database.connect().await.map_err(|error| explain(&error))
}

/// The lines of the input.
struct Lines<'a> {
    rows: Rows,
    request: &'a RequestBuilder,
    target: &'a Target,
}

impl Iterator for Lines<'_> {
    type Item = Result<NewLine, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.rows.next(&LineSet::default()) {
            Ok(row) => row?,
            Err(error) => return Some(Err(LoadError::Input(error.into()))),
        };
        let request = row.request.map_err(CliError::usage).and_then(|mut fields| {
            self.request.complete(self.target, &mut fields)?;
            Ok(fields)
        });
        Some(Ok((row.line, request.map_err(|error| error.json()))))
    }
}

fn summary(progress: BatchProgress) -> Summary {
    let BatchProgress { requests, done, refused, unknown, .. } = progress;
    Summary { requests, done, refused, unknown, unanswered: 0 }
}

fn convert(reason: StoredReason, settings: &Settings) -> StopReason {
    match reason {
        StoredReason::Fatal(error) => StopReason::Fatal(client::explain(error, settings)),
        StoredReason::Unresponsive => StopReason::Unresponsive,
        StoredReason::LineFailed(result) => {
            let error = &result.fields["error"];
            let problem = error["code"].as_str().or(error["message"].as_str()).unwrap_or_default();
            let problem = Message::verbatim(problem);
            StopReason::LineFailed { line: result.line, status: status_of(result.status), problem }
        }
        StoredReason::Journal(error) => {
            StopReason::Io(message!("cli-store-failed", problem = text(&error)))
        }
        // `Stopped`, and what a later version adds.
        _ => StopReason::Interrupted,
    }
}

fn status_of(status: StoredStatus) -> LineStatus {
    match status {
        StoredStatus::Done => LineStatus::Done,
        StoredStatus::Refused => LineStatus::Refused,
        _ => LineStatus::Unknown,
    }
}

fn no_batch(name: &str) -> CliError {
    CliError::usage(message!("cli-no-batch", name = name))
}
