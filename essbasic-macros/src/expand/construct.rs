//! `new` for what is required, and a setter for what is not.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, ItemStruct};

use crate::field::Field;

/// The inherent functions that build the struct.
pub(super) fn constructor(item: &ItemStruct, fields: &[Field]) -> TokenStream {
    let (vis, ident) = (&item.vis, &item.ident);
    let (required, optional): (Vec<_>, Vec<_>) = fields.iter().partition(|field| !field.optional);
    let parameters = required.iter().map(|field| parameter(field, &field.ident));
    let values = required.iter().map(|field| {
        let (ident, value) = (&field.ident, conversion(field, &field.ident));
        quote!(#ident: #value)
    });
    let absent = optional.iter().map(|field| &field.ident);
    let about = match required[..] {
        [] => format!("An empty `{ident}`; every member is optional and has a setter."),
        _ => format!("A `{ident}` with what is required; every other member has a setter."),
    };
    let setters = optional.iter().filter(|field| !field.hidden).map(|field| setter(item, field));
    quote! {
        #[automatically_derived]
        #[allow(clippy::pedantic, clippy::too_many_arguments, deprecated)]
        impl #ident {
            #[doc = #about]
            #[must_use]
            #vis fn new(#(#parameters),*) -> Self {
                Self {
                    #(#values,)*
                    #(#absent: ::core::option::Option::None,)*
                }
            }

            #(#setters)*
        }
    }
}

fn setter(item: &ItemStruct, field: &Field) -> TokenStream {
    let (vis, ident) = (&item.vis, &field.ident);
    let parameter = parameter(field, ident);
    let value = conversion(field, ident);
    let doc = &field.doc;
    quote! {
        #[doc = #doc]
        #[must_use]
        #vis fn #ident(mut self, #parameter) -> Self {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

/// A parameter that takes whatever becomes the member; numbers and flags are taken as they are.
fn parameter(field: &Field, name: &Ident) -> TokenStream {
    let bare = field.bare();
    let one =
        if is_plain(field) { quote!(#bare) } else { quote!(impl ::core::convert::Into<#bare>) };
    if field.element.is_some() {
        quote!(#name: impl ::core::iter::IntoIterator<Item = #one>)
    } else {
        quote!(#name: #one)
    }
}

fn conversion(field: &Field, name: &Ident) -> TokenStream {
    match (&field.element, is_plain(field)) {
        (Some(_), true) => quote!(#name.into_iter().collect()),
        (Some(_), false) => quote!(#name.into_iter().map(::core::convert::Into::into).collect()),
        (None, true) => quote!(#name),
        (None, false) => quote!(#name.into()),
    }
}

fn is_plain(field: &Field) -> bool {
    field.is_any_of(&["i64", "u64", "f64", "bool"])
}
