//! Frame of every page: head, navigation and language switch.

use axum::response::{IntoResponse, Response};
use essbasic::validate::Requirement;
use essbasic_devtools::{Language, error_text, t};
use http::{StatusCode, header};
use maud::{DOCTYPE, Markup, html};

use crate::app_state::{AppState, EnvironmentKind};
use crate::paths::{
    ACTIONS_PATH, CALLBACKS_PATH, CONTRACTS_PATH, OPEN_CALLBACK_PATH, SETTINGS_PATH,
};
use crate::{assets, banner};

/// A page to render.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    state: &'a AppState,
    language: Language,
    title: &'a str,
    status: StatusCode,
    /// Path of the section, marked in the navigation.
    section: &'a str,
    /// Address of the page, to return to after switching the language.
    address: &'a str,
    scripts: &'a [&'a str],
    styles: &'a [&'a str],
    has_navigation: bool,
}

impl<'a> Page<'a> {
    pub(crate) fn new(state: &'a AppState, language: Language, title: &'a str) -> Self {
        let (status, section, address) = (StatusCode::OK, "/", "/");
        let (scripts, styles, has_navigation) = (&[], &[], true);
        Self { state, language, title, status, section, address, scripts, styles, has_navigation }
    }

    /// Sets the status. Default: 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Sets the section, and its path as the address. Default: `/`.
    pub(crate) fn section(self, section: &'a str) -> Self {
        Self { section, address: section, ..self }
    }

    /// Sets the address. Default: the path of the section.
    pub(crate) fn address(self, address: &'a str) -> Self {
        Self { address, ..self }
    }

    /// Adds scripts.
    pub(crate) fn scripts(self, scripts: &'a [&'a str]) -> Self {
        Self { scripts, ..self }
    }

    /// Adds style sheets.
    pub(crate) fn styles(self, styles: &'a [&'a str]) -> Self {
        Self { styles, ..self }
    }

    /// Leaves out the links to other pages, where there are none.
    pub(crate) fn without_navigation(self) -> Self {
        Self { has_navigation: false, ..self }
    }

    /// Renders the page around its content.
    pub(crate) fn render(self, content: &Markup) -> Response {
        let language = self.language;
        let page = html! {
            (DOCTYPE)
            html lang=(language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " · essbasic" }
                    link rel="icon" href=(assets::address("icon.svg"));
                    meta name="messages" content=(self.script_messages());
                    @for name in ["explorer.css"].iter().chain(self.styles) {
                        link rel="stylesheet" href=(assets::address(name));
                    }
                    @for name in ["explorer.js"].iter().chain(self.scripts) {
                        script src=(assets::address(name)) defer {}
                    }
                }
                body {
                    a.skip href="#content" { (t!(language, "skip-to-content")) }
                    (self.header())
                    @if let Some(sandbox) = self.state.sandbox() { (banner::render(sandbox, language, self.address)) }
                    main #content tabindex="-1" { (content) }
                }
            }
        };
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, kind, page.into_string()).into_response()
    }

    /// Texts of scripts, as a JSON object.
    fn script_messages(&self) -> String {
        let language = self.language;
        let required = error_text::requirement(language, &Requirement::Required);
        let kind = |name| error_text::requirement(language, &Requirement::Kind(name));
        serde_json::json!({
            "required": required,
            "int64": kind("int64"),
            "uint64": kind("uint64"),
            "float": kind("float"),
            "copy": t!(language, "copy"),
            "other-value": t!(language, "other-value"),
            "choose-file": t!(language, "choose-file"),
            "page-server-unreachable": t!(language, "page-server-unreachable"),
            "sending": t!(language, "sending"),
            "find-action": t!(language, "find-action"),
            "drop-file": t!(language, "drop-file"),
            "upload-file": t!(language, "upload-file"),
            "uploading": t!(language, "uploading"),
            "uploaded": t!(language, "uploaded"),
            "upload-failed": t!(language, "upload-failed"),
            "local-time": t!(language, "local-time"),
        })
        .to_string()
    }

    fn header(&self) -> Markup {
        let language = self.language;
        let mut sections = vec![(ACTIONS_PATH, t!(language, "actions"))];
        if self.state.sandbox().is_some() {
            sections.insert(0, ("/", t!(language, "home")));
            sections.push((CONTRACTS_PATH, t!(language, "contracts-title")));
            sections.push(("/calls", t!(language, "call-log")));
            sections.push((CALLBACKS_PATH, t!(language, "callbacks")));
            sections.push(("/signature", t!(language, "signature")));
            sections.push((SETTINGS_PATH, t!(language, "settings")));
        } else {
            sections.push(("/signature", t!(language, "signature")));
            sections.push((OPEN_CALLBACK_PATH, t!(language, "open-callback")));
        }
        let (other, other_name) = match language {
            Language::English => (Language::Chinese, "中文"),
            Language::Chinese => (Language::English, "English"),
        };
        html! {
            header.site {
                @if self.has_navigation {
                    a.home href="/" { "essbasic" }
                    nav aria-label=(t!(language, "pages")) {
                        @for (address, name) in sections {
                            a href=(address) aria-current=[(address == self.section).then_some("page")] { (name) }
                        }
                    }
                    button.quiet.find type="button" data-palette hidden title=(t!(language, "find-action")) {
                        (t!(language, "find")) " " kbd aria-hidden="true" { "Ctrl K" }
                    }
                } @else {
                    span.home { "essbasic" }
                }
                (self.environment())
                form method="post" action="/language" {
                    input type="hidden" name="back" value=(self.address);
                    button.quiet name="language" value=(other.tag()) lang=(other.tag()) { (other_name) }
                }
            }
        }
    }

    /// Renders the kind of environment, which must not be mistaken, and its name.
    fn environment(&self) -> Markup {
        let language = self.language;
        let (class, kind) = match self.state.kind() {
            EnvironmentKind::Sandbox => ("sandbox", t!(language, "kind-sandbox")),
            EnvironmentKind::Test => ("test", t!(language, "kind-test")),
            EnvironmentKind::Production => ("production", t!(language, "kind-production")),
            EnvironmentKind::Custom => ("custom", t!(language, "kind-custom")),
        };
        html! { span.environment { strong.chip.(class) { (kind) } " " span.name { (self.state.name()) } } }
    }
}
