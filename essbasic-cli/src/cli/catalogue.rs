//! Arguments of the commands that send nothing: catalogue, signatures, examples.

use std::path::PathBuf;

use clap::Args;

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

/// Prints a request template of an action
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic skeleton ChannelCancelMultiFlowSignQRCode > request.json
  essbasic skeleton ChannelCreateFlowByFiles --full")]
pub(crate) struct SkeletonArgs {
    /// Action, as named in the API reference
    pub(crate) action: String,
    /// Include optional fields
    #[arg(long)]
    pub(crate) full: bool,
}

/// Prints the catalogue as JSON: all actions with their fields and error codes
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:
  essbasic schema > catalogue.json
  essbasic schema --filter \"actions[?effect=='create'].name\"")]
pub(crate) struct SchemaArgs {}

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
