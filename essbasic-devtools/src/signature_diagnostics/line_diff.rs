//! What a reader's code produced, held against what the service computes, line by line.

use super::finding::{Cause, Certainty, Finding, Location};
use super::inputs::SigningInputs;
use super::messages;

/// Compares a canonical request with what the service computes.
pub(super) fn canonical(expected: &SigningInputs, found: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut lines: Vec<&str> = found.split('\n').collect();
    if lines.len() > 1 && lines[..lines.len() - 1].iter().all(|line| line.ends_with('\r')) {
        findings.push(told(Cause::LineEnds, Location::CanonicalRequest(1), "\\n", "\\r\\n"));
        for line in &mut lines {
            *line = line.strip_suffix('\r').unwrap_or(line);
        }
    }
    let signed = Signed::read(&lines);
    let at = |line| Location::CanonicalRequest(line);
    for (line, mistake, expected, found) in [
        (1, Cause::Method, &expected.method, signed.method),
        (2, Cause::Path, &expected.path, signed.path),
        (3, Cause::Query, &expected.query, signed.query.unwrap_or_default()),
    ] {
        findings.extend(one(mistake, at(line), expected, found));
    }
    if signed.query.is_none() {
        findings.push(told(Cause::Query, at(3), "", "(no line)"));
    }
    findings.extend(headers(expected, &signed.headers));
    let list_line = 3 + expected.headers.len() + 2;
    if signed.blanks != 1 {
        let found = if signed.blanks == 0 { "(no line)" } else { "(more than one)" };
        findings.push(told(Cause::BlankLine, at(list_line - 1), "(an empty line)", found));
    } else if let Some(blank) = signed.blank.filter(|blank| !blank.is_empty()) {
        findings.push(told(Cause::TrailingSpace, at(list_line - 1), "", blank));
    }
    let list = signed.list.unwrap_or("(no line)");
    let same_names = sorted(list) == sorted(&expected.list);
    let mistake = if same_names { Cause::HeaderOrder } else { Cause::SignedHeaders };
    findings.extend(one(mistake, at(list_line), &expected.list, list));
    let hash = signed.hash.unwrap_or("(no line)");
    findings.extend(one(Cause::Body, at(list_line + 1), &expected.body_hash, hash));
    if !signed.rest.is_empty() {
        let mistake = if signed.rest.iter().all(|line| line.trim().is_empty()) {
            Cause::TrailingSpace
        } else {
            Cause::Layout
        };
        findings.push(told(mistake, at(list_line + 1), "(its end)", "(more lines)"));
    }
    findings
}

/// Compares a string to sign with what the service computes; the last line is compared where its
/// hash is not explained otherwise.
pub(super) fn string(expected: &SigningInputs, hash: Option<&str>, found: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut lines: Vec<&str> = found.split('\n').collect();
    if lines.len() > 1 && lines[..lines.len() - 1].iter().all(|line| line.ends_with('\r')) {
        findings.push(told(Cause::LineEnds, Location::StringToSign(1), "\\n", "\\r\\n"));
        for line in &mut lines {
            *line = line.strip_suffix('\r').unwrap_or(line);
        }
    }
    let line = |at: usize| lines.get(at).copied().unwrap_or("(no line)");
    let at = |line| Location::StringToSign(line);
    findings.extend(one(Cause::Algorithm, at(1), &expected.algorithm, line(0)));
    let moment = line(1).trim();
    let mistake = if moment.len() == 13 && moment.starts_with(expected.timestamp.as_str()) {
        Cause::Milliseconds
    } else {
        Cause::Timestamp
    };
    findings.extend(one(mistake, at(2), &expected.timestamp, line(1)));
    findings.extend(scope(expected, line(2)));
    if let Some(hash) = hash {
        findings.extend(one(Cause::CanonicalHash, at(4), hash, line(3)));
    }
    if lines.len() > 4 {
        let mistake = if lines[4..].iter().all(|line| line.trim().is_empty()) {
            Cause::TrailingSpace
        } else {
            Cause::Layout
        };
        findings.push(told(mistake, at(4), "(its end)", "(more lines)"));
    }
    findings
}

/// Compares how a key was derived.
pub(super) fn key(expected: &SigningInputs, found: &SigningInputs) -> Vec<Finding> {
    let mut findings = Vec::new();
    if found.derivation != expected.derivation {
        let how = messages::derivation(found.derivation);
        findings.push(told(
            Cause::KeyDerivation,
            Location::Key,
            "\"TC3\" SecretKey, Date, Service, \"tc3_request\"",
            how,
        ));
    }
    // What stands in the string too is told there.
    if found.key_date != expected.key_date && found.key_date != found.date {
        let mistake = messages::kind_of_date(&found.key_date, expected.seconds());
        findings.push(told(mistake, Location::Key, &expected.key_date, &found.key_date));
    }
    if found.key_service != expected.key_service && found.key_service != found.service {
        findings.push(told(
            Cause::Service,
            Location::Key,
            &expected.key_service,
            &found.key_service,
        ));
    }
    findings
}

