//! Batches in PostgreSQL, on which machines work together.

use std::io::{self, Write};
use std::path::Path;

use essbasic_fleet::{Database, FleetError, LineResult, NewLine, PostgresJournal};

use super::line_set::LineSet;
use super::outcome::json_line;
use super::plan::Plan;
use super::progress::Progress;
use super::requests::Requests;
use super::runner::Runner;
use super::summary::{StopReason, Summary};
use crate::cli::{BatchRunArgs, StoreArgs};
use crate::client;
use crate::error::CliError;
use crate::files::Replacement;
use crate::fleet::{Limiter, explain};
use crate::message::message;
use crate::output::{self, PrintOptions};
use crate::report;

mod results_in_memory;

use results_in_memory::{KeepingJournal, ResultsInMemory};

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
pub(super) async fn run(
    arguments: &BatchRunArgs,
    url: &str,
    plan: Plan,
) -> Result<(Summary, Option<StopReason>), CliError> {
    let Plan { target, settings, client, parameters, requests } = plan;
    if let Some(path) = &arguments.output {
        // Nothing is sent whose results could not be written.
        Replacement::new(path).map_err(|error| {
            CliError::usage(message!("cli-output", path = path, problem = error))
        })?;
    }
    let parameters = serde_json::to_value(&parameters).map_err(io::Error::from)?;
    let ca_file = settings.ca_file.as_ref().map(|path| path.value.as_path());
    let database = connect(url, ca_file).await?;
    let limiter = Limiter::connect(&arguments.limiter, &settings).await?;
    let name = arguments.shared.name.as_str();
    let opened = PostgresJournal::builder(&database, name, &parameters)
        .open(&target.batch_action(), Lines(requests))
        .await;
    let journal = opened.map_err(|error| match error {
        LoadError::Input(error) => error,
        LoadError::Store(error) => explain(&error),
    })?;
    let results = ResultsInMemory::default();
    let journal = KeepingJournal { journal, results: results.clone() };
    let runner = Runner { arguments, target, settings, client, limiter };
    let (run, abandoned) = runner.run(journal, &Progress::hidden()).await?;
    // There is no other record of them.
    for result in run.unrecorded.iter().chain(&results.take()) {
        let _ = writeln!(io::stderr(), "{}", json_line(result));
    }
    let summary = Summary {
        progress: run.progress.unwrap_or_default(),
        unanswered: 0,
        is_unread: run.progress.is_none(),
    };
    let mut stop_reason = runner.stop_reason(run, abandoned);
    if let Some(path) = &arguments.output
        && let Err(error) = write_results(&database, name, path).await
    {
        let problem = message!("cli-output", path = path, problem = error.message());
        // Why the run stopped, and what became of its lines, counts more.
        if stop_reason.is_some() {
            report::warning(&problem, None);
        }
        stop_reason.get_or_insert(StopReason::Output(problem));
    }
    Ok((summary, stop_reason))
}

/// Prints the numbers of requests of a batch.
pub(super) fn status(arguments: &StoreArgs, print: &PrintOptions) -> Result<(), CliError> {
    let progress = client::block_on(async {
        let database = connect(&arguments.url, arguments.ca_file.as_deref()).await?;
        let progress = PostgresJournal::progress_of(&database, &arguments.name).await;
        progress.map_err(|error| explain(&error))?.ok_or_else(|| no_batch(&arguments.name))
    })??;
    let mut status = Summary { progress, ..Summary::default() }.json();
    status["sending"] = progress.sending.into();
    output::result(&status, print)
}

/// Prints the results of a batch.
pub(super) fn results(arguments: &StoreArgs) -> Result<(), CliError> {
    client::block_on(async {
        let database = connect(&arguments.url, arguments.ca_file.as_deref()).await?;
        let print = |result: &LineResult| {
            output::line(&json_line(result)).map_err(|error| error.unprinted(result.to_json()))
        };
        for_each_result(&database, &arguments.name, print).await
    })?
}

async fn write_results(database: &Database, name: &str, path: &Path) -> Result<(), CliError> {
    let mut file = Replacement::new(path)?;
    let mut writer = io::BufWriter::new(file.file());
    let write = |result: &LineResult| Ok(writeln!(writer, "{}", json_line(result))?);
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
struct Lines(Requests);

impl Iterator for Lines {
    type Item = Result<NewLine, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.0.next(&LineSet::default()) {
            Ok(line) => line.map(|(line, request)| Ok((line, request.map_err(|it| it.json())))),
            Err(error) => Some(Err(LoadError::Input(error.into()))),
        }
    }
}

fn no_batch(name: &str) -> CliError {
    CliError::usage(message!("cli-no-batch", name = name))
}
