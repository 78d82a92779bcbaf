//! Page that lists the rows of a table, with a search.

use std::borrow::Cow;

use axum::response::Response;
use essbasic_devtools::t;
use essbasic_sandbox::Row;
use maud::{Markup, html};
use serde::Deserialize;

use crate::page::Page;
use crate::paths::CONTRACTS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::{pagination, tabs};

/// Number of rows per page.
const PAGE_SIZE: usize = 25;

/// Text to search for, and number of the page. Default: the first page of all rows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Selection {
    q: String,
    page: Option<usize>,
}

/// A table to list.
pub(crate) struct RowList<'a> {
    pub(crate) table: &'a str,
    /// Path of the page.
    pub(crate) path: &'a str,
    pub(crate) title: Cow<'static, str>,
}

impl RowList<'_> {
    /// Serves the page. `item` renders a row, `footer` follows the list.
    pub(crate) async fn page(
        self,
        context: SandboxPage,
        selection: Selection,
        item: impl Fn(&Row) -> Markup,
        footer: &Markup,
    ) -> Response {
        let number = selection.page.unwrap_or(1).clamp(1, 1_000_000);
        let (text, offset) = (selection.q.trim(), (number - 1) * PAGE_SIZE);
        let rows = match context.sandbox.rows(self.table, text, offset, PAGE_SIZE).await {
            Ok(Some(rows)) => rows,
            Ok(None) => return context.not_found(self.path),
            Err(error) => return context.read_error(self.path, &error),
        };
        let language = context.language;
        let address = |page: usize| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("q", text).append_pair("page", &page.to_string());
            format!("{}?{}", self.path, query.finish())
        };
        let main = html! {
            (tabs::render(self.path, language))
            h1 { (self.title) " " span.faint { (rows.total) } }
            form.search role="search" {
                label { (t!(language, "row-text")) input type="search" name="q" value=(text); }
                button { (t!(language, "search")) }
            }
            @if rows.rows.is_empty() { p { (t!(language, "no-rows")) } }
            ul.rows { @for row in &rows.rows { li { (item(row)) } } }
            (pagination::render(rows.total, PAGE_SIZE, number, address, language))
            (footer)
        };
        Page::new(&context.state, language, &self.title)
            .section(CONTRACTS_PATH)
            .address(&address(number))
            .styles(&["data.css", "contracts.css"])
            .render(&main)
    }
}
