//! End-to-end encrypted calls.
//!
//! For platforms that must hide contract data from everything between them and the service. One
//! action, [`CreateRequestWithEncryption`], carries any other action encrypted. [`EncryptionKeys`]
//! holds the keys agreed on with the vendor; [`Call::encrypted`](crate::Call::encrypted) sends an
//! action with them:
//!
//! ```no_run
//! use essbasic::encryption::{Cipher, EncryptionKeys};
//! use essbasic::flows::ChannelCancelFlow;
//! use essbasic::{Agent, Client};
//!
//! # async fn cancel() -> Result<(), Box<dyn std::error::Error>> {
//! let keys = EncryptionKeys::new(Cipher::AesCbc, std::env::var("KEY")?, std::env::var("MAC_KEY")?)?;
//! let client = Client::from_env()?;
//! let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
//!
//! let cancel = ChannelCancelFlow::new("yDwFakeFlow00000000000000000001", agent);
//! let reply = cancel.send(&client).encrypted(&keys).await?;
//! println!("request {}", reply.request_id);
//! # Ok(())
//! # }
//! ```
//!
//! # Guarantees
//!
//! - Every attempt uses a new random initialization vector from the operating system.
//! - A response whose signature is wrong or missing is never decrypted. The outcome is then
//!   [`Outcome::Unknown`](crate::Outcome::Unknown).
//! - The service rejects the outer action with an unencrypted, unsigned error, the inner action with
//!   an encrypted, signed one. Both are [`ErrorKind::Service`](crate::ErrorKind::Service) with their
//!   own error code and request ID.
//!
//! Sandboxes use the service's side: [`EncryptionKeys::decrypt_request`] and
//! [`EncryptionKeys::encrypt_response`].

mod algorithms;
mod create_request_with_encryption;
mod error;
mod keys;

pub use algorithms::{Cipher, Iv, Mac};
pub use create_request_with_encryption::{
    CreateRequestWithEncryption, CreateRequestWithEncryptionResponse,
};
pub use error::{EncryptionError, EncryptionErrorKind};
pub use keys::EncryptionKeys;
