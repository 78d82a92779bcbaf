//! Encrypted calls: keys, golden vectors, tampering, and calls to a scripted server.

use essbasic::encryption::{Cipher, CreateRequestWithEncryption, EncryptionKeys, Iv, Mac};
use essbasic::request::Request;
use essbasic::{Agent, tc_action, tc_model};
use essbasic_test_support::server::{Reaction, ok};

mod calls;
mod failures;
mod tampering;
mod vectors;

const KEY: &str = "FAKE-KEY-FAKE-16";
const MAC_KEY: &str = "FAKE-MAC-KEY-OF-ANY-LENGTH";
const APPLICATION: &str = "yDwFakeApplication00000000000001";

fn keys() -> EncryptionKeys {
    EncryptionKeys::new(Cipher::Sm4Cbc, KEY, MAC_KEY).unwrap().mac(Mac::HmacSm3)
}

/// Describes a thing.
#[tc_action(
    name = "DescribeThing",
    version = "2021-05-26",
    response = Thing,
    effect = read,
    rate_limit = 1000
)]
struct DescribeThing {
    /// The agent.
    agent: Agent,
    /// Name of the owner.
    #[tc(secret, len = ..=20)]
    owner: String,
}

/// Creates a thing.
#[tc_action(name = "CreateThing", version = "2021-05-26", effect = create, rate_limit = 1000)]
struct CreateThing {
    /// The agent.
    agent: Agent,
}

/// Cancels a thing.
#[tc_action(
    name = "CancelThing",
    version = "2021-05-26",
    effect = idempotent("OperationDenied.Gone"),
    rate_limit = 1000
)]
struct CancelThing {
    /// The agent.
    agent: Agent,
}

/// A thing.
#[tc_model]
struct Thing {
    /// Its name.
    name: String,
}

fn describe() -> DescribeThing {
    DescribeThing::new(Agent::new(APPLICATION), "Invented Person")
}

/// Returns the outer action of a request.
fn outer(request: &http::Request<Vec<u8>>) -> CreateRequestWithEncryption {
    Request::read(request.body()).unwrap()
}

/// Returns the decrypted body of a request.
fn decrypted(request: &http::Request<Vec<u8>>) -> String {
    String::from_utf8(keys().decrypt_request(&outer(request)).unwrap()).unwrap()
}

/// Returns an encrypted response.
fn encrypted(response: &str) -> Reaction {
    let response = keys().encrypt_response(response.as_bytes(), Iv::random().unwrap()).unwrap();
    ok(&serde_json::to_string(&response).unwrap())
}
