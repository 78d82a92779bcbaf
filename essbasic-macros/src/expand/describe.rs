//! What the framework reads of a struct: its schema, its members, its descriptor.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::ItemStruct;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::{listing, waiting};
use crate::args::{self, Effect};
use crate::field::{self, Field, Limit};
use crate::rules::{Rule, RuleKind};

/// Schema, members by their place, and a `Debug` that shows no secret.
pub(super) fn model(
    root: &TokenStream,
    rules: &[Rule],
    item: &ItemStruct,
    fields: &[Field],
) -> TokenStream {
    let rules = rules.iter().map(|rule| rule_schema(root, rule));
    let (ident, name, doc) = (&item.ident, item.ident.to_string(), field::doc(&item.attrs));
    let schema = fields.iter().map(|field| field_schema(root, field));
    let members = fields.iter().enumerate().map(|(at, field)| {
        let member = &field.ident;
        quote!(#at => #root::FieldType::view(&self.#member))
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
            fn member(&self, at: usize, _name: &str) -> #root::ValueRef<'_> {
                match at {
                    #(#members,)*
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

/// The descriptor and `send`.
pub(super) fn action(root: &TokenStream, args: &args::Action, item: &ItemStruct) -> TokenStream {
    let (vis, ident, doc) = (&item.vis, &item.ident, field::doc(&item.attrs));
    let args::Action { name, version, service, rate_limit, errors, title, manual, .. } = args;
    let deprecated = item.attrs.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    let listings = args.listings.iter().map(|pages| listing::data(root, pages));
    // Without these two there is nothing to walk by, which was said where they were missed.
    let has =
        |name: &str| item.fields.iter().any(|it| it.ident.as_ref().is_some_and(|it| it == name));
    let walks = args.listings.iter().enumerate().filter(|_| has("offset") && has("limit"));
    let walks = walks.map(|(at, pages)| listing::method(root, item, at, pages));
    let output =
        args.response.as_ref().map_or_else(|| quote!(#root::EmptyResponse), |path| quote!(#path));
    let waiting = waiting::data(root, args.waiting.as_ref());
    let wait = args.waiting.as_ref().map(|_| waiting::method(root, item, &output));
    let signed = !args.unsigned;
    let signed_name = name.to_ascii_lowercase();
    let host = if args.file_host { quote!(File) } else { quote!(Api) };
    let effect = match &args.effect {
        Effect::Read => quote!(Read),
        Effect::Link => quote!(Link),
        Effect::Idempotent(codes) => quote!(Idempotent(&[#(#codes),*])),
        Effect::Create => quote!(Create),
        Effect::Charge => quote!(Charge),
    };
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #root::Action for #ident {
            type Output = #output;

            fn descriptor() -> &'static #root::Descriptor {
                static DESCRIPTOR: #root::Descriptor = #root::Descriptor {
                    name: #name,
                    signed_name: #signed_name,
                    version: #version,
                    service: #service,
                    host: #root::Host::#host,
                    signed: #signed,
                    effect: #root::Effect::#effect,
                    rate_limit: #rate_limit,
                    paginations: &[#(#listings),*],
                    wait: #waiting,
                    errors: &[#(#errors),*],
                    deprecated: #deprecated,
                    title: #title,
                    manual: #manual,
                    doc: #doc,
                    request: <#ident as #root::Model>::schema,
                    response: <#output as #root::Model>::schema,
                };
                &DESCRIPTOR
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl #ident {
            /// Writes the request; awaiting what this returns sends it.
            ///
            /// # Errors
            ///
            /// Awaited, it ends in the output with its request id, or in an error that says
            /// whether the service acted.
            #[inline] // so that who does not send it does not compile how
            #vis fn send<'client>(
                &self,
                client: &'client #root::Client,
            ) -> #root::Call<'client, #output> {
                #root::Client::call(client, self)
            }

            #(#walks)*

            #wait
        }
    }
}

/// One member as data.
fn field_schema(root: &TokenStream, field: &Field) -> TokenStream {
    let Field { wire, ty, secret, hidden, doc, .. } = field;
    let (ident, required) = (field.ident.unraw().to_string(), !field.optional);
    let limits = field.limits.iter().map(|limit| limit_schema(root, limit));
    // At the type's own place, so that a type the wire does not know is named there.
    let member = quote_spanned!(ty.span()=> <#ty as #root::FieldType>);
    quote! {
        #root::FieldSchema {
            name: #wire,
            ident: #ident,
            doc: #doc,
            kind: #member::KIND,
            list: #member::LIST,
            values: #member::VALUES,
            values_path: #member::VALUES_PATH,
            required: #required,
            secret: #secret,
            hidden: #hidden,
            constraints: &[#(#limits),*],
        }
    }
}

/// A rule between members as data.
fn rule_schema(root: &TokenStream, rule: &Rule) -> TokenStream {
    let words = &rule.words;
    let variant = match (rule.kind, &words[..]) {
        (RuleKind::ExactlyOne, _) => quote!(ExactlyOne(&[#(#words),*])),
        (RuleKind::AtLeastOne, _) => quote!(AtLeastOne(&[#(#words),*])),
        (RuleKind::AtMostOne, _) => quote!(AtMostOne(&[#(#words),*])),
        (RuleKind::Needs, [member, also @ ..]) => {
            quote!(Needs { member: #member, also: &[#(#also),*] })
        }
        (RuleKind::RequiredIf, [member, when, is @ ..]) => {
            quote!(RequiredIf { member: #member, when: #when, is: &[#(#is),*] })
        }
        // Too few words were refused when they were read.
        _ => quote!(AtLeastOne(&[])),
    };
    quote!(#root::Rule::#variant)
}

fn limit_schema(root: &TokenStream, limit: &Limit) -> TokenStream {
    let (variant, least, most) = match limit {
        Limit::Length(least, most) => ("Length", least, most),
        Limit::Items(least, most) => ("Items", least, most),
        Limit::Range(least, most) => ("Range", least, most),
        Limit::Require(paths) => return quote!(#root::Constraint::Require(&[#(#paths),*])),
    };
    let variant = format_ident!("{variant}");
    quote!(#root::Constraint::#variant { min: #least, max: #most })
}
