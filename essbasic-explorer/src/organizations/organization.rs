//! Page of an organization: state, employees with roles, seals, services, quota, sign-up.

use std::collections::BTreeMap;
use std::io;

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::Row;
use maud::{Markup, html};
use serde_json::Value;

use super::list;
use crate::limits::{self, short};
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, DATA_PATH, ORGANIZATIONS_PATH};
use crate::sandbox_page::SandboxPage;
use crate::{flash, links, person, status, tabs, time};

/// The organization, with the rows that belong to it.
struct Organization {
    row: Row,
    employees: Vec<Row>,
    roles: BTreeMap<String, String>,
    seals: Vec<Row>,
    account: Option<Row>,
    /// Links to the console, where employees verify themselves.
    console_links: Vec<Row>,
}

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Path((application, id)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let found = match read(&context, &application, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return context.not_found(ORGANIZATIONS_PATH),
        Err(error) => return context.read_error(ORGANIZATIONS_PATH, &error),
    };
    let language = context.language;
    let title = short(found.row.value["name"].as_str().unwrap_or_default());
    let address = links::address("organizations", &found.row.id);
    let main = html! {
        (tabs::render(ORGANIZATIONS_PATH, language))
        p { a href=(ORGANIZATIONS_PATH) { (t!(language, "all-organizations")) } }
        h1 { (title) " " (list::states(&found.row.value, context.sandbox.clock().now, language)) }
        (flash::message(&query, language))
        (facts(&found, language))
        (sign_up(&found, &context))
        h2 { (t!(language, "table-employees")) }
        (employees(&found, language))
        h2 { (t!(language, "table-seals")) }
        (seals(&found, &address, language))
        h2 { (t!(language, "services")) }
        (services(&found.row.value, language))
        p {
            a href={ (CONTRACTS_PATH) "?organization=" (id) } { (t!(language, "its-contracts")) } " · "
            a href=(links::raw_address("organizations", &found.row.id)) { (t!(language, "raw-data")) }
        }
    };
    Page::new(&context.state, language, &title)
        .section(CONTRACTS_PATH)
        .address(&address)
        .styles(&["data.css", "contracts.css"])
        .render(&main)
}

async fn read(
    context: &SandboxPage,
    application: &str,
    id: &str,
) -> io::Result<Option<Organization>> {
    let sandbox = &context.sandbox;
    let key = format!("{application}/{id}");
    let Some(row) = sandbox.row("organizations", &key).await? else { return Ok(None) };
    let rows = async |table: &str, text: &str, limit: usize| {
        sandbox.rows(table, text, 0, limit).await.map(|it| it.map(|it| it.rows).unwrap_or_default())
    };
    let prefix = format!("{key}/");
    let mut employees = rows("employees", &prefix, limits::LISTED).await?;
    employees.retain(|it| it.key.starts_with(&prefix));
    let mut seals = rows("seals", id, limits::LISTED).await?;
    seals.retain(|it| it.value["owner"] == row.value["owner"]);
    let roles = rows("roles", "", 10 * limits::LISTED).await?;
    let name = |it: Row| (it.key, it.value["name"].as_str().unwrap_or_default().to_owned());
    let mut console_links = rows("links", &prefix, limits::LISTED).await?;
    console_links.retain(|it| it.value["purpose"].get("Console").is_some());
    Ok(Some(Organization {
        row,
        employees,
        roles: roles.into_iter().map(name).collect(),
        seals,
        account: sandbox.row("accounts", application).await?,
        console_links,
    }))
}

fn facts(found: &Organization, language: Language) -> Markup {
    let value = &found.row.value;
    let text = |name: &str| value[name].as_str().filter(|it| !it.is_empty());
    let part = |name: &str| value["owner"][name].as_str().unwrap_or_default();
    let quota = found.account.as_ref().map(|it| &it.value);
    html! {
        dl.facts {
            dt { (t!(language, "organization-id")) } dd.mono { span data-copy { (part("organization")) } }
            dt { (t!(language, "application-id")) } dd.mono { span data-copy { (part("application")) } }
            @if let Some(code) = text("credit_code") { dt { (t!(language, "credit-code")) } dd.mono { (short(code)) } }
            @if let Some(admin) = text("admin") { dt { (t!(language, "administrator")) } dd.mono { (short(admin)) } }
            @if let Some(until) = value["active_until"].as_i64().filter(|it| *it > 0) {
                dt { (t!(language, "license-until")) } dd { (time::seconds(until)) " UTC" }
            }
            @if let Some(quota) = quota {
                dt { (t!(language, "quota")) }
                dd {
                    (t!(language, "quota-left", contracts = quota["contracts"].as_i64().unwrap_or_default(),
                        licenses = quota["licenses"].as_i64().unwrap_or_default(),
                        reports = quota["reports"].as_i64().unwrap_or_default())) " "
                    a href=(links::address("accounts", part("application"))) { (t!(language, "set")) }
                }
            }
        }
    }
}

