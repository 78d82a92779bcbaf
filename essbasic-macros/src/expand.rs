//! What one annotated struct or enum becomes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, ItemStruct};

use crate::errors::Errors;
use crate::field::Field;
use crate::rules::Rule;
use crate::{args, enumeration, item};

mod construct; // `new` and the setters
mod describe; // what the framework reads: schema, members, `Debug`, the action's descriptor
mod listing; // what comes page by page
mod values; // an enum of wire values
mod waiting; // what is asked until something has ended
mod wire; // the struct itself, with its wire format

/// An action: a model that can be sent.
pub(crate) fn action(root: &TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Errors::default();
    let args = args::Action::read(args, &mut mistakes);
    let judge = |fields: &[Field], mistakes: &mut Errors| {
        for rule in &args.rules {
            rule.judge(fields, mistakes);
        }
        for listing in &args.listings {
            listing.judge(fields, mistakes);
        }
    };
    expand(mistakes, judge, item, |item, fields| {
        let model = model_of(root, &args.rules, item, fields);
        let action = describe::action(root, &args, item);
        let manual = wire::manual(&args);
        quote!(#manual #model #action)
    })
}

/// A struct inside an action or an answer.
pub(crate) fn model(root: &TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Errors::default();
    let rules = args::model(args, &mut mistakes);
    let judge = |fields: &[Field], mistakes: &mut Errors| {
        for rule in &rules {
            rule.judge(fields, mistakes);
        }
    };
    expand(mistakes, judge, item, |item, fields| model_of(root, &rules, item, fields))
}

/// A documented set of values.
pub(crate) fn values(root: &TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Errors::default();
    let parsed = mistakes.keep(syn::parse2::<Item>(item.clone()));
    let read = parsed.and_then(|parsed| enumeration::read(args, &parsed, &mut mistakes));
    let code = read.map_or(item, |read| values::code(root, &read));
    let mistakes = mistakes.into_tokens();
    quote!(#code #mistakes)
}

/// Reads the struct and writes what it becomes, and every mistake behind it.
///
/// The struct is always written, and all of its code when the struct itself is sound, so that
/// one mistake does not echo through the crate that made it.
fn expand(
    mut mistakes: Errors,
    judge: impl FnOnce(&[Field], &mut Errors),
    item: TokenStream,
    write: impl FnOnce(&ItemStruct, &[Field]) -> TokenStream,
) -> TokenStream {
    let Some(parsed) = mistakes.keep(syn::parse2::<Item>(item.clone())) else {
        let mistakes = mistakes.into_tokens();
        return quote!(#item #mistakes);
    };
    let mut unsound = Errors::default();
    let code = match item::read(&parsed, &mut unsound) {
        Some((item, fields)) if unsound.is_empty() => {
            judge(&fields, &mut mistakes);
            write(&item, &fields)
        }
        _ => wire::bare(parsed),
    };
    mistakes.append(unsound);
    let mistakes = mistakes.into_tokens();
    quote!(#code #mistakes)
}

fn model_of(
    root: &TokenStream,
    rules: &[Rule],
    item: &ItemStruct,
    fields: &[Field],
) -> TokenStream {
    let wire = wire::item(item, fields);
    let construct = construct::constructor(item, fields);
    let model = describe::model(root, rules, item, fields);
    quote!(#wire #construct #model)
}
