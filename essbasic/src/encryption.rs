//! Encrypted calls: one action that carries any other.
//!
//! For platforms that must not show contract data to anything between them and the service.
//! [`EncryptionKeys`] hold what was agreed upon with the vendor, and
//! [`Call::encrypted`](crate::Call::encrypted) sends an action with them:
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
//! # What to rely on
//!
//! - Each attempt has an initialization vector of its own, drawn from the system's randomness.
//! - An answer whose signature is wrong, or missing, is never decrypted. What the service did is
//!   unknown then: [`Outcome::Unknown`](crate::Outcome::Unknown).
//! - A refusal of the carrier comes in the clear and is not signed; one of the action inside is.
//!   Both are [`ErrorKind::Service`](crate::ErrorKind::Service) with their own code and request id.
//! - Sandboxes have the other side: [`EncryptionKeys::decrypt_request`] and
//!   [`EncryptionKeys::encrypt_response`].

mod cipher;
mod codec;
mod create_request_with_encryption;
mod error;
mod iv;
mod keys;
mod mac;

pub use cipher::Cipher;
pub use create_request_with_encryption::{
    CreateRequestWithEncryption, CreateRequestWithEncryptionResponse,
};
pub use error::{EncryptionError, EncryptionErrorKind};
pub use iv::Iv;
pub use keys::EncryptionKeys;
pub use mac::Mac;
