//! `paginate(…)` and `wait(…)`: arguments that add a method to an action.

use darling::ast::NestedMeta;
use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{Expr, Ident, LitStr, Meta, Path};

use super::{error, method_name, range, strings, value};
use crate::field_path::{self, FieldPath};

/// `paginate(…)`: an action that returns items page by page.
#[derive(FromMeta)]
pub(crate) struct Paginate {
    /// Name of the method that returns the stream.
    #[darling(default, with = parse_method)]
    pub(crate) name: Option<Ident>,
    /// Type of the items.
    #[darling(with = parse_item_type)]
    pub(crate) item: Path,
    /// The list of items in the response.
    pub(crate) items: FieldPath,
    /// The number of items in the response.
    pub(crate) total: Option<FieldPath>,
    pub(crate) offset: OffsetUnit,
    /// Maximum number of items per page.
    pub(crate) page_size: u64,
    pub(crate) max_offset: Option<u64>,
    /// Request field and value that select this list.
    pub(crate) when: Option<Condition>,
}

impl Paginate {
    /// Returns the name of the method. Default: `stream`.
    pub(crate) fn method(&self) -> Ident {
        self.name.clone().unwrap_or_else(|| Ident::new("stream", Span::call_site()))
    }
}

/// Unit of `Offset`.
#[derive(Clone, Copy)]
pub(crate) enum OffsetUnit {
    Rows,
    Pages,
}

impl FromMeta for OffsetUnit {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match field_path::ident(expr) {
            Some(ident) if ident == "rows" => Ok(Self::Rows),
            Some(ident) if ident == "pages" => Ok(Self::Pages),
            _ => Err(error(expr, "the offset counts `rows` or `pages`")),
        }
    }
}

/// `when("OperateType", "SELECT")`.
pub(crate) struct Condition(pub(crate) LitStr, pub(crate) LitStr);

impl FromMeta for Condition {
    fn from_list(items: &[NestedMeta]) -> Result<Self> {
        match &strings(items)?[..] {
            [field, value] => Ok(Self(field.clone(), value.clone())),
            _ => Err(Error::custom(
                "expected a field and its value: `when(\"OperateType\", \"SELECT\")`",
            )),
        }
    }
}

/// `wait(…)`: an action that is polled until it reaches a final state.
#[derive(FromMeta)]
pub(crate) struct Wait {
    /// The state in the response.
    pub(crate) status: FieldPath,
    /// The values that mean success.
    pub(crate) done: Strings,
    /// The values that mean failure.
    #[darling(default)]
    pub(crate) failed: Strings,
    /// The reason of a failure in the response.
    pub(crate) message: Option<FieldPath>,
    #[darling(default)]
    pub(crate) interval: Interval,
}

/// One or more strings in parentheses.
#[derive(Default)]
pub(crate) struct Strings(pub(crate) Vec<LitStr>);

impl FromMeta for Strings {
    fn from_list(items: &[NestedMeta]) -> Result<Self> {
        match strings(items)? {
            strings if strings.is_empty() => Err(Error::too_few_items(1)),
            strings => Ok(Self(strings)),
        }
    }
}

/// The first and the longest delay between polls, in seconds.
pub(crate) struct Interval(pub(crate) u64, pub(crate) u64);

impl Default for Interval {
    fn default() -> Self {
        Self(1, 15)
    }
}

impl FromMeta for Interval {
    fn from_expr(expr: &Expr) -> Result<Self> {
        let bounds = range(expr, 0).filter(|(first, longest)| 0 < *first && first <= longest);
        let seconds = |bound: i64| u64::try_from(bound).ok();
        match bounds.and_then(|(first, longest)| seconds(first).zip(seconds(longest))) {
            Some((first, longest)) => Ok(Self(first, longest)),
            None => {
                Err(error(expr, "expected seconds, the first and the longest: `interval = 1..=15`"))
            }
        }
    }
}

fn parse_item_type(meta: &Meta) -> Result<Path> {
    value(meta, field_path::path, "the items have a type, without quotes: `item = Staff`")
}

fn parse_method(meta: &Meta) -> Result<Option<Ident>> {
    value(meta, method_name, "expected the name of a method: `name = stream`").map(Some)
}
