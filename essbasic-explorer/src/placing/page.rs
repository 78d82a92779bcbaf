//! Page that places fields. Without scripts, a form moves them; the script drags them and posts the form.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{DocumentLayout, PageSize};
use http::StatusCode;
use maud::{Markup, html};

use super::draft::{Draft, KINDS, MAX_SIGNERS, Source, is_kind};
use super::output;
use crate::document::{self, DrawnField, number};
use crate::limits::{self, short};
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, PLACING_PATH};
use crate::posted::LineForm;
use crate::sandbox_page::SandboxPage;
use crate::{highlight, tabs};

/// Action that takes the fields.
const ACTION: &str = "ChannelCreateFlowByFiles";

/// A document, and the fields that are being placed on it.
struct Placing {
    source: Source,
    pages: Vec<PageSize>,
    is_measured: bool,
    drafts: Vec<Draft>,
    /// Number of fields of the document that are not placed by coordinates.
    left_out: usize,
    /// PDFs that were uploaded to the sandbox, by ID and name.
    files: Vec<(String, String)>,
    /// Number of signers to choose from.
    signers: usize,
    /// Names of the document's signers, by index.
    names: Vec<String>,
}

/// Serves the page for a blank document, or for that of a contract, template or file.
pub(super) async fn show(
    context: SandboxPage,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let source = Source::read(&query);
    let layout = match layout(&context, &source).await {
        Ok(Some(layout)) => layout,
        Ok(None) => return context.not_found(PLACING_PATH),
        Err(error) => return context.read_error(PLACING_PATH, &error),
    };
    let (mut drafts, left_out) = Draft::of_layout(&layout);
    if drafts.is_empty() && left_out == 0 {
        drafts.push(Draft::new(KINDS[0], 1, 1, 10));
    }
    respond(&context, source, layout, drafts, left_out, None).await
}

/// Serves the page after a change, or goes on to the form of the action.
pub(super) async fn change(context: SandboxPage, LineForm(form): LineForm) -> Response {
    let source = Source::read(&form);
    let layout = match layout(&context, &source).await {
        Ok(Some(layout)) => layout,
        Ok(None) => return context.not_found(PLACING_PATH),
        Err(error) => return context.read_error(PLACING_PATH, &error),
    };
    let mut drafts = Draft::read(&form);
    let button = form.get("do").map_or("", String::as_str);
    let mut message = None;
    match button {
        "add" if drafts.len() < limits::PLACED_FIELDS => {
            let kind = form.get("new-type").filter(|it| is_kind(it));
            let party = form.get("new-party").and_then(|it| it.parse().ok()).unwrap_or(1);
            let kind = kind.map_or(KINDS[0], String::as_str);
            let page = drafts.last().map_or(1, |it| it.page);
            drafts.push(Draft::new(kind, MAX_SIGNERS.min(party), page, drafts.len()));
        }
        "add" => {
            message = Some(t!(context.language, "too-many-fields", count = limits::PLACED_FIELDS));
        }
        "use" => match output::query(&output::request(&drafts), &file(&context, &source).await) {
            Some(query) => {
                return Redirect::to(&format!("/actions/{ACTION}?{query}")).into_response();
            }
            None => message = Some(t!(context.language, "fields-too-long")),
        },
        _ => {}
    }
    respond(&context, source, layout, drafts, 0, message).await
}

/// Returns the pages and fields of a source. Returns `None` if it is unknown.
async fn layout(context: &SandboxPage, source: &Source) -> io::Result<Option<DocumentLayout>> {
    let sandbox = &context.sandbox;
    match source {
        Source { contract, .. } if !contract.is_empty() => sandbox.contract_layout(contract).await,
        Source { template, .. } if !template.is_empty() => sandbox.template_layout(template).await,
        Source { file, .. } if !file.is_empty() => sandbox.file_layout(file).await,
        blank => Ok(Some(DocumentLayout::blank(blank.blank_pages()))),
    }
}

/// Returns the ID of the source's file, if it has one.
async fn file(context: &SandboxPage, source: &Source) -> String {
    match context.sandbox.row("flows", &source.contract).await {
        Ok(Some(row)) => row.value["file"].as_str().unwrap_or_default().to_owned(),
        _ => source.file.clone(),
    }
}

/// Returns the names of the source's signers.
async fn names(context: &SandboxPage, source: &Source) -> io::Result<Vec<String>> {
    let (table, id) = match source {
        Source { contract, .. } if !contract.is_empty() => ("flows", contract),
        Source { template, .. } if !template.is_empty() => ("templates", template),
        _ => return Ok(Vec::new()),
    };
    let row = context.sandbox.row(table, id).await?;
    Ok(row.map(|row| document::signer_names(&row.value)).unwrap_or_default())
}

