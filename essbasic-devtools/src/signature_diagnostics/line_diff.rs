//! Line-by-line comparison of the client's texts with those of the service.

use essbasic::sign::ALGORITHM;

use super::auth_header::utc_date;
use super::cause::Cause;
use super::finding::{Finding, Location};
use super::inputs::{KeySpace, SigningInputs, TERMINATOR};
use crate::limits;

/// Compares a canonical request with what the service computes.
pub(super) fn canonical(expected: &SigningInputs, found: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = split_lines(found, Location::CanonicalRequest(1), &mut findings);
    let signed = CanonicalLines::read(&lines);
    let at = |line| Location::CanonicalRequest(line);
    for (line, cause, expected, found) in [
        (1, Cause::Method, &expected.method, signed.method),
        (2, Cause::Path, &expected.path, signed.path),
        (3, Cause::Query, &expected.query, signed.query.unwrap_or_default()),
    ] {
        findings.extend(compare_line(cause, at(line), expected, found));
    }
    if signed.query.is_none() {
        findings.push(Finding::new(Cause::Query, at(3), "", "(no line)"));
    }
    findings.extend(headers(expected, &signed.headers));
    let list_line = 3 + expected.headers.len() + 2;
    if signed.blanks != 1 {
        let found = if signed.blanks == 0 { "(no line)" } else { "(more than one)" };
        findings.push(Finding::new(Cause::BlankLine, at(list_line - 1), "(an empty line)", found));
    } else if let Some(blank) = signed.blank.filter(|blank| !blank.is_empty()) {
        findings.push(Finding::new(Cause::TrailingSpace, at(list_line - 1), "", blank));
    }
    let list = signed.list.unwrap_or("(no line)");
    let same_names = sorted(list) == sorted(&expected.header_list);
    let cause = if same_names { Cause::HeaderOrder } else { Cause::SignedHeaders };
    findings.extend(compare_line(cause, at(list_line), &expected.header_list, list));
    let hash = signed.hash.unwrap_or("(no line)");
    findings.extend(compare_line(Cause::Body, at(list_line + 1), &expected.body_hash, hash));
    findings.extend(extra_lines(&signed.rest, at(list_line + 1)));
    findings
}

/// Compares a string to sign with what the service computes. The last line is compared with `hash`,
/// unless the canonical request explains it.
pub(super) fn string(expected: &SigningInputs, hash: Option<&str>, found: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = split_lines(found, Location::StringToSign(1), &mut findings);
    let line = |index: usize| lines.get(index).copied().unwrap_or("(no line)");
    let at = |line| Location::StringToSign(line);
    findings.extend(compare_line(Cause::Algorithm, at(1), ALGORITHM, line(0)));
    let timestamp = line(1).trim();
    let cause = if timestamp.len() == 13 && timestamp.starts_with(expected.timestamp.as_str()) {
        Cause::Milliseconds
    } else {
        Cause::Timestamp
    };
    findings.extend(compare_line(cause, at(2), &expected.timestamp, line(1)));
    findings.extend(scope(expected, line(2)));
    if let Some(hash) = hash {
        findings.extend(compare_line(Cause::CanonicalHash, at(4), hash, line(3)));
    }
    findings.extend(extra_lines(lines.get(4..).unwrap_or_default(), at(4)));
    findings
}

/// Splits a text into lines without CR, which is reported if all lines have it.
fn split_lines<'a>(text: &'a str, first: Location, findings: &mut Vec<Finding>) -> Vec<&'a str> {
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.len() == 1 || !lines[..lines.len() - 1].iter().all(|line| line.ends_with('\r')) {
        return lines;
    }
    findings.push(Finding::new(Cause::LineEnds, first, "\\n", "\\r\\n"));
    lines.into_iter().map(|line| line.strip_suffix('\r').unwrap_or(line)).collect()
}

/// Returns a finding if there are lines after the last expected one.
fn extra_lines(lines: &[&str], last: Location) -> Option<Finding> {
    let is_blank = lines.iter().all(|line| line.trim().is_empty());
    let cause = if is_blank { Cause::TrailingSpace } else { Cause::Layout };
    (!lines.is_empty()).then(|| Finding::new(cause, last, "(its end)", "(more lines)"))
}

/// Compares the inputs of the signing key.
pub(super) fn key(expected: &SigningInputs, found: &SigningInputs) -> Vec<Finding> {
    let mut findings = Vec::new();
    match found.key.space {
        KeySpace::AsGiven => {}
        space => {
            let space = if space == KeySpace::Trimmed { "(trimmed)" } else { "(and a line break)" };
            findings.push(Finding::new(Cause::KeyWhitespace, Location::Key, "SecretKey", space));
        }
    }
    // Differences of the string to sign are reported there.
    if found.key.date != expected.key.date && found.key.date != found.date {
        let cause = date_cause(&found.key.date, expected.seconds());
        findings.push(Finding::new(cause, Location::Key, &expected.key.date, &found.key.date));
    }
    let (ours, theirs) = (&expected.key.service, &found.key.service);
    if theirs != ours && *theirs != found.service {
        findings.push(Finding::new(Cause::Service, Location::Key, ours, theirs));
    }
    findings
}

