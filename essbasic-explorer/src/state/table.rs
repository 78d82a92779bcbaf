//! A table: its rows, fifty at a time, or those that contain a text.

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic_sandbox::Rows;
use maud::{Markup, html};
use serde::Deserialize;

use super::{AT, columns, name};
use crate::page::Page;
use crate::places;
use crate::watched::Watched;

/// How many rows a page has.
const ROWS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    page: Option<usize>,
}

/// The page.
pub(super) async fn page(
    watched: Watched,
    Path(table): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let number = asked.page.unwrap_or(1).clamp(1, 1_000_000);
    let text = asked.q.trim();
    let rows = match watched.inside.rows(&table, text, (number - 1) * ROWS, ROWS).await {
        Ok(Some(rows)) => rows,
        Ok(None) => return watched.nothing(AT),
        Err(why) => return watched.untold(AT, &why),
    };
    let title = name(&table, watched.language);
    let content = html! {
        p { a href=(AT) { (watched.say("All tables", "全部数据")) } }
        h1 { (title) " " span.faint { (rows.total) } }
        form.search role="search" {
            label { (watched.say("Text in a row", "包含文本")) input type="search" name="q" value=(text); }
            button { (watched.say("Search", "搜索")) }
        }
        @if rows.rows.is_empty() { p { (watched.say("There is none.", "没有。")) } }
        @else { (list(&table, &rows, &watched)) }
        (pages(rows.total, number, text, &watched))
    };
    Page::new(&watched.site, watched.language, title).at(AT).styles(&["state.css"]).around(&content)
}

fn list(table: &str, rows: &Rows, watched: &Watched) -> Markup {
    let columns = columns::of(&rows.rows);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(name(table, watched.language)) {
            table.rows {
                thead { tr {
                    th scope="col" { (watched.say("Key", "键")) }
                    @for name in &columns { th scope="col" { (name) } }
                } }
                tbody { @for row in &rows.rows { tr {
                    td { a.key href=(places::address(table, &row.id)) { (row.id) } }
                    (columns::cells(row, &columns))
                } } }
            }
        }
    }
}

fn pages(total: usize, number: usize, text: &str, watched: &Watched) -> Markup {
    let last = total.div_ceil(ROWS).max(1);
    let address = |page: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", text).append_pair("page", &page.to_string());
        format!("?{}", query.finish())
    };
    html! {
        @if last > 1 {
            nav.pages aria-label=(watched.say("Pages of rows", "分页")) {
                @if number > 1 { a rel="prev" href=(address(number - 1)) { (watched.say("Back", "上一页")) } }
                span { (number) " / " (last) }
                @if number < last { a rel="next" href=(address(number + 1)) { (watched.say("On", "下一页")) } }
            }
        }
    }
}
