//! Names and numbers of people, which can be hidden.

use maud::{Markup, html};

use crate::limits::short;

/// Shortens a name to its first character: `测**`.
pub(crate) fn masked_name(name: &str) -> String {
    let stars = name.chars().skip(1).take(2).map(|_| '*');
    name.chars().take(1).chain(stars).collect()
}

/// Shortens a mobile number: `130****0001`.
fn masked_mobile(mobile: &str) -> String {
    let digits: Vec<_> = mobile.chars().collect();
    match digits.len() {
        7..=20 => {
            let (start, end) = (&digits[..3], &digits[digits.len() - 4..]);
            format!("{}****{}", String::from_iter(start), String::from_iter(end))
        }
        _ => "*".repeat(digits.len().min(4)),
    }
}

/// Renders a person of the sandbox, whose data is invented: whole, and shortened once it is closed.
///
/// Not for paragraphs, which cannot hold details.
pub(crate) fn render(name: &str, mobile: &str) -> Markup {
    html! {
        @if !name.is_empty() || !mobile.is_empty() {
            details.secret open {
                summary {
                    span.when-open { (short(name)) " " span.faint { (short(mobile)) } }
                    span.when-closed { (masked_name(name)) " " span.faint { (masked_mobile(mobile)) } }
                }
            }
        }
    }
}

/// Shortens the names of people in a text, such as the name of a contract that a QR code named after the
/// person.
pub(crate) fn without_names<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = short(text);
    for name in names.into_iter().filter(|name| name.chars().nth(1).is_some()) {
        text = text.replace(name, &masked_name(name));
    }
    text
}
