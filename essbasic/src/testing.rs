//! Test doubles of the service: mocks and cassettes, without a network or an account.
//!
//! | to test | use |
//! |---|---|
//! | one function that sends a few calls | [`MockTransport`]: expected calls with their replies |
//! | a workflow against real responses | [`RecordingTransport`] once, [`ReplayTransport`] from then on |
//! | behaviour that depends on state: signing, expiry, callbacks | the crate `essbasic-sandbox` |
//!
//! All of them are transports: requests are validated and signed, responses decoded, and calls
//! retried as in production.
//!
//! ```
//! use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
//! use essbasic::testing::MockTransport;
//! use essbasic::{Agent, EmptyResponse, codes};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! const ID: &str = "yDfakefakefakefakefakefakefake01";
//!
//! let mock = MockTransport::new();
//! mock.on::<ChannelCancelMultiFlowSignQRCode>()
//!     .when(|request| request.qr_code_id == ID)
//!     .reply(EmptyResponse::new())
//!     .reply_error("OperationDenied.QrInvalid", "二维码已失效");
//!
//! let client = mock.client();
//! let agent = Agent::operator("yDfakeapp", "org_fake", "n9527");
//! let cancel = ChannelCancelMultiFlowSignQRCode::new(agent, ID);
//! cancel.send(&client).await.unwrap();
//! let again = cancel.send(&client).await.unwrap_err();
//! assert_eq!(again.code(), Some(&codes::OPERATION_DENIED_QR_INVALID));
//!
//! mock.assert_done();
//! # }
//! ```

use crate::{Client, ClientBuilder, Credential, Environment, RetryPolicy, Unlimited};
use essbasic_core::transport::Transport;
use std::time::Duration;

mod cassette;
mod difference;
mod incoming;
mod mock;
mod recorded;

pub use cassette::{CassetteError, RecordingTransport, ReplayTransport};
pub use mock::{Download, MockRule, MockTransport};
pub use recorded::RecordedRequest;

/// Secret ID of the clients that test doubles create.
pub const SECRET_ID: &str = "AKIDtestingtestingtestingtesting";

/// Secret key of [`SECRET_ID`]. No service accepts it.
pub const SECRET_KEY: &str = "testingtestingtestingtesting";

/// Returns a builder of a client over a transport: with a fake credential, the test environment, no
/// rate limit and no delay between attempts.
fn client_builder(transport: impl Transport + 'static) -> ClientBuilder {
    Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .environment(Environment::Test)
        .rate_limiter(Unlimited)
        .retry(RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO))
        .transport(transport)
}
