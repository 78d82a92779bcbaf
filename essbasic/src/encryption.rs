//! Encrypted calls: one action that carries any other.

mod create_request_with_encryption;

pub use create_request_with_encryption::{
    CreateRequestWithEncryption, CreateRequestWithEncryptionResponse,
};
