//! Renders a call as an `essbasic` command.

use serde_json::{Map, Value};

use super::{SampleAction, SampleBody, SampleEndpoint, command_line, shell_quote};
use crate::escape;

/// Renders the command. `unchecked` skips validation.
pub fn render(
    action: &SampleAction<'_>,
    endpoint: &SampleEndpoint,
    members: &Map<String, Value>,
    unchecked: bool,
    body: SampleBody<'_>,
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
    if unchecked {
        lines.push("--unchecked".to_owned());
    }
    let request = serde_json::to_string(members).unwrap_or_default();
    command_line(lines, "--json", (&escape::json_text(&request), body, "-"))
}
