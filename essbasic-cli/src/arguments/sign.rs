//! What `essbasic sign` takes: all that goes into a signature.

use clap::Args;

use crate::input::Source;

/// Sign a request without sending it; prints every stage as JSON
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic sign --action DescribeTemplates --host essbasic.tencentcloudapi.com \\
      --timestamp 1767225600 --body '{}'
  essbasic sign --action UploadFiles --host 127.0.0.1:8899 \\
      --timestamp 1767225600 --body @request.json --filter authorization")]
pub(crate) struct Sign {
    /// X-TC-Action
    #[arg(long)]
    pub(crate) action: String,
    /// The Host header, port included
    #[arg(long)]
    pub(crate) host: String,
    /// X-TC-Timestamp, in Unix seconds
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) timestamp: i64,
    /// Who signs
    #[arg(long, env = "TENCENTCLOUD_SECRET_ID")]
    pub(crate) secret_id: String,
    /// The key; a shell remembers what is typed, so better leave it in the environment
    #[arg(long, env = "TENCENTCLOUD_SECRET_KEY", hide_env_values = true)]
    pub(crate) secret_key: String,
    /// The service in the scope
    #[arg(long, default_value = "essbasic")]
    pub(crate) service: String,
    /// The Content-Type header
    #[arg(long, default_value = essbasic::request::CONTENT_TYPE_JSON)]
    pub(crate) content_type: String,
    /// The headers that are signed, in order
    #[arg(long, default_value = "content-type;host;x-tc-action")]
    pub(crate) signed_headers: String,
    /// The body: as it stands, @FILE, or - for standard input
    #[arg(long, value_name = "BODY|@FILE|-")]
    pub(crate) body: Source,
}
