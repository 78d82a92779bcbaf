//! Cassettes of responses that are damaged, or that have fields where none are expected.

use essbasic::ErrorKind;
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::testing::{MockTransport, RecordingTransport, ReplayTransport};

use super::{TestFile, client_of};
use crate::testing::{CODE, LINK, NAME, assert_redacted, create};

/// Records the creation of a code that is responded to like this. Returns the cassette, and the kind of the
/// error.
async fn record(name: &str, body: Vec<u8>) -> (TestFile, Option<ErrorKind>) {
    let (file, mock) = (TestFile::new(name), MockTransport::new());
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_http(200, body);
    let recording = RecordingTransport::new(mock.clone());
    let result = create().send(&client_of(&recording, &mock)).await;
    recording.save(&file.0).unwrap();
    (file, result.err().map(|error| error.kind()))
}

/// Returns a response with a link and a name, and this text in it.
fn response(odd: &[u8]) -> Vec<u8> {
    let fields = format!(r#""QrCode":{{"QrCodeId":"{CODE}","QrCodeUrl":"{LINK}"}},"Name":"{NAME}"#);
    let start = br#"{"Response":{"RequestId":"r","#;
    [&start[..], fields.as_bytes(), odd, b"\"}}"].concat()
}

#[tokio::test]
async fn irregular_text_does_not_keep_a_response_from_being_masked() {
    for (index, odd) in [&b"\t"[..], br"\ud800", b"\xd6\xd0"].into_iter().enumerate() {
        let (file, error) = record(&format!("irregular-{index}"), response(odd)).await;
        assert_eq!(error, None, "{odd:?}");
        assert_redacted(&file.text());
        let cassette = ReplayTransport::open(&file.0).unwrap();
        let reply = create().send(&cassette.client()).await.unwrap();
        assert_eq!(reply.qr_code.qr_code_id, CODE);
    }
    let marked = [&b"\xef\xbb\xbf"[..], &response(b"")].concat();
    let (file, error) = record("byte-order-mark", marked).await;
    assert_eq!(error, None);
    assert_redacted(&file.text());
}

#[tokio::test]
async fn response_that_is_cut_off_is_not_recorded() {
    let whole = response(b"");
    let cut = whole[..whole.len() - 1].to_vec();
    for (name, body) in [("cut", cut.clone()), ("cut-log", [&b"log: "[..], &cut].concat())] {
        let (file, error) = record(name, body).await;
        assert_eq!(error, Some(ErrorKind::Decode));
        assert_redacted(&file.text());
        let replay = ReplayTransport::open(&file.0).unwrap();
        let error = create().send(&replay.client()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}

#[tokio::test]
async fn fields_beside_the_response_and_of_an_error_are_masked() {
    let debug = format!(r#"{{"Name":"{NAME}","Links":["{LINK}"]}}"#);
    let error = format!(r#"{{"Code":"FailedOperation","Message":"no","Detail":{debug}}}"#);
    let body = format!(r#"{{"Response":{{"Error":{error},"RequestId":"r"}},"Debug":{debug}}}"#);
    let (file, kind) = record("beside", body.into_bytes()).await;
    assert_eq!(kind, Some(ErrorKind::Service));
    assert_redacted(&file.text());
    let json = &file.json()["exchanges"][0]["response"]["json"];
    assert_eq!(json["Response"]["Error"]["Code"], "FailedOperation");
    assert_eq!(json["Response"]["Error"]["Message"], "no");
    assert_eq!(json["Response"]["RequestId"], "r");
}
