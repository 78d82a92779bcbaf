//! What was handled before: keeping out a message that comes again.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::{CallbackError, Message};

mod memory;

pub use memory::MemoryDedupStore;

/// Remembers which messages were handled. Programs that share an address share one of these, in
/// a database for example.
///
/// A message is claimed before it is handled, and only remembered for good afterwards. So a
/// program that dies halfway loses no message: the claim ends by itself after a while, and the
/// service sends again. The price is that a message whose handling was cut short is handled
/// twice, which for contracts is the lesser evil. Handling should therefore bear repetition.
pub trait DedupStore: fmt::Debug + Send + Sync {
    /// Claims a message, unless it is claimed or was handled already. This must be one step: of
    /// two who ask at once, one only is the first.
    fn claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim>;

    /// Remembers that a claimed message was handled.
    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()>;

    /// Gives up a claim, so that the message can be claimed when it comes again.
    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()>;
}

/// An answer that may have to come from elsewhere; [`CallbackError::dedup_store`] where it cannot.
pub type DedupFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, CallbackError>> + Send + 'a>>;

/// What became of a claim.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Claim {
    /// It is yours: handle the message.
    Claimed,
    /// Somebody is handling it, or died doing so not long ago.
    InProgress,
    /// It was handled.
    Done,
}

/// What [`Message::handle_once`] did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Delivery<T> {
    /// It handled the message. Answer with 200.
    Handled(T),
    /// Nothing: the message was handled before. Answer with 200.
    Duplicate,
    /// Nothing: somebody is handling the message. Answer with 503, so that it is sent again in
    /// case they fail.
    InProgress,
}

impl<T> Delivery<T> {
    /// The HTTP status to answer with.
    pub fn status(&self) -> u16 {
        match self {
            Self::Handled(_) | Self::Duplicate => 200,
            Self::InProgress => 503,
        }
    }
}

impl Message {
    /// Handles the message, unless it was handled before.
    ///
    /// ```
    /// use essbasic::callback::{CallbackError, Message, Delivery, MemoryDedupStore};
    ///
    /// async fn on_message(seen: &MemoryDedupStore, message: Message) -> Result<u16, CallbackError> {
    ///     let once = message.handle_once(seen, async {
    ///         println!("{:?}", message.event);
    ///         Ok::<_, CallbackError>(())
    ///     });
    ///     Ok(once.await?.status())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// What handling ends with; the message is then handled when it comes again. And
    /// [`CallbackErrorKind::DedupStore`](super::CallbackErrorKind::DedupStore).
    pub async fn handle_once<T, E: From<CallbackError>>(
        &self,
        seen: &(impl DedupStore + ?Sized),
        handling: impl Future<Output = Result<T, E>>,
    ) -> Result<Delivery<T>, E> {
        match seen.claim(self.key()).await? {
            Claim::Done => return Ok(Delivery::Duplicate),
            Claim::InProgress => return Ok(Delivery::InProgress),
            Claim::Claimed => {}
        }
        match handling.await {
            Ok(value) => {
                seen.mark_done(self.key()).await?;
                Ok(Delivery::Handled(value))
            }
            Err(error) => {
                // Where this fails the claim ends by itself, only later.
                let _ = seen.release(self.key()).await;
                Err(error)
            }
        }
    }
}

impl<S: DedupStore + ?Sized> DedupStore for Arc<S> {
    fn claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim> {
        (**self).claim(key)
    }

    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        (**self).mark_done(key)
    }

    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        (**self).release(key)
    }
}
