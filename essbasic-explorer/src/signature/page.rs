//! The page of the signature: how one is made, on an example, and a form to check one with.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use axum::routing::get;
use essbasic::schema::{SampleMode, sample};
use essbasic::{Credential, Effect, Entry};
use http::StatusCode;
use maud::{Markup, html};

use super::form::Form;
use super::{answer, panel};
use crate::language::RequestLanguage;
use crate::page::Page;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::KeyDisplay;

/// The largest form that is taken: a request of ten megabytes, with its letters escaped.
const LARGEST: usize = 40 << 20;

/// Who signs the example where a real key is at hand: nobody.
const NOBODY: (&str, &str) = ("AKIDEXAMPLE", "ExampleKeyThatOpensNothing");

/// The addresses of this page.
pub(crate) fn routes() -> Router<Site> {
    let limit = DefaultBodyLimit::max(LARGEST);
    Router::new().route("/signature", get(show).post(diagnose).layer(limit))
}

async fn show(State(site): State<Site>, RequestLanguage(language): RequestLanguage) -> Response {
    let content = html! {
        (heading(language))
        (Form::default().shown(&site, language))
        (example(&site, language).await)
    };
    framed(&site, language, StatusCode::OK, &content)
}

async fn diagnose(
    State(site): State<Site>,
    RequestLanguage(language): RequestLanguage,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else {
        let content = html! {
            (heading(language))
            p.bad role="alert" {
                (language.say("That is longer than any request of the service.", "内容超过了服务所接受的最大请求。"))
            }
            (Form::default().shown(&site, language))
        };
        return framed(&site, language, StatusCode::PAYLOAD_TOO_LARGE, &content);
    };
    let form = Form::read(&body);
    let content = html! {
        (heading(language))
        (answer::to(&form, &site, language).await)
        (form.shown(&site, language))
    };
    framed(&site, language, StatusCode::OK, &content)
}

fn framed(site: &Site, language: Language, status: StatusCode, content: &Markup) -> Response {
    Page::new(site, language, language.say("Signature", "签名"))
        .at("/signature")
        .status(status)
        .styles(&["signature.css"])
        .scripts(&["signature.js"])
        .around(content)
}

fn heading(language: Language) -> Markup {
    html! {
        h1 { (language.say("Signature", "签名")) }
        p {
            (language.say(
                "Every call is signed with TC3-HMAC-SHA256, over the bytes that are sent. One letter that differs, and the answer is AuthFailure.SignatureFailure.",
                "每次调用都以 TC3-HMAC-SHA256 对实际发送的字节签名。只要有一个字符不同，就会返回 AuthFailure.SignatureFailure。",
            ))
        }
    }
}

/// The steps on an example: an action that changes nothing, with placeholders.
async fn example(site: &Site, language: Language) -> Markup {
    let reads = |entry: &&Entry| entry.descriptor().effect == Effect::Read;
    let Some(entry) = essbasic::CATALOGUE.iter().find(reads) else { return html! {} };
    let action = entry.descriptor();
    let members = sample((action.request)(), SampleMode::Required);
    let (credential, keys) = match (site.inside(), site.credential()) {
        (Some(_), Some(credential)) => (credential.clone(), panel::keys_of(site)),
        // A real key signs nothing that nobody asked for.
        _ => (Credential::new(NOBODY.0, NOBODY.1), KeyDisplay::Revealed),
    };
    let client = site.like_it().credential(credential.clone());
    html! {
        section {
            h2 #steps { (language.say("How it is made", "签名过程")) }
            p {
                (language.say("On an example: ", "以此接口为例：")) code { (action.name) }
                @if site.inside().is_none() {
                    " "
                    (language.say(
                        "It is signed with a key that opens nothing, and not with yours.",
                        "此处使用的是无效的示例密钥，而非您的密钥。",
                    ))
                }
            }
            (panel::explained(client, &credential, keys, entry, &members, language).await)
        }
    }
}
