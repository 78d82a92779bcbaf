//! Renders a call as an `essbasic` command.

use serde_json::{Map, Value};

use super::{SampleAction, SampleEndpoint};

/// Maximum length of an argument on the command line, in bytes.
const MAX_ARGUMENT: usize = 64 << 10;

/// Renders the command. A request that is too long is read from a file with [`request_json`].
pub fn render(
    action: &SampleAction<'_>,
    endpoint: &SampleEndpoint,
    members: &Map<String, Value>,
) -> String {
    let mut lines = vec![format!("essbasic call {}", shell_quote(action.name()))];
    if let SampleAction::Raw { version, service, .. } = action {
        lines.push(format!(
            "--version {} --service {}",
            shell_quote(version),
            shell_quote(service)
        ));
    }
    match endpoint {
        SampleEndpoint::Production => {}
        SampleEndpoint::Test => lines.push("--environment test".to_owned()),
        SampleEndpoint::Custom(address) => {
            lines.push(format!("--endpoint {}", shell_quote(address)));
        }
    }
    let request = request_json(members);
    lines.push(if request.len() > MAX_ARGUMENT {
        "--json @request.json".to_owned()
    } else {
        format!("--json {}", shell_quote(&request))
    });
    lines.join(" \\\n  ")
}

/// Returns the request as JSON.
pub fn request_json(members: &Map<String, Value>) -> String {
    serde_json::to_string(members).unwrap_or_default()
}

/// Quotes a text for a POSIX shell.
pub(super) fn shell_quote(text: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:@%+,".contains(&byte);
    if text.is_empty() || !text.bytes().all(is_plain) { quoted } else { text.to_owned() }
}
