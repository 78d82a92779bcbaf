//! Options of what machines share: a rate limit, and the store of a batch.

use clap::{Args, Subcommand};

/// Default name of a batch in a store.
const DEFAULT_NAME: &str = "default";

// A rate limit that several machines share.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct LimiterArgs {
    /// Rate limit that machines share over Redis or Valkey: redis://HOST?account=NAME. The account may be
    /// any name; default: the secret ID
    #[arg(long, value_name = "URL")]
    pub(crate) rate_limiter: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BatchCommand {
    Status(StatusArgs),
    Results(ResultsArgs),
}

/// Prints the number of requests in each state of a batch in a store
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic batch status --store postgres://app@10.0.0.6/app --name october")]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Prints the results of a batch in a store, one line of JSON each, in the order of the input
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic batch results --store postgres://app@10.0.0.6/app --name october > results.jsonl")]
pub(crate) struct ResultsArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

// A batch in PostgreSQL.
#[derive(Args, Clone, Debug)]
pub(crate) struct StoreArgs {
    /// PostgreSQL database with the batch: postgres://USER:PASSWORD@HOST/DATABASE
    #[arg(long = "store", id = "batch_store", value_name = "URL")]
    pub(crate) url: String,
    /// Name of the batch in the store
    #[arg(long, value_name = "NAME", default_value = DEFAULT_NAME)]
    pub(crate) name: String,
    /// Certificates to trust in addition to the system's
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<std::path::PathBuf>,
}

// Where several machines keep the same batch.
#[derive(Args, Clone, Debug)]
pub(crate) struct SharedBatchArgs {
    /// PostgreSQL database in which any number of machines work on the same batch:
    /// postgres://USER:PASSWORD@HOST/DATABASE. Run the same command on each
    #[arg(long = "store", id = "batch_store", value_name = "URL")]
    pub(crate) store: Option<String>,
    /// Name of the batch in the store
    #[arg(long, value_name = "NAME", default_value = DEFAULT_NAME, requires = "batch_store")]
    pub(crate) name: String,
}
