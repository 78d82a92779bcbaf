//! Renders a signed request as a curl command.

use bytes::Bytes;

use super::{command, redact};

/// Maximum length of a body on the command line, in bytes.
const MAX_BODY: usize = 64 << 10;

/// Renders the command, whose signature is valid for 5 minutes. A redacted or long body is read from
/// a file.
pub fn render(request: &http::Request<Bytes>, whole: bool) -> String {
    let mut lines = vec![format!("curl -sS {}", command::shell_quote(&request.uri().to_string()))];
    for (name, value) in redact::headers(request.headers()) {
        lines.push(match name {
            // Tokens are not shown.
            "x-tc-token" => "-H \"X-TC-Token: $TENCENTCLOUD_TOKEN\"".to_owned(),
            name => format!("-H {}", command::shell_quote(&format!("{}: {value}", title(name)))),
        });
    }
    let body = str::from_utf8(request.body()).ok();
    lines.push(match body.filter(|body| whole && body.len() <= MAX_BODY) {
        Some(body) => format!("--data-binary {}", command::shell_quote(body)),
        None => "--data-binary @request.json   # the exact bytes that were signed".to_owned(),
    });
    lines.join(" \\\n  ")
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
