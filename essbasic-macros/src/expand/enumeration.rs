//! Expansion of an enum of wire values. Its variant `Other` keeps unknown values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use crate::ast;
use crate::ast::enumeration::{Enumeration, ValueKind};

/// Returns the enum with its variant `Other`, its conversions, and its `FieldType`.
pub(super) fn code(root: &TokenStream, parsed: &Enumeration) -> TokenStream {
    let item = item(parsed);
    let (conversions, value) = match parsed.kind {
        ValueKind::Text => (text(root, parsed), quote!(self.as_str())),
        ValueKind::Int64 | ValueKind::Uint64 => (integer(root, parsed), quote!(self.value())),
    };
    let wire = match parsed.kind {
        ValueKind::Text => quote!(&::core::primitive::str),
        ValueKind::Int64 => quote!(::core::primitive::i64),
        ValueKind::Uint64 => quote!(::core::primitive::u64),
    };
    let (ident, kind) = (&parsed.item.ident, kind(parsed.kind));
    let name = ident.unraw().to_string();
    let values = parsed.variants.iter().map(|variant| {
        let (wire, name) = (&variant.wire, variant.ident.to_string());
        let doc = ast::doc(&variant.attrs);
        quote!(#root::EnumValue { wire: #wire, ident: #name, doc: #doc })
    });
    quote! {
        #item
        #conversions

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::FieldType for #ident {
            const KIND: #root::FieldKind = #root::FieldKind::#kind;
            const VALUES: &'static [#root::EnumValue] = &[#(#values),*];
            const VALUES_PATH: &'static ::core::primitive::str = ::core::concat!(::core::module_path!(), "::", #name);

            fn view(&self) -> #root::ValueRef<'_> {
                #root::ValueRef::#kind(#value)
            }

            fn empty() -> Self {
                // The value of a field that is missing, which may be listed.
                <Self as ::core::convert::From<#wire>>::from(::core::default::Default::default())
            }

            fn value_mut(&mut self) -> #root::ValueMut<'_> {
                #root::ValueMut::#kind(self)
            }
        }
    }
}

/// Returns the enum without the values of its variants.
fn item(parsed: &Enumeration) -> TokenStream {
    let (attrs, vis, ident) = (&parsed.item.attrs, &parsed.item.vis, &parsed.item.ident);
    let variants = parsed.variants.iter().map(|variant| {
        let (attrs, ident) = (&variant.attrs, &variant.ident);
        quote!(#(#attrs)* #ident)
    });
    let (other, copy) = match parsed.kind {
        ValueKind::Text => (quote!(::std::string::String), quote!()),
        ValueKind::Int64 => (quote!(::core::primitive::i64), quote!(::core::marker::Copy,)),
        ValueKind::Uint64 => (quote!(::core::primitive::u64), quote!(::core::marker::Copy,)),
    };
    quote! {
        #(#attrs)*
        #[derive(
            ::core::clone::Clone, #copy ::core::fmt::Debug, ::core::cmp::Eq, ::core::hash::Hash,
            ::core::cmp::PartialEq,
        )]
        #[non_exhaustive]
        #vis enum #ident {
            #(#variants,)*
            /// A value that is not listed here.
            Other(#other),
        }
    }
}

/// Returns `as_str` and the conversions of an enum of strings.
fn text(root: &TokenStream, parsed: &Enumeration) -> TokenStream {
    let (vis, ident) = (&parsed.item.vis, &parsed.item.ident);
    let variants: Vec<_> = parsed.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = parsed.variants.iter().map(|variant| &variant.value).collect();
    quote! {
        #[automatically_derived]
        #[allow(clippy::pedantic, deprecated)]
        impl #ident {
            /// Returns the value on the wire.
            #vis fn as_str(&self) -> &::core::primitive::str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Other(other) => other,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<&::core::primitive::str> for #ident {
            fn from(value: &::core::primitive::str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::Other(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<::std::string::String> for #ident {
            fn from(value: ::std::string::String) -> Self {
                match <Self as ::core::convert::From<&::core::primitive::str>>::from(&value) {
                    Self::Other(_) => Self::Other(value),
                    listed => listed,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::serde::Serialize for #ident {
            fn serialize<S: #root::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> #root::serde::Deserialize<'de> for #ident {
            fn deserialize<D: #root::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <::std::string::String as #root::serde::Deserialize>::deserialize(deserializer)
                    .map(<Self as ::core::convert::From<::std::string::String>>::from)
            }
        }
    }
}

/// Returns `value` and the conversions of an enum of integers.
fn integer(root: &TokenStream, parsed: &Enumeration) -> TokenStream {
    let (vis, ident) = (&parsed.item.vis, &parsed.item.ident);
    let variants: Vec<_> = parsed.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = parsed.variants.iter().map(|variant| &variant.value).collect();
    let (int, serialize) = match parsed.kind {
        ValueKind::Uint64 => (quote!(::core::primitive::u64), quote!(serialize_u64)),
        _ => (quote!(::core::primitive::i64), quote!(serialize_i64)),
    };
    quote! {
        #[automatically_derived]
        #[allow(clippy::pedantic, deprecated)]
        impl #ident {
            /// Returns the value on the wire.
            #vis fn value(&self) -> #int {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Other(other) => *other,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<#int> for #ident {
            fn from(value: #int) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::Other(other),
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::serde::Serialize for #ident {
            fn serialize<S: #root::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.#serialize(self.value())
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> #root::serde::Deserialize<'de> for #ident {
            fn deserialize<D: #root::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <#int as #root::serde::Deserialize>::deserialize(deserializer)
                    .map(<Self as ::core::convert::From<#int>>::from)
            }
        }
    }
}

/// Returns the variant of `FieldKind`, `ValueRef` and `ValueMut`.
fn kind(kind: ValueKind) -> TokenStream {
    match kind {
        ValueKind::Text => quote!(String),
        ValueKind::Int64 => quote!(Int64),
        ValueKind::Uint64 => quote!(Uint64),
    }
}
