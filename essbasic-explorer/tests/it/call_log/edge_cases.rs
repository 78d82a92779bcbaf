//! Encrypted calls, and clients that disconnect.

use std::time::{Duration, Instant};

use essbasic::encryption::{Cipher, EncryptionKeys};
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{CallOutcome, Fault, FaultKind, Sandbox, seed};

use crate::support::{client, page, sandbox};

#[tokio::test]
async fn an_encrypted_call_shows_its_inner_action() {
    let keys = EncryptionKeys::new(Cipher::AesCbc, "0123456789abcdef", "another-key-of-ours");
    let keys = keys.unwrap();
    let sandbox = Sandbox::builder().encryption_keys(keys.clone());
    let sandbox = sandbox.pages(essbasic_explorer::sandbox_pages).start().await.unwrap();
    let client = client(&sandbox);
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client).encrypted(&keys).await.unwrap();
    cancel.send(&client).encrypted(&keys).await.unwrap_err();
    let (done, refused) = (page(&sandbox, "/calls/1").await, page(&sandbox, "/calls/2").await);
    assert!(done.contains("Encrypted call") && done.contains("ChannelCancelMultiFlowSignQRCode"));
    assert!(!done.contains("QrInvalid") && refused.contains("OperationDenied.QrInvalid"));
}

#[tokio::test]
async fn a_client_that_disconnects_is_listed() {
    let sandbox = sandbox().await;
    sandbox.inject_fault(Fault::new(FaultKind::Delay(5000))).unwrap();
    let describe = DescribeTemplates::new(seed::agent());
    let hasty = client(&sandbox);
    describe.send(&hasty).timeout(Duration::from_millis(200)).await.unwrap_err();
    let began = Instant::now();
    while sandbox.calls().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(3), "the call is not remembered");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(sandbox.calls()[0].outcome, CallOutcome::ClientDisconnected);
    assert!(page(&sandbox, "/calls/1").await.contains("delayed by 5000 ms"));
}
