//! Candidates for differences in the canonical request.

use super::{BodyVariant, Candidate};
use crate::signature_diagnostics::captured_request::CapturedRequest;
use crate::signature_diagnostics::inputs::SigningInputs;

/// Hosts that are signed by mistake; the first two are common.
const HOSTS: [&str; 10] = [
    "essbasic.tencentcloudapi.com",
    "essbasic.test.ess.tencent.cn",
    "file.ess.tencent.cn",
    "file.test.ess.tencent.cn",
    "ess.tencentcloudapi.com",
    "essbasic.ap-guangzhou.tencentcloudapi.com",
    "essbasic.ap-beijing.tencentcloudapi.com",
    "essbasic.ap-shanghai.tencentcloudapi.com",
    "localhost",
    "127.0.0.1",
];

/// Content types that are signed by mistake; the first five are common.
const CONTENT_TYPES: [&str; 8] = [
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    "application/json; charset=UTF-8",
    "application/json;charset=UTF-8",
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data",
];

/// Sets of signed headers.
const HEADER_SETS: [&[&str]; 4] = [
    &["content-type", "host"],
    &["content-type", "host", "x-tc-action"],
    &["content-type", "host", "x-tc-action", "x-tc-timestamp"],
    &["host"],
];

/// Maximum number of headers whose order is varied.
const MAX_ORDERED: usize = 6;

/// Returns the candidates for the canonical request.
pub(in crate::signature_diagnostics) fn canonical_candidates(
    request: &CapturedRequest,
    expected: &SigningInputs,
    bodies: &[BodyVariant],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for method in ["POST", "GET", "POST ", "post"] {
        candidates.push(Candidate::rare(move |it| method.clone_into(&mut it.method)));
    }
    for path in ["/", "", request.path.as_str()].map(str::to_owned) {
        candidates.push(Candidate::rare(move |it| it.path.clone_from(&path)));
    }
    for query in [String::new(), format!("?{}", request.query)] {
        candidates.push(Candidate::common(move |it| it.query.clone_from(&query)));
    }
    for (index, (name, sent)) in expected.headers.iter().enumerate() {
        for (value, common) in values(request, name, sent) {
            let change = move |it: &mut SigningInputs| it.headers[index].1.clone_from(&value);
            candidates.push(if common {
                Candidate::common(change)
            } else {
                Candidate::rare(change)
            });
        }
    }
    candidates.extend(orders(expected.headers.len()));
    for set in HEADER_SETS {
        let value = |name: &&str| {
            let signed = expected.headers.iter().find(|(it, _)| it == name).cloned();
            signed.or_else(|| Some(((*name).to_owned(), request.header(name)?.to_owned())))
        };
        if let Some(headers) = set.iter().map(value).collect::<Option<Vec<_>>>() {
            candidates.push(Candidate::rare(move |it| {
                it.headers.clone_from(&headers);
                it.list_headers();
            }));
        }
    }
    for (separator, end) in [(",", ""), (";", ";"), (";", " ")] {
        candidates.push(Candidate::rare(move |it| {
            it.header_list = it.header_list.replace(';', separator) + end;
        }));
    }
    for body in bodies {
        let hash = body.hash.clone();
        let change = move |it: &mut SigningInputs| it.body_hash.clone_from(&hash);
        candidates.push(if body.common {
            Candidate::common(change)
        } else {
            Candidate::rare(change)
        });
    }
    candidates.extend([
        Candidate::common(|it| it.layout.blank = ""),
        Candidate::common(|it| it.layout.blank = "\n\n"),
        Candidate::common(|it| it.layout.end = "\n"),
        Candidate::common(|it| it.layout.colon = ": "),
        Candidate::rare(|it| it.layout.end = " "),
        Candidate::rare(|it| (it.layout.line_end, it.layout.blank) = ("\r\n", "\r\n")),
        Candidate::rare(|it| it.body_hash.make_ascii_uppercase()),
    ]);
    candidates
}

/// Returns two headers in exchanged places: their lines, their names in the list, or both.
fn orders(headers: usize) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for second in 1..headers.min(MAX_ORDERED) {
        for first in 0..second {
            candidates.push(Candidate::rare(move |it| it.headers.swap(first, second)));
            candidates.push(Candidate::common(move |it| {
                it.headers.swap(first, second);
                it.list_headers();
            }));
            candidates.push(Candidate::rare(move |it| {
                it.headers.swap(first, second);
                it.list_headers();
                it.headers.swap(first, second);
            }));
        }
    }
    candidates
}

/// Returns the values that may have been signed instead of a sent one, each with whether it is common.
fn values(request: &CapturedRequest, name: &str, sent: &str) -> Vec<(String, bool)> {
    let mut values: Vec<(String, bool)> = Vec::new();
    let mut add = |value: &str, common| {
        if value != sent && values.iter().all(|(it, _)| it != value) {
            values.push((value.to_owned(), common));
        }
    };
    add(request.raw_header(name).unwrap_or_default(), true);
    add(request.header(name).unwrap_or_default(), true);
    add(&sent.to_ascii_lowercase(), true);
    match name {
        "host" => {
            let (host, port) = sent.rsplit_once(':').unwrap_or((sent, "443"));
            add(host, true);
            add(&format!("{host}:443"), true);
            add(&format!("https://{sent}"), false);
            for (index, known) in HOSTS.into_iter().enumerate() {
                add(known, index < 2);
                add(&format!("{known}:{port}"), false);
            }
        }
        "content-type" => {
            CONTENT_TYPES.iter().enumerate().for_each(|(index, it)| add(it, index < 5));
        }
        "x-tc-action" => {
            for entry in essbasic::CATALOGUE {
                add(entry.descriptor().signed_name, false);
                add(entry.descriptor().name, false);
            }
        }
        _ => {}
    }
    add(&sent.to_ascii_uppercase(), false);
    add("", false);
    for (before, after) in [("", " "), (" ", ""), ("", "  "), ("", "\t"), ("", "\r")] {
        add(&format!("{before}{sent}{after}"), false);
    }
    values
}
