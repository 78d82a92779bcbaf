//! A request as a command line of curl.

use bytes::Bytes;

use super::hide;

/// The command line; a body that is not shown whole comes from a file.
pub(super) fn command(request: &http::Request<Bytes>, whole: bool) -> String {
    let mut lines = vec![format!("curl -sS {}", quoted(&request.uri().to_string()))];
    for (name, value) in hide::headers(request.headers()) {
        lines.push(match name {
            // The key to it stays where it is.
            "x-tc-token" => "-H \"X-TC-Token: $TENCENTCLOUD_TOKEN\"".to_owned(),
            name => format!("-H {}", quoted(&format!("{}: {value}", title(name)))),
        });
    }
    lines.push(if whole {
        let body = String::from_utf8_lossy(request.body());
        format!("--data-binary {}", quoted(&body))
    } else {
        "--data-binary @request.json   # the very bytes that were signed".to_owned()
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

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
