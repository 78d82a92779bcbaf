//! One member: its type as the wire knows it, and what `#[tc(…)]` says of it.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprLit, ExprRange, GenericArgument, Ident, Lit, LitStr, Meta, PathArguments,
    RangeLimits, Token, Type,
};

use crate::codes;
use crate::errors::Errors;

/// What `#[tc(…)]` may say of a member.
const KNOWN: [&str; 7] = ["rename", "secret", "hidden", "len", "items", "range", "require"];

/// One member of an action or a model.
pub(crate) struct Field {
    /// The member's name in Rust.
    pub(crate) ident: Ident,
    /// Its name on the wire.
    pub(crate) wire: String,
    /// Its type as the user wrote it.
    pub(crate) ty: Type,
    /// Its type without the `Option`.
    pub(crate) given: Type,
    /// Whether it may stay out.
    pub(crate) optional: bool,
    /// What its list holds, when it is one.
    pub(crate) element: Option<Type>,
    /// Whether it holds personal data, a bearer link or a key.
    pub(crate) secret: bool,
    /// Whether the vendor has disabled it.
    pub(crate) hidden: bool,
    /// What the manual demands of it.
    pub(crate) limits: Vec<Limit>,
    /// Its documentation.
    pub(crate) doc: String,
}

/// What the manual demands of a member.
pub(crate) enum Limit {
    /// Characters of a text, or of each text in a list.
    Length(i64, i64),
    /// Items of a list.
    Items(i64, i64),
    /// Least and greatest number.
    Range(i64, i64),
    /// Members inside it that must be given, by their wire names.
    Require(Vec<String>),
}

impl Field {
    /// Reads a member; whatever is wrong with it goes to `errors`.
    pub(crate) fn read(field: &syn::Field, errors: &mut Errors) -> Option<Self> {
        let ident = field.ident.clone()?;
        let given = argument_of(&field.ty, "Option");
        let optional = given.is_some();
        let given = given.unwrap_or(&field.ty).clone();
        let element = argument_of(&given, "Vec").cloned();
        let mut read = Self {
            wire: codes::pascal_case(&ident.unraw().to_string()),
            ident,
            ty: field.ty.clone(),
            optional,
            secret: false,
            hidden: false,
            limits: Vec::new(),
            doc: doc(&field.attrs),
            element,
            given,
        };
        read.judge_type(errors);
        for attribute in &field.attrs {
            if attribute.path().is_ident("serde") {
                errors
                    .at(attribute, "only the wire name may differ: write `#[tc(rename = \"…\")]`");
            }
            if attribute.path().is_ident("tc") {
                let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
                for meta in errors.keep(attribute.parse_args_with(parser)).iter().flatten() {
                    read.take(meta, errors);
                }
            }
        }
        Some(read)
    }

    /// The type that the wire carries once `Option` and `Vec` are off.
    pub(crate) fn bare(&self) -> &Type {
        self.element.as_ref().unwrap_or(&self.given)
    }

    /// Whether the bare type is one of the given names.
    pub(crate) fn is_any_of(&self, names: &[&str]) -> bool {
        last_segment(self.bare()).is_some_and(|name| names.contains(&name.as_str()))
    }

    fn judge_type(&self, errors: &mut Errors) {
        let bare = self.bare();
        if argument_of(bare, "Option").is_some() {
            errors.at(bare, "on the wire a member is there or is not: one `Option`, outermost");
        } else if argument_of(bare, "Vec").is_some() {
            errors.at(bare, "the wire has no lists of lists");
        } else if self.is_any_of(&["i8", "i16", "i32", "isize"]) {
            errors.at(bare, "the wire's signed integer is `i64`");
        } else if self.is_any_of(&["u8", "u16", "u32", "usize"]) {
            errors.at(bare, "the wire's unsigned integer is `u64`");
        } else if self.is_any_of(&["f32"]) {
            errors.at(bare, "the wire's float is `f64`");
        } else if matches!(bare, Type::Reference(_)) {
            errors.at(bare, "an action owns what it sends: write `String`, not a reference");
        } else if !matches!(bare, Type::Path(_)) {
            errors.at(
                bare,
                "a member is a `String`, `i64`, `u64`, `f64`, `bool`, a model, or a `Vec` of those",
            );
        }
    }

