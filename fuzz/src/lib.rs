//! Shared by the fuzz targets: readable inputs, signed requests, and a runtime.

use std::time::{SystemTime, UNIX_EPOCH};

use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::Scope;
use essbasic::{Credential, Descriptor, Endpoint};
use essbasic_sandbox::seed;
use serde_json::{Map, Value};

pub mod script;

/// Address of the in-process sandbox.
pub const SANDBOX: &str = "https://sandbox";

/// Splits an input after its first line.
pub fn split_first_line(input: &[u8]) -> (&str, &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (line, rest) = input.split_at(end);
    (str::from_utf8(line).unwrap_or_default(), rest.get(1..).unwrap_or_default())
}

/// Returns the action of that name, or one chosen by the name's hash if there is none.
pub fn catalogue_entry(name: &str) -> &'static essbasic::Entry {
    let hash = name.bytes().fold(0, |sum, byte| (sum * 31 + usize::from(byte)) % 9973);
    let fallback = &essbasic::CATALOGUE[hash % essbasic::CATALOGUE.len()];
    essbasic::find_action(name).unwrap_or(fallback)
}

/// Returns the current Unix time in seconds.
pub fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).expect("clock is after 1970");
    i64::try_from(elapsed.as_secs()).expect("time fits into an i64")
}

/// Creates a request signed with the sandbox's credential.
pub fn sign(
    action: &'static Descriptor,
    fields: &Map<String, Value>,
) -> http::Request<bytes::Bytes> {
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let timestamp = now();
    let scope = Scope::new(timestamp, action.service).expect("timestamp is in range");
    let key = credential.signing_key(&scope);
    let params = SigningParams { credential: &credential, key: &key, scope, timestamp };
    let request = Request::from_json(action, fields).expect("fields are JSON");
    let endpoint: Endpoint = SANDBOX.parse().expect("address is valid");
    let signed = request.sign(&endpoint, &params, &RequestHeaders::default());
    let signed = signed.expect("credential is a valid header value");
    signed.map(|body| body.as_bytes().expect("body is in memory").clone())
}

/// Runs a future to completion. The runtime's clock advances whenever it is idle.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("runtime can be built").block_on(future)
}
