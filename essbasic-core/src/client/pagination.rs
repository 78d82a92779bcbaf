//! Pagination: streams of items that an action returns page by page.

use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_core::Stream;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Client;
use super::cursor::{Cursor, NextPage};
use crate::action::{Action, Descriptor, Pagination};
use crate::error::{Error, ErrorKind};
use crate::message::{Message, message};
use crate::schema::{Encoded, FieldKind, Fields, StructSchema, ValueRef};
use crate::validate::{self, Violation};

/// A stream of the items of all pages, returned by the method `stream` of paginated actions.
///
/// Each item occurs once, in the service's order.
///
/// A page is requested when its first item is polled. Its offset is computed from the items received, not
/// read from a response. An error ends the stream; so do an empty page whose total says that more items
/// exist, and a page of several items that repeats the one before, with [`ErrorKind::Decode`].
/// [`next`](Self::next) needs no stream crate.
pub struct ItemStream<'client, T> {
    fetch_page: FetchPage<'client, T>,
    cursor: Cursor,
    fetching: Option<PageFuture<'client, T>>,
    ready: vec::IntoIter<T>,
    next: Next,
    /// Hash of the last page.
    last_page: Option<u64>,
}

/// Next step after the items that are ready.
enum Next {
    Page,
    Error(Error),
    End,
}

/// Items of one page, and the total number on all pages.
type Page<T> = (Vec<T>, Option<u64>);

/// A page, and the hash of its response.
type PageFuture<'client, T> =
    Pin<Box<dyn Future<Output = Result<(Page<T>, u64), Error>> + Send + 'client>>;

/// A function that requests the page at an offset with a limit.
type FetchPage<'client, T> = Box<dyn FnMut(u64, u64) -> PageFuture<'client, T> + Send + 'client>;

