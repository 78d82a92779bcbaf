//! `essbasic describe`: the documentation of an action.

use essbasic::Descriptor;
use essbasic_devtools::{Language, action_docs, catalogue_docs, t};

use crate::catalogue;
use crate::cli::DescribeArgs;
use crate::error::CliError;
use crate::language;
use crate::output::{self, OutputFormat, PrintOptions};

mod page;
mod tree;

use page::Page;
use tree::Tree;

pub(crate) fn run(arguments: &DescribeArgs, print: &PrintOptions) -> Result<(), CliError> {
    let entry = catalogue::find(&arguments.action)?;
    match (print.output, &print.filter) {
        (None | Some(OutputFormat::Text), None) => {
            output::lines(&page(entry.descriptor(), language::current()))
        }
        _ => output::data(&catalogue::action_json(entry, language::of_json_docs()), print),
    }
}

fn page(action: &'static Descriptor, language: Language) -> String {
    let mut page = Page::default();
    page.title(action.name, action.title);
    page.line(&format!("{} {}, {}", action.service, action.version, action.manual));
    if action.deprecated {
        page.line(&t!(language, "deprecated-by-vendor"));
    }
    page.gap();
    let doc = catalogue_docs::action(language, action);
    page.markdown(&action_docs::with_wire_names(doc, (action.request)()));

    page.heading(&t!(language, "effect-and-retries"));
    let retries = action_docs::describe_retries(action.effect, language);
    page.item(&t!(language, "named", name = action.effect.name(), text = retries));
    let host = action.host.name();
    page.item(&t!(language, "rate-limit-and-host", count = action.rate_limit, host = host));

    page.heading(&t!(language, "request"));
    Tree::request(&mut page, language, (action.request)());
    page.heading(&t!(language, "response"));
    Tree::response(&mut page, language, (action.response)());
    page.heading(&t!(language, "error-codes"));
    for (code, help) in action_docs::error_codes(action, language) {
        page.entry(code, &help);
    }
    page.heading(&t!(language, "examples"));
    page.item(&format!("essbasic skeleton {} > request.json", action.name));
    page.item(&format!("essbasic call {} --json @request.json --dry-run", action.name));
    page.finish()
}
