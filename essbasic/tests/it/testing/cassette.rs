//! Cassettes: what they contain, how they are played, and their limits.

use std::fs;
use std::path::PathBuf;

use essbasic::flows::DescribeFlowDetailInfo;
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::testing::{CassetteError, MockTransport, RecordingTransport, ReplayTransport};
use essbasic::{Action, Client, EmptyResponse, ErrorKind, RetryPolicy, tc_action};
use serde_json::{Value, json};

use super::{
    CODE, LINK, NAME, OTHER_CODE, agent, assert_redacted, cancel, create, failure, failure_of,
    failure_of_cancelling,
};

mod unexpected;

/// A file that is removed at the end of the test.
struct TestFile(PathBuf);

impl TestFile {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("essbasic-cassettes-{}", std::process::id()));
        Self(folder.join(format!("{name}.json")))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text()).unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.0).unwrap()
    }
}

impl Drop for TestFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn client_of(recording: &RecordingTransport, mock: &MockTransport) -> Client {
    mock.client_builder().transport(recording.clone()).build().unwrap()
}

/// Creates a code, downloads its link, loses a response, and cancels the code.
async fn run(client: &Client) {
    let created = create().send(client).await.unwrap();
    let mut file = Vec::new();
    client.download(&created.qr_code.qr_code_url, &mut file).await.unwrap();
    assert!(!file.is_empty());
    cancel(&created.qr_code.qr_code_id).send(client).await.unwrap();
    let error = cancel(OTHER_CODE).send(client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "FailedOperation");
}

/// Returns a mock of the service for [`run`].
fn service() -> MockTransport {
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>()
        .reply_json(json!({"QrCode": {"QrCodeId": CODE, "QrCodeUrl": LINK}, "Unknown": NAME}));
    mock.on_download().reply(format!("%PDF {NAME}"));
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .reset()
        .reply(EmptyResponse::new())
        .reply_error("FailedOperation", "");
    mock
}

async fn record(name: &str) -> TestFile {
    let (file, mock) = (TestFile::new(name), service());
    let recording = RecordingTransport::new(mock.clone());
    run(&client_of(&recording, &mock)).await;
    recording.save(&file.0).unwrap();
    mock.assert_done();
    file
}

#[tokio::test]
async fn recorded_run_is_played_back() {
    let file = record("run").await;
    let replay = ReplayTransport::open(&file.0).unwrap();
    run(&replay.client()).await;
    replay.assert_done();
}

#[tokio::test]
async fn cassette_has_no_key_no_signature_and_no_person() {
    let file = record("redacted").await;
    assert_redacted(&file.text());
    assert!(!file.text().contains("AKID"), "{}", file.text());
    let cassette = file.json();
    let exchange = &cassette["exchanges"][0];
    assert_eq!(exchange["action"], "ChannelCreateMultiFlowSignQRCode");
    assert_eq!(exchange["request"]["Restrictions"][0], json!({"Name": "***", "Mobile": "***"}));
    let response = &exchange["response"]["json"]["Response"];
    assert_eq!(response["RequestId"], "mock-1");
    assert_eq!(response["Unknown"], "***");
    assert_eq!(response["QrCode"]["QrCodeUrl"], "https://redacted.invalid/1");
    assert_eq!(cassette["exchanges"][1]["download"], "https://redacted.invalid/1");
    assert_eq!(cassette["exchanges"][2]["failure"], "interrupted");
}

#[tokio::test]
async fn service_message_is_recorded_without_secret_fields() {
    let (file, mock) = (TestFile::new("message"), MockTransport::new());
    mock.on::<ChannelCreateMultiFlowSignQRCode>()
        .reply_error("FailedOperation", format!("{NAME}与证件不符"))
        .reply_http(502, format!("<p>{NAME}</p>"));
    let recording = RecordingTransport::new(mock.clone());
    let client = client_of(&recording, &mock);
    create().send(&client).await.unwrap_err();
    create().send(&client).await.unwrap_err();
    recording.save(&file.0).unwrap();
    assert_redacted(&file.text());
    let exchanges = &file.json()["exchanges"];
    let error = &exchanges[0]["response"]["json"]["Response"]["Error"];
    assert_eq!(*error, json!({"Code": "FailedOperation", "Message": "***与证件不符"}));
    assert_eq!(exchanges[1]["response"]["text"], "<p>***</p>");
    let replay = ReplayTransport::open(&file.0).unwrap();
    let error = create().send(&replay.client()).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "FailedOperation");
    assert_eq!(create().send(&replay.client()).await.unwrap_err().kind(), ErrorKind::Gateway);
    replay.assert_done();
}