impl<'client, T: Send + 'client> ItemStream<'client, T> {
    /// Creates a stream for the macros. `page` builds the request of a page, `items` takes the items from
    /// its response.
    #[doc(hidden)]
    pub fn of<A: Action>(
        client: &'client Client,
        index: usize,
        first: &A,
        (offset, limit): (Option<u64>, Option<u64>),
        page: impl Fn(u64, u64) -> A + Send + 'client,
        items: fn(A::Output) -> Page<T>,
    ) -> Self {
        let fetch_page = move |offset, limit| -> PageFuture<'client, T> {
            let call = client.call(&page(offset, limit)).into_future();
            Box::pin(async move {
                let output = call.await?.into_output();
                let hash = hash(&Encoded::new(&output));
                Ok((items(output), hash))
            })
        };
        let action = A::descriptor();
        let Some(pagination) = action.paginations.get(index) else {
            let error = Error::new(ErrorKind::Invalid, message!("the action has no pagination"));
            return Self::failed(Box::new(fetch_page), error.with_action(action.name));
        };
        let checked = check_selected(pagination, action, first)
            .and_then(|()| check_given(action, first, validate::typed(first), (offset, limit)));
        match checked {
            Ok(()) => Self::new(Box::new(fetch_page), Cursor::new(pagination, offset, limit)),
            Err(error) => Self::failed(Box::new(fetch_page), error),
        }
    }

    /// Returns the next item, an error, or `None` after the last item.
    ///
    /// # Errors
    ///
    /// The error of the call that requests the next page; the stream then ends.
    pub async fn next(&mut self) -> Option<Result<T, Error>>
    where
        T: Unpin,
    {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    ///
    /// The first error; the items before it are lost.
    pub async fn try_collect(mut self) -> Result<Vec<T>, Error>
    where
        T: Unpin,
    {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn new(fetch_page: FetchPage<'client, T>, cursor: Cursor) -> Self {
        let ready = Vec::new().into_iter();
        Self { fetch_page, cursor, fetching: None, ready, next: Next::Page, last_page: None }
    }

    fn failed(fetch_page: FetchPage<'client, T>, error: Error) -> Self {
        Self { next: Next::Error(error), ..Self::new(fetch_page, Cursor::default()) }
    }

    fn receive(&mut self, page: Result<(Page<T>, u64), Error>) {
        self.next = match page {
            // One item alone may equal the next.
            Ok(((items, _), hash)) if items.len() > 1 && self.last_page == Some(hash) => {
                let message = message!(
                    "the list does not advance: the service returned the same {count} items again",
                    count = items.len()
                );
                Next::Error(Error::new(ErrorKind::Decode, message))
            }
            Ok(((items, total), hash)) => {
                self.last_page = Some(hash);
                let next = self.cursor.advance(items.len(), total);
                self.ready = items.into_iter();
                match next {
                    NextPage::Available => Next::Page,
                    NextPage::End => Next::End,
                    NextPage::BeyondLimit(max) => {
                        let message = message!(
                            "the service accepts no Offset above {max}, and more items exist: narrow the request with a filter",
                            max = max
                        );
                        Next::Error(Error::new(ErrorKind::Invalid, message))
                    }
                    NextPage::Missing { received, total } => {
                        let message = message!(
                            "the list ended early: the service counts {total} items, and its page at item {received} is empty",
                            total = total,
                            received = received
                        );
                        Next::Error(Error::new(ErrorKind::Decode, message))
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
            match std::mem::replace(&mut this.next, Next::End) {
                Next::End => return Poll::Ready(None),
                Next::Error(error) => return Poll::Ready(Some(Err(error))),
                Next::Page => this.next = Next::Page,
            }
            let (offset, limit) = this.cursor.page();
            let fetching = this.fetching.get_or_insert_with(|| (this.fetch_page)(offset, limit));
            match fetching.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(page) => {
                    this.fetching = None;
                    this.receive(page);
                }
            }
        }
    }
}

impl<T> fmt::Debug for ItemStream<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("cursor", &self.cursor)
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Streams the items of an action given by its descriptor. Request and items are JSON.
    pub fn stream_json(
        &self,
        action: &'static Descriptor,
        pagination: &'static Pagination,
        request: &Map<String, Value>,
    ) -> ItemStream<'_, Value> {
        let number = |name: &str| match request.get(name)? {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        };
        let (offset, limit) = (number(OFFSET), number(LIMIT));
        let violations = validate::json((action.request)(), request);
        let checked = check_given(action, request, violations, (offset, limit))
            .and_then(|()| check_selected(pagination, action, request));
        let cursor = Cursor::new(pagination, offset, limit);
        let request = request.clone();
        let fetch_page = move |offset, limit| -> PageFuture<'_, Value> {
            let page = json_page(action, &request, offset, limit);
            let call = self.call_json(action, &page).into_future();
            Box::pin(async move {
                let reply = call.await?;
                let (request_id, hash) = (reply.request_id.clone(), hash(&reply.output.0));
                let page =
                    json_items(action, pagination, reply.into_output().0).map_err(|problem| {
                        let message =
                            message!("could not decode the response: {problem}", problem = problem);
                        let error = Error::new(ErrorKind::Decode, message).with_action(action.name);
                        error.with_response(200, Some(request_id))
                    })?;
                Ok((page, hash))
            })
        };
        match checked {
            Ok(()) => ItemStream::new(Box::new(fetch_page), cursor),
            Err(error) => ItemStream::failed(Box::new(fetch_page), error),
        }
    }
}

const OFFSET: &str = "Offset";
const LIMIT: &str = "Limit";

/// Rejects a request that does not have the value that the pagination requires.
fn check_selected(
    pagination: &Pagination,
    action: &Descriptor,
    request: &dyn Fields,
) -> Result<(), Error> {
    let Some((name, value)) = pagination.when else { return Ok(()) };
    let index = (action.request)().fields.iter().position(|field| field.name == name);
    match index.map(|index| request.get(index, name)) {
        Some(ValueRef::String(text)) if text == value => Ok(()),
        _ => {
            let message = message!(
                "the action is paginated only with {field} = {value}",
                field = name,
                value = value
            );
            Err(Error::new(ErrorKind::Invalid, message).with_action(action.name))
        }
    }
}

