//! Expansion of an enum of wire values: open, so that no value is lost.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast;
use crate::ast::enumeration::{Enumeration, ValueKind};

/// Returns the enum with its `Other`, its conversions, and its type in a schema.
pub(super) fn code(root: &TokenStream, read: &Enumeration) -> TokenStream {
    let item = item(read);
    let (conversions, value) = match read.kind {
        ValueKind::Text => (text(root, read), quote!(self.as_str())),
        ValueKind::Int64 | ValueKind::Uint64 => (integer(root, read), quote!(self.value())),
    };
    let (ident, kind) = (&read.item.ident, kind(read.kind));
    let name = ident.to_string();
    let values = read.variants.iter().map(|variant| {
        let (wire, name) = (&variant.wire, variant.ident.to_string());
        let doc = ast::doc(&variant.attrs);
        quote!(#root::EnumValue { wire: #wire, ident: #name, doc: #doc })
    });
    quote! {
        #item
        #conversions

        #[automatically_derived]
        impl #root::FieldType for #ident {
            const KIND: #root::FieldKind = #root::FieldKind::#kind;
            const VALUES: &'static [#root::EnumValue] = &[#(#values),*];
            const VALUES_PATH: &'static str = ::core::concat!(::core::module_path!(), "::", #name);

            fn view(&self) -> #root::ValueRef<'_> {
                #root::ValueRef::#kind(#value)
            }

            fn empty() -> Self {
                Self::Other(::core::default::Default::default())
            }

            fn value_mut(&mut self) -> #root::ValueMut<'_> {
                #root::ValueMut::#kind(self)
            }
        }
    }
}

/// Returns the enum without the values of its variants.
fn item(read: &Enumeration) -> TokenStream {
    let (attrs, vis, ident) = (&read.item.attrs, &read.item.vis, &read.item.ident);
    let variants = read.variants.iter().map(|variant| {
        let (attrs, ident) = (&variant.attrs, &variant.ident);
        quote!(#(#attrs)* #ident)
    });
    let (other, copy) = match read.kind {
        ValueKind::Text => (quote!(::std::string::String), quote!()),
        ValueKind::Int64 => (quote!(i64), quote!(::core::marker::Copy,)),
        ValueKind::Uint64 => (quote!(u64), quote!(::core::marker::Copy,)),
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

fn text(root: &TokenStream, read: &Enumeration) -> TokenStream {
    let (vis, ident) = (&read.item.vis, &read.item.ident);
    let variants: Vec<_> = read.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = read.variants.iter().map(|variant| &variant.value).collect();
    quote! {
        #[automatically_derived]
        #[allow(clippy::pedantic, deprecated)]
        impl #ident {
            /// Returns the value on the wire.
            #vis fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Other(other) => other,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<&str> for #ident {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::Other(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<::std::string::String> for #ident {
            fn from(value: ::std::string::String) -> Self {
                match <Self as ::core::convert::From<&str>>::from(&value) {
                    Self::Other(_) => Self::Other(value),
                    listed => listed,
                }
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[automatically_derived]
        impl #root::serde::Serialize for #ident {
            fn serialize<S: #root::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[automatically_derived]
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

fn integer(root: &TokenStream, read: &Enumeration) -> TokenStream {
    let (vis, ident) = (&read.item.vis, &read.item.ident);
    let variants: Vec<_> = read.variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = read.variants.iter().map(|variant| &variant.value).collect();
    let (int, serialize) = match read.kind {
        ValueKind::Uint64 => (quote!(u64), quote!(serialize_u64)),
        _ => (quote!(i64), quote!(serialize_i64)),
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
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        #[automatically_derived]
        impl #root::serde::Serialize for #ident {
            fn serialize<S: #root::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.#serialize(self.value())
            }
        }

        #[automatically_derived]
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

fn kind(kind: ValueKind) -> TokenStream {
    match kind {
        ValueKind::Text => quote!(String),
        ValueKind::Int64 => quote!(Int64),
        ValueKind::Uint64 => quote!(Uint64),
    }
}
