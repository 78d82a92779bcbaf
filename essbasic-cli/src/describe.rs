//! `essbasic describe`: a page about an action.

use essbasic::Descriptor;
use essbasic_devtools::{Language, action_docs};

use crate::arguments::{self, Output, Printing};
use crate::failure::Failure;
use crate::{catalogue, output, schema};

mod page;
mod tree;

use page::Page;

pub(crate) fn run(arguments: &arguments::Describe, printing: &Printing) -> Result<(), Failure> {
    let entry = catalogue::entry(&arguments.action)?;
    match (printing.output, &printing.filter) {
        (None | Some(Output::Text), None) => output::lines(&page(entry.descriptor())),
        _ => output::data(&schema::action(entry), printing),
    }
}

fn page(action: &'static Descriptor) -> String {
    let mut page = Page::default();
    page.title(action.name, action.title);
    page.line(&format!("{} {}, {}", action.service, action.version, action.manual));
    if action.deprecated {
        page.line("Deprecated by the vendor.");
    }
    page.gap();
    page.markdown(&action_docs::with_wire_names(action.doc, (action.request)()));

    page.heading("Sent again?");
    page.item(&format!(
        "{}: {}",
        action.effect.name(),
        action_docs::describe_retries(action.effect, Language::English)
    ));
    let host = action.host.name();
    page.item(&format!("{} calls a second, on the {host} host.", action.rate_limit));

    page.heading("Request");
    tree::request(&mut page, (action.request)());
    page.heading("Answer");
    tree::answer(&mut page, (action.response)());
    page.heading("Error codes, and what to do");
    for (code, advice) in action_docs::error_codes(action) {
        page.entry(code, advice);
    }
    page.heading("Try it");
    page.item(&format!("essbasic skeleton {} > request.json", action.name));
    page.item(&format!("essbasic call {} --json @request.json --dry-run", action.name));
    page.finish()
}
