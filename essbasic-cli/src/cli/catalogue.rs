//! Arguments of the commands that send nothing: catalogue, signatures, examples.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::help_texts;
use crate::input::Source;

/// Lists actions: all, or those that match, best match first
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic actions QR code
  essbasic actions OperationDenied.QrInvalid --output json")]
pub(crate) struct ActionsArgs {
    /// Words to search for in names, titles, documentation, fields and error codes
    pub(crate) words: Vec<String>,
}

/// Describes an action: its effect, request, response and error codes
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic describe ChannelCancelMultiFlowSignQRCode
  essbasic describe UploadFiles --output json --filter errors")]
pub(crate) struct DescribeArgs {
    /// Action, as named in the API reference
    pub(crate) action: String,
}

/// Prints a request of an action: a template, or an example that a new sandbox accepts
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic skeleton ChannelCancelMultiFlowSignQRCode --example > request.json
  essbasic skeleton ChannelCreateFlowByFiles --example=2
  essbasic skeleton ChannelCreateFlowByFiles --full")]
pub(crate) struct SkeletonArgs {
    /// Action, as named in the API reference
    pub(crate) action: String,
    /// Include optional fields
    #[arg(long)]
    pub(crate) full: bool,
    /// Print an example with the agent of the profile or else of a new sandbox; of several, the Nth
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "1",
        conflicts_with = "full"
    )]
    pub(crate) example: Option<usize>,
    /// Profile of the configuration file. Default: the profile `default`
    #[arg(long, value_name = "NAME", requires = "example")]
    pub(crate) profile: Option<String>,
}

/// Prints the catalogue as JSON: all actions with their fields and error codes
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:
  essbasic schema > catalogue.json
  essbasic schema --filter \"actions[?effect=='create'].name\"
  essbasic schema --format openapi > openapi.json
  essbasic --lang zh-CN schema --format postman > postman_collection.json")]
pub(crate) struct SchemaArgs {
    /// Format for other tools. Default: all that is known of each action
    #[arg(long, value_enum)]
    pub(crate) format: Option<SchemaFormat>,
}

/// Format of the catalogue.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum SchemaFormat {
    #[value(help = help_texts::of_value("format.openapi", "OpenAPI 3.1, for generators of clients and documentation"))]
    Openapi,
    #[value(help = help_texts::of_value("format.postman", "Postman collection 2.1, which signs its requests"))]
    Postman,
}

/// Signs a request without sending it; prints each stage of the signature as JSON
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic sign --action DescribeTemplates --host essbasic.tencentcloudapi.com \\
      --timestamp 1767225600 --body '{}'
  essbasic sign --action UploadFiles --host 127.0.0.1:8899 \\
      --timestamp 1767225600 --body @request.json --filter authorization")]
pub(crate) struct SignArgs {
    /// X-TC-Action header
    #[arg(long)]
    pub(crate) action: String,
    /// Host header, including the port
    #[arg(long)]
    pub(crate) host: String,
    /// X-TC-Timestamp header, Unix time in seconds
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) timestamp: i64,
    /// Secret ID
    #[arg(long, env = "TENCENTCLOUD_SECRET_ID")]
    pub(crate) secret_id: String,
    /// Secret key; prefer the variable, since shells keep a history of what is typed
    #[arg(long, env = "TENCENTCLOUD_SECRET_KEY", hide_env_values = true)]
    pub(crate) secret_key: String,
    /// Service in the credential scope
    #[arg(long, default_value = "essbasic")]
    pub(crate) service: String,
    /// Content-Type header
    #[arg(long, default_value = essbasic::request::CONTENT_TYPE_JSON)]
    pub(crate) content_type: String,
    /// Signed headers, in order
    #[arg(long, default_value = "content-type;host;x-tc-action")]
    pub(crate) signed_headers: String,
    /// Body: its text, @FILE, or - for standard input
    #[arg(long, value_name = "BODY|@FILE|-")]
    pub(crate) body: Source,
}

/// Round-trips examples through the typed requests and responses and compares the JSON
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic replay examples.json
  essbasic replay examples.json --filter failures")]
pub(crate) struct ReplayArgs {
    /// JSON file that maps actions to lists of {"title", "input", "output"}
    pub(crate) examples: PathBuf,
}
