//! Renders a signed request as a curl command.

use bytes::Bytes;

use super::{SampleBody, command_line, redact, shell_quote};

/// Renders the command, whose signature is valid for 5 minutes. A body in a file must be the exact
/// bytes that were signed.
pub fn render(request: &http::Request<Bytes>, body: SampleBody<'_>) -> String {
    let mut lines = vec![format!("curl -sS {}", shell_quote(&request.uri().to_string()))];
    for (name, value) in redact::headers(request.headers()) {
        lines.push(match name {
            // Tokens are not shown.
            "x-tc-token" => "-H \"X-TC-Token: $TENCENTCLOUD_TOKEN\"".to_owned(),
            name => format!("-H {}", shell_quote(&format!("{}: {value}", title(name)))),
        });
    }
    let text = String::from_utf8_lossy(request.body());
    command_line(lines, "--data-binary", (&text, body, "@-"))
}

/// Returns a header name as the API reference writes it.
fn title(name: &str) -> String {
    let word = |word: &str| match word {
        "tc" => "TC".to_owned(),
        "requestclient" => "RequestClient".to_owned(),
        word => {
            let mut letters = word.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}
