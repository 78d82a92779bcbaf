//! `paginate(…)`: what makes an action a listing that comes page by page.

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Token};

use crate::codes;
use crate::errors::Errors;
use crate::field::Field;
use crate::place::{self, Place, ident};

/// What stands between the parentheses, in the order in which it is best written.
const KNOWN: [&str; 8] =
    ["name", "item", "items", "total", "offset", "page_size", "max_offset", "when"];

/// How an action lists.
pub(crate) struct Pages {
    /// The method that walks it.
    pub(crate) name: Ident,
    /// What it lists.
    pub(crate) of: Path,
    /// Where the items are in the answer.
    pub(crate) list: Place,
    /// Where their number is.
    pub(crate) total: Option<Place>,
    /// Whether the offset counts rows, and not pages.
    pub(crate) rows: bool,
    /// How many items a page has at most.
    pub(crate) most: u64,
    /// The largest offset.
    pub(crate) last: Option<u64>,
    /// The member and the value that make it a listing.
    pub(crate) when: Option<(LitStr, LitStr)>,
}

impl Pages {
    /// Reads the argument; whatever is wrong with it goes to `errors`.
    pub(crate) fn read(meta: &Meta, errors: &mut Errors) -> Option<Self> {
        let Meta::List(written) = meta else {
            errors.at(meta, "a listing stands in parentheses: `paginate(item = Staff, items = employees, offset = rows, page_size = 20)`");
            return None;
        };
        let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
        let metas = errors.keep(parser.parse2(written.tokens.clone()))?;
        let mut name = Ident::new("stream", meta.span());
        let (mut of, mut list, mut total, mut rows) = (None, None, None, None);
        let (mut most, mut farthest, mut when) = (None, None, None);
        for meta in &metas {
            let word = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
            let value = match meta {
                Meta::NameValue(pair) => Some(&pair.value),
                _ => None,
            };
            let taken = match word.as_str() {
                "name" => value.and_then(ident).map(|it| name = it),
                "item" => value.and_then(place::path).map(|it| of = Some(it)),
                "items" => value.and_then(Place::read).map(|it| list = Some(it)),
                "total" => value.and_then(Place::read).map(|it| total = Some(it)),
                "offset" => {
                    value.and_then(ident).and_then(|it| unit(&it)).map(|it| rows = Some(it))
                }
                "page_size" => value.and_then(number).map(|it| most = Some(it)),
                "max_offset" => value.and_then(number).map(|it| farthest = Some(it)),
                "when" => pair(meta).map(|it| when = Some(it)),
                _ => None,
            };
            if taken.is_none() {
                let message = if KNOWN.contains(&word.as_str()) {
                    "a listing is written as `paginate(item = Staff, items = employees, total = total_count, offset = rows, page_size = 20, max_offset = 20_000)`, and `when(\"OperateType\", \"SELECT\")`".to_owned()
                } else {
                    format!(
                        "`{word}` says nothing of a listing: it takes {}",
                        codes::listed(&KNOWN)
                    )
                };
                errors.at(meta, message);
            }
        }
        let (Some(of), Some(list), Some(rows), Some(most)) = (of, list, rows, most) else {
            errors.at(meta, "a listing says at least `item`, `items`, `offset` and `page_size`");
            return None;
        };
        Some(Self { name, of, list, total, rows, most, last: farthest, when })
    }

    /// Holds what it names against the struct's members.
    pub(crate) fn judge(&self, fields: &[Field], errors: &mut Errors) {
        let has = |wire: &str| fields.iter().any(|field| field.wire == wire);
        if !has("Offset") || !has("Limit") {
            errors.at(&self.name, "a listing has members `Offset` and `Limit`");
        }
        if let Some((member, _)) = &self.when
            && !has(&member.value())
        {
            errors.at(member, "no member has this wire name");
        }
    }
}

fn unit(word: &Ident) -> Option<bool> {
    if word == "rows" { Some(true) } else { (word == "pages").then_some(false) }
}

fn number(value: &Expr) -> Option<u64> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        _ => None,
    }
}

fn pair(meta: &Meta) -> Option<(LitStr, LitStr)> {
    let Meta::List(list) = meta else { return None };
    let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
    let words: Vec<_> = list.parse_args_with(parser).ok()?.into_iter().collect();
    match <[LitStr; 2]>::try_from(words) {
        Ok([member, value]) => Some((member, value)),
        Err(_) => None,
    }
}
