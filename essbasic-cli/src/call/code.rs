//! `essbasic call --code`: prints a program that makes a call.

use essbasic_devtools::code_samples::{Sample, SampleFormat, capture, redact};
use serde_json::{Map, Value};

use super::{needs_unchecked, sample_endpoint};
use crate::cli::CallArgs;
use crate::client;
use crate::credential;
use crate::error::CliError;
use crate::output;
use crate::settings::Settings;
use crate::target::Target;

/// Checks the request as a call does, and prints the program. Nothing is sent.
pub(super) fn print(
    format: SampleFormat,
    arguments: &CallArgs,
    target: &Target,
    fields: &Map<String, Value>,
    settings: &Settings,
) -> Result<(), CliError> {
    let action = target.sample_action();
    let client = client::without_credential(settings).credential(credential::placeholder());
    let request = capture::signed_request(client, &action, fields, arguments.unchecked);
    client::block_on(request)??;
    let redacted = redact::request_fields(target.schema(), fields);
    let sample = Sample {
        action: &action,
        endpoint: &sample_endpoint(&settings.destination.value),
        members: if arguments.with_secrets { fields } else { &redacted },
        unchecked: needs_unchecked(target, fields),
    };
    output::line(format.render(&sample).trim_end())
}
