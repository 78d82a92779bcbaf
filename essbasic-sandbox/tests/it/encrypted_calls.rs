//! Encrypted calls.

use essbasic::encryption::{Cipher, EncryptionKeys, Iv, Mac};
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{ErrorKind, Outcome};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::Value;

use crate::support::client;

fn keys(cipher: Cipher, mac: Mac) -> EncryptionKeys {
    EncryptionKeys::new(cipher, "0123456789abcdef", "another-key-of-ours").unwrap().mac(mac)
}

#[tokio::test]
async fn any_action_can_be_called_encrypted() {
    for (cipher, mac) in [
        (Cipher::AesCbc, Mac::HmacSha256),
        (Cipher::Sm4Cbc, Mac::HmacSm3),
        (Cipher::Sm4Cbc, Mac::HmacSha256),
    ] {
        let keys = keys(cipher, mac);
        let sandbox = Sandbox::builder().encryption_keys(keys.clone()).start().await.unwrap();
        let client = client(&sandbox);
        let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
        let created = create.send(&client).encrypted(&keys).await.unwrap();
        let id = created.qr_code.qr_code_id.as_str();
        let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), id);
        cancel.send(&client).encrypted(&keys).await.unwrap();
        let again = cancel.send(&client).encrypted(&keys).await.unwrap_err();
        assert_eq!(again.code().unwrap(), "OperationDenied.QrInvalid");
        assert_eq!((again.outcome(), again.action()), (Outcome::Refused, Some(cancel_name())));
    }
}

#[tokio::test]
async fn the_outer_request_names_the_application_of_the_inner_one() {
    let keys = keys(Cipher::AesCbc, Mac::HmacSha256);
    let sandbox = Sandbox::builder().encryption_keys(keys.clone()).start().await.unwrap();
    let client = client(&sandbox);
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let body = serde_json::to_vec(&cancel).unwrap();
    for (application, error) in [("another", true), (seed::APPLICATION, false)] {
        let iv = Iv::random().unwrap();
        let outer = keys.encrypt_request(cancel_name(), application, &body, iv).unwrap();
        let reply = outer.send(&client).await.unwrap();
        let inner: Value = serde_json::from_slice(&keys.decrypt_response(&reply).unwrap()).unwrap();
        let code = &inner["Response"]["Error"]["Code"];
        assert_eq!(code == "InvalidParameter.ParamError", error, "{inner}");
    }
}

fn cancel_name() -> &'static str {
    "ChannelCancelMultiFlowSignQRCode"
}

#[tokio::test]
async fn another_key_decrypts_nothing() {
    let ours = keys(Cipher::AesCbc, Mac::HmacSha256);
    let sandbox = Sandbox::builder().encryption_keys(ours).start().await.unwrap();
    let others =
        EncryptionKeys::new(Cipher::AesCbc, "fedcba9876543210", "a-key-of-others").unwrap();
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let error = cancel.send(&client(&sandbox)).encrypted(&others).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code().unwrap().as_str()),
        (ErrorKind::Service, "InvalidParameter")
    );
    cancel.send(&client(&sandbox)).await.expect("the encrypted call was not executed");
}
