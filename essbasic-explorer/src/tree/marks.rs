//! Which members of a value are about people, or as good as a key.

use essbasic::schema::{FieldKind, StructSchema};
use serde_json::{Map, Value};

/// The most texts that are looked for elsewhere in a value.
const TEXTS: usize = 100;

/// Which members of a value are hidden until asked.
#[derive(Clone, Debug)]
pub(crate) enum Marks {
    /// None.
    Nothing,
    /// All, where nothing is known of them.
    Everything,
    /// Those that a schema marks.
    Schema(&'static StructSchema),
    /// Those of an answer, by its action's schema.
    Answer(Option<&'static StructSchema>),
    /// Those at some paths, of which this is the beginning.
    Paths(&'static [&'static str], String),
}

impl Marks {
    /// Whether a member is hidden, and what of those inside it.
    pub(crate) fn member(&self, name: &str) -> (bool, Self) {
        match self {
            Self::Nothing => (false, Self::Nothing),
            Self::Everything => (true, Self::Everything),
            Self::Schema(schema) => match schema.field(name) {
                Some((_, field)) => match field.kind {
                    FieldKind::Object(inner) => (field.secret, Self::Schema(inner())),
                    _ => (field.secret, Self::Nothing),
                },
                None => (true, Self::Everything),
            },
            Self::Answer(schema) => match (name, schema) {
                ("Response", _) => (false, self.clone()),
                ("RequestId" | "Error", _) => (false, Self::Nothing),
                (_, Some(schema)) => Self::Schema(schema).member(name),
                (_, None) => (true, Self::Everything),
            },
            Self::Paths(paths, before) => {
                let path = if before.is_empty() { name.into() } else { format!("{before}.{name}") };
                (paths.contains(&path.as_str()), Self::Paths(paths, path))
            }
        }
    }
}

/// The texts of hidden members, which are hidden wherever else they stand: a contract is named
/// after a person, say. A text of one character is in every sentence, and left out.
pub(crate) fn secrets(value: &Value, marks: &Marks) -> Vec<String> {
    let mut found = Vec::new();
    look(value, marks, false, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn look(value: &Value, marks: &Marks, is_secret: bool, found: &mut Vec<String>) {
    if found.len() >= TEXTS {
        return;
    }
    match value {
        Value::String(text) if is_secret && (2..100).contains(&text.chars().take(100).count()) => {
            found.push(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|it| look(it, marks, is_secret, found)),
        Value::Object(members) => {
            for (name, value) in members {
                let (secret, marks) = marks.member(name);
                look(value, &marks, is_secret || secret, found);
            }
        }
        _ => {}
    }
}

/// A value without what is hidden: as it may be given away.
pub(crate) fn redacted(value: &Value, marks: &Marks) -> Value {
    let hidden = secrets(value, marks);
    without(value, marks, &hidden)
}

fn without(value: &Value, marks: &Marks, hidden: &[String]) -> Value {
    match value {
        Value::String(text) if hidden.iter().any(|it| text.contains(it.as_str())) => "***".into(),
        Value::Array(items) => items.iter().map(|it| without(it, marks, hidden)).collect(),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                let (is_secret, marks) = marks.member(name);
                let value = if is_secret { "***".into() } else { without(value, &marks, hidden) };
                (name.clone(), value)
            };
            Value::Object(members.iter().map(member).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
