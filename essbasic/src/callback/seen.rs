//! What was handled before: keeping out a message that comes again.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::{CallbackError, Message};

mod recent;

pub use recent::Recent;

/// Remembers which messages were handled. Programs that share an address share one of these, in
/// a database for example.
///
/// A message is claimed before it is handled, and only remembered for good afterwards. So a
/// program that dies halfway loses no message: the claim ends by itself after a while, and the
/// service sends again. The price is that a message whose handling was cut short is handled
/// twice, which for contracts is the lesser evil. Handling should therefore bear repetition.
pub trait Seen: fmt::Debug + Send + Sync {
    /// Claims a message, unless it is claimed or was handled already. This must be one step: of
    /// two who ask at once, one only is the first.
    fn claim<'a>(&'a self, key: &'a str) -> Asked<'a, Claim>;

    /// Remembers that a claimed message was handled.
    fn handled<'a>(&'a self, key: &'a str) -> Asked<'a, ()>;

    /// Gives up a claim, so that the message can be claimed when it comes again.
    fn release<'a>(&'a self, key: &'a str) -> Asked<'a, ()>;
}

/// An answer that may have to come from elsewhere; [`CallbackError::memory`] where it cannot.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, CallbackError>> + Send + 'a>>;

/// What became of a claim.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Claim {
    /// It is yours: handle the message.
    First,
    /// Somebody is handling it, or died doing so not long ago.
    InHand,
    /// It was handled.
    Handled,
}

/// What [`Message::once`] did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Once<T> {
    /// It handled the message. Answer with 200.
    Now(T),
    /// Nothing: the message was handled before. Answer with 200.
    Before,
    /// Nothing: somebody is handling the message. Answer with 503, so that it is sent again in
    /// case they fail.
    InHand,
}

impl<T> Once<T> {
    /// The HTTP status to answer with.
    pub fn status(&self) -> u16 {
        match self {
            Self::Now(_) | Self::Before => 200,
            Self::InHand => 503,
        }
    }
}

impl Message {
    /// Handles the message, unless it was handled before.
    ///
    /// ```
    /// use essbasic::callback::{CallbackError, Message, Once, Recent};
    ///
    /// async fn on_message(seen: &Recent, message: Message) -> Result<u16, CallbackError> {
    ///     let once = message.once(seen, async {
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
    /// [`CallbackErrorKind::Memory`](super::CallbackErrorKind::Memory).
    pub async fn once<T, E: From<CallbackError>>(
        &self,
        seen: &(impl Seen + ?Sized),
        handling: impl Future<Output = Result<T, E>>,
    ) -> Result<Once<T>, E> {
        match seen.claim(self.key()).await? {
            Claim::Handled => return Ok(Once::Before),
            Claim::InHand => return Ok(Once::InHand),
            Claim::First => {}
        }
        match handling.await {
            Ok(value) => {
                seen.handled(self.key()).await?;
                Ok(Once::Now(value))
            }
            Err(error) => {
                // Where this fails the claim ends by itself, only later.
                let _ = seen.release(self.key()).await;
                Err(error)
            }
        }
    }
}

impl<S: Seen + ?Sized> Seen for Arc<S> {
    fn claim<'a>(&'a self, key: &'a str) -> Asked<'a, Claim> {
        (**self).claim(key)
    }

    fn handled<'a>(&'a self, key: &'a str) -> Asked<'a, ()> {
        (**self).handled(key)
    }

    fn release<'a>(&'a self, key: &'a str) -> Asked<'a, ()> {
        (**self).release(key)
    }
}
