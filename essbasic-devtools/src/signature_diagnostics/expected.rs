//! What the service computes of a request: the recipe as it should be.

use super::auth_header::{self, AuthHeader};
use super::captured_request::CapturedRequest;
use super::inputs::{Derivation, Layout, SigningInputs, hash};
use super::static_checks;

/// The recipe as the service has it: of what arrived.
pub(super) fn recipe(pasted: &CapturedRequest, claim: &AuthHeader) -> SigningInputs {
    let mut names: Vec<_> = claim.signed.iter().map(|name| name.to_ascii_lowercase()).collect();
    if names.is_empty() {
        names = ["content-type", "host", "x-tc-action"].map(str::to_owned).into();
    }
    names.truncate(32);
    names.sort();
    names.dedup();
    let list = names.join(";");
    let headers = names.into_iter().map(|name| {
        let value = pasted.header(&name).unwrap_or_default();
        // The manual's example signs the action in lower case, and every other value as it is.
        let value =
            if name == "x-tc-action" { value.to_ascii_lowercase() } else { value.to_owned() };
        (name, value)
    });
    let body = match pasted.header("x-tc-content-sha256") {
        Some("UNSIGNED-PAYLOAD") => b"UNSIGNED-PAYLOAD",
        _ => pasted.body.as_deref().unwrap_or_default(),
    };
    let date = claim.utc_date().unwrap_or_else(|| claim.date.clone());
    let service = static_checks::service(pasted).unwrap_or_else(|| claim.service.clone());
    SigningInputs {
        method: pasted.method.clone(),
        path: pasted.path.clone(),
        query: pasted.query.clone(),
        headers: headers.collect(),
        list,
        body_hash: hash(body),
        layout: Layout { colon: ":", line_end: "\n", blank: "\n", end: "" },
        algorithm: essbasic::sign::ALGORITHM.to_owned(),
        timestamp: claim.seconds.map_or_else(|| claim.timestamp.clone(), |it| it.to_string()),
        date: date.clone(),
        service: service.clone(),
        terminator: "tc3_request".to_owned(),
        upper_hash: false,
        string_end: "",
        derivation: Derivation::Whole,
        key_date: date,
        key_service: service,
    }
}

impl SigningInputs {
    /// The moment that it signs for.
    pub(super) fn seconds(&self) -> Option<i64> {
        self.timestamp.parse().ok().filter(|it| auth_header::date(*it).is_some())
    }
}
