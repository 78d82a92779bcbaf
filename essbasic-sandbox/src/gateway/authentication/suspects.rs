//! Which of the usual mistakes a signature is explained by: each is made on purpose, and the one
//! under which the signature verifies is named.

use bytes::Bytes;
use essbasic::sign::{self, Authorization, Scope};
use essbasic::{CATALOGUE, Credential, Entry};
use http::Request;

use super::{Arrived, Mistake, text};

/// Services that are signed by those who write the host's name, or another product's.
const SERVICES: [&str; 5] = ["essbasic", "ess", "file", "cvm", "tc3"];

/// Hosts that are signed by those who send elsewhere than they believe.
const HOSTS: [&str; 7] = [
    "essbasic.tencentcloudapi.com",
    "essbasic.test.ess.tencent.cn",
    "file.ess.tencent.cn",
    "file.test.ess.tencent.cn",
    "ess.tencentcloudapi.com",
    "localhost",
    "127.0.0.1",
];

/// Content types that are signed by those whose HTTP library sends another.
const CONTENT_TYPES: [&str; 6] = [
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    "application/json; charset=UTF-8",
    "application/x-www-form-urlencoded",
    "text/plain",
];

/// The largest body that is written otherwise for a try.
const BODY: usize = 1 << 20;

type Signed<'a> = [(&'a str, &'a str)];

/// The mistake that explains a signature that does not verify.
pub(super) fn mistake(
    arrived: &Arrived<'_>,
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
    credential: &Credential,
    signed: &Signed<'_>,
) -> Mistake {
    // The date stands in the header: there is nothing to try.
    if let Some(mistake) = date(arrived, request, authorization) {
        return mistake;
    }
    // The host may have been signed with its port or without.
    let host = text(request.headers(), "host").unwrap_or_default();
    [with(signed, "host", host), signed.to_vec()]
        .iter()
        .find_map(|signed| {
            header(arrived, signed)
                .or_else(|| service(arrived, request, credential, signed))
                .or_else(|| order(arrived, signed))
                .or_else(|| path(arrived, signed))
                .or_else(|| body(arrived, request.body(), signed))
        })
        .unwrap_or(Mistake::KeyOrBody)
}

fn date(
    arrived: &Arrived<'_>,
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
) -> Option<Mistake> {
    let date = authorization.date;
    if arrived.scope.date().to_string() == date {
        return None;
    }
    let timestamp: i64 = text(request.headers(), "x-tc-timestamp")?.parse().ok()?;
    let is_local = (-12..=14).any(|hours| {
        let there = Scope::new(timestamp + hours * 60 * 60, authorization.service);
        there.is_ok_and(|there| there.date().to_string() == date)
    });
    Some(if is_local { Mistake::LocalDate(date.into()) } else { Mistake::Date(date.into()) })
}

fn header(arrived: &Arrived<'_>, signed: &Signed<'_>) -> Option<Mistake> {
    let is = |name, value| arrived.is_signed_with(&with(signed, name, value));
    if let Some(host) = HOSTS.iter().find(|host| is("host", host)) {
        return Some(Mistake::Host((*host).to_owned()));
    }
    if let Some(kind) = CONTENT_TYPES.iter().find(|kind| is("content-type", kind)) {
        return Some(Mistake::ContentType((*kind).to_owned()));
    }
    if signed.iter().all(|(name, _)| *name != "x-tc-action") {
        return None;
    }
    let actions = CATALOGUE.iter().map(Entry::descriptor);
    actions.into_iter().find_map(|action| {
        if is("x-tc-action", action.signed_name) {
            return Some(Mistake::Action(action.name.to_owned()));
        }
        is("x-tc-action", action.name).then_some(Mistake::ActionCase)
    })
}

/// The key was made for a service, and the header may name another.
fn service(
    arrived: &Arrived<'_>,
    request: &Request<Bytes>,
    credential: &Credential,
    signed: &Signed<'_>,
) -> Option<Mistake> {
    let timestamp = text(request.headers(), "x-tc-timestamp")?.parse().ok()?;
    let meant = SERVICES.iter().find(|service| {
        let Ok(scope) = Scope::new(timestamp, service) else { return false };
        let key = credential.signing_key(&scope);
        Arrived { scope, key, ..arrived.clone() }.is_signed_with(signed)
    })?;
    Some(Mistake::Service((*meant).to_owned()))
}

fn order(arrived: &Arrived<'_>, signed: &Signed<'_>) -> Option<Mistake> {
    let mut sorted = signed.to_vec();
    sorted.sort_unstable();
    let turned: Vec<_> = sorted.iter().rev().copied().collect();
    let mut rolled = sorted.clone();
    rolled.rotate_left(1);
    let orders = [sorted, turned, rolled];
    orders.iter().any(|order| arrived.is_signed_with(order)).then_some(Mistake::HeaderOrder)
}

fn path(arrived: &Arrived<'_>, signed: &Signed<'_>) -> Option<Mistake> {
    let is = |path| Arrived { path, ..arrived.clone() }.is_signed_with(signed);
    ["", "//"].into_iter().any(is).then_some(Mistake::Path)
}

fn body(arrived: &Arrived<'_>, body: &[u8], signed: &Signed<'_>) -> Option<Mistake> {
    if body.len() > BODY {
        return None;
    }
    let is = |body: &[u8]| {
        Arrived { body: sign::body_hash(body), ..arrived.clone() }.is_signed_with(signed)
    };
    let ends: [&[u8]; 4] = [b" ", b"\n", b"\r\n", b""];
    if ends.iter().any(|end| is(&[body.trim_ascii_end(), end].concat())) {
        return Some(Mistake::TrailingSpace);
    }
    let known: [(&[u8], &'static str); 3] =
        [(b"", "an empty one"), (b"{}", "`{}`"), (b"UNSIGNED-PAYLOAD", "`UNSIGNED-PAYLOAD`")];
    let known = known.into_iter().find(|(body, _)| is(body)).map(|(_, name)| Mistake::Body(name));
    known.or_else(|| {
        let is_written = ["", " "].into_iter().any(|gap| is(&respaced(body, gap)));
        is_written.then_some(Mistake::Body("the same members, written otherwise"))
    })
}

/// JSON with this behind every comma and colon, and no white space elsewhere.
fn respaced(json: &[u8], gap: &str) -> Vec<u8> {
    let (mut written, mut in_text, mut is_escaped) = (Vec::with_capacity(json.len()), false, false);
    for byte in json {
        if in_text || !byte.is_ascii_whitespace() {
            written.push(*byte);
        }
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b',' | b':' if !in_text => written.extend_from_slice(gap.as_bytes()),
            _ => {}
        }
    }
    written
}

/// The headers with one of another value.
fn with<'a>(signed: &Signed<'a>, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    signed.iter().map(|(it, old)| (*it, if *it == name { value } else { old })).collect()
}
