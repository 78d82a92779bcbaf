//! Arguments of `#[tc(…)]` on a field.

use darling::ast::NestedMeta;
use darling::{FromMeta, Result};
use proc_macro2::TokenStream;
use syn::{Expr, Ident};

use super::methods::Strings;
use super::{error, method_name, path, range, string};
use crate::errors::Errors;
use crate::names;

/// An argument of `#[tc(…)]` on a field.
#[derive(FromMeta)]
pub(crate) enum FieldArg {
    Rename(WireName),
    Setter(MethodName),
    Secret,
    Hidden,
    MarkedRequired,
    Len(Bounds),
    Items(Bounds),
    Range(Bounds),
    Require(Strings),
    ZeroUnset,
}

impl FieldArg {
    /// All arguments, in the order of the documentation. darling lists at most nine in its errors.
    const NAMES: [&str; 10] = [
        "rename",
        "setter",
        "secret",
        "hidden",
        "marked_required",
        "len",
        "items",
        "range",
        "require",
        "zero_unset",
    ];

    fn is_argument(item: &NestedMeta) -> bool {
        path(item).is_none_or(|path| Self::NAMES.iter().any(|name| path.is_ident(name)))
    }
}

/// The name of a field on the wire.
pub(crate) struct WireName(pub(crate) String);

impl FromMeta for WireName {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match string(expr) {
            Some(name) if !name.value().is_empty() => Ok(Self(name.value())),
            _ => Err(error(expr, "expected the wire name: `#[tc(rename = \"QRCodeUrl\")]`")),
        }
    }
}

/// The name of a setter.
pub(crate) struct MethodName(pub(crate) Ident);

impl FromMeta for MethodName {
    fn from_expr(expr: &Expr) -> Result<Self> {
        let message = "expected the name of a method: `#[tc(setter = with_new)]`";
        method_name(expr).map(Self).ok_or_else(|| error(expr, message))
    }
}

/// `32`, `1..=30`, `1..` or `..=200`; an open end is `None`.
pub(crate) struct Bounds(pub(crate) Option<i64>, pub(crate) Option<i64>);

impl FromMeta for Bounds {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match range(expr, i64::MIN) {
            Some((min, max)) if min > max => {
                Err(error(expr, "the minimum is greater than the maximum"))
            }
            Some((min, max)) => Ok(Self(
                Some(min).filter(|min| *min != i64::MIN),
                Some(max).filter(|max| *max != i64::MAX),
            )),
            None => Err(error(
                expr,
                "expected a number or an inclusive range: `32`, `1..=30` or `..=200`",
            )),
        }
    }
}

/// Parses the arguments of `#[tc(…)]`, in the order in which they are written.
pub(crate) fn field_args(tokens: TokenStream, errors: &mut Errors) -> Vec<(NestedMeta, FieldArg)> {
    let items = errors.ok_or_record(NestedMeta::parse_meta_list(tokens)).unwrap_or_default();
    let parse = |item: NestedMeta| {
        if !FieldArg::is_argument(&item) {
            let names = names::list(&FieldArg::NAMES);
            errors.at(item, format_args!("unknown argument: there are {names}"));
            return None;
        }
        let arg = FieldArg::from_list(std::slice::from_ref(&item));
        errors.ok_or_record(arg).map(|arg| (item, arg))
    };
    items.into_iter().filter_map(parse).collect()
}
