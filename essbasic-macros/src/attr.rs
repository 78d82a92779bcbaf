//! Arguments of the attributes, parsed with darling.

use darling::ast::NestedMeta;
use darling::{Error, Result};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, ExprLit, ExprRange, Ident, Lit, LitStr, Meta, Path, RangeLimits};

use crate::errors::Errors;
use crate::field_path;

mod action; // of `#[tc_action(…)]`
mod field; // of `#[tc(…)]`
mod methods; // `paginate(…)` and `wait(…)`
mod rule; // rules between fields

pub(crate) use action::{ActionArgs, Effect, Host};
pub(crate) use field::{Bounds, FieldArg, field_args};
pub(crate) use methods::{Condition, Interval, OffsetUnit, Paginate, Wait};
pub(crate) use rule::Rule;

/// Parses the arguments of an attribute. Takes `crate = "…"` out of them, the path of the crate that the
/// expansion refers to, and returns the path of the items in it.
pub(crate) fn arguments(
    default: TokenStream,
    args: TokenStream,
    errors: &mut Errors,
) -> (TokenStream, Vec<NestedMeta>) {
    let items = errors.ok_or_record(NestedMeta::parse_meta_list(args)).unwrap_or_default();
    let is_crate = |item: &NestedMeta| path(item).is_some_and(|path| path.is_ident("crate"));
    let (crates, items): (Vec<_>, Vec<_>) = items.into_iter().partition(is_crate);
    let mut paths = crates.iter().filter_map(|item| errors.ok_or_record(crate_path(item)));
    let path = paths.next().unwrap_or(default);
    if let Some(another) = crates.get(1) {
        errors.at(another, "`crate` is given twice");
    }
    (quote!(#path::__private), items)
}

fn crate_path(item: &NestedMeta) -> Result<TokenStream> {
    let message = "expected the name of the dependency in the manifest: `crate = \"essbasic\"`";
    let parse = |expr: &Expr| string(expr)?.parse_with(Path::parse_mod_style).ok();
    match item {
        NestedMeta::Meta(meta) => value(meta, parse, message).map(Path::into_token_stream),
        other => Err(error(other, message)),
    }
}

fn error(tokens: &impl ToTokens, message: &str) -> Error {
    syn::Error::new_spanned(tokens, message).into()
}

/// Returns the path of an argument, unless it is a literal.
fn path(item: &NestedMeta) -> Option<&Path> {
    match item {
        NestedMeta::Meta(meta) => Some(meta.path()),
        _ => None,
    }
}

/// Returns the string literal that an expression consists of.
fn string(expr: &Expr) -> Option<&LitStr> {
    match field_path::ungrouped(expr) {
        Expr::Lit(ExprLit { lit: Lit::Str(string), .. }) => Some(string),
        _ => None,
    }
}

/// Returns the string literals of a list; an error for each other item.
fn strings(items: &[NestedMeta]) -> Result<Vec<LitStr>> {
    let mut errors = Error::accumulator();
    let strings = items.iter().filter_map(|item| match item {
        NestedMeta::Lit(Lit::Str(string)) => Some(string.clone()),
        other => {
            errors.push(error(other, "expected a string"));
            None
        }
    });
    let strings = strings.collect();
    errors.finish_with(strings)
}

/// Parses the text of `name = "…"`.
fn text(meta: &Meta, is_valid: fn(&str) -> bool, expected: &str) -> Result<String> {
    let text = |expr: &Expr| string(expr).map(LitStr::value).filter(|text| is_valid(text));
    match meta {
        Meta::NameValue(pair) => text(&pair.value).ok_or_else(|| error(&pair.value, expected)),
        _ => Err(error(meta, expected)),
    }
}

/// Parses the value of `name = value`.
fn value<T>(meta: &Meta, parse: impl Fn(&Expr) -> Option<T>, message: &str) -> Result<T> {
    match meta {
        Meta::NameValue(pair) => parse(&pair.value),
        _ => None,
    }
    .ok_or_else(|| error(meta, message))
}

/// Returns the name of a method, which may be in quotes.
fn method_name(expr: &Expr) -> Option<Ident> {
    field_path::ident(expr).or_else(|| string(expr)?.parse().ok())
}

/// Returns the inclusive bounds of `32`, `1..=30`, `1..` or `..=200`. Default minimum: `lowest`.
fn range(expr: &Expr, lowest: i64) -> Option<(i64, i64)> {
    match field_path::ungrouped(expr) {
        Expr::Range(ExprRange { start, end, limits: RangeLimits::Closed(_), .. }) => {
            let min = start.as_ref().map_or(Some(lowest), |start| integer(start))?;
            Some((min, integer(end.as_ref()?)?))
        }
        Expr::Range(ExprRange { start: Some(start), end: None, .. }) => {
            Some((integer(start)?, i64::MAX))
        }
        Expr::Range(_) => None,
        single => integer(single).map(|number| (number, number)),
    }
}

/// Returns the value of an integer literal, with or without a sign.
fn integer(literal: &Expr) -> Option<i64> {
    literal.to_token_stream().to_string().replace([' ', '_'], "").parse().ok()
}
