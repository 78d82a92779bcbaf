//! What one annotated struct becomes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, ItemStruct};

use crate::args;
use crate::errors::Errors;
use crate::field::Field;
use crate::item;

mod construct; // `new` and the setters
mod describe; // what the framework reads: schema, members, `Debug`, the action's descriptor
mod wire; // the struct itself, with its wire format

/// An action: a model that can be sent.
pub(crate) fn action(root: &TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Errors::default();
    let args = args::Action::read(args, &mut mistakes);
    expand(mistakes, item, |item, fields| {
        let (model, action) = (model_of(root, item, fields), describe::action(root, &args, item));
        let manual = wire::manual(&args);
        quote!(#manual #model #action)
    })
}

/// A struct inside an action or an answer.
pub(crate) fn model(root: &TokenStream, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Errors::default();
    if !args.is_empty() {
        mistakes
            .at(args, "`#[tc_model]` takes no arguments: only an action has a name and a version");
    }
    expand(mistakes, item, |item, fields| model_of(root, item, fields))
}

/// Reads the struct and writes what it becomes, and every mistake behind it.
///
/// The struct is always written, and all of its code when the struct itself is sound, so that
/// one mistake does not echo through the crate that made it.
fn expand(
    mut mistakes: Errors,
    item: TokenStream,
    write: impl FnOnce(&ItemStruct, &[Field]) -> TokenStream,
) -> TokenStream {
    let Some(parsed) = mistakes.keep(syn::parse2::<Item>(item.clone())) else {
        let mistakes = mistakes.into_tokens();
        return quote!(#item #mistakes);
    };
    let mut unsound = Errors::default();
    let code = match item::read(&parsed, &mut unsound) {
        Some((item, fields)) if unsound.is_empty() => write(&item, &fields),
        _ => wire::bare(parsed),
    };
    mistakes.append(unsound);
    let mistakes = mistakes.into_tokens();
    quote!(#code #mistakes)
}

fn model_of(root: &TokenStream, item: &ItemStruct, fields: &[Field]) -> TokenStream {
    let wire = wire::item(root, item, fields);
    let construct = construct::constructor(item, fields);
    let model = describe::model(root, item, fields);
    quote!(#wire #construct #model)
}
