//! Redaction of JSON by schema: the one place that knows which values are secret.

use std::cmp::Reverse;

use serde_json::Value;

use super::StructSchema;

/// Replaces a secret value.
const REDACTED: &str = "***";

/// Maximum number of characters of a text in a redacted value.
const MAX_TEXT_CHARS: usize = 1024;

/// The secret fields of a JSON value: personal data, bearer links and keys, as the schema marks them.
///
/// Everything inside a secret field is secret too.
///
/// ```
/// use essbasic_core::schema::{Model, SecretFields};
/// use serde_json::json;
///
/// /// A signer.
/// #[essbasic_core::tc_model]
/// pub struct Signer {
///     /// Role of the signer.
///     pub role: String,
///     /// Mobile number.
///     #[tc(secret)]
///     pub mobile: String,
/// }
///
/// let mut signer = json!({ "Role": "buyer", "Mobile": "13800000000" });
/// SecretFields::of(Signer::schema()).visit(&mut signer, &mut |value, secret| {
///     if secret {
///         *value = "***".into();
///     }
///     !secret
/// });
/// assert_eq!(signer, json!({ "Role": "buyer", "Mobile": "***" }));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SecretFields {
    schema: Option<&'static StructSchema>,
    /// `true` if fields without a schema are secret.
    unknown: bool,
    /// `true` if all fields are secret.
    all: bool,
}

impl SecretFields {
    /// Returns the secret fields of a struct. Unknown fields are not secret; see
    /// [`or_unknown`](Self::or_unknown).
    pub const fn of(schema: &'static StructSchema) -> Self {
        Self { schema: Some(schema), unknown: false, all: false }
    }

    /// Returns all fields, for values without a schema.
    pub const fn all() -> Self {
        Self { schema: None, unknown: true, all: true }
    }

    /// Returns no fields.
    pub const fn none() -> Self {
        Self { schema: None, unknown: false, all: false }
    }

    /// Makes unknown fields secret, for values from outside that are shown or passed on.
    #[must_use]
    pub const fn or_unknown(mut self) -> Self {
        self.unknown = true;
        self
    }

    /// Returns whether a field is secret, and which fields inside it are.
    ///
    /// For tools that walk a value themselves, to render it.
    pub fn field(&self, name: &str) -> (bool, Self) {
        let field = self.schema.and_then(|schema| schema.field(name)).map(|(_, field)| field);
        let secret = self.all || field.map_or(self.unknown, |field| field.secret);
        let schema = field.and_then(|field| field.kind.object());
        (secret, Self { schema, all: secret, ..*self })
    }

    /// Visits a value and every value inside it, outermost first, each with whether it is secret.
    ///
    /// `visit` may replace the value, and returns whether to visit what is inside it.
    pub fn visit(&self, value: &mut Value, visit: &mut dyn FnMut(&mut Value, bool) -> bool) {
        self.walk(value, self.all, visit);
    }

    fn walk(
        &self,
        value: &mut Value,
        secret: bool,
        visit: &mut dyn FnMut(&mut Value, bool) -> bool,
    ) {
        if !visit(value, secret) {
            return;
        }
        match value {
            Value::Array(items) => items.iter_mut().for_each(|it| self.walk(it, secret, visit)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    let (secret, inside) = self.field(name);
                    inside.walk(value, secret, visit);
                }
            }
            _ => {}
        }
    }

    /// Replaces the secret values inside a value, but for empty texts, by `***`, and cuts other texts after 1,024
    /// characters.
    pub fn redact(&self, value: &mut Value) {
        self.visit(value, &mut |value, secret| {
            // The outermost object is the whole request; its fields are secret one by one.
            match value {
                Value::Null | Value::Object(_) | Value::Array(_) => {}
                // An empty text has nothing to hide, and `***` would claim that there is something.
                Value::String(text) if text.is_empty() => {}
                _ if secret => *value = REDACTED.into(),
                Value::String(text) => cut(text),
                _ => {}
            }
            true
        });
    }

    /// Returns the secret strings of a value, longest first, to be removed from other texts.
    ///
    /// Strings of one character are left out: they occur in any sentence.
    pub fn strings(&self, mut value: Value) -> Vec<String> {
        let mut strings = Vec::new();
        self.visit(&mut value, &mut |value, secret| {
            if let Value::String(text) = value
                && secret
                && text.chars().nth(1).is_some()
            {
                strings.push(text.clone());
            }
            true
        });
        strings.sort_by_key(|text| Reverse(text.len()));
        strings
    }
}

/// Cuts a long text, and marks that it was cut.
fn cut(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(MAX_TEXT_CHARS) {
        text.truncate(end);
        text.push('…');
    }
}
