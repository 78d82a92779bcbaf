//! Help for error codes.

use std::borrow::Cow;

use essbasic::Descriptor;

use crate::catalogue_docs;
use crate::language::Language;
use crate::t;

/// Returns the codes of an action, each with its help: that of the documentation, or that of the
/// class of the code.
pub fn error_codes(
    action: &Descriptor,
    language: Language,
) -> Vec<(&'static str, Cow<'static, str>)> {
    let documented = documented_help(catalogue_docs::action(language, action));
    let additional = documented.iter().flat_map(|(names, _)| names.iter().copied());
    let additional = additional.filter(|name| !action.errors.contains(name));
    let codes = action.errors.iter().copied().chain(additional);
    let help = |code| find(&documented, code).map(Cow::Borrowed);
    codes.map(|code| (code, help(code).unwrap_or_else(|| class_help(code, language)))).collect()
}

/// Returns the help for a code from the documentation of an action.
pub fn error_help(action: &Descriptor, code: &str, language: Language) -> Option<&'static str> {
    find(&documented_help(catalogue_docs::action(language, action)), code)
}

/// Returns the help for a code by its class, the part before the dot.
pub fn class_help(code: &str, language: Language) -> Cow<'static, str> {
    match code.split('.').next().unwrap_or_default() {
        "AuthFailure" => t!(language, "class-auth-failure"),
        "DryRunOperation" => t!(language, "class-dry-run"),
        "FailedOperation" => t!(language, "class-failed-operation"),
        "InternalError" => t!(language, "class-internal-error"),
        "InvalidParameter" | "InvalidParameterValue" => t!(language, "class-invalid-parameter"),
        "LimitExceeded" => t!(language, "class-limit-exceeded"),
        "MissingParameter" => t!(language, "class-missing-parameter"),
        "OperationDenied" => t!(language, "class-operation-denied"),
        "RequestLimitExceeded" => t!(language, "class-request-limit"),
        "ResourceInUse" => t!(language, "class-in-use"),
        "ResourceInsufficient" | "ResourceUnavailable" => t!(language, "class-unavailable"),
        "ResourceNotFound" => t!(language, "class-not-found"),
        "ResourcesSoldOut" => t!(language, "class-sold-out"),
        "UnauthorizedOperation" => t!(language, "class-unauthorized"),
        "UnknownParameter" => t!(language, "class-unknown-parameter"),
        "UnsupportedOperation" => t!(language, "class-unsupported"),
        _ => t!(language, "class-other"),
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
