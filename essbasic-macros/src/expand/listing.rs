//! What `pages(…)` becomes: a listing as data, and the method that walks it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ItemStruct;

use crate::pages::Pages;
use crate::place::Place;

/// A listing as data.
pub(super) fn data(root: &TokenStream, pages: &Pages) -> TokenStream {
    let Pages { name, list, total, rows, most, last: farthest, when, .. } = pages;
    let (name, list) = (name.to_string(), list.wire());
    let unit = format_ident!("{}", if *rows { "Rows" } else { "Pages" });
    let option = |value: Option<TokenStream>| match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    };
    let total = option(total.as_ref().map(|total| {
        let total = total.wire();
        quote!(#total)
    }));
    let farthest = option(farthest.map(|offset| quote!(#offset)));
    let when = option(when.as_ref().map(|(member, value)| quote!((#member, #value))));
    quote! {
        #root::Pagination {
            name: #name,
            offset: #root::OffsetUnit::#unit,
            page_size: #most,
            max_offset: #farthest,
            items: #list,
            total: #total,
            when: #when,
        }
    }
}

/// The method that walks a listing.
pub(super) fn method(
    root: &TokenStream,
    item: &ItemStruct,
    at: usize,
    pages: &Pages,
) -> TokenStream {
    let Pages { name, of, list, total, .. } = pages;
    let (vis, list) = (&item.vis, &list.0);
    let total = match total {
        Some(Place(total)) => quote!(#root::PageParam::get(&answer.#(#total).*)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        /// Walks the listing to its end, page by page: a stream of its items.
        ///
        /// # Errors
        ///
        /// Each item may be an error instead, of the call that was to get its page; it is the last.
        #vis fn #name<'client>(
            &self,
            client: &'client #root::Client,
        ) -> #root::ItemStream<'client, #of> {
            let first = ::core::clone::Clone::clone(self);
            #root::ItemStream::of(
                client,
                #at,
                self,
                (#root::PageParam::get(&self.offset), #root::PageParam::get(&self.limit)),
                move |offset, limit| {
                    let mut page = ::core::clone::Clone::clone(&first);
                    #root::PageParam::set(&mut page.offset, offset);
                    #root::PageParam::set(&mut page.limit, limit);
                    page
                },
                |answer| {
                    let total = #total;
                    (#root::all(answer.#(#list).*), total)
                },
            )
        }
    }
}
