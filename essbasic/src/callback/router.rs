//! Routing of messages to typed handlers.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::events::EventModel;
use super::message::Message;

/// A router that calls a typed handler for each message, by the type of its event.
///
/// A message without a handler goes to the fallback. Without a fallback it is ignored and
/// [`route`](Self::route) returns `Ok`: respond with 200, because the service repeats callbacks that are
/// not acknowledged.
///
/// With axum, call it from a handler that takes a [`Message`]:
///
/// ```
/// use std::convert::Infallible;
/// use std::sync::Arc;
///
/// use axum::http::StatusCode;
/// use axum::routing::post;
/// use essbasic::callback::events::{BillingUse, FlowStatusChange};
/// use essbasic::callback::{CallbackKeys, Message, Router};
///
/// fn app(keys: CallbackKeys) -> axum::Router {
///     let events = Router::<Infallible>::new()
///         .on(async |change: FlowStatusChange, _| {
///             println!("{:?}: {:?}", change.flow_id, change.flow_callback_status);
///             Ok(())
///         })
///         .on(async |usage: BillingUse, _| {
///             println!("{:?} units", usage.use_count);
///             Ok(())
///         })
///         .fallback(async |message| {
///             println!("{}", message.event.msg_type());
///             Ok(())
///         });
///     let events = Arc::new(events);
///     let receive = async move |message: Message| match events.route(message).await {
///         Ok(()) => StatusCode::OK,
///         // The service posts the message again.
///         Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
///     };
///     axum::Router::new().route("/callback", post(receive)).with_state(keys)
/// }
/// ```
pub struct Router<E> {
    handlers: BTreeMap<&'static str, Handler<E>>,
    fallback: Option<Handler<E>>,
}

type Handler<E> = Arc<dyn Fn(Message) -> HandlerFuture<E> + Send + Sync>;
type HandlerFuture<E> = Pin<Box<dyn Future<Output = Result<(), E>> + Send>>;

impl<E: 'static> Router<E> {
    /// Creates a router without handlers.
    pub fn new() -> Self {
        Self { handlers: BTreeMap::new(), fallback: None }
    }

    /// Sets the handler of an event. It replaces an earlier handler of the same event.
    ///
    /// [`TemplateChange`](super::events::TemplateChange) is four events: added, updated, deleted,
    /// enabled or disabled. `message.event.msg_type()` tells them apart.
    #[must_use]
    pub fn on<T, F, R>(mut self, handler: F) -> Self
    where
        T: EventModel,
        F: Fn(T, Message) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), E>> + Send + 'static,
    {
        let handler: Handler<E> = Arc::new(move |message: Message| {
            match T::from_event(&message.event).cloned() {
                Some(event) => Box::pin(handler(event, message)),
                // Messages are routed by the type of their event.
                None => Box::pin(async { Ok(()) }),
            }
        });
        for msg_type in T::TYPES {
            self.handlers.insert(msg_type, Arc::clone(&handler));
        }
        self
    }

    /// Sets the handler of events that have none, undeclared ones included.
    #[must_use]
    pub fn fallback<F, R>(mut self, handler: F) -> Self
    where
        F: Fn(Message) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), E>> + Send + 'static,
    {
        self.fallback = Some(Arc::new(move |message| Box::pin(handler(message))));
        self
    }

    /// Calls the handler of a message, or the fallback.
    ///
    /// # Errors
    ///
    /// The error of the handler. Do not respond with 200 then: the service posts the message again.
    pub async fn route(&self, message: Message) -> Result<(), E> {
        let handler = self.handlers.get(message.event.msg_type()).or(self.fallback.as_ref());
        match handler {
            Some(handler) => handler(message).await,
            None => Ok(()),
        }
    }
}

impl<E: 'static> Default for Router<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> fmt::Debug for Router<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router")
            .field("events", &self.handlers.keys())
            .field("fallback", &self.fallback.is_some())
            .finish()
    }
}
