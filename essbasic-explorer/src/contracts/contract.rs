//! Page of a contract: status, signers, next steps, document, timeline.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{DocumentLayout, Row};
use http::header;
use maud::{Markup, html};
use serde_json::Value;

use super::{next_steps, signers, timeline};
use crate::limits::{self, short};
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, PLACING_PATH};
use crate::sandbox_page::SandboxPage;
use crate::{document, flash, links, person, status, tabs, time};

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let found = read(&context, &id).await;
    let (row, layout, sign_links) = match found {
        Ok(Some(found)) => found,
        Ok(None) => return context.not_found(CONTRACTS_PATH),
        Err(error) => return context.read_error(CONTRACTS_PATH, &error),
    };
    let timeline = match timeline::render(&context, &id).await {
        Ok(timeline) => timeline,
        Err(error) => return context.read_error(CONTRACTS_PATH, &error),
    };
    let (flow, language) = (&row.value, context.language);
    let text = |name: &str| flow[name].as_str().unwrap_or_default();
    let title = person::without_names(text("name"), signers::names(flow));
    let address = links::address("flows", &id);
    let main = html! {
        (tabs::render(CONTRACTS_PATH, language))
        p { a href=(CONTRACTS_PATH) { (t!(language, "all-contracts")) } }
        h1 { (title) " " (status::badge(text("status"), language)) }
        (flash::message(&query, language))
        div.sides {
            div {
                (facts(flow, language))
                h2 { (t!(language, "signers")) }
                (signers::render(&id, flow, language))
                (links_to_sign(&sign_links, &context))
                h2 { (t!(language, "next-steps")) }
                (next_steps::render(flow, language))
                h2 { (t!(language, "timeline")) }
                (timeline)
            }
            div {
                h2 { (t!(language, "document")) }
                div.buttons {
                    a.button.quiet href={ (address) "/pdf" } { (t!(language, "view-pdf")) }
                    a.button.quiet href={ (address) "/pdf?download=1" } { (t!(language, "download-pdf")) }
                    a.button.quiet href={ (PLACING_PATH) "?contract=" (id) } { (t!(language, "move-fields")) }
                }
                (document::render(&layout, &document::signer_names(flow), language))
            }
        }
        p { a href=(links::raw_address("flows", &id)) { (t!(language, "raw-data")) } }
    };
    Page::new(&context.state, language, &title)
        .section(CONTRACTS_PATH)
        .address(&address)
        .styles(&["data.css", "contracts.css"])
        .render(&main)
}

/// Reads the contract, its document, and the links that ask to sign it.
async fn read(
    context: &SandboxPage,
    id: &str,
) -> std::io::Result<Option<(Row, DocumentLayout, Vec<Row>)>> {
    let sandbox = &context.sandbox;
    let (row, layout) = (sandbox.row("flows", id).await?, sandbox.contract_layout(id).await?);
    let Some((row, layout)) = row.zip(layout) else { return Ok(None) };
    let found = sandbox.rows("links", id, 0, limits::LISTED).await?;
    let mut links = found.map(|it| it.rows).unwrap_or_default();
    links.retain(|link| link.value["purpose"].get("Sign").is_some());
    Ok(Some((row, layout, links)))
}

fn facts(flow: &Value, language: Language) -> Markup {
    let text = |name: &str| flow[name].as_str().filter(|text| !text.is_empty());
    let seconds = |name: &str| flow[name].as_i64().map(time::seconds).unwrap_or_default();
    let owner = &flow["owner"];
    let part = |name: &str| owner[name].as_str().unwrap_or_default();
    let organization = format!("{}/{}", part("application"), part("organization"));
    let origins = [
        ("template", "templates", t!(language, "from-template")),
        ("qr_code", "qr_codes", t!(language, "from-qr-code")),
        ("file", "files", t!(language, "from-file")),
        ("group", "groups", t!(language, "in-group")),
        ("releases", "flows", t!(language, "releases-contract")),
    ];
    html! {
        dl.facts {
            dt { (t!(language, "contract-id")) }
            dd.mono { span data-copy { (text("id").unwrap_or_default()) } }
            dt { (t!(language, "initiator")) }
            dd {
                a href=(links::address("organizations", &organization)) { (short(part("organization"))) }
                @if let Some(creator) = text("creator") { " · " (short(creator)) }
            }
            dt { (t!(language, "started-on")) } dd { (seconds("created_on")) " UTC" }
            dt { (t!(language, "deadline")) } dd { (seconds("deadline")) " UTC" }
            dt { (t!(language, "signing-order")) }
            dd { @if flow["ordered"] == true { (t!(language, "in-order")) } @else { (t!(language, "in-any-order")) } }
            @for (field, table, name) in origins {
                @if let Some(id) = text(field) {
                    dt { (name) } dd { a.mono href=(links::address(table, id)) { (short(id)) } }
                }
            }
            @if let Some(message) = text("message") {
                // People write it, such as the reason for declining.
                dt { (t!(language, "message")) }
                dd { details.secret { summary { span.faint { "••• " (t!(language, "show")) } } (short(message)) } }
            }
        }
    }
}

/// Renders links to the pages that signers see. A link is as good as a signature: it opens on demand.
fn links_to_sign(sign_links: &[Row], context: &SandboxPage) -> Markup {
    let language = context.language;
    html! {
        @if !sign_links.is_empty() {
            details.secret {
                summary { (t!(language, "sign-links", count = sign_links.len())) }
                ul {
                    @for link in sign_links {
                        li {
                            a href=(context.sandbox.url(&format!("/links/{}", link.key))) { (t!(language, "open-sign-link")) } " "
                            span.faint { (t!(language, "valid-until")) (language.sentence_separator()) (time::seconds(link.value["expires_on"].as_i64().unwrap_or_default())) }
                        }
                    }
                }
            }
        }
    }
}

/// Serves the document with its signatures.
pub(super) async fn pdf(
    context: SandboxPage,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let pdf = match context.sandbox.contract_pdf(&id).await {
        Ok(Some(pdf)) => pdf,
        Ok(None) => return context.not_found(CONTRACTS_PATH),
        Err(error) => return context.read_error(CONTRACTS_PATH, &error),
    };
    let disposition = if query.contains_key("download") {
        "attachment; filename=\"contract.pdf\""
    } else {
        "inline; filename=\"contract.pdf\""
    };
    let headers =
        [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, disposition)];
    (headers, pdf).into_response()
}
