//! Encrypted calls: sealed, carried, opened, and refused where something is not as it should be.

use essbasic::encryption::{Cipher, CreateRequestWithEncryption, EncryptionKeys, Iv, Mac};
use essbasic::request::Request;
use essbasic::{Agent, tc_action, tc_model};

use crate::server::{Answer, Arrived, ok};

mod calls;
mod refused;

const KEY: &str = "FAKE-KEY-FAKE-16";
const MAC_KEY: &str = "FAKE-MAC-KEY-OF-ANY-LENGTH";
const APPLICATION: &str = "yDwFakeApplication00000000000001";

fn keys() -> EncryptionKeys {
    EncryptionKeys::new(Cipher::Sm4Cbc, KEY, MAC_KEY).unwrap().mac(Mac::HmacSm3)
}

/// Looks at a thing.
#[tc_action(
    name = "DescribeThing",
    version = "2021-05-26",
    response = Thing,
    effect = read,
    rate_limit = 1000
)]
struct DescribeThing {
    /// For whom.
    agent: Agent,
    /// Whose it is.
    #[tc(secret, len = ..=20)]
    owner: String,
}

/// Makes a thing.
#[tc_action(name = "CreateThing", version = "2021-05-26", effect = create, rate_limit = 1000)]
struct CreateThing {
    /// For whom.
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
    /// For whom.
    agent: Agent,
}

/// A thing.
#[tc_model]
struct Thing {
    /// What it is called.
    name: String,
}

fn describe() -> DescribeThing {
    DescribeThing::new(Agent::new(APPLICATION), "Invented Person")
}

/// What carries an action, as it arrived.
fn carrier(arrived: &Arrived) -> CreateRequestWithEncryption {
    Request::read(&arrived.body).unwrap()
}

/// The body of the action inside.
fn inside(arrived: &Arrived) -> String {
    String::from_utf8(keys().decrypt_request(&carrier(arrived)).unwrap()).unwrap()
}

/// What the service answers when the action inside has answered this.
fn sealed(answer: &str) -> Answer {
    let answer = keys().encrypt_response(answer.as_bytes(), Iv::random().unwrap()).unwrap();
    ok(&serde_json::to_string(&answer).unwrap())
}
