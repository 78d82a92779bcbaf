//! `essbasic describe`: the documentation of an action.

use essbasic::Descriptor;
use essbasic_devtools::{Language, action_docs};

use crate::catalogue;
use crate::cli::DescribeArgs;
use crate::error::CliError;
use crate::output::{self, OutputFormat, PrintOptions};

mod page;
mod tree;

use page::Page;

pub(crate) fn run(arguments: &DescribeArgs, print: &PrintOptions) -> Result<(), CliError> {
    let entry = catalogue::find(&arguments.action)?;
    match (print.output, &print.filter) {
        (None | Some(OutputFormat::Text), None) => output::lines(&page(entry.descriptor())),
        _ => output::data(&catalogue::action_json(entry), print),
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

    page.heading("Effect and retries");
    page.item(&format!(
        "{}: {}",
        action.effect.name(),
        action_docs::describe_retries(action.effect, Language::English)
    ));
    let host = action.host.name();
    page.item(&format!("Rate limit: {} calls per second. Host: {host}.", action.rate_limit));

    page.heading("Request");
    tree::request(&mut page, (action.request)());
    page.heading("Response");
    tree::response(&mut page, (action.response)());
    page.heading("Error codes");
    for (code, help) in action_docs::error_codes(action) {
        page.entry(code, help);
    }
    page.heading("Examples");
    page.item(&format!("essbasic skeleton {} > request.json", action.name));
    page.item(&format!("essbasic call {} --json @request.json --dry-run", action.name));
    page.finish()
}
