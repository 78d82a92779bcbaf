//! `essbasic callback verify` and `open`: a captured callback.

use std::io::{self, IsTerminal};

use essbasic::JsonObject;
use essbasic::callback::{MsgVersion, Payload};
use essbasic_devtools::Language;
use essbasic_devtools::callback_diagnostics::{
    self, CallbackDiagnosis, CapturedCallback, SignatureCheck,
};
use serde_json::{Map, Value, json};

use super::{cause_hint, cause_message, result_language, secrets, token_missing};
use crate::cli::{CaptureArgs, OpenArgs, VerifyArgs};
use crate::error::CliError;
use crate::input;
use crate::message::{Message, message};
use crate::output::{self, PrintOptions};

pub(super) fn verify(arguments: &VerifyArgs, print: &PrintOptions) -> Result<(), CliError> {
    let secrets = secrets(&arguments.capture.keys)?;
    if !secrets.has_token() {
        return Err(token_missing());
    }
    let diagnosis = CallbackDiagnosis::new(&capture(&arguments.capture)?, &secrets);
    end(&diagnosis, report(&diagnosis, language(print)), print)
}

pub(super) fn open(arguments: &OpenArgs, print: &PrintOptions) -> Result<(), CliError> {
    let secrets = secrets(&arguments.capture.keys)?;
    let diagnosis = CallbackDiagnosis::new(&capture(&arguments.capture)?, &secrets);
    if diagnosis.encrypted && !secrets.has_key() {
        return Err(CliError::usage(message!("callback-needs-key"))
            .with_hint(message!("callback-needs-key-hint")));
    }
    let mut report = report(&diagnosis, language(print));
    if let (Some(message), Value::Object(fields)) = (diagnosis.message(), &mut report) {
        let undeclared = undeclared(&message.data.0, &message.event.data());
        fields.insert("undeclared".to_owned(), undeclared.into());
        fields.insert("data".to_owned(), Value::Object(message.data.0.clone()));
    }
    end(&diagnosis, report, print)
}

/// Prints the report. That a callback is not genuine counts more than that its report cannot be printed.
fn end(diagnosis: &CallbackDiagnosis, report: Value, print: &PrintOptions) -> Result<(), CliError> {
    let printed = output::result(&report, print);
    check(diagnosis).and(printed.map_err(|error| error.unprinted(report)))
}

/// Returns the language of the texts in the result.
fn language(print: &PrintOptions) -> Language {
    result_language(print, io::stdout().is_terminal())
}

fn capture(arguments: &CaptureArgs) -> Result<CapturedCallback, CliError> {
    let mut bytes = input::read("FILE", &arguments.capture)?;
    // A file that PowerShell has written; no body begins like this.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let text = input::decode(&bytes).map_err(|problem| {
            CliError::usage(message!("cli-option", option = "FILE", problem = problem))
        })?;
        bytes = text.into_bytes();
    }
    let mut captured = CapturedCallback::parse(&bytes).map_err(|error| {
        CliError::usage(Message::new(|language| error.message(language).into()))
    })?;
    if let Some(signature) = &arguments.signature {
        captured.signature = Some(signature.clone());
    }
    Ok(captured)
}

/// Returns the result as it is printed, without the contents.
fn report(diagnosis: &CallbackDiagnosis, language: Language) -> Value {
    let genuine = match diagnosis.signature {
        SignatureCheck::NotChecked => Value::Null,
        _ => diagnosis.is_genuine().into(),
    };
    let message = diagnosis.message();
    let summary = match &diagnosis.payload {
        Some(Payload::Probe) => Some("probe".to_owned()),
        _ => message.map(|it| callback_diagnostics::summary(it, language)),
    };
    json!({
        "genuine": genuine,
        "signature": diagnosis.signature.as_str(),
        "encrypted": diagnosis.encrypted,
        "event": message.map(|it| it.event.msg_type()),
        "summary": summary,
        "msg_id": message.and_then(|it| it.msg_id.as_deref()),
        "msg_version": message.and_then(|it| it.msg_version.as_ref()).map(MsgVersion::as_str),
        "application": message.and_then(|it| it.application_id()),
        "organization": message.and_then(|it| it.proxy_organization_open_id()),
        "operator": message.and_then(|it| it.proxy_operator_open_id()),
        "cause": diagnosis.cause.map(|it| json!({
            "name": it.as_str(),
            "message": it.message(language),
            "hint": it.hint(language),
        })),
    })
}

/// Returns an error if the callback is not genuine or could not be read.
fn check(diagnosis: &CallbackDiagnosis) -> Result<(), CliError> {
    let Some(cause) = diagnosis.cause else { return Ok(()) };
    let (message, hint) = (cause_message(cause), Some(cause_hint(cause)));
    Err(CliError::Partial { code: 1, message, hint })
}

/// Returns the names of fields that the event's struct does not declare.
fn undeclared(data: &Map<String, Value>, declared: &JsonObject) -> Vec<String> {
    let letters = |name: &str| name.replace('_', "").to_lowercase();
    let is_declared = |name: &String| declared.0.keys().any(|it| letters(it) == letters(name));
    data.keys().filter(|name| !is_declared(name)).cloned().collect()
}
