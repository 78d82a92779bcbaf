//! `essbasic batch`: sends one action once per input line; can be resumed.
//!
//! | file | contents |
//! |---|---|
//! | the output | a result for every request that got a response or was invalid |
//! | `<output>.unknown.jsonl` | a result for every request that may have been executed |
//! | `<output>.journal` | the parameters of the batch, and every line before it is sent |
//!
//! A request that must not be sent twice is recorded in the journal, durably, before it is sent. A
//! later run that finds it there without a result does not send it again.
//!
//! With `--store`, all of this is in PostgreSQL, and machines work on a batch together. Both are a
//! `Journal` of `essbasic-fleet`, which sends the requests.

use crate::cli::{BatchArgs, BatchCommand, BatchRunArgs};
use crate::error::CliError;
#[cfg(not(feature = "postgres"))]
use crate::fleet::unsupported;
use crate::output::{self, PrintOptions};

mod input;
mod journal;
mod line_set;
mod marks;
mod outcome;
mod plan;
mod progress;
mod records;
mod requests;
mod results;
mod runner;
#[cfg(feature = "postgres")]
mod store;
mod summary;
mod template;

pub(crate) use line_set::LineSet;
use plan::Plan;

pub(crate) fn run(arguments: &BatchArgs, print: &PrintOptions) -> Result<(), CliError> {
    match arguments {
        #[cfg(feature = "postgres")]
        BatchArgs::Command(BatchCommand::Status(arguments)) => {
            store::status(&arguments.store, print)
        }
        #[cfg(feature = "postgres")]
        BatchArgs::Command(BatchCommand::Results(arguments)) => store::results(&arguments.store),
        #[cfg(not(feature = "postgres"))]
        BatchArgs::Command(BatchCommand::Status(_) | BatchCommand::Results(_)) => {
            Err(unsupported("--store"))
        }
        BatchArgs::Run(arguments) => send(arguments, print),
    }
}

fn send(arguments: &BatchRunArgs, print: &PrintOptions) -> Result<(), CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let sent = runtime.block_on(async {
        let plan = Plan::new(arguments).map_err(CliError::before_sending)?;
        match arguments.shared.store.as_deref() {
            None => Box::pin(runner::run_in_files(arguments, plan)).await,
            #[cfg(feature = "postgres")]
            Some(url) => Box::pin(store::run(arguments, url, plan)).await,
            #[cfg(not(feature = "postgres"))]
            Some(_) => Err(unsupported("--store")),
        }
    });
    let (summary, stop_reason) = sent?;
    // Does not wait for calls that were abandoned.
    runtime.shutdown_background();

    let printed = output::result(&summary.json(), print);
    match (summary.result(stop_reason), printed) {
        (Err(error), _) => Err(error),
        // The batch is done, even if its summary could not be printed.
        (Ok(()), Err(CliError::Io(_))) => Ok(()),
        (Ok(()), printed) => printed,
    }
}
