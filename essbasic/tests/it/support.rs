//! Clients of the scripted server, fixtures, and the vendor's data in the folder `shared`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use essbasic::{Client, ClientBuilder, Credential, RetryPolicy};
use essbasic_test_support::server::Server;
use essbasic_test_support::tc3;
use http::Request;
use serde_json::Value;

pub(crate) const SECRET_ID: &str = "AKIDscriptscriptscript";
pub(crate) const SECRET_KEY: &str = "ScriptSecretKeyScriptSecretKey";

/// Returns a builder with a credential and short delays.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(server.endpoint())
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(2)))
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// Returns whether a request is signed with the credential of [`builder`].
pub(crate) fn is_signed(request: &Request<Vec<u8>>) -> bool {
    tc3::is_signed_by(request, SECRET_ID, SECRET_KEY)
}

/// Reads a JSON file from `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name))
}

/// Reads a JSON file from the folder `shared` next to the project.
pub(crate) fn shared(path: &str) -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path))
}

fn read(path: &Path) -> Value {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// Returns a text field.
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap()
}
