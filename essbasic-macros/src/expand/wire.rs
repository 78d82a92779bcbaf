//! The struct itself, with its wire format.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, ItemStruct, parse_quote};

use crate::args;
use crate::field::Field;

/// The struct with its serde attributes; `#[tc(…)]` is used up here.
pub(super) fn item(item: &ItemStruct, fields: &[Field]) -> TokenStream {
    let mut item = item.clone();
    item.attrs.push(parse_quote!(#[derive(::core::clone::Clone, ::core::cmp::PartialEq)]));
    if fields.iter().all(|field| field.optional) {
        item.attrs.push(parse_quote!(#[derive(::core::default::Default)]));
    }
    item.attrs.push(parse_quote!(#[non_exhaustive]));
    for (syntax, field) in item.fields.iter_mut().zip(fields) {
        syntax.attrs.retain(|attribute| !is_ours(attribute));
        if field.hidden {
            syntax.attrs.push(parse_quote!(#[doc(hidden)]));
        }
    }
    item.into_token_stream()
}

/// The item as the user wrote it, without what only the macros understand.
pub(super) fn bare(mut item: Item) -> TokenStream {
    if let Item::Struct(item) = &mut item {
        item.attrs.retain(|attribute| !is_ours(attribute));
        for field in &mut item.fields {
            field.attrs.retain(|attribute| !is_ours(attribute));
        }
    }
    item.into_token_stream()
}

/// The last line of an action's documentation: the vendor's title, linked to the manual.
pub(super) fn manual(args: &args::Action) -> TokenStream {
    let line = match (args.title.as_str(), args.manual.as_str()) {
        ("", "") => return TokenStream::new(),
        (title, "") => format!("In the manual: {title}"),
        ("", manual) => format!("In the manual: <{manual}>"),
        (title, manual) => format!("In the manual: [{title}]({manual})"),
    };
    // Behind the user's own lines, because attributes of an item keep their order.
    quote!(#[doc = ""] #[doc = #line])
}

/// Whether an attribute is one that only the macros understand, or that they refuse.
fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("tc") || attribute.path().is_ident("serde")
}