async fn respond(
    context: &SandboxPage,
    source: Source,
    layout: DocumentLayout,
    drafts: Vec<Draft>,
    left_out: usize,
    message: Option<Cow<'static, str>>,
) -> Response {
    let rows = match context.sandbox.rows("files", "", 0, limits::LISTED).await {
        Ok(rows) => rows.map(|it| it.rows).unwrap_or_default(),
        Err(error) => return context.read_error(PLACING_PATH, &error),
    };
    let name =
        |row: &essbasic_sandbox::Row| row.value["name"].as_str().unwrap_or_default().to_owned();
    let files = rows.iter().map(|row| (row.id.clone(), name(row)));
    let files = files.filter(|(_, name)| name.to_lowercase().ends_with(".pdf")).collect();
    let signers = drafts.iter().map(|it| it.party).max().unwrap_or(0);
    let signers = (signers + 1).clamp(3, MAX_SIGNERS);
    let (pages, is_measured) = (layout.pages, layout.is_measured);
    let names = match names(context, &source).await {
        Ok(names) => names,
        Err(error) => return context.read_error(PLACING_PATH, &error),
    };
    let signers = signers.max(names.len().min(MAX_SIGNERS));
    let placing = Placing { source, pages, is_measured, drafts, left_out, files, signers, names };
    placing.render(context, message)
}

