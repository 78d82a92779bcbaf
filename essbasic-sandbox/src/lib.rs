//! A local essbasic: it checks as the real service does, and remembers.
//!
//! ```
//! use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
//! use essbasic_sandbox::{Sandbox, seed};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start().await?;
//! let client = sandbox.client();
//!
//! let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
//! cancel.send(&client).await?;
//!
//! let again = cancel.send(&client).await.unwrap_err();
//! assert_eq!(again.code(), Some(&essbasic::codes::OPERATION_DENIED_QR_INVALID));
//! # Ok(())
//! # }
//! ```
//!
//! A request passes the `gateway`, which knows every action by its schema: signature, clock,
//! action and version, quota, members, limits. What is left is carried out by the `actions` on
//! the `state` that they keep.

mod actions;
mod clock;
mod gateway;
mod refusal;
mod sandbox;
mod server;
mod state;

pub mod seed;

pub use sandbox::{Sandbox, SandboxBuilder};
pub use state::{Person, ScanRefused};
