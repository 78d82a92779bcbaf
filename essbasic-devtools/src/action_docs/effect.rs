//! Effects of actions and their retries, in words.

use std::borrow::Cow;

use essbasic::Effect;

use crate::language::Language;
use crate::t;

/// Returns whether calls with an effect are retried.
pub fn describe_retries(effect: Effect, language: Language) -> Cow<'static, str> {
    match effect {
        Effect::Read => t!(language, "retries-read"),
        Effect::Link => t!(language, "retries-link"),
        Effect::Idempotent([]) => t!(language, "retries-idempotent"),
        Effect::Idempotent(codes) => {
            t!(language, "retries-idempotent-codes", codes = codes.join(", "))
        }
        Effect::Create => t!(language, "retries-create"),
        _ => t!(language, "retries-charge"),
    }
}

/// Returns what executing an action changes, or `None` if it only reads.
pub fn describe_effect(effect: Effect, language: Language) -> Option<Cow<'static, str>> {
    Some(match effect {
        Effect::Read => return None,
        Effect::Link => t!(language, "effect-link"),
        Effect::Idempotent(_) => t!(language, "effect-idempotent"),
        Effect::Create => t!(language, "effect-create"),
        _ => t!(language, "effect-charge"),
    })
}
