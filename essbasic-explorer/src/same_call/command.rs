//! A call as a command line of `essbasic`.

use serde_json::{Map, Value};

use super::{Callee, Place};

/// No shell takes an argument that is much longer.
const LONGEST: usize = 64 << 10;

/// The command line. A request too long for one comes from a file, which holds [`request`].
pub fn line(callee: &Callee<'_>, place: &Place, members: &Map<String, Value>) -> String {
    let mut lines = vec![format!("essbasic call {}", word(callee.name()))];
    if let Callee::Raw { version, service, .. } = callee {
        lines.push(format!("--version {} --service {}", word(version), word(service)));
    }
    match place {
        Place::Production => {}
        Place::Test => lines.push("--environment test".to_owned()),
        Place::Endpoint(address) => lines.push(format!("--endpoint {}", word(address))),
    }
    let request = request(members);
    lines.push(if request.len() > LONGEST {
        "--json @request.json".to_owned()
    } else {
        format!("--json {}", word(&request))
    });
    lines.join(" \\\n  ")
}

/// The request as it is given to the command.
pub fn request(members: &Map<String, Value>) -> String {
    serde_json::to_string(members).unwrap_or_default()
}

/// A text as one word of a shell.
pub(super) fn word(text: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    // Words that need no quotes read better without.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:@%+,".contains(&byte);
    if text.is_empty() || !text.bytes().all(is_plain) { quoted } else { text.to_owned() }
}
