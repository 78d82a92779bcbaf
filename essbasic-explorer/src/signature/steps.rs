//! Signing steps, each with a hex dump of its result.

use std::fmt::Write;

use bytes::Bytes;
use essbasic::{ClientBuilder, Credential, Entry};
use essbasic_devtools::code_samples::SampleAction;
use essbasic_devtools::signature_diagnostics::{KeyDisplay, SigningStep, signing_steps};
use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::app_state::AppState;
use crate::code_samples::{self, block};
use crate::limits::DUMPED_BYTES;

/// Renders the signing steps of the request that a form would send now.
pub(crate) fn panel(
    state: &AppState,
    entry: &'static Entry,
    members: &Map<String, Value>,
    language: Language,
) -> Markup {
    let Some(credential) = state.credential() else {
        return html! {
            p {
                (t!(language, "credentials-not-loaded")) (language.sentence_separator())
                a href="/signature#steps" { (t!(language, "signature")) }
            }
        };
    };
    let client = state.client_builder().credential(credential.clone());
    render(client, credential, key_display(state), entry, members, language)
}

/// Reveals keys of a sandbox only: its SecretKey is public.
pub(super) fn key_display(state: &AppState) -> KeyDisplay {
    if state.sandbox().is_some() { KeyDisplay::Revealed } else { KeyDisplay::Redacted }
}

/// Renders the steps of signing a request with a credential.
pub(super) fn render(
    client: ClientBuilder,
    credential: &Credential,
    keys: KeyDisplay,
    entry: &'static Entry,
    members: &Map<String, Value>,
    language: Language,
) -> Markup {
    let signed = code_samples::signed(client, &SampleAction::Catalogue(entry), members);
    let steps = signed.and_then(|request| {
        let steps = signing_steps(&request, credential, keys, language)?;
        Some(html! {
            (body(request.body(), language))
            @for (index, step) in steps.iter().enumerate() { (render_step(step, index, language)) }
        })
    });
    match steps {
        Some(steps) => html! { div.steps { (steps) } },
        None => html! {
            p { (t!(language, "cannot-sign")) }
        },
    }
}

fn render_step(step: &SigningStep, index: usize, language: Language) -> Markup {
    let name = &step.name;
    html! {
        section.step {
            h3 { (name) }
            p.faint { (step.how) }
            @match &step.value {
                Some(value) => {
                    (block(name, value, &format!("step-{}", index + 1), language))
                    (bytes(value.as_bytes(), language))
                }
                None => p.faint { "***" }
            }
        }
    }
}

/// Renders the body, folded because it may contain secrets.
fn body(body: &Bytes, language: Language) -> Markup {
    html! {
        details.bytes {
            summary {
                (t!(language, "sent-body", count = body.len()))
            }
            pre tabindex="0" { code { (hex_dump(body)) } }
        }
    }
}

/// Renders a folded hex dump.
fn bytes(text: &[u8], language: Language) -> Markup {
    html! {
        details.bytes {
            summary { (t!(language, "hex-dump", count = text.len())) }
            pre tabindex="0" { code { (hex_dump(text)) } }
        }
    }
}

/// Formats 16 bytes per line, in hexadecimal and as text.
fn hex_dump(bytes: &[u8]) -> String {
    let mut dump = String::new();
    for (index, row) in bytes.chunks(16).take(DUMPED_BYTES / 16).enumerate() {
        let digits: Vec<_> = row.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = row.iter().map(|byte| match byte {
            b'\n' => "\\n".to_owned(),
            b'\r' => "\\r".to_owned(),
            b' '..=b'~' => char::from(*byte).to_string(),
            _ => "·".to_owned(),
        });
        // Writing into a string cannot fail.
        let _ = writeln!(
            dump,
            "{:04x}  {:<47}  {}",
            index * 16,
            digits.join(" "),
            text.collect::<String>()
        );
    }
    if bytes.len() > DUMPED_BYTES {
        dump += "…\n";
    }
    dump
}
