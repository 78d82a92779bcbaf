//! What `wait(…)` becomes: what ends as data, and the method that waits for it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemStruct;

use crate::wait::Wait;

/// What ends as data.
pub(super) fn data(root: &TokenStream, wait: Option<&Wait>) -> TokenStream {
    let Some(Wait { on, done, failed, message, every: (first, longest) }) = wait else {
        return quote!(::core::option::Option::None);
    };
    let on = on.wire();
    let message = match message {
        Some(message) => {
            let message = message.wire();
            quote!(::core::option::Option::Some(#message))
        }
        None => quote!(::core::option::Option::None),
    };
    quote! {
        ::core::option::Option::Some(#root::WaitConfig {
            status: #on,
            done: &[#(#done),*],
            failed: &[#(#failed),*],
            message: #message,
            interval: (#first, #longest),
        })
    }
}

/// The method that waits.
pub(super) fn method(root: &TokenStream, item: &ItemStruct, output: &TokenStream) -> TokenStream {
    let vis = &item.vis;
    quote! {
        /// Asks again and again, until what it asks after has ended.
        ///
        /// # Errors
        ///
        /// Awaited, it ends in the last answer, or in an error: `ErrorKind::Failed` when it has
        /// ended badly, `ErrorKind::Pending` when it has not in time, and those of each call.
        #vis fn wait<'client>(
            &self,
            client: &'client #root::Client,
        ) -> #root::Waiter<'client, #output> {
            #root::Waiter::of(client, self)
        }
    }
}
