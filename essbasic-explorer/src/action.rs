//! An action's page: what there is to know of it beside a form to try it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use essbasic::Entry;
use essbasic::schema::{SampleMode, sample};
use http::{HeaderMap, StatusCode, header};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::form::{self, Form, Mistake, Posted};
use crate::language::RequestLanguage;
use crate::page::Page;
use crate::site::Site;
use crate::{code_samples, send, signature};
use essbasic_devtools::Language;

mod facts;
mod page;
mod tree;

pub(crate) use page::Shown;

/// The largest request that a form sends: the service takes files of 60 MB, and text in a form
/// grows.
const LARGEST: usize = 192 << 20;

/// What a script asks for: the part of the page that changes, and not all of it.
const FRAGMENT: &str = "text/html-fragment";

/// The addresses of these pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/actions/{name}", get(read).post(send::send))
        .route("/actions/{name}/form", post(again))
        .route("/actions/{name}/item", get(item))
        .route("/actions/{name}/elsewhere", post(elsewhere))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// The page, its form begun with what the address says.
async fn read(
    State(site): State<Site>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return none(&site, language, &name) };
    let mut members = begun(&site, entry);
    let posted = Posted::read(query.unwrap_or_default().as_bytes());
    members.extend(posted.members((entry.descriptor().request)()).unwrap_or_default());
    Shown::new(&site, language, entry, &members).page()
}

/// The form once more: with another item or one less, from a text in JSON, with a sample.
async fn again(
    State(site): State<Site>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return none(&site, language, &name) };
    let (posted, schema) = (Posted::read(&body), (entry.descriptor().request)());
    let members = match (posted.control("sample"), posted.members(schema)) {
        (Some(extent), _) => {
            let extent = if extent == "full" { SampleMode::Full } else { SampleMode::Required };
            let mut members = sample(schema, extent);
            members.extend(begun(&site, entry));
            members
        }
        (None, Ok(members)) => members,
        (None, Err(mistake)) => return mistaken(&site, language, entry, &headers, &mistake),
    };
    let is_text = posted.control("json").is_some();
    let lost = if is_text { form::lost(entry, &members) } else { Vec::new() };
    if !lost.is_empty() {
        let shown = Shown::new(&site, language, entry, &members);
        let told = told(language, &lost);
        return shown.text(posted.control("json")).answer(&headers, StatusCode::BAD_REQUEST, &told);
    }
    let longer = posted.control("add");
    let form = Form { entry, members: &members, violations: &[], longer, language };
    if is_fragment(&headers) {
        return form.fields().into_response();
    }
    Shown::new(&site, language, entry, &members).longer(longer).page()
}

/// What a form cannot show of a text.
fn told(language: Language, lost: &[String]) -> Markup {
    html! {
        p.bad { (language.say(
            "The form cannot show all of this, so the JSON stays as it is:",
            "表单无法完整显示，JSON 保持不变：",
        )) }
        ul.violations { @for line in lost { li { (line) } } }
    }
}

#[derive(Deserialize)]
struct At {
    at: String,
}

/// A new item of a list.
async fn item(
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    Query(at): Query<At>,
) -> Response {
    let found =
        essbasic::find(&name).and_then(|entry| form::item(entry.descriptor(), &at.at, language));
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
}

/// The same call elsewhere, and how it is signed; nothing is sent.
async fn elsewhere(
    State(site): State<Site>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return none(&site, language, &name) };
    let posted = Posted::read(&body);
    let members = match posted.members((entry.descriptor().request)()) {
        Ok(members) => members,
        Err(mistake) => return mistaken(&site, language, entry, &headers, &mistake),
    };
    let same = || code_samples::panel(&site, entry, &members, language);
    let panels = match posted.control("panel") {
        Some("call") => same(),
        Some("signature") => signature::panel(&site, entry, &members, language).await,
        _ => html! { (same()) (signature::panel(&site, entry, &members, language).await) },
    };
    let shown = Shown::new(&site, language, entry, &members).text(posted.control("json"));
    shown.answer(&headers, StatusCode::OK, &panels)
}

/// The request that a form begins with: the agent, where the action takes one.
fn begun(site: &Site, entry: &Entry) -> Map<String, Value> {
    let takes = (entry.descriptor().request)().field("Agent").is_some();
    let agent = Some(site.agent()).filter(|agent| takes && !agent.is_empty());
    agent.map(|agent| ("Agent".to_owned(), Value::Object(agent.clone()))).into_iter().collect()
}

/// Says why a text is no JSON; the text stays.
pub(crate) fn mistaken(
    site: &Site,
    language: Language,
    entry: &'static Entry,
    headers: &HeaderMap,
    mistake: &Mistake,
) -> Response {
    let told = html! {
        p.bad { (language.say("This is not a request in JSON: ", "这不是 JSON 请求：")) (mistake.why) "." }
    };
    let members = Map::new();
    let shown = Shown::new(site, language, entry, &members).text(Some(&mistake.text));
    shown.answer(headers, StatusCode::BAD_REQUEST, &told)
}

/// There is no such action.
pub(crate) fn none(site: &Site, language: Language, name: &str) -> Response {
    let title = language.say("No such action", "没有这个接口");
    let content = html! {
        h1 { (title) }
        p { (language.say("Nothing here is called ", "没有名为 ")) code { (name) } (language.say(".", " 的接口。")) }
        p { a href="/" { (language.say("All actions", "全部接口")) } }
    };
    Page::new(site, language, title).status(StatusCode::NOT_FOUND).around(&content)
}

/// Whether only a part of the page is asked for.
pub(crate) fn is_fragment(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|kinds| kinds == FRAGMENT)
}
