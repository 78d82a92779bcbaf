//! The attribute macros behind `essbasic-core` and `essbasic`.
//!
//! They are documented where they are re-exported, so that the examples there compile.
//! Each pair differs only in the crate that the expansion names: a program that depends on
//! `essbasic` alone need not add `essbasic-core` to its manifest.

use proc_macro::TokenStream;
use quote::quote;

mod args; // parse: what stands between the parentheses of `#[tc_action(…)]`
mod codes; // parse: error codes and names as the service spells them
mod enumeration; // parse: the enum underneath
mod errors; // every mistake at once, never just the first
mod expand; // emit: the struct, its wire format, its constructor, its description
mod field; // parse: one member and its `#[tc(…)]`
mod item; // parse: the struct underneath
mod pages; // parse: what makes an action a listing
mod place; // parse: a place in an answer
mod rules; // parse: what members demand of each other
mod wait; // parse: how it is seen that something has ended

/// `essbasic_core::tc_action`.
#[proc_macro_attribute]
pub fn tc_action(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::action(&quote!(::essbasic_core::__private), args.into(), item.into()).into()
}

/// `essbasic_core::tc_model`.
#[proc_macro_attribute]
pub fn tc_model(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::model(&quote!(::essbasic_core::__private), args.into(), item.into()).into()
}

/// `essbasic_core::tc_enum`.
#[proc_macro_attribute]
pub fn tc_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::values(&quote!(::essbasic_core::__private), args.into(), item.into()).into()
}

/// `essbasic::tc_action`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn essbasic_tc_action(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::action(&quote!(::essbasic::__private), args.into(), item.into()).into()
}

/// `essbasic::tc_model`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn essbasic_tc_model(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::model(&quote!(::essbasic::__private), args.into(), item.into()).into()
}

/// `essbasic::tc_enum`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn essbasic_tc_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::values(&quote!(::essbasic::__private), args.into(), item.into()).into()
}