/// Renders the links with which employees sign up, and the action that creates one.
fn sign_up(found: &Organization, context: &SandboxPage) -> Markup {
    let (value, language) = (&found.row.value, context.language);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("Agent.AppId", &text(&value["owner"]["application"]))
        .append_pair("Agent.ProxyOrganizationOpenId", &text(&value["owner"]["organization"]))
        .append_pair("Agent.ProxyOperator.OpenId", &text(&value["admin"]))
        .append_pair("ProxyOrganizationName", &text(&value["name"]))
        .finish();
    html! {
        div.buttons {
            a.button.quiet href={ "/actions/CreateConsoleLoginUrl?" (query) } { (t!(language, "create-sign-up-link")) }
        }
        @if !found.console_links.is_empty() {
            details.secret {
                summary { (t!(language, "sign-up-links", count = found.console_links.len())) }
                ul {
                    @for link in &found.console_links {
                        li { a href=(context.sandbox.url(&format!("/links/{}", link.key))) { (t!(language, "open-sign-up-link")) } }
                    }
                }
            }
        }
    }
}

fn employees(found: &Organization, language: Language) -> Markup {
    html! {
        @if found.employees.is_empty() { p { (t!(language, "no-rows")) } }
        ul.rows {
            @for employee in &found.employees {
                @let text = |name: &str| employee.value[name].as_str().unwrap_or_default();
                li {
                    div.who {
                        a.mono href=(links::address("employees", &employee.id)) { (short(text("open_id"))) } " "
                        (person::render(text("name"), text("mobile"))) " "
                        @if employee.value["resigned"] == true { span.badge.bad { (t!(language, "resigned")) } }
                        @else if employee.value["verified"] == true { span.badge.read { (t!(language, "verified")) } }
                        @else { span.badge.care { (t!(language, "not-verified")) } }
                    }
                    p.faint { (roles(employee, &found.roles, language)) }
                }
            }
        }
        @if found.employees.len() == limits::LISTED { p.faint { "…" } }
    }
}

fn roles(employee: &Row, names: &BTreeMap<String, String>, language: Language) -> String {
    let ids = employee.value["roles"].as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |id: &Value| {
        let id = id.as_str().unwrap_or_default();
        short(names.get(id).map_or(id, String::as_str))
    };
    let names: Vec<_> = ids.iter().take(limits::LISTED).map(name).collect();
    if names.is_empty() { t!(language, "no-roles").into_owned() } else { names.join(", ") }
}

/// Renders the seals, each with its picture and, while it waits for a review, the forms of one.
fn seals(found: &Organization, address: &str, language: Language) -> Markup {
    let action = "/actions/CreateSealByImage";
    html! {
        @if found.seals.is_empty() { p { (t!(language, "no-seals")) " " a href=(action) { code { "CreateSealByImage" } } } }
        ul.seals {
            @for seal in &found.seals {
                @let text = |name: &str| seal.value[name].as_str().unwrap_or_default();
                li {
                    img src={ "/images/seals/" (seal.id) } width="96" height="96" loading="lazy" alt=(t!(language, "seal-image"));
                    p.name { a href=(links::address("seals", &seal.id)) { (short(text("name"))) } " " (status::badge(text("status"), language)) }
                    p.faint { code { (short(text("kind"))) } }
                    @if text("status") == "CHECKING" {
                        form.buttons method="post" action=(DATA_PATH) {
                            input type="hidden" name="table" value="seals";
                            input type="hidden" name="id" value=(seal.id);
                            input type="hidden" name="back" value=(address);
                            input type="hidden" name="command" value="review";
                            button.small name="approved" value="yes" { (t!(language, "approve")) }
                            button.danger.small name="approved" value="no" { (t!(language, "reject")) }
                        }
                    }
                }
            }
        }
    }
}

fn services(organization: &Value, language: Language) -> Markup {
    let services = organization["services"].as_object();
    html! {
        @match services.filter(|it| !it.is_empty()) {
            None => p { (t!(language, "no-services")) },
            Some(services) => ul {
                @for (name, service) in services.iter().take(limits::LISTED) {
                    li {
                        code { (short(name)) } " "
                        @if service["open"] == true { span.badge.read { (t!(language, "service-open")) } }
                        @else { span.badge { (t!(language, "service-closed")) } }
                    }
                }
            },
        }
    }
}