#[tokio::test]
async fn personal_data_is_recorded_when_asked_for() {
    let (file, mock) = (TestFile::new("personal"), service());
    let recording = RecordingTransport::new(mock.clone()).with_personal_data();
    run(&client_of(&recording, &mock)).await;
    recording.save(&file.0).unwrap();
    let text = file.text();
    assert!(text.contains(NAME) && text.contains(LINK), "{text}");
    assert!(!text.contains("TC3-HMAC") && !text.contains("AKID"), "{text}");
    let replay = ReplayTransport::open(&file.0).unwrap();
    run(&replay.client()).await;
    replay.assert_done();
}

/// An action that is not in the catalogue.
#[tc_action(name = "DescribeKey", version = "2021-05-26", response = Key, effect = read)]
struct DescribeKey {
    /// ID of the key.
    key_id: String,
}

/// Response of [`DescribeKey`].
#[essbasic::tc_model]
struct Key {
    /// The key.
    key: String,
}

#[tokio::test]
async fn undeclared_action_is_masked_as_a_whole() {
    for declared in [false, true] {
        let (file, mock) = (TestFile::new(&format!("declared-{declared}")), MockTransport::new());
        mock.on::<DescribeKey>().reply_json(json!({"Key": "k-1"}));
        let recording = RecordingTransport::new(mock.clone()).with_personal_data();
        let recording = if declared { recording.declare::<DescribeKey>() } else { recording };
        DescribeKey::new("id-1").send(&client_of(&recording, &mock)).await.unwrap();
        recording.save(&file.0).unwrap();
        let exchange = &file.json()["exchanges"][0];
        let (id, key) = if declared { ("id-1", "k-1") } else { ("***", "***") };
        assert_eq!(exchange["request"]["KeyId"], id);
        assert_eq!(exchange["response"]["json"]["Response"]["Key"], key);
    }
}

#[tokio::test]
async fn undeclared_field_of_a_request_is_masked() {
    let (file, mock) = (TestFile::new("undeclared"), MockTransport::new());
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .reply_error("FailedOperation", format!("unknown signer {NAME}"));
    let recording = RecordingTransport::new(mock.clone());
    let mut fields = serde_json::to_value(cancel(CODE)).unwrap();
    fields["NewField"] = json!({"NewName": NAME});
    let (action, fields) = (ChannelCancelMultiFlowSignQRCode::descriptor(), fields.as_object());
    let send = async |client: &Client| {
        client.call_json(action, fields.unwrap()).unchecked().await.unwrap_err()
    };
    send(&client_of(&recording, &mock)).await;
    recording.save(&file.0).unwrap();
    assert_redacted(&file.text());
    let exchange = &file.json()["exchanges"][0];
    assert_eq!(exchange["request"]["NewField"], json!({"NewName": "***"}));
    assert_eq!(exchange["request"]["QrCodeId"], CODE);
    let replay = ReplayTransport::open(&file.0).unwrap();
    assert_eq!(send(&replay.client()).await.code().unwrap(), "FailedOperation");
}

#[tokio::test]
async fn response_to_a_large_request_is_recorded_without_its_secrets() {
    for length in [2 << 20, 17 << 20] {
        let (file, mock) = (TestFile::new(&format!("large-{length}")), MockTransport::new());
        mock.on::<ChannelCreateMultiFlowSignQRCode>()
            .reply_error("FailedOperation", format!("{NAME}与证件不符"))
            .reply_http(502, format!("<p>{NAME}</p>"));
        let recording = RecordingTransport::new(mock.clone());
        let client = client_of(&recording, &mock);
        let mut large = create();
        large.flow_name = "x".repeat(length);
        large.send(&client).unchecked().await.unwrap_err();
        large.send(&client).unchecked().await.unwrap_err();
        recording.save(&file.0).unwrap();
        assert_redacted(&file.text());
        let error = &file.json()["exchanges"][0]["response"]["json"]["Response"]["Error"];
        assert_eq!(error["Code"], "FailedOperation");
    }
}

