//! The frame around every page: its head, the way to the other pages, and who is called.

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::site::Site;
use essbasic_devtools::Language;

/// A page to be shown.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    site: &'a Site,
    language: Language,
    title: &'a str,
    status: StatusCode,
    /// The address that is underlined in the way to the other pages.
    at: &'a str,
    /// Its own address, to come back to.
    back: &'a str,
    scripts: &'a [&'a str],
    styles: &'a [&'a str],
}

impl<'a> Page<'a> {
    pub(crate) fn new(site: &'a Site, language: Language, title: &'a str) -> Self {
        let (status, at, back) = (StatusCode::OK, "/", "/");
        Self { site, language, title, status, at, back, scripts: &[], styles: &[] }
    }

    /// What is shown is why nothing else is.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Where it stands among the pages.
    pub(crate) fn at(self, at: &'a str) -> Self {
        Self { at, back: at, ..self }
    }

    /// Its own address, where that is another than where it stands among the pages.
    pub(crate) fn back(self, back: &'a str) -> Self {
        Self { back, ..self }
    }

    /// The scripts that it has beside the one of every page.
    pub(crate) fn scripts(self, scripts: &'a [&'a str]) -> Self {
        Self { scripts, ..self }
    }

    /// The styles that it has beside the one of every page.
    pub(crate) fn styles(self, styles: &'a [&'a str]) -> Self {
        Self { styles, ..self }
    }

    /// The page with this inside.
    pub(crate) fn around(self, content: &Markup) -> Response {
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
                    @for name in ["explorer.css"].iter().chain(self.styles) {
                        link rel="stylesheet" href=(assets::address(name));
                    }
                    @for name in ["explorer.js"].iter().chain(self.scripts) {
                        script src=(assets::address(name)) defer {}
                    }
                }
                body {
                    a.skip href="#content" { (language.say("Skip to the content", "跳到正文")) }
                    (self.header())
                    main #content tabindex="-1" { (content) }
                }
            }
        };
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, kind, page.into_string()).into_response()
    }

    fn header(&self) -> Markup {
        let language = self.language;
        let mut ways = vec![
            ("/", language.say("Actions", "接口")),
            ("/signature", language.say("Signature", "签名")),
        ];
        if self.site.inside().is_some() {
            ways.push(("/inspector", language.say("Inspector", "调用记录")));
            ways.push(("/state", language.say("State", "数据")));
        }
        let (other, other_name) = match language {
            Language::English => (Language::Chinese, "中文"),
            Language::Chinese => (Language::English, "English"),
        };
        html! {
            header.site {
                a.home href="/" { "essbasic" }
                nav aria-label=(language.say("Pages", "页面")) {
                    @for (address, name) in ways {
                        a href=(address) aria-current=[(address == self.at).then_some("page")] { (name) }
                    }
                }
                span.place { (self.site.name()) }
                form method="post" action="/language" {
                    input type="hidden" name="back" value=(self.back);
                    button.quiet name="language" value=(other.tag()) lang=(other.tag()) { (other_name) }
                }
            }
        }
    }
}
