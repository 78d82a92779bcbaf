//! The attribute macros behind `essbasic-core` and `essbasic`.
//!
//! They are documented where they are re-exported, so that the examples there compile. Each macro exists
//! twice, once per crate that its expansion refers to: a program that depends on `essbasic` alone need not
//! add `essbasic-core` to its manifest.

use proc_macro::TokenStream;
use quote::quote;

mod ast; // parse: the struct and its fields, or the enum and its variants
mod attr; // parse: the arguments of the attributes
mod errors; // collects all errors of an expansion
mod expand; // emit: the type itself, its constructor, its schema, its descriptor
mod field_path; // parse: the path of a field in a response
mod names; // names of actions, fields and error codes
mod validate; // existing fields, distinct methods

/// `essbasic_core::tc_action`.
#[proc_macro_attribute]
pub fn tc_action(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::action(quote!(::essbasic_core), args.into(), item.into()).into()
}

/// `essbasic_core::tc_model`.
#[proc_macro_attribute]
pub fn tc_model(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::model(quote!(::essbasic_core), args.into(), item.into()).into()
}

/// `essbasic_core::tc_enum`.
#[proc_macro_attribute]
pub fn tc_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::enumeration(quote!(::essbasic_core), args.into(), item.into()).into()
}

/// `essbasic::tc_action`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn essbasic_tc_action(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::action(quote!(::essbasic), args.into(), item.into()).into()
}

/// `essbasic::tc_model`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn essbasic_tc_model(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::model(quote!(::essbasic), args.into(), item.into()).into()
}

/// `essbasic::tc_enum`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn essbasic_tc_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::enumeration(quote!(::essbasic), args.into(), item.into()).into()
}
