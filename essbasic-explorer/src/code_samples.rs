//! The panel of an action's page that one takes the call along from.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use essbasic::Entry;
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::code_samples::{
    SampleAction, SampleEndpoint, capture, command, curl, redact, rust,
};

/// The call as a program, as a command and as curl. What is secret is shown to who opens it.
pub(crate) fn panel(
    site: &Site,
    entry: &'static Entry,
    members: &Map<String, Value>,
    language: Language,
) -> Markup {
    let hidden = redact::request_fields(Some((entry.descriptor().request)()), members);
    let taken = Taken { site, callee: SampleAction::Catalogue(entry), language };
    html! {
        @if hidden == *members {
            (taken.blocks(members, members, "take"))
        } @else {
            p.faint {
                (language.say(
                    "What is secret or a long text is left out: *** stands where it belongs.",
                    "敏感内容和过长的文本已略去，以 *** 代替。",
                ))
            }
            (taken.blocks(&hidden, members, "take"))
            details.whole {
                summary { (language.say("With what is secret", "包含敏感内容")) }
                (taken.blocks(members, members, "take-whole"))
            }
        }
    }
}

struct Taken<'a> {
    site: &'a Site,
    callee: SampleAction<'a>,
    language: Language,
}

impl Taken<'_> {
    /// The three forms of what is shown; the signature is of what is sent.
    fn blocks(&self, shown: &Map<String, Value>, sent: &Map<String, Value>, id: &str) -> Markup {
        let language = self.language;
        let place = SampleEndpoint::of(self.site.client().environment());
        let program = rust::program(&self.callee, &place, shown);
        let line = command::render(&self.callee, &place, shown);
        html! {
            h3 { (language.say("As Rust", "Rust 程序")) }
            (block("Cargo.toml", &program.manifest, &format!("{id}-cargo"), language))
            (block("src/main.rs", &program.main, &format!("{id}-rust"), language))
            h3 { (language.say("As a command", "命令行")) }
            (block("essbasic call", &line, &format!("{id}-command"), language))
            h3 { (language.say("As curl, good for five minutes", "curl（签名五分钟内有效）")) }
            @match self.signed(sent) {
                Some(request) => {
                    (block("curl", &curl::render(&request, shown == sent), &format!("{id}-curl"), language))
                }
                None => p.faint {
                    (language.say("There is no credential at hand to sign it with.", "没有可用于签名的密钥。"))
                }
            }
        }
    }

    /// The request as it would be sent now. Whoever has to ask for a credential first does not.
    fn signed(&self, members: &Map<String, Value>) -> Option<http::Request<bytes::Bytes>> {
        let client = self.site.like_it().credential(self.site.credential()?.clone());
        let signing = pin!(capture::signed_request(client, &self.callee, members, true));
        match signing.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(signed) => signed.ok(),
            Poll::Pending => None,
        }
    }
}

/// A text with its name, and a button that copies it where scripts run.
pub(crate) fn block(name: &str, text: &str, id: &str, language: Language) -> Markup {
    html! {
        figure.code {
            figcaption {
                span.mono { (name) }
                button.quiet.take type="button" data-of=(id) data-copied=(language.say("Copied", "已复制")) {
                    (language.say("Copy", "复制")) span.hidden { " " (name) }
                }
            }
            pre #(id) tabindex="0" { code { (text) } }
        }
    }
}
