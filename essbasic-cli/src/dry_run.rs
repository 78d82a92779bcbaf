//! `essbasic call --dry-run`: what would be sent, and the same call elsewhere. Nothing is sent.

use std::fmt::Write;

use bytes::Bytes;
use essbasic::Credential;
use essbasic_devtools::Language;
use essbasic_devtools::code_samples::{SampleEndpoint, capture, command, curl, redact, rust};
use essbasic_devtools::signature_diagnostics::{KeyDisplay, SigningStep, signing_steps};
use serde_json::{Map, Value, json};

use crate::arguments::{Call, EnvironmentName, Output, Printing};
use crate::client;
use crate::credential::Found;
use crate::failure::Failure;
use crate::output;
use crate::settings::{Place, Settings};
use crate::target::Target;

/// Who signs where there is no credential: nobody.
const NOBODY: (&str, &str) = ("AKIDEXAMPLE", "ExampleKeyThatIsNobodys");

pub(crate) fn run(
    arguments: &Call,
    target: &Target,
    members: &Map<String, Value>,
    settings: &Settings,
    printing: &Printing,
) -> Result<(), Failure> {
    let (credential, signed_by) = match Found::look(&settings.profile)? {
        Found::Ready { credential, by } => (credential, by),
        found => {
            let credential = Credential::new(NOBODY.0, NOBODY.1);
            (
                credential,
                format!("nobody: what there is, {}, is asked over the network", found.by()),
            )
        }
    };
    let client = client::addressed(settings).credential(credential.clone());
    let (callee, place) = (target.callee(), place(&settings.place));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let request = capture::signed_request(client, &callee, members, arguments.unchecked);
    let request = runtime.block_on(request)?;

    let shown = redact::request_fields(target.schema(), members);
    let whole = shown == *members;
    let headers: Map<String, Value> = redact::headers(request.headers())
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let mut told = json!({
        "action": target.name(),
        "effect": target.retry().name(),
        "signed_by": signed_by,
        "method": request.method().as_str(),
        "url": request.uri().to_string(),
        "headers": headers,
        "body": shown,
        "body_is_whole": whole,
        "command": command::render(&callee, &place, &shown),
        "curl": curl::render(&request, whole),
        "rust": rust::snippet(&callee, &place, &shown),
    });
    if arguments.explain {
        told["explain"] = explained(&request, &credential);
    }
    match (printing.output, &printing.filter) {
        (Some(Output::Json), _) | (_, Some(_)) => output::data(&told, printing),
        (None, None) if !std::io::IsTerminal::is_terminal(&std::io::stdout()) => {
            output::data(&told, printing)
        }
        _ => output::lines(&page(&told)),
    }
}

/// How it is signed, step by step, for whoever has to find the step that differs.
fn explained(request: &http::Request<Bytes>, credential: &Credential) -> Value {
    let steps = signing_steps(request, credential, KeyDisplay::Redacted, Language::English);
    let step = |step: SigningStep| json!({"step": step.name, "how": step.how, "value": step.value.unwrap_or_else(|| redact::REDACTED.into())});
    steps.unwrap_or_default().into_iter().map(step).collect()
}

/// Where a program goes that is to go there too.
fn place(place: &Place) -> SampleEndpoint {
    match place {
        Place::Environment(EnvironmentName::Production) => SampleEndpoint::Production,
        Place::Environment(EnvironmentName::Test) => SampleEndpoint::Test,
        Place::Endpoint(address) => SampleEndpoint::Custom(address.clone()),
    }
}

/// The same to be read, part by part.
fn page(told: &Value) -> String {
    let text = |name: &str| told[name].as_str().unwrap_or_default();
    let mut page = format!("Nothing was sent. This would be, signed by {}:\n\n", text("signed_by"));
    // Writing into a string cannot fail.
    let _ = writeln!(page, "{} {}", text("method"), text("url"));
    for (name, value) in told["headers"].as_object().into_iter().flatten() {
        let _ = writeln!(page, "{name}: {}", value.as_str().unwrap_or_default());
    }
    let body = serde_json::to_string_pretty(&told["body"]).unwrap_or_default();
    let _ = writeln!(page, "\n{body}");
    if told["body_is_whole"] == false {
        page += "\nWhat is secret or long is not shown.\n";
    }
    for step in told["explain"].as_array().into_iter().flatten() {
        let part = |name: &str| step[name].as_str().unwrap_or_default();
        let value = part("value").replace('\n', "\n    ");
        let _ = write!(page, "\n{}\n  {}\n\n    {value}\n", part("step"), part("how"));
    }
    let _ = write!(page, "\nAs curl, good for five minutes:\n\n{}\n", text("curl"));
    let _ = write!(page, "\nAs Rust:\n\n{}\n", text("rust"));
    page
}