#[tokio::test]
async fn code_of_the_older_error_format_is_recorded() {
    let (file, mock) = (TestFile::new("older"), MockTransport::new());
    let body = json!({"code": 4400, "message": NAME, "codeDesc": "RequestLimitExceeded"});
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_http(200, body.to_string()).repeatedly();
    let recording = RecordingTransport::new(mock.clone());
    let client = client_of(&recording, &mock);
    let recorded = create().send(&client).retry(RetryPolicy::none()).await.unwrap_err();
    recording.save(&file.0).unwrap();
    assert_redacted(&file.text());
    let replay = ReplayTransport::open(&file.0).unwrap();
    let played = create().send(&replay.client()).retry(RetryPolicy::none()).await.unwrap_err();
    assert_eq!(played.code().unwrap(), "RequestLimitExceeded");
    assert_eq!(played.code(), recorded.code());
}

#[tokio::test]
async fn links_of_a_cassette_are_bounded() {
    let (file, mock) = (TestFile::new("links"), MockTransport::new());
    let mut rule = mock.on::<ChannelCreateMultiFlowSignQRCode>();
    for number in 0..20 {
        let link = format!("{LINK}&{number}={}", "x".repeat(1000 << 10));
        rule = rule.reply_json(json!({"QrCode": {"QrCodeId": CODE, "QrCodeUrl": link}}));
    }
    let recording = RecordingTransport::new(mock.clone());
    let client = client_of(&recording, &mock);
    for _ in 0..20 {
        create().send(&client).await.unwrap();
    }
    let error = recording.save(&file.0).unwrap_err();
    assert!(matches!(error, CassetteError::TooLarge { .. }), "{error:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn file_is_not_written_through_a_link_and_is_private_if_it_has_personal_data() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (file, mock) = (TestFile::new("private"), service());
    let recording = RecordingTransport::new(mock.clone()).with_personal_data();
    run(&client_of(&recording, &mock)).await;
    let victim = TestFile::new("victim");
    fs::create_dir_all(file.0.parent().unwrap()).unwrap();
    fs::write(&victim.0, "of another user").unwrap();
    symlink(&victim.0, &file.0).unwrap();
    recording.save(&file.0).unwrap();
    assert_eq!(victim.text(), "of another user");
    let metadata = fs::symlink_metadata(&file.0).unwrap();
    assert!(metadata.is_file());
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);

    let names = (0..1000).map(|it| format!("private.json.{}.{it}.tmp", std::process::id()));
    let links: Vec<_> = names.map(|name| file.0.with_file_name(name)).collect();
    for link in &links {
        symlink(&victim.0, link).unwrap();
    }
    recording.save(&file.0).unwrap_err();
    assert_eq!(victim.text(), "of another user");
    for link in &links {
        fs::remove_file(link).unwrap();
    }
}

