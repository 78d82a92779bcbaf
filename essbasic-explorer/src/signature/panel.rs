//! The steps of a signature as they are shown, each with its bytes.

use std::fmt::Write;

use bytes::Bytes;
use essbasic::{ClientBuilder, Credential, Entry};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::code_samples::block;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::code_samples::{SampleAction, capture};
use essbasic_devtools::signature_diagnostics::{KeyDisplay, SigningStep, signing_steps};

/// How many bytes are shown one by one.
const SHOWN: usize = 2048;

/// How the request in an action's form is signed: the very request that would be sent now.
pub(crate) async fn panel(
    site: &Site,
    entry: &'static Entry,
    members: &Map<String, Value>,
    language: Language,
) -> Markup {
    let Some(credential) = site.credential() else {
        return html! {
            p {
                (language.say(
                    "The credential comes over the network when a call is sent, so that it is not at hand here. How a signature is made is shown on an example: ",
                    "密钥在发送调用时才通过网络获取，此处没有可用的密钥。签名过程请参见示例：",
                ))
                a href="/signature#steps" { (language.say("Signature", "签名")) }
            }
        };
    };
    let client = site.like_it().credential(credential.clone());
    explained(client, credential, keys_of(site), entry, members, language).await
}

/// A sandbox's key is public; any other's is nobody's business.
pub(super) fn keys_of(site: &Site) -> KeyDisplay {
    if site.inside().is_some() { KeyDisplay::Revealed } else { KeyDisplay::Redacted }
}

/// The steps by which a client set up like this signs.
pub(super) async fn explained(
    client: ClientBuilder,
    credential: &Credential,
    keys: KeyDisplay,
    entry: &'static Entry,
    members: &Map<String, Value>,
    language: Language,
) -> Markup {
    let signed =
        capture::signed_request(client, &SampleAction::Catalogue(entry), members, true).await;
    let told = signed.ok().and_then(|request| {
        let steps = signing_steps(&request, credential, keys)?;
        Some(html! {
            (body(request.body(), language))
            @for (at, step) in steps.iter().enumerate() { (shown(step, at, language)) }
        })
    });
    match told {
        Some(told) => html! { div.steps { (told) } },
        None => html! {
            p { (language.say("This request cannot be signed here.", "无法在此对该请求签名。")) }
        },
    }
}

fn shown(step: &SigningStep, at: usize, language: Language) -> Markup {
    let name = step.name.get(language);
    html! {
        section.step {
            h3 { (name) }
            p.faint { (step.how.get(language)) }
            @match &step.value {
                Some(value) => {
                    (block(name, value, &format!("step-{}", at + 1), language))
                    (bytes(value.as_bytes(), language))
                }
                None => p.faint { "***" }
            }
        }
    }
}

/// The body, which may hold what is secret: folded.
fn body(body: &Bytes, language: Language) -> Markup {
    html! {
        details.bytes {
            summary {
                (language.say("The body that is sent", "发送的请求体")) ", "
                (body.len()) (language.say(" bytes", " 字节"))
            }
            pre tabindex="0" { code { (hex_dump(body)) } }
        }
    }
}

/// Each byte of a text, on demand.
fn bytes(text: &[u8], language: Language) -> Markup {
    html! {
        details.bytes {
            summary { (text.len()) (language.say(" bytes, one by one", " 字节，逐个查看")) }
            pre tabindex="0" { code { (hex_dump(text)) } }
        }
    }
}

/// Sixteen bytes a line, in hexadecimal and as text in which a line break is seen.
fn hex_dump(bytes: &[u8]) -> String {
    let mut dump = String::new();
    for (at, row) in bytes.chunks(16).take(SHOWN / 16).enumerate() {
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
            at * 16,
            digits.join(" "),
            text.collect::<String>()
        );
    }
    if bytes.len() > SHOWN {
        dump += "…\n";
    }
    dump
}
