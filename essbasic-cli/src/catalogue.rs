//! Finding an action: by its name, or by what it is about.

use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::action_docs;
use serde_json::json;

use crate::arguments::{self, Output, Printing};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::output;

/// The action with this name, or the one that was probably meant.
pub(crate) fn entry(name: &str) -> Result<&'static Entry, Failure> {
    essbasic::find(name).ok_or_else(|| {
        let names = CATALOGUE.iter().map(|entry| entry.descriptor().name);
        Failure::usage(format!("there is no action `{name}`")).hint(nearest(name, names))
    })
}

/// `essbasic actions`: what there is, or what is about something.
pub(crate) fn run(arguments: &arguments::Actions, printing: &Printing) -> Result<(), Failure> {
    let words = action_docs::split_query(&arguments.words.join(" "));
    let results = action_docs::search(&words);
    let found: Vec<_> = results.iter().map(|result| result.entry).collect();
    if printing.filter.is_some() || !matches!(printing.output, None | Some(Output::Text)) {
        let actions: Vec<_> = found
            .iter()
            .map(|entry| {
                let action = entry.descriptor();
                let doc = action_docs::summary(action.doc);
                json!({"name": action.name, "domain": entry.domain(), "title": action.title, "doc": doc})
            })
            .collect();
        return output::data(&json!({ "actions": actions }), printing);
    }
    let mut domain = "";
    for entry in &found {
        let action = entry.descriptor();
        // Search results are ordered by relevance, not by domain.
        if words.is_empty() && entry.domain() != domain {
            let gap = if domain.is_empty() { "" } else { "\n" };
            domain = entry.domain();
            output::line(&format!("{gap}{domain}"))?;
        }
        output::line(&format!("  {}  {}", action.name, action.title))?;
        output::line(&format!("      {}", action_docs::summary(action.doc)))?;
    }
    match found[..] {
        [] => Err(Failure::usage(format!("no action is about `{}`", arguments.words.join(" ")))),
        _ => Ok(()),
    }
}
