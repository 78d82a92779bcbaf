//! Code samples of a request: Rust, command line, curl.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use essbasic::{ClientBuilder, Entry};
use essbasic_devtools::code_samples::{
    SampleAction, SampleBody, SampleEndpoint, capture, command, curl, redact, rust,
};
use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::app_state::AppState;

/// Renders the samples. Those with secrets are folded.
pub(crate) fn panel(
    state: &AppState,
    entry: &'static Entry,
    request: &Map<String, Value>,
    language: Language,
) -> Markup {
    let redacted = redact::request_fields(Some((entry.descriptor().request)()), request);
    let samples = Samples { state, action: SampleAction::Catalogue(entry), language };
    html! {
        @if redacted == *request {
            (samples.blocks(request, request, "sample"))
        } @else {
            p.faint {
                (t!(language, "samples-redacted"))
            }
            (samples.blocks(&redacted, request, "sample"))
            details.with-secrets {
                summary { (t!(language, "samples-with-secrets")) }
                (samples.blocks(request, request, "sample-with-secrets"))
            }
        }
    }
}

struct Samples<'a> {
    state: &'a AppState,
    action: SampleAction<'a>,
    language: Language,
}

impl Samples<'_> {
    /// Renders the samples of the shown request. The curl command has the signature of the sent one.
    fn blocks(&self, shown: &Map<String, Value>, sent: &Map<String, Value>, id: &str) -> Markup {
        let language = self.language;
        let endpoint = SampleEndpoint::of(self.state.client().environment());
        let unchecked = self.action.rejects(sent);
        let program = rust::program(&self.action, &endpoint, shown, unchecked);
        let line = command::render(&self.action, &endpoint, shown, unchecked, SampleBody::Inline);
        html! {
            h3 { (t!(language, "sample-rust")) }
            (block("Cargo.toml", &program.manifest, &format!("{id}-cargo"), language))
            (block("src/main.rs", &program.main, &format!("{id}-rust"), language))
            h3 { (t!(language, "sample-command")) }
            (block("essbasic call", &line, &format!("{id}-command"), language))
            // Without its secrets, the body is not the one that was signed.
            @if shown == sent {
                h3 { (t!(language, "sample-curl")) }
                @match self.signed(sent) {
                    Some(request) => {
                        (block("curl", &curl::render(&request, SampleBody::Inline), &format!("{id}-curl"), language))
                    }
                    None => p.faint {
                        (t!(language, "sample-no-credentials"))
                    }
                }
            }
        }
    }

    /// Returns the signed request, unless the credential has to be loaded first.
    fn signed(&self, request: &Map<String, Value>) -> Option<http::Request<Bytes>> {
        let client = self.state.client_builder().credential(self.state.credential()?.clone());
        signed(client, &self.action, request)
    }
}

/// Signs a request with a client whose credential is known.
pub(crate) fn signed(
    client: ClientBuilder,
    action: &SampleAction<'_>,
    request: &Map<String, Value>,
) -> Option<http::Request<Bytes>> {
    let signing = pin!(capture::signed_request(client, action, request, true));
    match signing.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(signed) => signed.ok(),
        Poll::Pending => None,
    }
}

/// Renders a text with its name and a copy button.
pub(crate) fn block(name: &str, text: &str, id: &str, language: Language) -> Markup {
    html! {
        figure.code {
            figcaption {
                span.mono { (name) }
                button.quiet.copy-code type="button" data-of=(id) data-copied=(t!(language, "copied")) {
                    (t!(language, "copy")) span.hidden { " " (name) }
                }
            }
            pre #(id) tabindex="0" { code { (text) } }
        }
    }
}
