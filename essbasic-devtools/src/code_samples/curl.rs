//! A request as a command line of curl.

use bytes::Bytes;

use super::{command, redact};

/// No shell takes an argument that is much longer.
const LONGEST: usize = 64 << 10;

/// The command line, good for five minutes. A body that is not to be shown whole, or is too long
/// for a command line, comes from a file.
pub fn render(request: &http::Request<Bytes>, whole: bool) -> String {
    let mut lines = vec![format!("curl -sS {}", command::shell_quote(&request.uri().to_string()))];
    for (name, value) in redact::headers(request.headers()) {
        lines.push(match name {
            // The key to it stays where it is.
            "x-tc-token" => "-H \"X-TC-Token: $TENCENTCLOUD_TOKEN\"".to_owned(),
            name => format!("-H {}", command::shell_quote(&format!("{}: {value}", title(name)))),
        });
    }
    let body = str::from_utf8(request.body()).ok();
    lines.push(match body.filter(|body| whole && body.len() <= LONGEST) {
        Some(body) => format!("--data-binary {}", command::shell_quote(body)),
        None => "--data-binary @request.json   # the very bytes that were signed".to_owned(),
    });
    lines.join(" \\\n  ")
}

/// A header's name as the manual writes it.
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
