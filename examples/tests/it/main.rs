//! The examples, unchanged, on a sandbox, on a cassette, and on a mock.
//!
//! Each module has one function that runs an example with a client and checks its result. The cassettes
//! are recorded on the sandbox by `ESSBASIC_EXAMPLES_RECORD=1 cargo test -p essbasic-examples sandbox`.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

use std::path::PathBuf;

use essbasic::testing::{RecordingTransport, ReplayTransport};
use essbasic::transport::ReqwestTransport;
use essbasic::{Client, Environment};
use essbasic_examples::CallbackReceiver;
use essbasic_sandbox::Sandbox;

mod cancel_qr_code;
mod contract_from_file;
mod contract_from_template;
mod employees_in_bulk;
mod many_sign_one_code;
mod onboard_organization;
mod replies;
mod seal;

fn cassette_path(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cassettes");
    PathBuf::from(folder).join(name).with_extension("json")
}

fn cassette(name: &str) -> ReplayTransport {
    ReplayTransport::open(cassette_path(name)).unwrap()
}

/// A sandbox with a receiver of its callbacks, and a client whose calls can be recorded.
struct Fixture {
    sandbox: Sandbox,
    receiver: CallbackReceiver,
    recording: RecordingTransport,
    client: Client,
}

impl Fixture {
    async fn new() -> Self {
        let receiver = CallbackReceiver::start().await.unwrap();
        let sandbox = receiver.start_sandbox().await.unwrap();
        let transport = ReqwestTransport::new(&Environment::Test).unwrap();
        let recording = RecordingTransport::new(transport);
        let client =
            Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
        let client = client.transport(recording.clone()).build().unwrap();
        Self { sandbox, receiver, recording, client }
    }

    /// Writes the cassette, if that is asked for.
    fn save(&self, name: &str) {
        if std::env::var_os("ESSBASIC_EXAMPLES_RECORD").is_some() {
            self.recording.save(cassette_path(name)).unwrap();
        }
    }
}
