//! A call as a command line of `essbasic`.

use serde_json::{Map, Value};

use super::{SampleAction, SampleEndpoint};

/// No shell takes an argument that is much longer.
const LONGEST: usize = 64 << 10;

/// The command line. A request too long for one comes from a file, which holds [`request`].
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
            lines.push(format!("--endpoint {}", shell_quote(address)))
        }
    }
    let request = request_json(members);
    lines.push(if request.len() > LONGEST {
        "--json @request.json".to_owned()
    } else {
        format!("--json {}", shell_quote(&request))
    });
    lines.join(" \\\n  ")
}

/// The request as it is given to the command.
pub fn request_json(members: &Map<String, Value>) -> String {
    serde_json::to_string(members).unwrap_or_default()
}

/// A text as one word of a shell.
pub(super) fn shell_quote(text: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    // Words that need no quotes read better without.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:@%+,".contains(&byte);
    if text.is_empty() || !text.bytes().all(is_plain) { quoted } else { text.to_owned() }
}
