//! `essbasic describe`: a page about an action.

use essbasic::{Descriptor, Retry};

use crate::arguments::{self, Output, Printing};
use crate::failure::{Failure, advice};
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
    page.markdown(&page::on_the_wire(action.doc, (action.request)()));

    page.heading("Sent again?");
    page.item(&format!("{}: {}", action.retry.name(), repeated(action.retry)));
    let host = action.host.name();
    page.item(&format!("{} calls a second, on the {host} host.", action.rate_limit));

    page.heading("Request");
    tree::request(&mut page, (action.request)());
    page.heading("Answer");
    tree::answer(&mut page, (action.response)());
    page.heading("Error codes, and what to do");
    codes(&mut page, action);
    page.heading("Try it");
    page.item(&format!("essbasic skeleton {} > request.json", action.name));
    page.item(&format!("essbasic call {} --json @request.json --dry-run", action.name));
    page.finish()
}

/// What repeating it does, and so who may.
fn repeated(retry: Retry) -> String {
    match retry {
        Retry::Read => "it only looks, and is repeated freely.".to_owned(),
        Retry::Mint => "it makes a link, and repeating it makes another.".to_owned(),
        Retry::Settle([]) => "it sets a state, and repeating it sets the same.".to_owned(),
        Retry::Settle(codes) => {
            let codes = codes.join(" or ");
            format!("it sets a state, and repeating it is answered with {codes}.")
        }
        Retry::Create => {
            "it makes something, and is never repeated once it may have arrived.".to_owned()
        }
        _ => "it charges or notifies, and is never repeated once it may have arrived.".to_owned(),
    }
}

/// The codes, each with what the documentation says to do, or else what its class says.
fn codes(page: &mut Page, action: &Descriptor) {
    let told = advice::codes(action.doc);
    let said = |code: &str| {
        let row = told.iter().find(|(names, _)| names.contains(&code));
        row.map(|(_, advice)| *advice)
    };
    let undocumented = told.iter().flat_map(|(names, _)| names.iter().copied());
    let undocumented = undocumented.filter(|name| !action.errors.contains(name));
    for code in action.errors.iter().copied().chain(undocumented) {
        page.entry(code, said(code).unwrap_or_else(|| advice::of_class(code)));
    }
}
