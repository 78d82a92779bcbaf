//! Page of a template: recipients, fields to scale, actions that use it.

use std::io;

use axum::extract::Path;
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{DocumentLayout, Row};
use maud::{Markup, html};
use serde_json::Value;

use super::list;
use crate::limits::{self, short};
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, PLACING_PATH, TEMPLATES_PATH};
use crate::sandbox_page::SandboxPage;
use crate::{document, links, tabs, time};

/// Serves the page.
pub(super) async fn page(context: SandboxPage, Path(id): Path<String>) -> Response {
    let (row, layout) = match read(&context, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return context.not_found(TEMPLATES_PATH),
        Err(error) => return context.read_error(TEMPLATES_PATH, &error),
    };
    let language = context.language;
    let title = short(row.value["name"].as_str().unwrap_or_default());
    let main = html! {
        (tabs::render(TEMPLATES_PATH, language))
        p { a href=(TEMPLATES_PATH) { (t!(language, "all-templates")) } }
        h1 { (title) " " (list::availability(&row, language)) }
        div.sides {
            div {
                (facts(&row.value, language))
                h2 { (t!(language, "recipients")) }
                (recipients(&row.value, language))
                h2 { (t!(language, "next-steps")) }
                (uses(&id, language))
            }
            div {
                h2 { (t!(language, "document")) }
                div.buttons {
                    a.button.quiet href={ (PLACING_PATH) "?template=" (id) } { (t!(language, "move-fields")) }
                }
                (document::render(&layout, &document::signer_names(&row.value), language))
                p.faint { (t!(language, "template-layout")) }
            }
        }
        p { a href=(links::raw_address("templates", &id)) { (t!(language, "raw-data")) } }
    };
    Page::new(&context.state, language, &title)
        .section(CONTRACTS_PATH)
        .address(&links::address("templates", &id))
        .styles(&["data.css", "contracts.css"])
        .render(&main)
}

async fn read(context: &SandboxPage, id: &str) -> io::Result<Option<(Row, DocumentLayout)>> {
    let row = context.sandbox.row("templates", id).await?;
    Ok(row.zip(context.sandbox.template_layout(id).await?))
}

fn facts(template: &Value, language: Language) -> Markup {
    let created = template["created_on"].as_i64().map(time::seconds).unwrap_or_default();
    html! {
        dl.facts {
            dt { (t!(language, "template-id")) }
            dd.mono { span data-copy { (template["id"].as_str().unwrap_or_default()) } }
            dt { (t!(language, "created-on")) } dd { (created) " UTC" }
            dt { (t!(language, "signing-order")) }
            dd { @if template["ordered"] == true { (t!(language, "in-order")) } @else { (t!(language, "in-any-order")) } }
        }
    }
}

/// Renders the parties in signing order, and the fields that each fills in.
fn recipients(template: &Value, language: Language) -> Markup {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let names = |fields: &Value| {
        let names = list(fields).into_iter().take(limits::LISTED);
        let names: Vec<_> = names.filter_map(|it| it["name"].as_str().map(short)).collect();
        names.join(", ")
    };
    let own = names(&template["fields"]);
    html! {
        ol.signers {
            @for (index, party) in list(&template["parties"]).iter().take(limits::LISTED).enumerate() {
                @let fills = names(&party["fills"]);
                li {
                    p {
                        (document::mark(Some(index))) " " (short(party["role_name"].as_str().unwrap_or_default())) " · "
                        @if party["kind"] == "Initiator" { (t!(language, "party-initiator")) } @else { (t!(language, "party-person")) }
                    }
                    p.faint { code { (short(party["recipient_id"].as_str().unwrap_or_default())) } }
                    @if !fills.is_empty() { p.faint { (t!(language, "fills-in", names = fills)) } }
                }
            }
        }
        @if !own.is_empty() { p { (document::mark(None)) " " (t!(language, "initiator-fills-in", names = own)) } }
    }
}

fn uses(id: &str, language: Language) -> Markup {
    let steps = [
        ("CreateFlowsByTemplates", "FlowInfos.0.TemplateId", t!(language, "step-start")),
        ("ChannelCreateMultiFlowSignQRCode", "TemplateId", t!(language, "step-qr-code")),
        ("DescribeTemplates", "TemplateId", t!(language, "step-describe-template")),
    ];
    html! {
        ul.steps {
            @for (action, field, purpose) in steps {
                li { a href={ "/actions/" (action) "?" (field) "=" (id) } { (purpose) } " " code.faint { (action) } }
            }
        }
    }
}
