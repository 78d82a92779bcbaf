//! Cassettes, recorded from a sandbox.

use essbasic::testing::{RecordingTransport, ReplayTransport};
use essbasic::transport::ReqwestTransport;
use essbasic::{Client, Environment};
use essbasic_downstream::revoke;
use essbasic_sandbox::{Sandbox, seed};
use tempfile::TempDir;

use super::{OTHER_CODE, failure_of_revoking};

/// Records that a code is revoked twice.
async fn cassette(folder: &TempDir) -> ReplayTransport {
    let sandbox = Sandbox::start().await.unwrap();
    let transport = ReqwestTransport::new(&Environment::Test).unwrap();
    let recording = RecordingTransport::new(transport);
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let client = client.transport(recording.clone()).build().unwrap();
    for revoked in [true, false] {
        assert_eq!(revoke(&client, &seed::agent(), seed::QR_CODE).await.unwrap(), revoked);
    }
    let path = folder.path().join("revoke.json");
    recording.save(&path).unwrap();
    ReplayTransport::open(path).unwrap()
}

#[tokio::test]
async fn recorded_run_is_played_back_without_the_service() {
    let folder = TempDir::new().unwrap();
    let cassette = cassette(&folder).await;
    let client = cassette.client();
    assert!(revoke(&client, &seed::agent(), seed::QR_CODE).await.unwrap());
    assert!(!revoke(&client, &seed::agent(), seed::QR_CODE).await.unwrap());
    cassette.assert_done();
}

#[tokio::test]
async fn request_that_was_not_recorded_fails_the_test_with_the_fields_that_differ() {
    let folder = TempDir::new().unwrap();
    let cassette = cassette(&folder).await;
    let failure = failure_of_revoking(cassette.client(), OTHER_CODE).await;
    let recorded = seed::QR_CODE;
    for line in [
        format!(r#"QrCodeId: expected "{recorded}", received "{OTHER_CODE}""#),
        r#"Agent.ProxyOrganizationOpenId: expected "org_dianziqian", received "org_fake""#
            .to_owned(),
        "expected 1. ChannelCancelMultiFlowSignQRCode:".to_owned(),
    ] {
        assert!(failure.contains(&line), "{line} is not in:\n{failure}");
    }
}
