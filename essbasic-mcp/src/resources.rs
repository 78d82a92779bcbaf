//! Resources: documentation of actions, error codes and events, pages of the handbook, and the changes of
//! this session.

use essbasic::callback::Event;
use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::callback_samples::{CALLBACK_SAMPLES, callback_sample};
use essbasic_devtools::{Language, t};
use rmcp::ErrorData;
use rmcp::model::{
    ListResourceTemplatesResult, ListResourcesResult, ReadResourceResult, Resource,
    ResourceContents, ResourceTemplate,
};
use serde_json::{Value, json};

use crate::handbook::{self, PAGES};
use crate::limits;
use crate::shared::Shared;
use crate::tools;

const JSON: &str = "application/json";
const MARKDOWN: &str = "text/markdown";
const CHANGES: &str = "essbasic://changes";

/// Returns a page of the resources.
pub(crate) fn list(
    shared: &Shared,
    cursor: Option<String>,
) -> Result<ListResourcesResult, ErrorData> {
    let language = shared.language;
    let changes = Resource::new(CHANGES, "changes").with_title(t!(language, "mcp-changes"));
    let actions = CATALOGUE.iter().filter(|it| shared.scope.offers(it)).map(Entry::descriptor);
    let actions = actions.map(|action| {
        Resource::new(format!("essbasic://action/{}", action.name), action.name)
            .with_title(action.title)
    });
    let events = CALLBACK_SAMPLES.iter().map(|event| {
        Resource::new(format!("essbasic://event/{}", event.name), event.name)
            .with_title(event.title(language))
    });
    let structured = std::iter::once(changes).chain(actions).chain(events);
    let structured = structured.map(|it| it.with_mime_type(JSON));
    let pages = PAGES.iter().map(|page| {
        Resource::new(format!("essbasic://handbook/{}", page.name), page.name)
            .with_title(page.title(language))
            .with_mime_type(MARKDOWN)
    });
    let all: Vec<_> = structured.chain(pages).collect();
    let invalid = || ErrorData::invalid_params("unknown cursor", None);
    let start: usize = cursor.map_or(Ok(0), |it| it.parse()).map_err(|_| invalid())?;
    let end = all.len().min(start.saturating_add(limits::RESOURCES));
    let page = all.get(start..end).ok_or_else(invalid)?;
    let mut result = ListResourcesResult::with_all_items(page.to_vec());
    result.next_cursor = (end < all.len()).then(|| end.to_string());
    Ok(result)
}

/// Returns the templates of the resources.
pub(crate) fn templates(language: Language) -> ListResourceTemplatesResult {
    let template = |uri: &str, name: &str, title: String| {
        ResourceTemplate::new(uri, name).with_title(title).with_mime_type(JSON)
    };
    let page = t!(language, "mcp-handbook-page").into_owned();
    ListResourceTemplatesResult::with_all_items(vec![
        template("essbasic://action/{name}", "action", t!(language, "mcp-action").into_owned()),
        template("essbasic://error/{code}", "error", t!(language, "error-code").into_owned()),
        template("essbasic://event/{type}", "event", t!(language, "mcp-event").into_owned()),
        template("essbasic://handbook/{page}", "handbook", page).with_mime_type(MARKDOWN),
    ])
}

/// Returns the contents of a resource, or the first part of a long one.
pub(crate) fn read(shared: &Shared, uri: &str) -> Result<ReadResourceResult, ErrorData> {
    let page = uri.strip_prefix("essbasic://handbook/").and_then(handbook::find);
    let (text, kind) = match (page, find(shared, uri)) {
        (Some(page), _) => (page.text(shared.language), MARKDOWN),
        (None, Some(content)) => {
            (shared.results.shorten(content, shared.language).to_string(), JSON)
        }
        (None, None) => {
            let uri: String = uri.chars().take(200).collect();
            let data = Some(json!({ "uri": uri }));
            return Err(ErrorData::resource_not_found(format!("unknown resource: {uri}"), data));
        }
    };
    let contents = ResourceContents::text(text, uri).with_mime_type(kind);
    Ok(ReadResourceResult::new(vec![contents]))
}

fn find(shared: &Shared, uri: &str) -> Option<Value> {
    let language = shared.language;
    let (kind, name) = uri.strip_prefix("essbasic://")?.split_once('/').unwrap_or(("", ""));
    match kind {
        "" if uri == CHANGES => Some(json!({ "changes": shared.change_log.list() })),
        "action" => {
            Some(tools::documentation(essbasic::find_action(name)?, &shared.scope, language))
        }
        "error" if name.len() <= 100 => Some(tools::help(name, None, language)),
        "event" => {
            let sample = callback_sample(name)?;
            let schema = Event::schema(sample.name)?;
            Some(json!({
                "name": sample.name,
                "title": sample.title(language),
                "data": crate::json_schema::model(schema, language),
                "example": sample.fields(),
            }))
        }
        _ => None,
    }
}