impl Placing {
    fn render(&self, context: &SandboxPage, message: Option<Cow<'static, str>>) -> Response {
        let language = context.language;
        let title = t!(language, "place-fields");
        let status = message.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
        let drawn = |it: &Draft| Some(it.drawn(&self.pages)?.of_signer(&self.names));
        let drawn: Vec<_> = self.drafts.iter().map(drawn).collect();
        let main = html! {
            (tabs::render(PLACING_PATH, language))
            h1 { (title) }
            @if let Some(message) = message { p.flash.bad role="status" { (message) } }
            p { (t!(language, "place-fields-intro")) }
            (self.choose_document(language))
            form #placing method="post" action=(PLACING_PATH) autocomplete="off" {
                // Enter presses the first button.
                button.hidden name="do" value="update" tabindex="-1" aria-hidden="true" {}
                (self.hidden())
                div.sides {
                    div {
                        (self.fields(language))
                        (self.add(language))
                        (self.output(language))
                    }
                    div #drawing { (self.drawing(&drawn, language)) }
                }
            }
        };
        Page::new(&context.state, language, &title)
            .status(status)
            .section(CONTRACTS_PATH)
            .address(PLACING_PATH)
            .styles(&["data.css", "contracts.css"])
            .scripts(&["placing.js"])
            .render(&main)
    }

    /// Renders the choice of a document: an uploaded file, or a blank one of some size.
    fn choose_document(&self, language: Language) -> Markup {
        let first = self.pages.first().copied().unwrap_or_else(PageSize::a4);
        html! {
            details.object {
                summary { (t!(language, "choose-document")) }
                @if !self.files.is_empty() {
                    form.command action=(PLACING_PATH) {
                        label { (t!(language, "uploaded-file"))
                            select name="file" {
                                @for (id, name) in &self.files { option value=(id) selected[*id == self.source.file] { (short(name)) } }
                            } }
                        button.quiet { (t!(language, "choose")) }
                    }
                }
                form.command action=(PLACING_PATH) {
                    label.short { (t!(language, "page-width")) input type="number" name="width" min="1" max="14400" step="0.01" value=(number(first.width)) required; }
                    label.short { (t!(language, "page-height")) input type="number" name="height" min="1" max="14400" step="0.01" value=(number(first.height)) required; }
                    label.short { (t!(language, "page-count")) input type="number" name="pages" min="1" max=(limits::DRAWN_PAGES) value=(self.pages.len().min(limits::DRAWN_PAGES)) required; }
                    button.quiet { (t!(language, "blank-document")) }
                }
            }
        }
    }

    fn hidden(&self) -> Markup {
        let Source { contract, template, file, blank } = &self.source;
        html! {
            @for (name, value) in [("contract", contract), ("template", template), ("file", file)] {
                @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
            }
            @if let Some((width, height, pages)) = blank {
                input type="hidden" name="width" value=(number(*width));
                input type="hidden" name="height" value=(number(*height));
                input type="hidden" name="pages" value=(pages);
            }
        }
    }

    fn fields(&self, language: Language) -> Markup {
        html! {
            h2 { (t!(language, "placed-fields")) " " span.faint { (self.drafts.len()) } }
            @if self.left_out > 0 { p.care { (t!(language, "fields-elsewhere", count = self.left_out)) } }
            ol.placed { @for (index, draft) in self.drafts.iter().enumerate() { li { (self.field(index, draft, language)) } } }
            button.quiet.plain-only name="do" value="update" { (t!(language, "draw")) }
        }
    }

    fn field(&self, index: usize, draft: &Draft, language: Language) -> Markup {
        let lengths = [
            ("x", "X", draft.x),
            ("y", "Y", draft.y),
            ("w", "W", draft.width),
            ("h", "H", draft.height),
        ];
        let base = serde_json::to_string(&draft.base).unwrap_or_default();
        html! {
            fieldset data-field=(index) {
                legend { (document::mark(draft.party.checked_sub(1))) " " code { (draft.kind) } }
                @if !draft.base.is_empty() { input type="hidden" name={ "base." (index) } value=(base); }
                input type="hidden" name={ "type." (index) } value=(draft.kind);
                div.pair {
                    label { (t!(language, "party")) (self.parties(&format!("party.{index}"), draft.party, language)) }
                    label { (t!(language, "field-name")) input name={ "name." (index) } value=(draft.name) maxlength="40"; }
                }
                div.lengths {
                    label { (t!(language, "page-number")) input type="number" name={ "page." (index) } value=(draft.page) step="1"; }
                    @for (name, shown, length) in lengths {
                        label { abbr title=(length_name(name, language)) { (shown) } input type="number" name={ (name) "." (index) } value=(number(length)) min="0" max="14400" step="any"; }
                    }
                }
                @if draft.drawn(&self.pages).is_none() { p.care { (t!(language, "page-missing", page = draft.page)) } }
                button.danger.small name="remove" value=(index) { (t!(language, "remove")) }
            }
        }
    }

    fn parties(&self, name: &str, chosen: usize, language: Language) -> Markup {
        html! {
            select name=(name) {
                option value="0" selected[chosen == 0] { (t!(language, "party-own")) }
                @for party in 1..=self.signers {
                    option value=(party) selected[chosen == party] {
                        (t!(language, "party-signer", number = party))
                        @if let Some(name) = self.names.get(party - 1).filter(|it| !it.is_empty()) { " · " (name) }
                    }
                }
            }
        }
    }

    fn add(&self, language: Language) -> Markup {
        html! {
            div.command {
                label { (t!(language, "field-type"))
                    select name="new-type" { @for kind in KINDS { option value=(kind) { (kind_name(kind, language)) " " (kind) } } } }
                label { (t!(language, "party")) (self.parties("new-party", 1, language)) }
                button.quiet name="do" value="add" { (t!(language, "add-field")) }
            }
        }
    }

    fn output(&self, language: Language) -> Markup {
        let request = output::request(&self.drafts);
        let text = serde_json::to_string_pretty(&request).unwrap_or_default();
        html! {
            div #output {
                h2 { (t!(language, "fields-as-json")) }
                div.buttons {
                    button name="do" value="use" { (t!(language, "use-in-action", action = ACTION)) }
                }
                pre.json tabindex="0" { code data-copy { (highlight::json(&text)) } }
            }
        }
    }

    fn drawing(&self, drawn: &[Option<DrawnField>], language: Language) -> Markup {
        html! {
            @if !self.is_measured { p.faint { (t!(language, "page-size-assumed")) } }
            (document::pages(&self.pages, drawn, language))
        }
    }
}

fn length_name(name: &str, language: Language) -> Cow<'static, str> {
    match name {
        "x" => t!(language, "from-left"),
        "y" => t!(language, "from-top"),
        "w" => t!(language, "field-width"),
        _ => t!(language, "field-height"),
    }
}

fn kind_name(kind: &str, language: Language) -> Cow<'static, str> {
    match kind {
        "SIGN_SIGNATURE" => t!(language, "kind-signature"),
        "SIGN_SEAL" => t!(language, "kind-seal"),
        "SIGN_DATE" => t!(language, "kind-sign-date"),
        "SIGN_LEGAL_PERSON_SEAL" => t!(language, "kind-legal-seal"),
        "MULTI_LINE_TEXT" => t!(language, "kind-multi-line"),
        "DATE" => t!(language, "kind-date"),
        "CHECK_BOX" => t!(language, "kind-check-box"),
        "FILL_IMAGE" => t!(language, "kind-image"),
        _ => t!(language, "kind-text"),
    }
}
