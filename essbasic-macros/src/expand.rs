//! Expansion of one annotated struct or enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, ItemStruct};

use crate::ast::Field;
use crate::attr::{ActionArgs, Rule, arguments};
use crate::errors::Errors;
use crate::{ast, validate};

mod action; // the descriptor, and the methods that send it
mod enumeration; // an enum of wire values
mod model; // the struct, its constructor, its schema

/// Expands `#[tc_action]`: a model that can be sent.
pub(crate) fn action(own: TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let (root, args) = arguments(own, args, &mut errors);
    let mut args = ActionArgs::parse(args, &mut errors);
    expand(errors, item, |item, fields, errors| {
        for paginate in &args.paginate {
            validate::paginate(paginate, fields, errors);
        }
        validate::methods(fields, Some(&mut args), errors);
        let mut documented = item.clone();
        action::link(&args, &mut documented);
        let struct_item = model::item(&documented, fields);
        let impls = model_impls(&root, &args.rules, item, fields, errors);
        let action = action::action(&root, &args, item, fields);
        quote!(#struct_item #impls #action)
    })
}

/// Expands `#[tc_model]`: a struct inside a request or a response.
pub(crate) fn model(own: TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let (root, rules) = arguments(own, args, &mut errors);
    let rules = Rule::parse(&rules, &mut errors);
    expand(errors, item, |item, fields, errors| {
        validate::methods(fields, None, errors);
        let struct_item = model::item(item, fields);
        let impls = model_impls(&root, &rules, item, fields, errors);
        quote!(#struct_item #impls)
    })
}

/// Expands `#[tc_enum]`: a documented set of values.
pub(crate) fn enumeration(own: TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let (root, args) = arguments(own, args, &mut errors);
    let parsed = errors.ok_or_record(syn::parse2::<Item>(item.clone()));
    let parsed = parsed.and_then(|parsed| ast::enumeration::parse(&args, &parsed, &mut errors));
    let code = parsed.map_or(item, |parsed| enumeration::code(&root, &parsed));
    let errors = errors.into_tokens();
    quote!(#code #errors)
}

/// Parses the struct and emits its expansion, followed by all errors.
///
/// The struct is always emitted, and its whole expansion if the struct itself is valid, so that one
/// error does not cause others wherever the type is used.
fn expand(
    mut errors: Errors,
    item: TokenStream,
    emit: impl FnOnce(&ItemStruct, &mut [Field], &mut Errors) -> TokenStream,
) -> TokenStream {
    let Some(parsed) = errors.ok_or_record(syn::parse2::<Item>(item.clone())) else {
        let errors = errors.into_tokens();
        return quote!(#item #errors);
    };
    let mut struct_errors = Errors::default();
    let code = match ast::parse(&parsed, &mut struct_errors) {
        Some((item, mut fields)) if struct_errors.is_empty() => {
            emit(&item, &mut fields, &mut errors)
        }
        Some((item, _)) => model::bare(Item::Struct(item)),
        None => model::bare(parsed),
    };
    errors.append(struct_errors);
    let errors = errors.into_tokens();
    quote!(#code #errors)
}

/// Validates the rules, and returns the constructor and the trait implementations.
fn model_impls(
    root: &TokenStream,
    rules: &[Rule],
    item: &ItemStruct,
    fields: &[Field],
    errors: &mut Errors,
) -> TokenStream {
    for rule in rules {
        validate::rule(rule, fields, errors);
    }
    let constructor = model::constructor(item, fields);
    let traits = model::traits(root, rules, item, fields);
    quote!(#constructor #traits)
}
