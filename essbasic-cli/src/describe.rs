//! `essbasic describe`: the documentation of an action.

use essbasic::Descriptor;
use essbasic_devtools::{Language, action_docs, catalogue_docs, examples, request_json, t};
use serde_json::{Value, json};

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
        _ => {
            let mut json = catalogue::action_json(entry, language::of_json_docs());
            json["examples"] = examples_json(entry.descriptor());
            json["is_simulated"] = examples::is_simulated(entry.descriptor().name).into();
            output::data(&json, print)
        }
    }
}

fn page(action: &'static Descriptor, language: Language) -> String {
    let mut page = Page::default();
    page.title(action.name, action.title);
    page.line(&format!("{} {}, {}", action.service, action.version, action.api_reference));
    if action.deprecated {
        page.line(&t!(language, "deprecated-by-vendor"));
    }
    page.gap();
    let doc = catalogue_docs::action(language, action);
    page.markdown(&action_docs::with_wire_names(doc, (action.request)()));

    page.heading(&t!(language, "effect-and-retries"));
    let retries = action_docs::describe_retries(action.effect, language);
    page.item(&t!(language, "named", name = action.effect.as_str(), text = retries));
    let host = action.host.as_str();
    page.item(&t!(language, "rate-limit-and-host", count = action.rate_limit, host = host));

    if examples::is_simulated(action.name) {
        let text = t!(language, "simulated-doc");
        page.item(&t!(language, "named", name = t!(language, "simulated"), text = text));
    }

    page.heading(&t!(language, "request"));
    Tree::request(&mut page, language, (action.request)());
    page.heading(&t!(language, "response"));
    Tree::response(&mut page, language, (action.response)());
    page.heading(&t!(language, "error-codes"));
    for (code, help) in action_docs::error_codes(action, language) {
        page.entry(code, &help);
    }
    examples(&mut page, language, action);
    page.finish()
}

/// Writes the commands that print and send each example, and the first with its response.
fn examples(page: &mut Page, language: Language, action: &'static Descriptor) {
    let all = examples::for_action(action.name);
    page.heading(&t!(language, "examples"));
    for (index, example) in all.iter().enumerate() {
        let number = if index == 0 { String::new() } else { format!("={}", index + 1) };
        let command = format!("essbasic skeleton {} --example{number} > request.json", action.name);
        match example.title(language) {
            Some(title) => {
                page.item(&t!(language, "example-titled", title = title, command = command));
            }
            None => page.item(&command),
        }
    }
    page.item(&format!("essbasic call {} --json @request.json --dry-run", action.name));
    let Some(first) = all.first() else { return };
    let now = examples::now();
    page.heading(&t!(language, "example-request"));
    page.code(&request_json::pretty((action.request)(), &first.request(now)));
    page.heading(&t!(language, "example-response"));
    page.code(&request_json::pretty((action.response)(), &first.response(now)));
}

/// Returns the examples as JSON.
fn examples_json(action: &'static Descriptor) -> Value {
    let now = examples::now();
    let example = |it: examples::Example| {
        json!({
            "title": it.title(language::of_json_docs()),
            "request": it.request(now),
            "response": it.response(now),
        })
    };
    examples::for_action(action.name).into_iter().map(example).collect()
}
