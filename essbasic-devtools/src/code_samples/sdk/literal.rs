//! JSON values as literals of a programming language.

use serde_json::{Number, Value};

use crate::escape;

/// Maximum width of a line that holds a whole list or object.
const WIDTH: usize = 88;

/// Syntax of the literals of a language.
pub(super) struct Syntax {
    pub(super) indent: &'static str,
    /// Brackets of an object, with the spaces inside them on one line; those of a list are `[]`.
    pub(super) object: [&'static str; 2],
    pub(super) empty_object: &'static str,
    /// Text between a key and its value.
    pub(super) pair: &'static str,
    /// Literals of null, true and false.
    pub(super) constants: [&'static str; 3],
    pub(super) key: fn(&str) -> String,
    pub(super) text: fn(&str) -> String,
    pub(super) number: fn(&Number) -> String,
}

impl Syntax {
    /// Renders a value whose first line is indented by others.
    pub(super) fn render(&self, value: &Value, depth: usize) -> String {
        let flat = self.flat(value);
        let is_short = depth * self.indent.len() + flat.len() <= WIDTH;
        let ([open, close], items): (_, Vec<_>) = match value {
            Value::Array(items) if !is_short => {
                (["[", "]"], items.iter().map(|item| self.render(item, depth + 1)).collect())
            }
            // The request itself has a line for each field.
            Value::Object(members) if !(members.is_empty() || is_short && depth > 0) => {
                let pairs = members.iter().map(|(name, value)| {
                    format!("{}{}{}", (self.key)(name), self.pair, self.render(value, depth + 1))
                });
                (self.object, pairs.collect())
            }
            _ => return flat,
        };
        let (inner, outer) = (self.indent.repeat(depth + 1), self.indent.repeat(depth));
        let lines = lines(items, &inner, ",");
        format!("{}\n{lines}{outer}{}", open.trim_end(), close.trim_start())
    }

    fn flat(&self, value: &Value) -> String {
        let [null, yes, no] = self.constants;
        match value {
            Value::Null => null.to_owned(),
            Value::Bool(flag) => if *flag { yes } else { no }.to_owned(),
            Value::Number(number) => (self.number)(number),
            Value::String(text) => (self.text)(text),
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.flat(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Object(members) if members.is_empty() => self.empty_object.to_owned(),
            Value::Object(members) => {
                let pairs = members.iter().map(|(name, value)| {
                    format!("{}{}{}", (self.key)(name), self.pair, self.flat(value))
                });
                let [open, close] = self.object;
                format!("{open}{}{close}", pairs.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Joins lines, with texts before and after each.
pub(super) fn lines(
    items: impl IntoIterator<Item = impl AsRef<str>>,
    before: &str,
    after: &str,
) -> String {
    let mut text = String::new();
    for item in items {
        text.extend([before, item.as_ref(), after, "\n"]);
    }
    text
}

/// Quotes a text with `"`. Quotes, backslashes, line breaks and tabs are escaped as all these languages
/// do; `special` escapes what else the language reads, `code` the characters that are not shown.
pub(super) fn quote(
    text: &str,
    special: impl Fn(char) -> Option<&'static str>,
    code: impl Fn(char) -> String,
) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => match special(c) {
                Some(escaped) => quoted.push_str(escaped),
                None if escape::is_unsafe(c) => quoted.push_str(&code(c)),
                None => quoted.push(c),
            },
        }
    }
    quoted.push('"');
    quoted
}

/// Returns a code point with as many digits as its escape has: `\u0000` or `\U00000000`.
pub(super) fn code_point(c: char) -> String {
    let code = u32::from(c);
    if code < 0x1_0000 { format!("\\u{code:04x}") } else { format!("\\U{code:08x}") }
}
