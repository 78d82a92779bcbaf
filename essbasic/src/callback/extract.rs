//! The axum extractor for [`Message`].

use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::error::{CallbackError, CallbackErrorKind};
use super::keys::{CONTENT_SIGNATURE, CallbackKeys};
use super::message::Message;
use super::receive::{MAX_BODY_BYTES, Payload};

/// Verifies and decrypts a callback with the [`CallbackKeys`] in the router's state.
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
        // A header that is not text is a malformed signature, not a missing one.
        let signature = parts.headers.get(CONTENT_SIGNATURE);
        let signature = signature.map(|value| value.to_str().unwrap_or_default());
        // Stops reading at the limit instead of buffering the rest.
        let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
            return Err(MessageRejection::Invalid(CallbackErrorKind::TooLarge.into()));
        };
        match CallbackKeys::from_ref(state).receive(signature, &body) {
            Ok(Payload::Message(message)) => Ok(message),
            Ok(Payload::Probe) => Err(MessageRejection::Probe),
            Err(error) => Err(MessageRejection::Invalid(error)),
        }
    }
}

/// Rejection of a request that is not a valid message. The handler does not run.
#[derive(Debug)]
#[non_exhaustive]
pub enum MessageRejection {
    /// A probe from the console. The response is 200.
    Probe,
    /// An invalid callback. The response is 401, 413 or 400.
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
