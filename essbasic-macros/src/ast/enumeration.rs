//! Parses an annotated enum: its variants and their values on the wire.

use darling::ast::NestedMeta;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, Fields, Ident, Item, ItemEnum, Lit, LitInt, Meta, UnOp};

use super::{check_attributes, check_inner_attributes, is_ours};
use crate::errors::Errors;
use crate::field_path::ungrouped;

/// Traits that the macro implements for enums; `Copy` too if the values are integers.
const DERIVED: [&str; 8] =
    ["Clone", "Debug", "Deserialize", "Display", "Eq", "Hash", "PartialEq", "Serialize"];

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
pub(crate) fn parse(args: &[NestedMeta], item: &Item, errors: &mut Errors) -> Option<Enumeration> {
    let Item::Enum(item) = item else {
        errors.at(item, "a set of values is an enum: `pub enum FlowStatus { Init = \"INIT\", … }`");
        return None;
    };
    let (unsigned, others): (Vec<_>, Vec<_>) = args.iter().partition(|item| is_u64(item));
    let unsigned = !unsigned.is_empty();
    for other in others {
        errors.at(other, "`#[tc_enum]` takes `u64` for unsigned integers, and `crate`");
    }
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "generic parameters are not supported: remove them");
    }
    let mut variants: Vec<Variant> = Vec::new();
    for variant in &item.variants {
        let Some(parsed) = parse_variant(variant, errors) else { continue };
        if variants.iter().any(|other| other.ident.unraw() == parsed.ident.unraw()) {
            errors.at(&parsed.ident, "two variants have this name: give one of them another");
        } else if variants.iter().any(|other| other.wire == parsed.wire) {
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
    variants.retain(|Variant { value, wire, .. }| {
        let message = match kind {
            ValueKind::Text if unsigned => "`#[tc_enum(u64)]` is for integers: remove `u64`",
            ValueKind::Int64 if wire.parse::<i64>().is_err() => "the value is not an `i64`",
            ValueKind::Uint64 if wire.parse::<u64>().is_err() => "the value is not a `u64`",
            _ => return true,
        };
        errors.at(value, message);
        false
    });
    let mut item = item.clone();
    let copy = (kind != ValueKind::Text).then_some("Copy");
    let derived: Vec<_> = DERIVED.into_iter().chain(copy).collect();
    check_attributes(&mut item.attrs, &derived, errors);
    Some(Enumeration { item, kind, variants })
}

/// Parses a variant; `None` if it is not a name with a value.
fn parse_variant(variant: &syn::Variant, errors: &mut Errors) -> Option<Variant> {
    check_inner_attributes(&variant.attrs, errors);
    for attribute in &variant.attrs {
        if attribute.path().is_ident("serde") || attribute.path().is_ident("tc") {
            errors.at(attribute, "the wire format follows from the value: `Init = \"INIT\"`");
        }
    }
    if variant.ident.unraw() == "Other" {
        errors.at(
            variant,
            "`Other` is added by the macro and keeps values that are not listed: give this variant \
             another name",
        );
        return None;
    }
    if !matches!(variant.fields, Fields::Unit) {
        errors.at(variant, "a value has no fields: write `Init = \"INIT\"`");
        return None;
    }
    let message = "the value on the wire is a string or an integer: `Init = \"INIT\"`, `Init = 0` or \
                   `Init = -1`";
    let Some((_, discriminant)) = &variant.discriminant else {
        errors.at(variant, message);
        return None;
    };
    let Some(value) = parse_value(discriminant) else {
        errors.at(discriminant, message);
        return None;
    };
    let wire = match &value {
        Lit::Str(text) => text.value(),
        number => number.to_token_stream().to_string(),
    };
    let mut attrs = variant.attrs.clone();
    attrs.retain(|attribute| !is_ours(attribute));
    Some(Variant { ident: variant.ident.clone(), value, wire, attrs })
}

/// Returns a string, or an integer in decimal.
fn parse_value(expr: &Expr) -> Option<Lit> {
    let (expr, sign) = match ungrouped(expr) {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => (ungrouped(&unary.expr), "-"),
        expr => (expr, ""),
    };
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if sign.is_empty() => {
            Some(Lit::Str(text.clone()))
        }
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => {
            let sign = if number.base10_digits() == "0" { "" } else { sign };
            let number = LitInt::new(&format!("{sign}{}", number.base10_digits()), number.span());
            Some(Lit::Int(number))
        }
        _ => None,
    }
}

fn is_u64(item: &NestedMeta) -> bool {
    matches!(item, NestedMeta::Meta(Meta::Path(path)) if path.is_ident("u64"))
}

fn is_text(value: &Lit) -> bool {
    matches!(value, Lit::Str(_))
}
