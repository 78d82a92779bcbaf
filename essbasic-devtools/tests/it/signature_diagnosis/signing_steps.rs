//! The steps that are explained: they end in the very header that is sent.

use essbasic::schema::{SampleMode, sample};
use essbasic::{Client, Credential};
use essbasic_devtools::Language;
use essbasic_devtools::code_samples::{SampleAction, capture};
use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, DiagnosisInput, KeyDisplay, SecretKey, diagnose, signing_steps,
};
use essbasic_test_support::tc3;

use super::signer::{ID, KEY};

#[tokio::test]
async fn steps_end_in_the_header_that_is_sent_for_every_action() {
    let credential = Credential::new(ID, KEY);
    for entry in essbasic::CATALOGUE {
        let members = sample((entry.descriptor().request)(), SampleMode::Required);
        let client = Client::builder().credential(credential.clone());
        let request =
            capture::signed_request(client, &SampleAction::Catalogue(entry), &members, true)
                .await
                .unwrap();
        let sent = request.headers()["authorization"].to_str().unwrap();
        let steps =
            signing_steps(&request, &credential, KeyDisplay::Redacted, Language::English).unwrap();
        let value = |at: usize| steps[at].value.as_deref();
        assert_eq!(value(7), Some(sent));
        assert_eq!(value(0), Some(&*tc3::sha256(request.body())));
        assert!(value(1).unwrap().ends_with(value(0).unwrap()));
        assert!(value(2).unwrap().ends_with(&tc3::sha256(value(1).unwrap().as_bytes())));
        assert!(sent.ends_with(value(6).unwrap()));
        assert_eq!([value(3), value(4), value(5)], [None; 3], "keys are not shown");

        let headers = request.headers().iter();
        let headers = headers.map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()));
        let body = String::from_utf8_lossy(request.body());
        let http = format!("POST / HTTP/1.1\n{}\n{body}", headers.collect::<String>());
        let (pasted, key) = (CapturedRequest::parse(&http).unwrap(), SecretKey::new(KEY));
        assert_eq!(
            diagnose(&DiagnosisInput::new(&pasted).key(&key)).verifies,
            Some(true),
            "{http}"
        );
    }
}

#[tokio::test]
async fn keys_are_revealed_for_a_public_secret_key() {
    let vector: serde_json::Value = serde_json::from_str(tc3::REFERENCE_VECTOR).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap();
    let request = http::Request::post("/")
        .header("host", text("host"))
        .header("content-type", text("content_type"))
        .header("x-tc-action", text("action"))
        .header("x-tc-timestamp", vector["timestamp"].to_string())
        .header("authorization", text("authorization"))
        .body(text("body").to_owned().into())
        .unwrap();
    let credential = Credential::new(text("secret_id"), text("secret_key"));
    let steps =
        signing_steps(&request, &credential, KeyDisplay::Revealed, Language::English).unwrap();
    // The steps themselves are compared with vectors in core.
    assert!(steps[3..5].iter().all(|step| step.value.is_some()));
    assert_eq!(steps[5].value.as_deref(), vector["signing_key"].as_str());
}
