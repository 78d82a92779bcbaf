//! Help for error codes.

use essbasic::Descriptor;

/// Returns the codes of an action, each with its help: that of the documentation, or that of the
/// class of the code.
pub fn error_codes(action: &Descriptor) -> Vec<(&'static str, &'static str)> {
    let documented = documented_help(action.doc);
    let additional = documented.iter().flat_map(|(names, _)| names.iter().copied());
    let additional = additional.filter(|name| !action.errors.contains(name));
    let codes = action.errors.iter().copied().chain(additional);
    codes.map(|code| (code, find(&documented, code).unwrap_or_else(|| class_help(code)))).collect()
}

/// Returns the help for a code from the documentation of an action.
pub fn error_help(action: &Descriptor, code: &str) -> Option<&'static str> {
    find(&documented_help(action.doc), code)
}

/// Returns the help for a code by its class, the part before the dot.
pub fn class_help(code: &str) -> &'static str {
    match code.split('.').next().unwrap_or_default() {
        "AuthFailure" => "Check the credential, its environment and the system clock.",
        "DryRunOperation" => "Nothing to do: the operation would have succeeded.",
        "FailedOperation" => "See the message for what failed.",
        "InternalError" => "Check whether the operation was executed, and try again later.",
        "InvalidParameter" | "InvalidParameterValue" => "Correct the field that the message names.",
        "LimitExceeded" => "Raise the limit of the account or plan.",
        "MissingParameter" => "Add the field that the message names.",
        "OperationDenied" => "See the message for what prevents the operation.",
        "RequestLimitExceeded" => "Call less often. Nothing was executed.",
        "ResourceInUse" => "Wait until the resource is free.",
        "ResourceInsufficient" | "ResourceUnavailable" => {
            "Try again later or with another resource."
        }
        "ResourceNotFound" => "Check the IDs and their owners.",
        "ResourcesSoldOut" => "Buy more of the resource.",
        "UnauthorizedOperation" => "Request the permission, or call as someone who has it.",
        "UnknownParameter" => "Remove the field that the message names.",
        "UnsupportedOperation" => {
            "The resource does not support the operation in its current state."
        }
        _ => "See the message.",
    }
}

/// Codes of a table in documentation, and their help.
type Table = Vec<(Vec<&'static str>, &'static str)>;

fn documented_help(doc: &'static str) -> Table {
    let rows = doc.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.trim_matches('|').trim().split_once(" | "));
    cells
        .map(|(names, help)| {
            (names.split(", ").map(|name| name.trim().trim_matches('`')).collect(), help.trim())
        })
        .collect()
}

fn find(table: &Table, code: &str) -> Option<&'static str> {
    table.iter().find(|(names, _)| names.contains(&code)).map(|(_, help)| *help)
}
