//! The annotated enum, its variants, and the value that each has on the wire.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, ExprLit, Fields, Ident, Item, ItemEnum, Lit};

use crate::errors::Errors;

/// An annotated enum.
pub(crate) struct Enumeration {
    pub(crate) item: ItemEnum,
    /// Type of the values on the wire.
    pub(crate) kind: ValueKind,
    /// The values, in order.
    pub(crate) variants: Vec<Variant>,
}

/// Type of the values on the wire.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum ValueKind {
    Text,
    Int64,
    Uint64,
}

/// A variant of the enum.
pub(crate) struct Variant {
    /// Its name in Rust.
    pub(crate) ident: Ident,
    /// Its value on the wire.
    pub(crate) value: Lit,
    /// The value as text.
    pub(crate) wire: String,
    /// Its documentation and other attributes.
    pub(crate) attrs: Vec<Attribute>,
}

/// Parses an enum; `None` if it is something else.
pub(crate) fn parse(args: TokenStream, item: &Item, errors: &mut Errors) -> Option<Enumeration> {
    let Item::Enum(item) = item else {
        errors.at(item, "a set of values is an enum: `pub enum FlowStatus { Init = \"INIT\", … }`");
        return None;
    };
    let unsigned = match args.to_string().as_str() {
        "" => false,
        "u64" => true,
        _ => {
            errors.at(args, "`#[tc_enum]` takes no argument, or `u64` for unsigned integers");
            false
        }
    };
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "generic parameters are not supported: the wire has one shape");
    }
    let mut variants: Vec<Variant> = Vec::new();
    for variant in &item.variants {
        let Some(parsed) = parse_variant(variant, errors) else { continue };
        if variants.iter().any(|other| other.wire == parsed.wire) {
            errors.at(&parsed.value, "two variants have this value");
        } else if variants
            .first()
            .is_some_and(|first| is_text(&first.value) != is_text(&parsed.value))
        {
            errors.at(&parsed.value, "the values are all strings or all integers");
        } else {
            variants.push(parsed);
        }
    }
    if item.variants.is_empty() {
        errors.at(&item.ident, "a set of values has at least one value");
    }
    let kind = match variants.first() {
        Some(first) if !is_text(&first.value) && unsigned => ValueKind::Uint64,
        Some(first) if !is_text(&first.value) => ValueKind::Int64,
        _ => ValueKind::Text,
    };
    Some(Enumeration { item: item.clone(), kind, variants })
}

fn parse_variant(variant: &syn::Variant, errors: &mut Errors) -> Option<Variant> {
    if variant.ident == "Other" {
        errors.at(variant, "`Other` is added by the macro: it keeps values that are not listed");
        return None;
    }
    if !matches!(variant.fields, Fields::Unit) {
        errors.at(variant, "a value has no fields: write `Init = \"INIT\"`");
        return None;
    }
    let value = match &variant.discriminant {
        Some((_, Expr::Lit(ExprLit { lit, .. }))) => lit.clone(),
        Some((_, Expr::Unary(negative))) => negative_integer(negative)?,
        _ => {
            errors.at(
                variant,
                "each variant has its value on the wire: `Init = \"INIT\"` or `Init = 0`",
            );
            return None;
        }
    };
    let wire = match &value {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        other => {
            errors.at(other, "a value is a string or an integer");
            return None;
        }
    };
    let attrs = variant.attrs.clone();
    Some(Variant { ident: variant.ident.clone(), value, wire, attrs })
}

/// Converts the expression `-1` into a single literal.
fn negative_integer(negative: &syn::ExprUnary) -> Option<Lit> {
    let Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) = &*negative.expr else { return None };
    let literal = syn::LitInt::new(&format!("-{}", number.base10_digits()), number.span());
    Some(Lit::Int(literal))
}

fn is_text(value: &Lit) -> bool {
    matches!(value, Lit::Str(_))
}
