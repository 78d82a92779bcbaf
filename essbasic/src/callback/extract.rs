//! The extractor: a handler of axum that takes a [`Message`].

use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{CONTENT_SIGNATURE, CallbackError, CallbackErrorKind, CallbackKeys};
use super::{MAX_BODY_BYTES, Message, Payload};

/// Reads a callback with the [`CallbackKeys`] of the router's state.
///
/// ```
/// use axum::Router;
/// use axum::http::StatusCode;
/// use axum::routing::post;
/// use essbasic::callback::{CallbackKeys, Message};
///
/// async fn on_message(message: Message) -> StatusCode {
///     println!("{:?}", message.event);
///     StatusCode::OK
/// }
///
/// fn router(keys: CallbackKeys) -> Router {
///     Router::new().route("/callback", post(on_message)).with_state(keys)
/// }
/// ```
impl<S> FromRequest<S> for Message
where
    S: Send + Sync,
    CallbackKeys: FromRef<S>,
{
    type Rejection = MessageRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, MessageRejection> {
        let (parts, body) = request.into_parts();
        // What is no text is no signature either, and not the same as none.
        let signature = parts.headers.get(CONTENT_SIGNATURE);
        let signature = signature.map(|value| value.to_str().unwrap_or_default());
        // No chunk beyond the limit is held: what is too large is refused without being read.
        let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
            return Err(MessageRejection::Invalid(CallbackError::new(CallbackErrorKind::TooLarge)));
        };
        match CallbackKeys::from_ref(state).receive(signature, &body) {
            Ok(Payload::Message(message)) => Ok(message),
            Ok(Payload::Probe) => Err(MessageRejection::Probe),
            Err(error) => Err(MessageRejection::Invalid(error)),
        }
    }
}

/// What a request is that is no message, and is answered before a handler sees it.
#[derive(Debug)]
#[non_exhaustive]
pub enum MessageRejection {
    /// The console's question whether anybody is there: answered with 200.
    Probe,
    /// Not from the service, too large or unreadable: answered with 401, 413 or 400.
    Invalid(CallbackError),
}

impl IntoResponse for MessageRejection {
    fn into_response(self) -> Response<Body> {
        match self {
            Self::Probe => StatusCode::OK.into_response(),
            Self::Invalid(error) => error.into_response(),
        }
    }
}

impl IntoResponse for CallbackError {
    fn into_response(self) -> Response<Body> {
        let status = StatusCode::from_u16(self.status());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, format!("{self}\n")).into_response()
    }
}
