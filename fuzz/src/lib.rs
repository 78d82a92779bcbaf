//! What several targets share: inputs that a person can read, and a sandbox in this process.

use std::time::{SystemTime, UNIX_EPOCH};

use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::Scope;
use essbasic::{Credential, Descriptor, Endpoint};
use essbasic_sandbox::seed;
use serde_json::{Map, Value};

pub mod script;
pub mod verify;

/// Where the sandbox in this process is reached.
pub const SANDBOX: &str = "https://sandbox";

/// The first line of an input, and what comes after it.
pub fn first_line(input: &[u8]) -> (&str, &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (line, rest) = input.split_at(end);
    (str::from_utf8(line).unwrap_or_default(), rest.get(1..).unwrap_or_default())
}

/// The action with a name; any one, if there is none of that name.
pub fn action(name: &str) -> &'static essbasic::Entry {
    let at = name.bytes().fold(0, |sum, byte| (sum * 31 + usize::from(byte)) % 9973);
    let any = &essbasic::CATALOGUE[at % essbasic::CATALOGUE.len()];
    essbasic::find(name).unwrap_or(any)
}

/// The time in Unix seconds.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock that was set");
    i64::try_from(since.as_secs()).expect("a clock of our time")
}

/// A request that the sandbox knows the signature of.
pub fn signed(
    action: &'static Descriptor,
    members: &Map<String, Value>,
) -> http::Request<bytes::Bytes> {
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let timestamp = now();
    let scope = Scope::new(timestamp, action.service).expect("a clock of our time");
    let key = credential.signing_key(&scope);
    let signing = SigningParams { credential: &credential, key: &key, scope, timestamp };
    let request = Request::from_json(action, members).expect("members are JSON");
    let endpoint: Endpoint = SANDBOX.parse().expect("an address");
    let signed = request.sign(&endpoint, &signing, &RequestHeaders::default());
    signed.expect("a credential of ours").map(|body| body.as_bytes().expect("held").clone())
}

/// Runs to its end, with a clock that runs ahead where nothing else is to be done.
pub fn run<T>(task: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(task)
}
