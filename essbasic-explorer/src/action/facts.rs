//! Facts about an action: retries, effect, rate limit, host.

use essbasic::{Descriptor, Environment};
use essbasic_devtools::{Language, action_docs, t};
use maud::{Markup, html};

/// Renders the facts.
pub(super) fn facts(action: &Descriptor, environment: &Environment, language: Language) -> Markup {
    let host = |environment: &Environment| environment.endpoint(action.service, action.host);
    let (usual, here) = (host(&Environment::Production), host(environment));
    html! {
        dl.facts {
            dt { (t!(language, "retries")) }
            dd { code { (action.effect.name()) } ": " (action_docs::describe_retries(action.effect, language)) }
            @if let Some(effect) = action_docs::describe_effect(action.effect, language) {
                dt { (t!(language, "effect")) }
                dd { (effect) }
            }
            dt { (t!(language, "rate-limit")) }
            dd { (t!(language, "calls-per-second", count = action.rate_limit)) }
            dt { (t!(language, "host")) }
            dd {
                code { (usual.host()) }
                @if here != usual { " " (t!(language, "host-here", host = here.host())) }
            }
            dt { (t!(language, "version")) }
            dd { (action.service) " " (action.version) }
            @for pagination in action.paginations {
                dt { (t!(language, "paginated")) }
                dd {
                    code { (pagination.items) } ", " (t!(language, "page-size", count = pagination.page_size))
                    @if let Some((field, value)) = pagination.when {
                        ", " (t!(language, "paginated-when", field = field, value = value.to_string()))
                    }
                }
            }
            @if let Some(wait) = action.wait {
                dt { (t!(language, "polling")) }
                dd {
                    (t!(language, "poll-until", field = wait.status, values = end_states(wait.done, language)))
                    @if !wait.failed.is_empty() {
                        "; " (t!(language, "poll-failed", values = wait.failed.join(", ")))
                    }
                }
            }
        }
    }
}

/// Joins the values that end polling; `*` is any value.
fn end_states(values: &[&str], language: Language) -> String {
    let value = |value: &&str| match *value {
        "*" => t!(language, "poll-any-value").into_owned(),
        value => value.to_owned(),
    };
    let values = values.iter().map(value);
    values
        .reduce(|left, right| t!(language, "or", left = left, right = right).into_owned())
        .unwrap_or_default()
}
