//! Inputs of a signature, each of which a client may get wrong.

use essbasic::sign::{ALGORITHM, body_hash};

use super::auth_header::{self, AuthHeader};
use super::captured_request::CapturedRequest;
use crate::limits;

/// Last part of the credential scope.
pub(super) const TERMINATOR: &str = "tc3_request";

/// The inputs of a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct SigningInputs {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    /// Names and values of the signed headers, in order.
    pub(super) headers: Vec<(String, String)>,
    /// The line of names, `SignedHeaders`.
    pub(super) header_list: String,
    pub(super) body_hash: String,
    pub(super) layout: Layout,
    pub(super) timestamp: String,
    pub(super) date: String,
    pub(super) service: String,
    pub(super) upper_hash: bool,
    pub(super) string_end: &'static str,
    pub(super) key: KeyInputs,
}

/// Inputs of the signing key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct KeyInputs {
    pub(super) date: String,
    pub(super) service: String,
    pub(super) space: KeySpace,
}

/// White space around the SecretKey that was used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum KeySpace {
    /// The SecretKey as given.
    AsGiven,
    /// The given SecretKey without its white space.
    Trimmed,
    /// The given SecretKey and a line break.
    LineBreak,
}

/// Separators of a canonical request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Layout {
    /// Between the name and the value of a header.
    pub(super) colon: &'static str,
    /// At the end of each line.
    pub(super) line_end: &'static str,
    /// Between the headers and the line of their names.
    pub(super) blank: &'static str,
    /// After the hash of the body.
    pub(super) end: &'static str,
}

impl SigningInputs {
    /// Returns the inputs that the service uses for a request.
    pub(super) fn expected(request: &CapturedRequest, header: &AuthHeader) -> Self {
        let mut names: Vec<_> =
            header.signed.iter().map(|name| name.to_ascii_lowercase()).collect();
        if names.is_empty() {
            names = ["content-type", "host", "x-tc-action"].map(str::to_owned).into();
        }
        names.truncate(limits::SIGNED_HEADERS);
        names.sort();
        names.dedup();
        let header_list = names.join(";");
        let headers = names.into_iter().map(|name| {
            let value = request.header(&name).unwrap_or_default();
            // The action is signed in lower case, every other value as sent.
            let value =
                if name == "x-tc-action" { value.to_ascii_lowercase() } else { value.to_owned() };
            (name, value)
        });
        let body = match request.header("x-tc-content-sha256") {
            Some("UNSIGNED-PAYLOAD") => b"UNSIGNED-PAYLOAD",
            _ => request.body.as_deref().unwrap_or_default(),
        };
        let date = header.utc_date().unwrap_or_else(|| header.date.clone());
        let service = service(request).unwrap_or_else(|| header.service.clone());
        Self {
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: headers.collect(),
            header_list,
            body_hash: sha256(body),
            layout: Layout { colon: ":", line_end: "\n", blank: "\n", end: "" },
            timestamp: header.seconds.map_or_else(|| header.timestamp.clone(), |it| it.to_string()),
            date: date.clone(),
            service: service.clone(),
            upper_hash: false,
            string_end: "",
            key: KeyInputs { date, service, space: KeySpace::AsGiven },
        }
    }

    /// Returns the canonical request.
    pub(super) fn canonical_request(&self) -> String {
        let Layout { colon, line_end, blank, end } = self.layout;
        let mut text =
            [&self.method, line_end, &self.path, line_end, &self.query, line_end].concat();
        for (name, value) in &self.headers {
            text.extend([name, colon, value, line_end]);
        }
        text.extend([blank, &self.header_list, line_end, &self.body_hash, end]);
        text
    }

    /// Returns the length of the canonical request, roughly.
    pub(super) fn len(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        self.path.len() + self.query.len() + headers.sum::<usize>()
    }

    /// Returns the string to sign over the hash of a canonical request.
    pub(super) fn string_to_sign(&self, canonical_hash: &str) -> String {
        let hash = if self.upper_hash {
            canonical_hash.to_ascii_uppercase()
        } else {
            canonical_hash.to_owned()
        };
        let Self { timestamp, string_end, .. } = self;
        format!("{ALGORITHM}\n{timestamp}\n{}\n{hash}{string_end}", self.scope())
    }

    /// Returns the credential scope.
    pub(super) fn scope(&self) -> String {
        format!("{}/{}/{TERMINATOR}", self.date, self.service)
    }

    /// Sets the list of header names to those of the headers.
    pub(super) fn list_headers(&mut self) {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        self.header_list = names.join(";");
    }

    /// Returns the timestamp in seconds, if it is a time.
    pub(super) fn seconds(&self) -> Option<i64> {
        self.timestamp.parse().ok().filter(|it| auth_header::utc_date(*it).is_some())
    }
}

/// Returns the service of a request: that of its action, or the first label of the host.
fn service(request: &CapturedRequest) -> Option<String> {
    let action = request.header("x-tc-action").and_then(essbasic::find_action);
    if let Some(entry) = action {
        return Some(entry.descriptor().service.to_owned());
    }
    let host = request.header("host")?.to_ascii_lowercase();
    let domains = [".tencentcloudapi.com", ".test.ess.tencent.cn"];
    let label = domains.iter().find_map(|end| host.strip_suffix(end))?.split('.').next()?;
    Some(label.to_owned())
}

/// Returns the SHA-256 of a text in hexadecimal.
pub(super) fn sha256(text: impl AsRef<[u8]>) -> String {
    body_hash(text.as_ref()).to_string()
}