    /// Takes one word of `#[tc(…)]` in.
    fn take(&mut self, meta: &Meta, errors: &mut Errors) {
        let word = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
        match word.as_str() {
            "secret" | "hidden" if !matches!(meta, Meta::Path(_)) => {
                errors.at(meta, format_args!("`{word}` stands alone: write `#[tc({word})]`"));
            }
            "secret" => self.secret = true,
            "hidden" if self.optional => self.hidden = true,
            "hidden" => errors
                .at(meta, "only an `Option` can be hidden: who does not see it cannot give it"),
            "rename" => match value(meta) {
                Some(Expr::Lit(ExprLit { lit: Lit::Str(name), .. }))
                    if !name.value().is_empty() =>
                {
                    self.wire = name.value();
                }
                _ => errors.at(meta, "this must be the wire name: `#[tc(rename = \"QRCodeUrl\")]`"),
            },
            "len" if self.is_any_of(&["i64", "u64", "f64", "bool"]) => {
                errors.at(meta, "`len` counts characters; numbers have a `range`");
            }
            "len" => self.limit(meta, errors, Limit::Length),
            "items" if self.element.is_none() => {
                errors.at(meta, "`items` counts what a list holds; texts have a `len`");
            }
            "items" => self.limit(meta, errors, Limit::Items),
            "range" if !self.is_any_of(&["i64", "u64"]) => {
                errors.at(meta, "`range` bounds an integer; texts have a `len`, lists `items`");
            }
            "range" => self.limit(meta, errors, Limit::Range),
            "require" => match meta {
                Meta::List(list) => {
                    let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
                    let paths = errors.keep(list.parse_args_with(parser));
                    let paths = paths.iter().flatten().map(LitStr::value).collect();
                    self.limits.push(Limit::Require(paths));
                }
                _ => errors.at(
                    meta,
                    "this must be wire names in parentheses: `require(\"ProxyOperator.OpenId\")`",
                ),
            },
            unknown => errors.at(
                meta.path(),
                format_args!(
                    "`{unknown}` is not known in `#[tc(…)]`: it takes {}",
                    codes::listed(&KNOWN)
                ),
            ),
        }
    }

    fn limit(&mut self, meta: &Meta, errors: &mut Errors, limit: fn(i64, i64) -> Limit) {
        let lowest = if limit(0, 0).counts() { 0 } else { i64::MIN };
        match value(meta).and_then(|bounds| span_of(bounds, lowest)) {
            Some((least, most)) if least <= most => self.limits.push(limit(least, most)),
            Some(_) => errors.at(meta, "nothing fits: the least is greater than the most"),
            None => errors.at(
                meta,
                "this must be a number or an inclusive range: `32`, `1..=30` or `..=200`",
            ),
        }
    }
}

impl Limit {
    /// Whether the limit bounds a count, which is never negative.
    fn counts(&self) -> bool {
        matches!(self, Self::Length(..) | Self::Items(..))
    }
}

/// The lines of `///`, as they were meant.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(line) if line.path.is_ident("doc") => match &line.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let text = text.value();
                Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
            }
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// `T` of `Option<T>` or `Vec<T>`, however the path to it is written.
fn argument_of<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == wrapper)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(argument) => Some(argument),
            _ => None,
        },
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

fn value(meta: &Meta) -> Option<&Expr> {
    match meta {
        Meta::NameValue(pair) => Some(&pair.value),
        _ => None,
    }
}

/// The least and the most of `32`, `1..=30` or `..=200`.
fn span_of(bounds: &Expr, lowest: i64) -> Option<(i64, i64)> {
    match bounds {
        Expr::Range(ExprRange { start, end, limits: RangeLimits::Closed(_), .. }) => {
            let least = start.as_ref().map_or(Some(lowest), |start| integer(start))?;
            Some((least, integer(end.as_ref()?)?))
        }
        Expr::Range(ExprRange { start: Some(start), end: None, .. }) => {
            Some((integer(start)?, i64::MAX))
        }
        Expr::Range(_) => None,
        exactly => integer(exactly).map(|number| (number, number)),
    }
}

fn integer(literal: &Expr) -> Option<i64> {
    literal.to_token_stream().to_string().replace([' ', '_'], "").parse().ok()
}
