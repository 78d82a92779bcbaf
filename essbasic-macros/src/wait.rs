//! `wait(…)`: how it is seen that what an action asks after has ended.

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprRange, Lit, LitStr, Meta, RangeLimits, Token};

use crate::codes;
use crate::errors::Errors;
use crate::place::Place;

/// What stands between the parentheses, in the order in which it is best written.
const KNOWN: [&str; 5] = ["status", "done", "failed", "message", "interval"];

/// How it is seen that something has ended.
pub(crate) struct Wait {
    /// Where the answer says how far it is.
    pub(crate) on: Place,
    /// The values that say it is done.
    pub(crate) done: Vec<String>,
    /// Those that say it has failed.
    pub(crate) failed: Vec<String>,
    /// Where the answer says why.
    pub(crate) message: Option<Place>,
    /// The first and the longest pause, in seconds.
    pub(crate) every: (u64, u64),
}

impl Wait {
    /// Reads the argument; whatever is wrong with it goes to `errors`.
    pub(crate) fn read(meta: &Meta, errors: &mut Errors) -> Option<Self> {
        let example = "`wait(status = task_status, done(\"8\"), failed(\"TIMEOUT\"), message = task_message, interval = 1..=15)`";
        let Meta::List(list) = meta else {
            errors.at(meta, format_args!("what is waited for stands in parentheses: {example}"));
            return None;
        };
        let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
        let metas = errors.keep(parser.parse2(list.tokens.clone()))?;
        let (mut on, mut done, mut failed) = (None, Vec::new(), Vec::new());
        let (mut message, mut every) = (None, (1, 15));
        for meta in &metas {
            let word = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
            let value = match meta {
                Meta::NameValue(pair) => Some(&pair.value),
                _ => None,
            };
            let taken = match word.as_str() {
                "status" => value.and_then(Place::read).map(|it| on = Some(it)),
                "done" => texts(meta).map(|it| done = it),
                "failed" => texts(meta).map(|it| failed = it),
                "message" => value.and_then(Place::read).map(|it| message = Some(it)),
                "interval" => value.and_then(range).map(|it| every = it),
                _ => None,
            };
            if taken.is_none() {
                let message = if KNOWN.contains(&word.as_str()) {
                    format!("what is waited for is written as {example}")
                } else {
                    format!("`{word}` says nothing of waiting: it takes {}", codes::listed(&KNOWN))
                };
                errors.at(meta, message);
            }
        }
        let Some(on) = on.filter(|_| !done.is_empty()) else {
            errors.at(
                meta,
                format_args!("what is waited for says at least `status` and `done`: {example}"),
            );
            return None;
        };
        Some(Self { on, done, failed, message, every })
    }
}

fn texts(meta: &Meta) -> Option<Vec<String>> {
    let Meta::List(list) = meta else { return None };
    let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
    Some(list.parse_args_with(parser).ok()?.iter().map(LitStr::value).collect())
}

fn range(value: &Expr) -> Option<(u64, u64)> {
    let Expr::Range(ExprRange { start, limits: RangeLimits::Closed(_), end, .. }) = value else {
        return None;
    };
    let (first, most) = (number(start.as_deref()?)?, number(end.as_deref()?)?);
    (first > 0 && first <= most).then_some((first, most))
}

fn number(value: &Expr) -> Option<u64> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        _ => None,
    }
}