fn scope(expected: &SigningInputs, found: &str) -> Vec<Finding> {
    let line = Location::StringToSign(3);
    let whole = [&*expected.date, &*expected.service, &*expected.terminator].join("/");
    if found == whole {
        return Vec::new();
    }
    if found.trim() == whole {
        return vec![told(Cause::TrailingSpace, line, &whole, found)];
    }
    let parts: Vec<_> = found.split('/').collect();
    let [date, service, terminator] = parts[..] else {
        return vec![told(Cause::Scope, line, &whole, found)];
    };
    let mut findings = Vec::new();
    if date != expected.date {
        let mistake = messages::kind_of_date(date, expected.seconds());
        findings.push(told(mistake, line, &whole, found));
    }
    if service != expected.service {
        findings.push(told(Cause::Service, line, &whole, found));
    }
    if terminator != expected.terminator {
        findings.push(told(Cause::Scope, line, &whole, found));
    }
    findings
}

fn headers(expected: &SigningInputs, found: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let name_of =
        |line: &str| line.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    let names: Vec<_> = found.iter().map(|line| name_of(line)).collect();
    for (at, (name, value)) in expected.headers.iter().enumerate() {
        let line = Location::CanonicalRequest(4 + at);
        let whole = format!("{name}:{value}");
        let Some(there) = names.iter().position(|it| it == name) else {
            findings.push(told(Cause::SignedHeaders, line, &whole, "(no line)"));
            continue;
        };
        let (its_name, its_value) = found[there].split_once(':').unwrap_or((found[there], ""));
        let mistake = match name.as_str() {
            _ if its_name != name && its_value == value && its_name.trim() == its_name => {
                Cause::SignedHeaders
            }
            "host" => Cause::Host,
            "content-type" => Cause::ContentType,
            "x-tc-action" => Cause::Action,
            _ => Cause::Header,
        };
        let spaced = its_name.trim() == name && its_value.trim() == value;
        let mistake = if spaced && found[there] != whole { Cause::TrailingSpace } else { mistake };
        findings.extend(one(mistake, line, &whole, found[there]));
    }
    for (at, name) in names.iter().enumerate() {
        if expected.headers.iter().all(|(it, _)| it != name) {
            let line = Location::CanonicalRequest(4 + at);
            findings.push(told(Cause::SignedHeaders, line, "(no line)", found[at]));
        }
    }
    let order = |it: &&String| names.contains(*it);
    let theirs: Vec<_> =
        names.iter().filter(|name| expected.headers.iter().any(|(it, _)| it == *name)).collect();
    let ours: Vec<_> = expected.headers.iter().map(|(name, _)| name).filter(order).collect();
    if let Some(at) = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs) {
        let (ours, theirs) = (ours[at].as_str(), theirs[at].as_str());
        findings.push(told(Cause::HeaderOrder, Location::CanonicalRequest(4 + at), ours, theirs));
    }
    findings
}

/// A finding where two lines differ; what differs in white space or in the case of digits alone is
/// that.
fn one(mistake: Cause, line: Location, expected: &str, found: &str) -> Option<Finding> {
    if expected == found {
        return None;
    }
    let is_hash = matches!(mistake, Cause::Body | Cause::CanonicalHash);
    let mistake = match mistake {
        _ if found.trim() == expected.trim() => Cause::TrailingSpace,
        _ if is_hash && found.trim().eq_ignore_ascii_case(expected) => Cause::UpperHex,
        mistake => mistake,
    };
    Some(told(mistake, line, expected, found))
}

/// A finding that can be read.
pub(super) fn told(mistake: Cause, line: Location, expected: &str, found: &str) -> Finding {
    let (why, mend) = messages::of(mistake);
    let text = |text: &str| Some(text.chars().take(2000).collect());
    let (expected, found) = (text(expected), text(found));
    Finding {
        cause: mistake,
        location: line,
        expected,
        found,
        certainty: Certainty::Proven,
        explanation: why,
        remedy: mend,
    }
}

fn sorted(list: &str) -> Vec<String> {
    let mut names: Vec<_> = list.split(';').map(|it| it.trim().to_ascii_lowercase()).collect();
    names.sort();
    names
}

/// A canonical request by what its lines are.
#[derive(Default)]
struct Signed<'a> {
    method: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    headers: Vec<&'a str>,
    blanks: usize,
    blank: Option<&'a str>,
    list: Option<&'a str>,
    hash: Option<&'a str>,
    rest: Vec<&'a str>,
}

impl<'a> Signed<'a> {
    fn read(lines: &[&'a str]) -> Self {
        let mut lines = lines.iter().copied().peekable();
        let mut signed = Self { method: lines.next().unwrap_or_default(), ..Self::default() };
        signed.path = lines.next().unwrap_or_default();
        // Who forgets the query's line has the first header there.
        let is_header = |line: &&str| {
            let name = line.split(':').next().unwrap_or_default().trim();
            line.contains(':')
                && !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        signed.query = lines.next_if(|line| !is_header(line));
        while let Some(line) = lines.next_if(is_header) {
            signed.headers.push(line);
        }
        while let Some(line) = lines.next_if(|line| line.trim().is_empty()) {
            signed.blanks += 1;
            signed.blank = Some(line);
        }
        signed.list = lines.next();
        signed.hash = lines.next();
        signed.rest = lines.collect();
        signed
    }
}
