//! Expansion of a model: the struct itself, its constructor, and the traits that access its fields.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Item, ItemStruct, parse_quote};

use crate::ast::{self, Constraint, Field};
use crate::attr::Rule;

/// Returns the struct without `#[tc(…)]`, and with the derived traits.
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

/// Returns the item as the user wrote it, without the attributes that the compiler must not see.
pub(super) fn bare(mut item: Item) -> TokenStream {
    if let Item::Struct(item) = &mut item {
        item.attrs.retain(|attribute| !is_ours(attribute));
        for field in &mut item.fields {
            field.attrs.retain(|attribute| !is_ours(attribute));
        }
    }
    item.into_token_stream()
}

/// Returns whether the compiler must not see an attribute: `#[tc]`, or the rejected `#[serde]`.
fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("tc") || attribute.path().is_ident("serde")
}

/// Returns `new` for the required fields, and a setter for each optional one.
pub(super) fn constructor(item: &ItemStruct, fields: &[Field]) -> TokenStream {
    let (vis, ident) = (&item.vis, &item.ident);
    let (required, optional): (Vec<_>, Vec<_>) = fields.iter().partition(|field| !field.optional);
    let parameters = required.iter().map(|field| parameter(field, &field.ident));
    let values = required.iter().map(|field| {
        let (ident, value) = (&field.ident, conversion(field, &field.ident));
        quote!(#ident: #value)
    });
    let absent = optional.iter().map(|field| &field.ident);
    let doc = match required[..] {
        [] => format!("Creates a `{ident}` without fields. Each field has a setter."),
        _ => {
            format!("Creates a `{ident}` from its required fields. Each other field has a setter.")
        }
    };
    let setters = optional.iter().filter(|field| !field.hidden).map(|field| setter(item, field));
    quote! {
        #[automatically_derived]
        #[allow(clippy::pedantic, clippy::too_many_arguments, deprecated)]
        impl #ident {
            #[doc = #doc]
            #[inline]
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
        #[inline]
        #[must_use]
        #vis fn #ident(mut self, #parameter) -> Self {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

/// Returns a parameter that accepts any type convertible into the field's. Numbers and booleans are
/// not converted.
fn parameter(field: &Field, name: &Ident) -> TokenStream {
    let scalar = field.scalar_type();
    let value_type =
        if is_plain(field) { quote!(#scalar) } else { quote!(impl ::core::convert::Into<#scalar>) };
    if field.element.is_some() {
        quote!(#name: impl ::core::iter::IntoIterator<Item = #value_type>)
    } else {
        quote!(#name: #value_type)
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

/// Returns the implementations of `Model`, `Fields`, `FieldType`, `FieldsMut`, serde's traits and
/// `Debug`.
pub(super) fn traits(
    root: &TokenStream,
    rules: &[Rule],
    item: &ItemStruct,
    fields: &[Field],
) -> TokenStream {
    let rules = rules.iter().map(|rule| rule_schema(root, rule));
    let (ident, name, doc) = (&item.ident, item.ident.to_string(), ast::doc(&item.attrs));
    let schema = fields.iter().map(|field| field_schema(root, field));
    let views = fields.iter().enumerate().map(|(index, field)| {
        let ident = &field.ident;
        quote!(#index => #root::FieldType::view(&self.#ident))
    });
    let names = fields.iter().map(|field| &field.wire);
    let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let indices = 0..fields.len();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::Model for #ident {
            fn schema() -> &'static #root::StructSchema {
                static SCHEMA: #root::StructSchema = #root::StructSchema {
                    name: #name,
                    path: ::core::concat!(::core::module_path!(), "::", #name),
                    doc: #doc,
                    names: &[#(#names),*],
                    fields: &[#(#schema),*],
                    rules: &[#(#rules),*],
                };
                &SCHEMA
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::Fields for #ident {
            fn get(&self, index: usize, _name: &str) -> #root::ValueRef<'_> {
                match index {
                    #(#views,)*
                    _ => #root::ValueRef::Absent,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::FieldType for #ident {
            const KIND: #root::FieldKind = #root::FieldKind::Object(<#ident as #root::Model>::schema);

            fn view(&self) -> #root::ValueRef<'_> {
                #root::ValueRef::Object(self)
            }

            fn empty() -> Self {
                Self { #(#idents: #root::FieldType::empty()),* }
            }

            fn value_mut(&mut self) -> #root::ValueMut<'_> {
                #root::ValueMut::Object(self)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::FieldsMut for #ident {
            fn field_mut(
                &mut self,
                index: usize,
            ) -> ::core::option::Option<#root::ValueMut<'_>> {
                match index {
                    #(#indices => ::core::option::Option::Some(
                        #root::FieldType::value_mut(&mut self.#idents),
                    ),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::serde::Serialize for #ident {
            fn serialize<S: #root::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #root::serialize(<#ident as #root::Model>::schema(), self, serializer)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> #root::serde::Deserialize<'de> for #ident {
            fn deserialize<D: #root::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #root::deserialize(deserializer)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #root::debug(<#ident as #root::Model>::schema(), self, f)
            }
        }
    }
}

/// Returns the schema of a field.
fn field_schema(root: &TokenStream, field: &Field) -> TokenStream {
    let Field { wire, ty, secret, hidden, doc, .. } = field;
    let (ident, required) = (field.ident.unraw().to_string(), !field.optional);
    let constraints = field.constraints.iter().map(|it| constraint_schema(root, it));
    // At the span of the type, so that an unsupported type is reported there.
    let field_type = quote_spanned!(ty.span()=> <#ty as #root::FieldType>);
    quote! {
        #root::FieldSchema {
            name: #wire,
            ident: #ident,
            doc: #doc,
            kind: #field_type::KIND,
            list: #field_type::LIST,
            values: #field_type::VALUES,
            values_path: #field_type::VALUES_PATH,
            required: #required,
            secret: #secret,
            hidden: #hidden,
            constraints: &[#(#constraints),*],
        }
    }
}

/// Returns a `Rule` expression.
fn rule_schema(root: &TokenStream, rule: &Rule) -> TokenStream {
    let names = rule.strings();
    let variant = match (rule, names) {
        (Rule::ExactlyOne(_), _) => quote!(ExactlyOne(&[#(#names),*])),
        (Rule::AtLeastOne(_), _) => quote!(AtLeastOne(&[#(#names),*])),
        (Rule::AtMostOne(_), _) => quote!(AtMostOne(&[#(#names),*])),
        (Rule::Needs(_), [field, others @ ..]) => {
            quote!(Needs { field: #field, others: &[#(#others),*] })
        }
        (Rule::RequiredIf(_), [field, when, is @ ..]) => {
            quote!(RequiredIf { field: #field, when: #when, is: &[#(#is),*] })
        }
        // Too few names were rejected when they were parsed.
        _ => quote!(AtLeastOne(&[])),
    };
    quote!(#root::Rule::#variant)
}

fn constraint_schema(root: &TokenStream, constraint: &Constraint) -> TokenStream {
    let (variant, min, max) = match constraint {
        Constraint::Length(min, max) => ("Length", min, max),
        Constraint::Items(min, max) => ("Items", min, max),
        Constraint::Range(min, max) => ("Range", min, max),
        Constraint::Require(paths) => return quote!(#root::Constraint::Require(&[#(#paths),*])),
    };
    let variant = format_ident!("{variant}");
    quote!(#root::Constraint::#variant { min: #min, max: #max })
}
