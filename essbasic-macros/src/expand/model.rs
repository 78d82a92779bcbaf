//! Expansion of a model: the struct itself, its constructor, and the traits that access its fields.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Item, ItemStruct, parse_quote};

use crate::ast::{self, Constraint, Field, is_ours};
use crate::attr::Rule;
use crate::names;

/// Returns the struct without `#[tc(…)]`, and with the derived traits.
pub(super) fn item(item: &ItemStruct, fields: &[Field]) -> TokenStream {
    let mut item = item.clone();
    item.attrs.push(derives());
    if fields.iter().all(|field| field.optional) {
        item.attrs.push(parse_quote!(#[derive(::core::default::Default)]));
    }
    if !item.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive")) {
        item.attrs.push(parse_quote!(#[non_exhaustive]));
    }
    for (syntax, field) in item.fields.iter_mut().zip(fields) {
        syntax.attrs.retain(|attribute| !is_ours(attribute));
        if field.hidden {
            syntax.attrs.push(parse_quote!(#[doc(hidden)]));
        }
    }
    item.into_token_stream()
}

/// Returns the traits that every struct derives.
fn derives() -> Attribute {
    parse_quote!(#[derive(::core::clone::Clone, ::core::cmp::PartialEq)])
}

/// Returns the item as the user wrote it, without the attributes that the compiler must not see.
pub(super) fn bare(mut item: Item) -> TokenStream {
    if let Item::Struct(item) = &mut item {
        item.attrs.retain(|attribute| !is_ours(attribute));
        item.attrs.push(derives());
        for field in &mut item.fields {
            field.attrs.retain(|attribute| !is_ours(attribute));
        }
    }
    item.into_token_stream()
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
    let setters = fields.iter().map(|field| setter(item, field));
    quote! {
        #[automatically_derived]
        #[allow(clippy::all, clippy::pedantic, deprecated, non_snake_case)]
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

/// Returns the setter of a field, unless it has none.
fn setter(item: &ItemStruct, field: &Field) -> Option<TokenStream> {
    let (vis, ident, name) = (&item.vis, &field.ident, field.setter.as_ref()?);
    let parameter = parameter(field, ident);
    let value = conversion(field, ident);
    let doc = &field.doc;
    Some(quote! {
        #[doc = #doc]
        #[inline]
        #[must_use]
        #vis fn #name(mut self, #parameter) -> Self {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    })
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

/// Returns the conversion of a parameter into the field's inner type.
fn conversion(field: &Field, name: &Ident) -> TokenStream {
    let items = quote!(::core::iter::IntoIterator::into_iter(#name));
    let into = quote!(::core::convert::Into::into);
    match (&field.element, is_plain(field)) {
        (Some(_), true) => quote!(::core::iter::Iterator::collect(#items)),
        (Some(_), false) => {
            quote!(::core::iter::Iterator::collect(::core::iter::Iterator::map(#items, #into)))
        }
        (None, true) => quote!(#name),
        (None, false) => quote!(#into(#name)),
    }
}

/// Returns whether values of a field are numbers or booleans.
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
    let (ident, name, doc) = (&item.ident, item.ident.unraw().to_string(), ast::doc(&item.attrs));
    let schema = fields.iter().map(|field| field_schema(root, ident, field));
    let names = fields.iter().map(|field| &field.wire);
    let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let indices: Vec<_> = (0..fields.len()).collect();
    let function = |name: &'static str| fields.iter().map(move |it| function(root, it, name));
    let (view, empty, value_mut) = (function("view"), function("empty"), function("value_mut"));
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
            fn get(&self, index: ::core::primitive::usize, _name: &::core::primitive::str) -> #root::ValueRef<'_> {
                match index {
                    #(#indices => #view(&self.#idents),)*
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
                Self { #(#idents: #empty()),* }
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
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<#root::ValueMut<'_>> {
                match index {
                    #(#indices => ::core::option::Option::Some(
                        #value_mut(&mut self.#idents),
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
                #root::serialize(<Self as #root::Model>::schema(), self, serializer)
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

/// Returns the path of a function of `FieldType`, at the span of the field's type, so that an
/// unsupported type is reported there.
fn function(root: &TokenStream, Field { ty, .. }: &Field, name: &str) -> TokenStream {
    let name = Ident::new(name, ty.span());
    quote_spanned!(ty.span()=> <#ty as #root::FieldType>::#name)
}

/// Returns the schema of a field.
fn field_schema(root: &TokenStream, item: &Ident, field: &Field) -> TokenStream {
    let Field { wire, ty, secret, hidden, marked_required, zero_unset, doc, .. } = field;
    let (ident, required) = (field.ident.unraw().to_string(), !field.optional);
    let setter = field.setter.as_ref().map(Ident::to_string).unwrap_or_default();
    let field_type = names::without_self(ty, item);
    let constraints = field.constraints.iter().map(|it| constraint_schema(root, it));
    let field_type = quote_spanned!(ty.span()=> <#field_type as #root::FieldType>);
    quote! {
        #root::FieldSchema {
            name: #wire,
            ident: #ident,
            setter: #setter,
            doc: #doc,
            kind: #field_type::KIND,
            list: #field_type::LIST,
            values: #field_type::VALUES,
            values_path: #field_type::VALUES_PATH,
            required: #required,
            secret: #secret,
            hidden: #hidden,
            marked_required: #marked_required,
            zero_unset: #zero_unset,
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
        // Parsing has rejected rules with too few names.
        _ => quote!(AtLeastOne(&[])),
    };
    quote!(#root::Rule::#variant)
}

/// Returns a `Constraint` expression.
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
