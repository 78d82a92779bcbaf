//! Expansion of an action: its descriptor, and the methods that send it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, ItemStruct, parse_quote};

use crate::ast::{self, Field};
use crate::attr::{ActionArgs, Condition, Effect, Host, Interval, OffsetUnit, Paginate, Wait};
use crate::field_path::FieldPath;
use crate::names;

/// Adds the link to the API reference at the end of the user's documentation.
pub(super) fn link(args: &ActionArgs, item: &mut ItemStruct) {
    let line = match (args.title.as_str(), args.api_reference.as_str()) {
        ("", "") => return,
        (title, "") => format!("API reference: {title}"),
        ("", address) => format!("API reference: <{address}>"),
        (title, address) => format!("API reference: [{title}]({address})"),
    };
    item.attrs.push(parse_quote!(#[doc = ""]));
    item.attrs.push(parse_quote!(#[doc = #line]));
}

/// Returns the descriptor and the methods.
pub(super) fn action(
    root: &TokenStream,
    args: &ActionArgs,
    item: &ItemStruct,
    fields: &[Field],
) -> TokenStream {
    let (vis, ident, doc) = (&item.vis, &item.ident, ast::doc(&item.attrs));
    let ActionArgs { name, version, service, rate_limit, errors, title, api_reference, .. } = args;
    let deprecated = item.attrs.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    let paginations = args.paginate.iter().map(|it| pagination(root, it));
    // A missing field is reported by `validate::paginate`.
    let field = |wire| fields.iter().find(|field| field.wire == wire);
    let page_fields = field("Offset").zip(field("Limit"));
    let streams =
        args.paginate.iter().enumerate().filter_map(|(index, paginate)| {
            Some(stream(root, item, page_fields?, index, paginate))
        });
    let output = match &args.response {
        Some(path) => names::without_self(path, ident),
        None => quote!(#root::EmptyResponse),
    };
    let wait_config = wait_config(root, args.wait.as_ref());
    let wait = args.wait.as_ref().map(|_| wait(root, item, &output));
    let signed = !args.unsigned.is_present();
    let signed_name = name.to_ascii_lowercase();
    let host = match args.host {
        Host::Api => quote!(Api),
        Host::File => quote!(File),
    };
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
                    paginations: &[#(#paginations),*],
                    wait: #wait_config,
                    errors: &[#(#errors),*],
                    deprecated: #deprecated,
                    title: #title,
                    api_reference: #api_reference,
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
            /// Creates the call that sends this action.
            ///
            /// Set options such as `timeout` on the call, then await it.
            ///
            /// # Errors
            ///
            /// Awaiting the call returns the errors of the client and the service. The error's
            /// `outcome` says whether the service may have executed the action.
            #[inline] // compiled only where it is called
            #vis fn send<'client>(
                &self,
                client: &'client #root::Client,
            ) -> #root::Call<'client, #output> {
                #root::Client::call(client, self)
            }

            #(#streams)*

            #wait
        }
    }
}

/// Returns a `Pagination` expression.
fn pagination(root: &TokenStream, paginate: &Paginate) -> TokenStream {
    let Paginate { items, total, offset, page_size, max_offset, when, .. } = paginate;
    let (name, items) = (paginate.method().to_string(), items.wire());
    let unit = match offset {
        OffsetUnit::Rows => quote!(Rows),
        OffsetUnit::Pages => quote!(Pages),
    };
    let total = option(total.as_ref().map(FieldPath::wire));
    let max_offset = option(max_offset.as_ref());
    let when = when.as_ref().map(|Condition(field, value)| quote!((#field, #value)));
    let when = option(when);
    quote! {
        #root::Pagination {
            name: #name,
            offset: #root::OffsetUnit::#unit,
            page_size: #page_size,
            max_offset: #max_offset,
            items: #items,
            total: #total,
            when: #when,
        }
    }
}

/// Returns the method that streams the items of all pages.
fn stream(
    root: &TokenStream,
    item: &ItemStruct,
    (offset, limit): (&Field, &Field),
    index: usize,
    paginate: &Paginate,
) -> TokenStream {
    let Paginate { item: item_type, items, total, .. } = paginate;
    let (vis, name, items) = (&item.vis, paginate.method(), &items.0);
    // At the span of the type, so that an unsupported type is reported there.
    let access = |Field { ty, .. }: &Field, function: &str| {
        let function = Ident::new(function, ty.span());
        quote_spanned!(ty.span()=> <#ty as #root::PageParam>::#function)
    };
    let (get_offset, get_limit) = (access(offset, "get"), access(limit, "get"));
    let (set_offset, set_limit) = (access(offset, "set"), access(limit, "set"));
    let (offset, limit) = (&offset.ident, &limit.ident);
    let total = match total {
        Some(FieldPath(total)) => quote!(#root::PageParam::get(&response.#(#total).*)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        /// Returns a stream of the items of all pages.
        ///
        /// Pages are requested as the stream is read.
        ///
        /// # Errors
        ///
        /// If a page cannot be loaded, the stream yields the error of that call and ends.
        #vis fn #name<'client>(
            &self,
            client: &'client #root::Client,
        ) -> #root::ItemStream<'client, #item_type> {
            let first = ::core::clone::Clone::clone(self);
            #root::ItemStream::of(
                client,
                #index,
                self,
                (#get_offset(&self.#offset), #get_limit(&self.#limit)),
                move |offset, limit| {
                    let mut page = ::core::clone::Clone::clone(&first);
                    #set_offset(&mut page.#offset, offset);
                    #set_limit(&mut page.#limit, limit);
                    page
                },
                |response| {
                    let total = #total;
                    (#root::all(response.#(#items).*), total)
                },
            )
        }
    }
}

/// Returns an `Option<WaitConfig>` expression.
fn wait_config(root: &TokenStream, wait: Option<&Wait>) -> TokenStream {
    option(wait.map(|Wait { status, done, failed, message, interval }| {
        let (status, message) = (status.wire(), option(message.as_ref().map(FieldPath::wire)));
        let (done, failed, Interval(first, longest)) = (&done.0, &failed.0, interval);
        quote! {
            #root::WaitConfig {
                status: #status,
                done: &[#(#done),*],
                failed: &[#(#failed),*],
                message: #message,
                interval: (#first, #longest),
            }
        }
    }))
}

/// Returns the method that polls until a final state.
fn wait(root: &TokenStream, item: &ItemStruct, output: &TokenStream) -> TokenStream {
    let vis = &item.vis;
    quote! {
        /// Creates a waiter that sends this action until its response is in a final state.
        ///
        /// Awaiting it returns the last response.
        ///
        /// # Errors
        ///
        /// Awaiting it returns `ErrorKind::WaitFailed` if the final state is a failure,
        /// `ErrorKind::WaitTimeout` if none is reached in time, and the errors of each call.
        #vis fn wait<'client>(
            &self,
            client: &'client #root::Client,
        ) -> #root::Waiter<'client, #output> {
            #root::Waiter::of(client, self)
        }
    }
}

/// Returns an `Option` expression.
fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