/// Rejects an invalid request as it was given: its pages replace Offset and Limit, which must not hide that
/// one of them is not a number of items.
fn check_given(
    action: &Descriptor,
    request: &dyn Fields,
    violations: Vec<Violation>,
    (offset, limit): (Option<u64>, Option<u64>),
) -> Result<(), Error> {
    if !violations.is_empty() {
        return Err(Error::invalid(violations).with_action(action.name));
    }
    for (name, number) in [(OFFSET, offset), (LIMIT, limit)] {
        let value = (action.request)().field(name).map(|(index, _)| request.get(index, name));
        let is_given = match value {
            None | Some(ValueRef::Absent) => false,
            Some(ValueRef::String(text)) => !text.is_empty(),
            Some(_) => true,
        };
        if is_given && number.is_none() {
            let message = message!(
                "{field} {requirement}",
                field = name,
                requirement = message!("must be a number of items")
            );
            return Err(Error::new(ErrorKind::Invalid, message).with_action(action.name));
        }
    }
    Ok(())
}

/// Sets offset and limit of a request.
fn json_page(
    action: &Descriptor,
    request: &Map<String, Value>,
    offset: u64,
    limit: u64,
) -> Map<String, Value> {
    let mut page = request.clone();
    for (name, number) in [(OFFSET, offset), (LIMIT, limit)] {
        let value = match (action.request)().field(name).map(|(_, field)| field.kind) {
            Some(FieldKind::String) => Value::from(number.to_string()),
            _ => Value::from(number),
        };
        page.insert(name.to_owned(), value);
    }
    page
}

/// Takes the items and the total from a response.
///
/// # Errors
///
/// The field that has another type, which a typed stream could not decode either.
fn json_items(
    action: &Descriptor,
    pagination: &Pagination,
    response: Map<String, Value>,
) -> Result<Page<Value>, Message> {
    let (schema, mut response) = ((action.response)(), Value::Object(response));
    let total = match pagination.total {
        None => None,
        Some(path) => match field_at(schema, &mut response, path)? {
            None => None,
            Some(Value::Number(number)) if number.is_i64() || number.is_u64() => number.as_u64(),
            Some(_) => return Err(wrong_type(path, "an integer")),
        },
    };
    let items = match field_at(schema, &mut response, pagination.items)?.map(Value::take) {
        None => Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(wrong_type(pagination.items, "a list")),
    };
    Ok((items, total))
}

/// Returns the field at a path; `None` if it, or an object around it, is missing or `null`.
fn field_at<'v>(
    schema: &'static StructSchema,
    mut value: &'v mut Value,
    path: &str,
) -> Result<Option<&'v mut Value>, Message> {
    let mut schema = Some(schema);
    for name in path.split('.') {
        if value.is_null() {
            return Ok(None);
        }
        let field = schema.and_then(|it| it.field_of_path(name)).map(|(_, field)| field);
        let Value::Object(fields) = value else { return Err(wrong_type(path, "an object")) };
        let Some(inner) = fields.get_mut(field.map_or(name, |it| it.name)) else {
            return Ok(None);
        };
        (schema, value) = (field.and_then(|it| it.kind.object()), inner);
    }
    Ok(Some(value).filter(|value| !value.is_null()))
}

fn wrong_type(path: &str, expected: &str) -> Message {
    let found = "a value of another type";
    let problem =
        message!("expected {expected}, found {found}", expected = expected, found = found);
    message!("{field}: {problem}", field = path, problem = problem)
}

/// Returns a hash of a page's fields.
fn hash(response: &impl Serialize) -> u64 {
    let mut hasher = DefaultHasher::new();
    serde_json::to_vec(response).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}
