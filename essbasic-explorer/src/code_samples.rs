//! Code samples of a request, one tab for each format. Tabs are radio buttons, which work without scripts;
//! a cookie keeps the choice.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum_extra::extract::cookie::CookieJar;
use bytes::Bytes;
use essbasic::{ClientBuilder, Entry};
use essbasic_devtools::code_samples::{
    Sample, SampleAction, SampleBody, SampleEndpoint, SampleFormat, capture, curl, redact, rust,
};
use essbasic_devtools::{Language, t};
use http::HeaderMap;
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::app_state::AppState;

/// Cookie in which a script stores the chosen format.
const COOKIE: &str = "essbasic-sample";

/// Renders the samples. Those with secrets are folded.
pub(crate) fn panel(
    state: &AppState,
    entry: &'static Entry,
    request: &Map<String, Value>,
    language: Language,
    headers: &HeaderMap,
) -> Markup {
    let redacted = redact::request_fields(Some((entry.descriptor().request)()), request);
    let cookies = CookieJar::from_headers(headers);
    let chosen = cookies.get(COOKIE).and_then(|cookie| SampleFormat::find(cookie.value()));
    let chosen = chosen.unwrap_or(SampleFormat::Rust);
    let samples = Samples { state, action: SampleAction::Catalogue(entry), language, chosen };
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
    chosen: SampleFormat,
}

impl Samples<'_> {
    /// Renders the samples of the shown request as tabs. `sent` is the request with its secrets.
    fn blocks(&self, shown: &Map<String, Value>, sent: &Map<String, Value>, id: &str) -> Markup {
        let endpoint = SampleEndpoint::of(self.state.client().environment());
        let unchecked = self.action.rejects(sent);
        let sample =
            Sample { action: &self.action, endpoint: &endpoint, members: shown, unchecked };
        html! {
            fieldset.tabs {
                legend.hidden { (t!(self.language, "sample-format")) }
                @for format in SampleFormat::ALL {
                    @let name = format.as_str();
                    input type="radio" name={ (id) "-format" } id={ (id) "-tab-" (name) }
                        value=(name) data-cookie=(COOKIE) checked[format == self.chosen];
                    label for={ (id) "-tab-" (name) } { (format.title(self.language)) }
                    div.tab { (self.tab(format, &sample, sent, &format!("{id}-{name}"))) }
                }
            }
        }
    }

    fn tab(
        &self,
        format: SampleFormat,
        sample: &Sample<'_>,
        sent: &Map<String, Value>,
        id: &str,
    ) -> Markup {
        let language = self.language;
        let name = format.file_name();
        match format {
            SampleFormat::Rust => {
                let program =
                    rust::program(sample.action, sample.endpoint, sample.members, sample.unchecked);
                html! {
                    (block("Cargo.toml", &program.manifest, &format!("{id}-cargo"), language))
                    (block(name, &program.main, id, language))
                }
            }
            SampleFormat::Command => block("essbasic call", &format.render(sample), id, language),
            SampleFormat::Curl => html! {
                (block(name, &format.render(sample), id, language))
                // Without its secrets, the body is not the one that was signed.
                @if sample.members == sent { (self.signed_curl(sent, &format!("{id}-signed"))) }
            },
            format => block(name, &format.render(sample), id, language),
        }
    }

    /// Renders the curl command with its signature.
    fn signed_curl(&self, request: &Map<String, Value>, id: &str) -> Markup {
        let language = self.language;
        html! {
            h3 { (t!(language, "sample-curl")) }
            @match self.signed(request) {
                Some(request) => {
                    (block("curl", &curl::render(&request, SampleBody::Inline), id, language))
                }
                None => p.faint { (t!(language, "sample-no-credentials")) }
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
