//! Masks of secret values in cassettes.

use std::collections::BTreeMap;

use essbasic_core::schema::SecretFields;
use serde_json::{Number, Value};

use crate::Descriptor;

/// Mask of a secret text.
pub(super) const TEXT: &str = "***";

/// Beginning of the mask of a secret link. The domain exists nowhere (RFC 2606).
const LINK: &str = "https://redacted.invalid/";

/// Secret texts shorter than this many bytes are not searched for in other fields, where they would
/// match by chance. Two Chinese characters have this length.
const MIN_SEARCHED_BYTES: usize = 6;

/// Masks of one cassette. The same link has the same mask, so that a download is recognized.
#[derive(Debug, Default)]
pub(super) struct Masks {
    links: BTreeMap<String, usize>,
    /// Size of all links.
    bytes: usize,
}

impl Masks {
    /// Masks a link.
    pub(super) fn link(&mut self, link: &str) -> String {
        if link.starts_with(LINK) {
            return link.to_owned();
        }
        let next = self.links.len() + 1;
        let number = self.links.entry(link.to_owned()).or_insert_with(|| {
            self.bytes += link.len();
            next
        });
        format!("{LINK}{number}")
    }

    /// Returns the size of the links that are kept.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Masks the secret values of a request.
    pub(super) fn request(&mut self, request: &mut Value, action: Option<&'static Descriptor>) {
        self.values(request, request_secrets(action));
    }

    /// Masks the secret values of a response with its envelope, and the request's secrets in it. Without
    /// those, masks the message of an error.
    pub(super) fn response(
        &mut self,
        body: &mut Value,
        action: Option<&'static Descriptor>,
        secrets: Option<&[String]>,
    ) {
        let schema = action.map(|action| (action.response)());
        let fields = schema.map_or(SecretFields::all(), |it| SecretFields::of(it).or_unknown());
        let Some(response) = body.get_mut("Response").and_then(Value::as_object_mut) else {
            // Not a response of an action: nothing is known about its fields, but the error codes of the
            // older envelope.
            let codes = ["code", "codeDesc"].map(|name| (name, body.get(name).cloned()));
            self.values(body, SecretFields::all());
            if let Some(fields) = body.as_object_mut().filter(|it| it.contains_key("codeDesc")) {
                for (name, code) in codes {
                    fields.extend(code.map(|code| (name.to_owned(), code)));
                }
            }
            return;
        };
        for (name, value) in response {
            match name.as_str() {
                "RequestId" => {}
                "Error" => {
                    self.others(value, &["Code", "Message"]);
                    match secrets {
                        Some(secrets) => replace(value, secrets, 0),
                        None => {
                            if let Some(message) = value.get_mut("Message") {
                                self.mask(message);
                            }
                        }
                    }
                }
                name => {
                    let (secret, inside) = fields.field(name);
                    self.value(value, secret, inside);
                    replace(value, secrets.unwrap_or_default(), MIN_SEARCHED_BYTES);
                }
            }
        }
        self.others(body, &["Response", "RequestId", "requestId"]);
    }

    /// Masks all fields of an object but these, of which nothing is known.
    fn others(&mut self, object: &mut Value, known: &[&str]) {
        let Some(fields) = object.as_object_mut() else { return };
        for (_, value) in fields.iter_mut().filter(|(name, _)| !known.contains(&name.as_str())) {
            self.value(value, true, SecretFields::all());
        }
    }

    fn values(&mut self, value: &mut Value, secrets: SecretFields) {
        secrets.visit(value, &mut |value, secret| {
            if secret {
                self.mask(value);
            }
            true
        });
    }

    fn value(&mut self, value: &mut Value, secret: bool, inside: SecretFields) {
        match value {
            Value::Object(_) | Value::Array(_) => self.values(value, inside),
            value if secret => self.mask(value),
            _ => {}
        }
    }

    /// Masks a value by one of the same type, which is decoded like it.
    fn mask(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if text.is_empty() => {}
            Value::String(text) if text.starts_with("https://") || text.starts_with("http://") => {
                *text = self.link(text);
            }
            Value::String(text) => TEXT.clone_into(text),
            Value::Number(number) => *number = Number::from(0),
            Value::Bool(flag) => *flag = false,
            Value::Null | Value::Array(_) | Value::Object(_) => {}
        }
    }
}

/// Returns the secret fields of a request, undeclared ones included: all, if the action is not known.
pub(super) fn request_secrets(action: Option<&'static Descriptor>) -> SecretFields {
    action.map_or(SecretFields::all(), |it| SecretFields::of((it.request)()).or_unknown())
}

/// Replaces texts that have at least `min` bytes inside all texts of a value.
fn replace(value: &mut Value, secrets: &[String], min: usize) {
    SecretFields::none().visit(value, &mut |value, _| {
        if let Value::String(text) = value {
            *text = without(text, secrets, min);
        }
        true
    });
}

/// Replaces secrets that have at least `min` bytes inside a text.
pub(super) fn without(text: &str, secrets: &[String], min: usize) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| secret.len() >= min) {
        if text.contains(secret.as_str()) {
            text = text.replace(secret.as_str(), TEXT);
        }
    }
    text
}