#[tokio::test]
async fn another_value_fails_strict_playback() {
    let file = record("strict").await;
    let replay = ReplayTransport::open(&file.0).unwrap();
    let client = replay.client();
    create().send(&client).await.unwrap();
    let mut pdf = Vec::new();
    client.download("https://redacted.invalid/1", &mut pdf).await.unwrap();
    let text = failure_of_cancelling(client, OTHER_CODE).await;
    assert!(text.starts_with("unexpected call of ChannelCancelMultiFlowSignQRCode"), "{text}");
    assert!(text.contains("expected 3. ChannelCancelMultiFlowSignQRCode:"), "{text}");
    let line = format!(r#"  QrCodeId: expected "{CODE}", received "{OTHER_CODE}""#);
    assert!(text.contains(&line), "{text}");
    assert_redacted(&text);
    assert_eq!(failure_of(|| replay.assert_done()), text);
}

#[tokio::test]
async fn another_order_fails_strict_playback() {
    let file = record("order").await;
    let replay = ReplayTransport::open(&file.0).unwrap();
    let text = failure_of_cancelling(replay.client(), CODE).await;
    assert!(text.contains("expected 1. ChannelCreateMultiFlowSignQRCode:"), "{text}");
    assert!(text.contains("  this is another request"), "{text}");
}

#[tokio::test]
async fn request_after_the_end_fails_strict_playback() {
    let file = record("end").await;
    let replay = ReplayTransport::open(&file.0).unwrap();
    run(&replay.client()).await;
    let text = failure_of_cancelling(replay.client(), CODE).await;
    assert!(text.ends_with("expected: no further request"), "{text}");
}

#[tokio::test]
async fn missing_request_fails_the_test() {
    let file = record("missing").await;
    let replay = ReplayTransport::open(&file.0).unwrap();
    create().send(&replay.client()).await.unwrap();
    let text = failure_of(|| replay.assert_done());
    assert!(text.contains("were not made:\n  2. download\n  3. ChannelCancel"), "{text}");
}

#[tokio::test]
async fn playback_by_fields_ignores_order_and_other_fields() {
    let file = record("fields").await;
    let replay = ReplayTransport::open(&file.0).unwrap().match_fields(["QrCodeId"]);
    let client = replay.client();
    let error = cancel(OTHER_CODE).send(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "FailedOperation");
    cancel(CODE).send(&client).await.unwrap();
    create().max_flow_num(7).send(&client).await.unwrap();
    let mut pdf = Vec::new();
    client.download("https://redacted.invalid/1", &mut pdf).await.unwrap();
    replay.assert_done();
    let text = failure(async move { create().send(&client).await }).await;
    assert!(text.ends_with("expected: no further request of this action"), "{text}");
}

#[tokio::test]
async fn playback_by_fields_repeats_reads() {
    let (file, mock) = (TestFile::new("reads"), MockTransport::new());
    mock.on::<DescribeFlowDetailInfo>().reply_json(json!({"ApplicationId": "yDfakeapp"}));
    let recording = RecordingTransport::new(mock.clone());
    let describe = DescribeFlowDetailInfo::new(agent()).flow_ids(["f-1"]);
    describe.send(&client_of(&recording, &mock)).await.unwrap();
    recording.save(&file.0).unwrap();
    let replay = ReplayTransport::open(&file.0).unwrap().match_fields(["FlowIds"]);
    for _ in 0..3 {
        let output = describe.send(&replay.client()).await.unwrap().into_output();
        assert_eq!(output.application_id, "yDfakeapp");
    }
    let client = replay.client();
    let other = DescribeFlowDetailInfo::new(agent()).flow_ids(["f-2"]);
    let text = failure(async move { other.send(&client).await }).await;
    assert!(text.contains("recorded as 1. DescribeFlowDetailInfo:"), "{text}");
}

#[tokio::test]
async fn run_that_exceeds_a_limit_is_not_saved() {
    let (file, mock) = (TestFile::new("limits"), MockTransport::new());
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new()).repeatedly();
    let recording = RecordingTransport::new(mock.clone());
    let client = client_of(&recording, &mock);
    for _ in 0..1001 {
        cancel(CODE).send(&client).await.unwrap();
    }
    let error = recording.save(&file.0).unwrap_err();
    assert!(matches!(error, CassetteError::TooLarge { .. }), "{error:?}");
    assert!(error.to_string().contains("more than 1000 requests"), "{error}");

    let mock = MockTransport::new();
    mock.on::<DescribeFlowDetailInfo>().reply_json(json!({"ApplicationId": "x".repeat(2 << 20)}));
    let recording = RecordingTransport::new(mock.clone());
    let client = client_of(&recording, &mock);
    DescribeFlowDetailInfo::new(agent()).flow_ids(["f-1"]).send(&client).await.unwrap();
    let error = recording.save(&file.0).unwrap_err();
    assert!(error.to_string().contains("the response of DescribeFlowDetailInfo"), "{error}");
    assert!(!file.0.exists());
}

#[tokio::test]
async fn large_request_is_recorded_by_its_size() {
    let (file, mock) = (TestFile::new("large"), MockTransport::new());
    mock.on::<DescribeFlowDetailInfo>().reply_json(json!({}));
    let recording = RecordingTransport::new(mock.clone());
    let large = DescribeFlowDetailInfo::new(agent()).flow_ids(["x".repeat(2 << 20)]);
    large.send(&client_of(&recording, &mock)).unchecked().await.unwrap();
    recording.save(&file.0).unwrap();
    assert!(file.text().len() < 1000);
    let replay = ReplayTransport::open(&file.0).unwrap();
    large.send(&replay.client()).unchecked().await.unwrap();
    replay.assert_done();
}

#[test]
fn file_that_is_no_cassette_is_named() {
    let file = TestFile::new("malformed");
    let error = ReplayTransport::open(&file.0).unwrap_err();
    assert!(matches!(error, CassetteError::Io { .. }), "{error:?}");
    assert!(error.to_string().contains("malformed.json"), "{error}");
    fs::create_dir_all(file.0.parent().unwrap()).unwrap();
    for text in ["", "[]", r#"{"format": "essbasic cassette 9", "exchanges": []}"#] {
        fs::write(&file.0, text).unwrap();
        let error = ReplayTransport::open(&file.0).unwrap_err();
        assert!(matches!(error, CassetteError::Malformed { .. }), "{error:?}");
        assert!(error.to_string().contains("record it again"), "{error}");
    }
}
