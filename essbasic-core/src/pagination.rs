//! Listings that come page by page, and the walk to their end.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_core::Stream;
use serde_json::{Map, Value};

use crate::action::{Action, Descriptor};
use crate::client::Client;
use crate::error::{Error, ErrorKind};

mod count;
mod cursor;
mod json;

pub use count::PageParam;
use cursor::{Cursor, NextPage};

/// A listing that comes page by page, as `pages(…)` declares it on an action.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pagination {
    /// The method that walks it.
    pub name: &'static str,
    /// What the action counts its `Offset` in.
    pub offset: OffsetUnit,
    /// How many items a page has at most.
    pub page_size: u64,
    /// The largest `Offset` that the service takes, where there is one.
    pub max_offset: Option<u64>,
    /// Where the items stand in an answer: `AuthInfoDetail.HasAuthUserList`.
    pub items: &'static str,
    /// Where an answer says how many there are in all.
    pub total: Option<&'static str>,
    /// The member and its value that make the action a listing, where it is not always one.
    pub when: Option<(&'static str, &'static str)>,
}

/// What an `Offset` counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OffsetUnit {
    /// ItemStream before the page.
    Rows,
    /// Pages before the page.
    Pages,
}

/// The items of a listing, page after page, each once and in the service's order.
///
/// It is a `Stream`, and [`next`](Self::next) serves where no crate of streams is at hand. A page
/// is got when its first item is asked for; which one it is follows from what was got before,
/// never from what the answer repeats of the request. An error ends it.
pub struct ItemStream<'client, T> {
    fetch: Fetch<'client, T>,
    walk: Cursor,
    fetching: Option<Fetching<'client, T>>,
    ready: vec::IntoIter<T>,
    next: Next,
}

/// What comes after the items that are ready.
enum Next {
    Page,
    Error(Error),
    Nothing,
}

/// One page: its items, and how many there are on all pages.
type Page<T> = (Vec<T>, Option<u64>);

type Fetching<'client, T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send + 'client>>;

/// Gets the page at an offset, of so many items.
type Fetch<'client, T> = Box<dyn FnMut(u64, u64) -> Fetching<'client, T> + Send + 'client>;

impl<'client, T: Send + 'client> ItemStream<'client, T> {
    /// The items of an action's listing: how a page is asked for, and what is taken from it.
    ///
    /// The macros call this.
    #[doc(hidden)]
    pub fn of<A: Action>(
        client: &'client Client,
        at: usize,
        first: &A,
        (from, limit): (Option<u64>, Option<u64>),
        page: impl Fn(u64, u64) -> A + Send + 'client,
        open: fn(A::Output) -> Page<T>,
    ) -> Self {
        let fetch = move |offset, limit| -> Fetching<'client, T> {
            let call = client.call(&page(offset, limit)).into_future();
            Box::pin(async move { Ok(open(call.await?.into_output())) })
        };
        let action = A::descriptor();
        let Some(listing) = action.paginations.get(at) else {
            return Self::failing(Box::new(fetch), no_listing(action));
        };
        match listing.judge(action, first) {
            Ok(()) => Self::walking(Box::new(fetch), Cursor::new(listing, from, limit)),
            Err(error) => Self::failing(Box::new(fetch), error),
        }
    }

    /// The next item, or why it could not be got; nothing behind the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>>
    where
        T: Unpin,
    {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All that is left.
    ///
    /// # Errors
    ///
    /// The first that comes; what was got before it is lost.
    pub async fn all(mut self) -> Result<Vec<T>, Error>
    where
        T: Unpin,
    {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn walking(fetch: Fetch<'client, T>, walk: Cursor) -> Self {
        Self { fetch, walk, fetching: None, ready: Vec::new().into_iter(), next: Next::Page }
    }

    fn failing(fetch: Fetch<'client, T>, error: Error) -> Self {
        Self { next: Next::Error(error), ..Self::walking(fetch, Cursor::default()) }
    }

    /// Takes a page in.
    fn take(&mut self, page: Result<Page<T>, Error>) {
        self.next = match page {
            Ok((items, total)) => {
                let step = self.walk.step(items.len(), total);
                self.ready = items.into_iter();
                match step {
                    NextPage::On => Next::Page,
                    NextPage::End => Next::Nothing,
                    NextPage::Beyond(last) => {
                        let message = format!(
                            "the service lists nothing behind Offset {last}, and there is more: ask for less with a filter"
                        );
                        Next::Error(Error::new(ErrorKind::Invalid, message))
                    }
                }
            }
            Err(error) => Next::Error(error),
        };
    }
}

impl<'client, T: Send + Unpin + 'client> Stream for ItemStream<'client, T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match std::mem::replace(&mut this.next, Next::Nothing) {
                Next::Nothing => return Poll::Ready(None),
                Next::Error(error) => return Poll::Ready(Some(Err(error))),
                Next::Page => this.next = Next::Page,
            }
            let (offset, limit) = this.walk.page();
            let fetching = this.fetching.get_or_insert_with(|| (this.fetch)(offset, limit));
            match fetching.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(page) => {
                    this.fetching = None;
                    this.take(page);
                }
            }
        }
    }
}

impl<T> fmt::Debug for ItemStream<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("walk", &self.walk)
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// The items of a listing, of an action that is known by its descriptor and its members in
    /// JSON, in the service's own words.
    pub fn stream_json(
        &self,
        action: &'static Descriptor,
        listing: &'static Pagination,
        members: &Map<String, Value>,
    ) -> ItemStream<'_, Value> {
        let (from, limit) = json::asked(members);
        let members = members.clone();
        let fetch = move |offset, limit| -> Fetching<'_, Value> {
            let page = json::page(action, &members, offset, limit);
            let call = self.call_json(action, &page).into_future();
            Box::pin(async move { Ok(json::open(listing, call.await?.into_output().0)) })
        };
        ItemStream::walking(Box::new(fetch), Cursor::new(listing, from, limit))
    }
}

fn no_listing(action: &Descriptor) -> Error {
    Error::new(ErrorKind::Invalid, "the action is no listing").with_action(action.name)
}
