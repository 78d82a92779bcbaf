//! List of contracts, newest first, with a filter.

use axum::extract::Query;
use axum::response::Response;
use essbasic::models::FlowStatus;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{ContractFilter, ContractSummary, Contracts};
use maud::{Markup, html};
use serde::Deserialize;

use crate::limits::short;
use crate::page::Page;
use crate::paths::CONTRACTS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::{links, pagination, person, status, tabs, time};

/// Number of contracts per page.
const PAGE_SIZE: usize = 25;

/// Choices of the filter, each with its statuses.
const CHOICES: [(&str, &[&str]); 7] = [
    ("open", &["INIT", "PART"]),
    ("ALL", &["ALL"]),
    ("REJECT", &["REJECT"]),
    ("CANCEL", &["CANCEL"]),
    ("DEADLINE", &["DEADLINE"]),
    ("STOP", &["STOP"]),
    ("RELIEVED", &["RELIEVED"]),
];

/// Filter by status, text and organization. Default: all contracts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Selection {
    status: String,
    q: String,
    organization: String,
    page: Option<usize>,
}

impl Selection {
    fn filter(&self) -> ContractFilter {
        let mut filter = ContractFilter::default();
        let choice = CHOICES.iter().find(|(name, _)| *name == self.status);
        let statuses = choice.map_or(&[][..], |(_, statuses)| statuses);
        filter.statuses = statuses.iter().map(|it| FlowStatus::from((*it).to_owned())).collect();
        self.q.trim().clone_into(&mut filter.text);
        self.organization.trim().clone_into(&mut filter.organization);
        filter
    }

    /// Returns the address of a page of the list.
    fn address(&self, page: usize) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("status", &self.status),
                ("q", &self.q),
                ("organization", &self.organization),
            ])
            .append_pair("page", &page.to_string())
            .finish();
        format!("{CONTRACTS_PATH}?{query}")
    }

    fn is_empty(&self) -> bool {
        self.status.is_empty() && self.q.trim().is_empty() && self.organization.trim().is_empty()
    }
}

/// Serves the page.
pub(super) async fn page(context: SandboxPage, Query(selection): Query<Selection>) -> Response {
    let number = selection.page.unwrap_or(1).clamp(1, 1_000_000);
    let filter = selection.filter();
    let offset = (number - 1) * PAGE_SIZE;
    let contracts = match context.sandbox.find_contracts(&filter, offset, PAGE_SIZE).await {
        Ok(contracts) => contracts,
        Err(error) => return context.read_error(CONTRACTS_PATH, &error),
    };
    let language = context.language;
    let title = t!(language, "contracts-title");
    let main = html! {
        (tabs::render(CONTRACTS_PATH, language))
        h1 { (title) " " span.faint { (contracts.total) } }
        (filter_form(&selection, language))
        @if !contracts.contracts.is_empty() { (list(&contracts, language)) }
        @else if selection.is_empty() { (how_to_start(language)) }
        @else { p { (t!(language, "no-contracts-match")) } }
        (pagination::render(contracts.total, PAGE_SIZE, number, |page| selection.address(page), language))
    };
    let address = selection.address(number);
    Page::new(&context.state, language, &title)
        .section(CONTRACTS_PATH)
        .address(&address)
        .styles(&["data.css", "contracts.css"])
        .render(&main)
}

fn filter_form(selection: &Selection, language: Language) -> Markup {
    html! {
        form.filter role="search" action=(CONTRACTS_PATH) {
            label { (t!(language, "contract-status"))
                select name="status" {
                    option value="" { (t!(language, "status-any")) }
                    @for (name, statuses) in CHOICES {
                        option value=(name) selected[name == selection.status] { (status::name(statuses[0], language)) }
                    }
                } }
            label { (t!(language, "contract-text")) input type="search" name="q" value=(selection.q); }
            label { (t!(language, "contract-organization")) input type="search" name="organization" value=(selection.organization); }
            button { (t!(language, "filter")) }
        }
    }
}

fn list(contracts: &Contracts, language: Language) -> Markup {
    html! {
        ul.rows { @for contract in &contracts.contracts { li { (row(contract, language)) } } }
    }
}

fn row(contract: &ContractSummary, language: Language) -> Markup {
    let names = contract.signer_names.iter().map(String::as_str);
    html! {
        p.name {
            a href=(links::address("flows", &contract.id)) { (person::without_names(&contract.name, names)) } " "
            (status::badge(contract.status.as_str(), language))
        }
        p.faint {
            (short(&contract.organization)) " · "
            (t!(language, "signed-of", signed = contract.signed, signers = contract.signers)) " · "
            (time::seconds(contract.created_on)) " UTC · " code { (short(&contract.id)) }
        }
    }
}

/// Renders the ways to get a first contract.
fn how_to_start(language: Language) -> Markup {
    let code = essbasic_sandbox::seed::QR_CODE;
    html! {
        p { (t!(language, "no-contracts")) }
        div.buttons {
            a.button href="/actions/UploadFiles" { (t!(language, "start-from-file")) }
            a.button.quiet href="/actions/CreateFlowsByTemplates" { (t!(language, "start-from-template")) }
            a.button.quiet href=(links::address("qr_codes", code)) { (t!(language, "start-from-code")) }
        }
    }
}
