//! TC3-HMAC-SHA256: from the parts of a request to its `Authorization` header.
//!
//! ```text
//! CanonicalRequest = Method \n Path \n Query \n Headers \n SignedHeaders \n hex(SHA256(Body))
//! StringToSign     = "TC3-HMAC-SHA256" \n Timestamp \n Scope \n hex(SHA256(CanonicalRequest))
//! Scope            = Date "/" Service "/tc3_request"
//! SigningKey       = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
//! Signature        = hex(HMAC(SigningKey, StringToSign))
//! ```
//!
//! Pure functions: no clock is read and no state is kept. Each stage is a type, so that both sides can
//! be compared stage by stage: the client signs with them, the sandbox verifies with them.

mod authorization;
mod canonical;
mod digest;
mod key;

pub use authorization::Authorization;
pub use canonical::{ALGORITHM, CanonicalRequest, Scope, StringToSign, body_hash};
pub use digest::HexDigest;
pub use key::{DerivedKeys, SigningKey};