/// Returns the cause of a wrong date: the date of another time zone, or any other.
pub(super) fn date_cause(found: &str, seconds: Option<i64>) -> Cause {
    let Some(seconds) = seconds else { return Cause::Date };
    let mut zones = (-12..=14).filter_map(|zone| utc_date(seconds + zone * 3600));
    if zones.any(|local| local == found) { Cause::LocalDate } else { Cause::Date }
}

fn scope(expected: &SigningInputs, found: &str) -> Vec<Finding> {
    let line = Location::StringToSign(3);
    let whole = expected.scope();
    if found == whole {
        return Vec::new();
    }
    if found.trim() == whole {
        return vec![Finding::new(Cause::TrailingSpace, line, &whole, found)];
    }
    let parts: Vec<_> = found.split('/').collect();
    let [date, service, terminator] = parts[..] else {
        return vec![Finding::new(Cause::Scope, line, &whole, found)];
    };
    let mut findings = Vec::new();
    if date != expected.date {
        let cause = date_cause(date, expected.seconds());
        findings.push(Finding::new(cause, line, &whole, found));
    }
    if service != expected.service {
        findings.push(Finding::new(Cause::Service, line, &whole, found));
    }
    if terminator != TERMINATOR {
        findings.push(Finding::new(Cause::Scope, line, &whole, found));
    }
    findings
}

fn headers(expected: &SigningInputs, found: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let found = &found[..found.len().min(2 * limits::SIGNED_HEADERS)];
    let name_of =
        |line: &str| line.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    let names: Vec<_> = found.iter().map(|line| name_of(line)).collect();
    for (index, (name, value)) in expected.headers.iter().enumerate() {
        let line = Location::CanonicalRequest(4 + index);
        let whole = format!("{name}:{value}");
        let Some(found_index) = names.iter().position(|it| it == name) else {
            findings.push(Finding::new(Cause::SignedHeaders, line, &whole, "(no line)"));
            continue;
        };
        let (its_name, its_value) =
            found[found_index].split_once(':').unwrap_or((found[found_index], ""));
        let cause = match name.as_str() {
            _ if its_name != name && its_value == value && its_name.trim() == its_name => {
                Cause::SignedHeaders
            }
            "host" => Cause::Host,
            "content-type" => Cause::ContentType,
            "x-tc-action" => Cause::Action,
            _ => Cause::Header,
        };
        let spaced = its_name.trim() == name && its_value.trim() == value;
        let cause =
            if spaced && found[found_index] != whole { Cause::TrailingSpace } else { cause };
        findings.extend(compare_line(cause, line, &whole, found[found_index]));
    }
    for (index, name) in names.iter().enumerate() {
        if expected.headers.iter().all(|(it, _)| it != name) {
            let line = Location::CanonicalRequest(4 + index);
            findings.push(Finding::new(Cause::SignedHeaders, line, "(no line)", found[index]));
        }
    }
    let order = |it: &&String| names.contains(*it);
    let theirs: Vec<_> =
        names.iter().filter(|name| expected.headers.iter().any(|(it, _)| it == *name)).collect();
    let ours: Vec<_> = expected.headers.iter().map(|(name, _)| name).filter(order).collect();
    if let Some(index) = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs) {
        let line = Location::CanonicalRequest(4 + index);
        findings.push(Finding::new(Cause::HeaderOrder, line, ours[index], theirs[index]));
    }
    findings
}

/// Returns a finding if two lines differ. If only white space or the case of digits differs, that is
/// the cause.
fn compare_line(cause: Cause, line: Location, expected: &str, found: &str) -> Option<Finding> {
    if expected == found {
        return None;
    }
    let is_hash = matches!(cause, Cause::Body | Cause::CanonicalHash);
    let cause = match cause {
        _ if found.trim() == expected.trim() => Cause::TrailingSpace,
        _ if is_hash && found.trim().eq_ignore_ascii_case(expected) => Cause::UpperHex,
        cause => cause,
    };
    Some(Finding::new(cause, line, expected, found))
}

fn sorted(list: &str) -> Vec<String> {
    let mut names: Vec<_> = list.split(';').map(|it| it.trim().to_ascii_lowercase()).collect();
    names.sort();
    names
}

/// The lines of a canonical request by their meaning.
#[derive(Default)]
struct CanonicalLines<'a> {
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

impl<'a> CanonicalLines<'a> {
    fn read(lines: &[&'a str]) -> Self {
        let mut lines = lines.iter().copied().peekable();
        let mut signed = Self { method: lines.next().unwrap_or_default(), ..Self::default() };
        signed.path = lines.next().unwrap_or_default();
        // Without the line of the query, the first header follows.
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
