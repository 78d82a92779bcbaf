//! What to do about error codes.

use essbasic::Descriptor;

/// The codes of an action, each with what to do about it: what its documentation says, or else
/// what the code's class says.
pub fn error_codes(action: &Descriptor) -> Vec<(&'static str, &'static str)> {
    let told = table(action.doc);
    let undocumented = told.iter().flat_map(|(names, _)| names.iter().copied());
    let undocumented = undocumented.filter(|name| !action.errors.contains(name));
    let all = action.errors.iter().copied().chain(undocumented);
    all.map(|code| (code, said(&told, code).unwrap_or_else(|| class_help(code)))).collect()
}

/// What an action's documentation says to do about a code.
pub fn error_help(action: &Descriptor, code: &str) -> Option<&'static str> {
    said(&table(action.doc), code)
}

/// What to do about a code of which only its class is told.
pub fn class_help(code: &str) -> &'static str {
    match code.split('.').next().unwrap_or_default() {
        "AuthFailure" => "check the credential, its environment and this machine's clock",
        "DryRunOperation" => "nothing: it would have been done",
        "FailedOperation" => "the message says what failed",
        "InternalError" => "the service failed: look whether it was done, and try again later",
        "InvalidParameter" | "InvalidParameterValue" => "correct the member that the message names",
        "LimitExceeded" => "a limit of the account or the plan is reached",
        "MissingParameter" => "give the member that the message names",
        "OperationDenied" => "the message says what forbids it",
        "RequestLimitExceeded" => "call less often: nothing was done",
        "ResourceInUse" => "wait until it is free",
        "ResourceInsufficient" | "ResourceUnavailable" => "try again later, or with another",
        "ResourceNotFound" => "check the ids, and whose they are",
        "ResourcesSoldOut" => "buy more",
        "UnauthorizedOperation" => "have the right given, or call for somebody who has it",
        "UnknownParameter" => "leave out the member that the message names",
        "UnsupportedOperation" => "it cannot be done with this thing, as it stands now",
        _ => "the message says why",
    }
}

/// The codes of a documentation's table, and what to do about each.
type Table = Vec<(Vec<&'static str>, &'static str)>;

fn table(doc: &'static str) -> Table {
    let rows = doc.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.trim_matches('|').trim().split_once(" | "));
    cells
        .map(|(names, advice)| {
            (names.split(", ").map(|name| name.trim().trim_matches('`')).collect(), advice.trim())
        })
        .collect()
}

fn said(told: &Table, code: &str) -> Option<&'static str> {
    told.iter().find(|(names, _)| names.contains(&code)).map(|(_, advice)| *advice)
}
