//! What the commands take that tell about actions, and send nothing.

use std::path::PathBuf;

use clap::Args;

/// List the actions, or those that are about something
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic actions QR code
  essbasic actions OperationDenied.QrInvalid --output json")]
pub(crate) struct Actions {
    /// Words that name, title, documentation, members or codes must hold
    pub(crate) words: Vec<String>,
}

/// Tell what an action does, takes and answers
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic describe ChannelCancelMultiFlowSignQRCode
  essbasic describe UploadFiles --output json --filter errors")]
pub(crate) struct Describe {
    /// The action, as the manual names it
    pub(crate) action: String,
}

/// Print a request to fill in: what is required, or everything
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic skeleton ChannelCancelMultiFlowSignQRCode > request.json
  essbasic skeleton ChannelCreateFlowByFiles --full")]
pub(crate) struct Skeleton {
    /// The action, as the manual names it
    pub(crate) action: String,
    /// With every member, not only those that are required
    #[arg(long)]
    pub(crate) full: bool,
}

/// Print the catalogue as JSON: every action, its members, its codes
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:
  essbasic schema > catalogue.json
  essbasic schema --filter \"actions[?retry=='create'].name\"")]
pub(crate) struct Schema {}

/// Take examples through the typed requests and answers and back, and compare
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic replay examples.json
  essbasic replay examples.json --filter failures")]
pub(crate) struct Replay {
    /// A JSON file: action → list of {"title", "input", "output"}
    pub(crate) examples: PathBuf,
}
