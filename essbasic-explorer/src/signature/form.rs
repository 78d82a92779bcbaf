//! Form of a signature diagnosis.

use essbasic_devtools::signature_diagnostics::{CapturedRequest, ParseError};
use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};

use crate::app_state::AppState;
use crate::limits;

/// A posted form. The SecretKey is wiped when dropped, and not rendered.
#[derive(Debug, Default)]
pub(super) struct Form {
    request: String,
    address: String,
    method: String,
    headers: String,
    body: String,
    pub(super) canonical_request: String,
    pub(super) string_to_sign: String,
    pub(super) secret_key: Option<SecretString>,
}

impl Form {
    /// Parses a posted form. Browsers encode line breaks as CR LF.
    pub(super) fn parse(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            let text = value.replace("\r\n", "\n");
            match &*name {
                "request" => form.request = text,
                "address" => form.address = text,
                "method" => form.method = text,
                "headers" => form.headers = text,
                "body" => form.body = text,
                "canonical_request" => form.canonical_request = text,
                "string_to_sign" => form.string_to_sign = text,
                "secret_key" if !text.trim().is_empty() => {
                    form.secret_key = Some(SecretString::from(text));
                }
                _ => {}
            }
        }
        form
    }

    /// Parses the request, from one text or from separate fields.
    pub(super) fn request(&self) -> Result<CapturedRequest, ParseError> {
        if !self.request.trim().is_empty() {
            return CapturedRequest::parse(&self.request);
        }
        let method = if self.method.is_empty() { "POST" } else { &self.method };
        let address = if self.address.trim().is_empty() { "/" } else { self.address.trim() };
        let headers = self.headers.trim_matches(['\r', '\n']);
        if headers.is_empty() {
            return Err(ParseError::Empty);
        }
        CapturedRequest::parse(&format!("{method} {address} HTTP/1.1\n{headers}\n\n{}", self.body))
    }

    /// Returns the SecretKey.
    pub(super) fn key(&self) -> Option<&str> {
        self.secret_key.as_ref().map(ExposeSecret::expose_secret)
    }

    /// Renders the form.
    pub(super) fn render(&self, state: &AppState, language: Language) -> Markup {
        html! {
            section {
                h2 #check { (t!(language, "why-rejected")) }
                form.diagnosis-form method="post" action="/signature" autocomplete="off" {
                    (text("request", &t!(language, "captured-request"), &self.request))
                    details.object open[!self.headers.is_empty()] {
                        summary { (t!(language, "separate-fields")) }
                        (line("method", &t!(language, "method"), &self.method, "POST"))
                        (line("address", &t!(language, "address"), &self.address, "https://essbasic.tencentcloudapi.com/"))
                        (text("headers", &t!(language, "header-lines"), &self.headers))
                        (text("body", &t!(language, "body"), &self.body))
                    }
                    details.object open[!self.canonical_request.is_empty() || !self.string_to_sign.is_empty()] {
                        summary { (t!(language, "client-texts")) }
                        (text("canonical_request", &t!(language, "canonical-request"), &self.canonical_request))
                        (text("string_to_sign", &t!(language, "string-to-sign"), &self.string_to_sign))
                    }
                    p.field {
                        label for="secret_key" { (t!(language, "secret-key")) }
                        input #secret_key name="secret_key" type="password" autocomplete="off" aria-describedby="secret_key_use";
                        span #secret_key_use .faint {
                            (t!(language, "secret-key-use"))
                            @if state.sandbox().is_some() {
                                (language.sentence_separator()) (t!(language, "sandbox-key-known"))
                            }
                        }
                    }
                    button { (t!(language, "check")) }
                }
            }
        }
    }
}

fn text(name: &str, label: &str, value: &str) -> Markup {
    let value = if value.len() > limits::REQUEST_BYTES { "" } else { value };
    html! {
        p.field {
            label for=(name) { (label) }
            // The first line break after the tag is not part of the text.
            textarea #(name) name=(name) spellcheck="false" autocapitalize="off" { "\n" (value) }
        }
    }
}

fn line(name: &str, label: &str, value: &str, placeholder: &str) -> Markup {
    html! {
        p.field {
            label for=(name) { (label) }
            input #(name) name=(name) value=(value) placeholder=(placeholder) spellcheck="false";
        }
    }
}
