//! The enum underneath: its variants, and the value that each has on the wire.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, ExprLit, Fields, Ident, Item, ItemEnum, Lit};

use crate::errors::Errors;

/// A documented set of values.
pub(crate) struct Enumeration {
    /// The enum as the user wrote it.
    pub(crate) item: ItemEnum,
    /// What the values are on the wire.
    pub(crate) kind: ValueKind,
    /// The values, in order.
    pub(crate) variants: Vec<Variant>,
}

/// What the values are on the wire.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum ValueKind {
    Text,
    Int64,
    Uint64,
}

/// One value.
pub(crate) struct Variant {
    /// Its name in Rust.
    pub(crate) ident: Ident,
    /// Its value on the wire: a literal.
    pub(crate) value: Lit,
    /// The same as text.
    pub(crate) wire: String,
    /// Its documentation, and what else stands above it.
    pub(crate) attrs: Vec<Attribute>,
}

/// Reads the enum; whatever is wrong with it goes to `errors`.
pub(crate) fn read(args: TokenStream, item: &Item, errors: &mut Errors) -> Option<Enumeration> {
    let Item::Enum(item) = item else {
        errors.at(item, "a set of values is an enum: `pub enum FlowStatus { Init = \"INIT\", … }`");
        return None;
    };
    let unsigned = match args.to_string().as_str() {
        "" => false,
        "u64" => true,
        _ => {
            errors.at(
                args,
                "`#[tc_enum]` takes nothing, or `u64` where the wire has unsigned integers",
            );
            false
        }
    };
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "generic parameters are not supported: the wire has one shape");
    }
    let mut variants: Vec<Variant> = Vec::new();
    for variant in &item.variants {
        let Some(read) = one(variant, errors) else { continue };
        if variants.iter().any(|other| other.wire == read.wire) {
            errors.at(&read.value, "two variants have this value");
        } else if variants
            .first()
            .is_some_and(|first| is_text(&first.value) != is_text(&read.value))
        {
            errors.at(&read.value, "the values are all texts or all integers");
        } else {
            variants.push(read);
        }
    }
    if item.variants.is_empty() {
        errors.at(&item.ident, "a set of values has at least one");
    }
    let kind = match variants.first() {
        Some(first) if !is_text(&first.value) && unsigned => ValueKind::Uint64,
        Some(first) if !is_text(&first.value) => ValueKind::Int64,
        _ => ValueKind::Text,
    };
    Some(Enumeration { item: item.clone(), kind, variants })
}

fn one(variant: &syn::Variant, errors: &mut Errors) -> Option<Variant> {
    if variant.ident == "Other" {
        errors.at(variant, "`Other` is written by the macro: it keeps what is not listed");
        return None;
    }
    if !matches!(variant.fields, Fields::Unit) {
        errors.at(variant, "a value has no members: write `Init = \"INIT\"`");
        return None;
    }
    let value = match &variant.discriminant {
        Some((_, Expr::Lit(ExprLit { lit, .. }))) => lit.clone(),
        Some((_, Expr::Unary(negative))) => negative_integer(negative)?,
        _ => {
            errors.at(
                variant,
                "each variant says its value on the wire: `Init = \"INIT\"` or `Init = 0`",
            );
            return None;
        }
    };
    let wire = match &value {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        other => {
            errors.at(other, "a value is a text or an integer");
            return None;
        }
    };
    let attrs = variant.attrs.clone();
    Some(Variant { ident: variant.ident.clone(), value, wire, attrs })
}

/// `-1` as a literal of its own.
fn negative_integer(negative: &syn::ExprUnary) -> Option<Lit> {
    let Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) = &*negative.expr else { return None };
    let literal = syn::LitInt::new(&format!("-{}", number.base10_digits()), number.span());
    Some(Lit::Int(literal))
}

fn is_text(value: &Lit) -> bool {
    matches!(value, Lit::Str(_))
}
