//! Facts about an action: retries, effect, rate limit, host.

use std::borrow::Cow;

use essbasic::{Descriptor, Effect, Environment};
use essbasic_devtools::{Language, action_docs, t};
use maud::{Markup, html};

use crate::language::{colon, comma, list_separator, semicolon};

/// Renders the facts.
pub(super) fn facts(action: &Descriptor, environment: &Environment, language: Language) -> Markup {
    let host = |environment: &Environment| environment.endpoint(action.service, action.host);
    let (usual, here) = (host(&Environment::Production), host(environment));
    html! {
        dl.facts {
            dt { (t!(language, "retries")) }
            dd { code { (action.effect.as_str()) } (colon(language)) (action_docs::describe_retries(action.effect, language)) }
            @if let Some(effect) = action_docs::describe_effect(action.effect, language) {
                dt { (t!(language, "effect")) }
                dd { (effect) }
            }
            dt { (t!(language, "rate-limit")) }
            dd { (t!(language, "calls-per-second", count = action.rate_limit)) }
            dt { (t!(language, "host")) }
            dd {
                code { (usual.host()) }
                @if here != usual {
                    (language.sentence_separator()) (t!(language, "host-here", host = here.host()))
                }
            }
            dt { (t!(language, "version")) }
            dd { (action.service) " " (action.version) }
            @for pagination in action.paginations {
                dt { (t!(language, "paginated")) }
                dd {
                    code { (pagination.items) } (comma(language)) (t!(language, "page-size", count = pagination.page_size))
                    @if let Some((field, value)) = pagination.when {
                        (comma(language)) (t!(language, "paginated-when", field = field, value = value.to_string()))
                    }
                }
            }
            @if let Some(wait) = action.wait {
                dt { (t!(language, "polling")) }
                dd {
                    (t!(language, "poll-until", field = wait.status, values = end_states(wait.done, language)))
                    @if !wait.failed.is_empty() {
                        (semicolon(language)) (t!(language, "poll-failed", values = wait.failed.join(list_separator(language))))
                    }
                }
            }
        }
    }
}

/// Returns the name of an effect.
pub(super) fn effect_name(effect: Effect, language: Language) -> Cow<'static, str> {
    match effect {
        Effect::Read => t!(language, "effect-name-read"),
        Effect::Link => t!(language, "effect-name-link"),
        Effect::Idempotent(_) => t!(language, "effect-name-idempotent"),
        Effect::Create => t!(language, "effect-name-create"),
        Effect::Charge => t!(language, "effect-name-charge"),
        other => other.as_str().into(),
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
