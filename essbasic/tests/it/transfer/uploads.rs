//! Requests of uploads, and their results.

use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use essbasic::files::FileBusinessType;
use essbasic::transfer::{FileErrorKind, LocalFile, Upload};
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{Agent, ErrorKind, Outcome};
use essbasic_test_support::server::{Reaction, Server, ok, rejection};

use super::{Directory, accept, agent, decode, pdf, upload};
use crate::support::{builder, client, is_signed};

#[tokio::test]
async fn file_of_any_source_is_sent_unchanged() {
    let directory = Directory::new();
    let server = Server::start([Reaction::With(accept)]).await;
    // Lengths around those of the chunks that are read.
    for length in [15, 30, 49_140, 49_155, 65_535, 98_310, 400_005] {
        let bytes = pdf(length);
        let path = directory.file("a.pdf", &bytes);
        for file in [
            LocalFile::from_path(path),
            LocalFile::from_bytes("a.pdf", bytes.clone()),
            LocalFile::from_seekable("a.pdf", Cursor::new(bytes.clone())),
            LocalFile::from_reader("a.pdf", Cursor::new(bytes.clone()).take(1 << 20)),
        ] {
            let shown = format!("{file:?} of {length}");
            let uploaded = upload().file(file).send(&client(&server)).await.unwrap();
            assert_eq!(uploaded[0].file_id, "id-of-a.pdf");
            assert_eq!(uploaded[0].deadline, Some(1_800_000_000));

            let request = server.requests().pop().unwrap();
            assert!(is_signed(&request), "{shown}");
            assert_eq!(request.headers()["content-length"], request.body().len().to_string());
            let sent = decode(&request).file_infos.unwrap();
            assert!(sent[0].file_body == BASE64_STANDARD.encode(&bytes), "{shown}");
        }
    }
}

#[tokio::test]
async fn request_equals_that_of_the_action() {
    use essbasic::files::{UploadFile, UploadFiles};
    let server = Server::start([Reaction::With(accept)]).await;
    let tricky = r#""FileBody":"".pdf"#;
    let files = [("a.pdf", pdf(15)), (tricky, pdf(30)), ("c.pdf", pdf(45))];
    let infos = files
        .iter()
        .map(|(name, bytes)| UploadFile::new(BASE64_STANDARD.encode(bytes)).file_name(*name));
    let action = UploadFiles::new(agent(), FileBusinessType::Document)
        .file_infos(infos.collect::<Vec<_>>())
        .deadline(1_800_000_000);

    let files = files.iter().map(|(name, bytes)| LocalFile::from_bytes(*name, bytes.clone()));
    upload().files(files).deadline(1_800_000_000).send(&client(&server)).await.unwrap();
    let sent = String::from_utf8(server.requests()[0].body().clone()).unwrap();
    assert_eq!(sent, serde_json::to_string(&action).unwrap());
}

#[tokio::test]
async fn files_are_sent_in_several_calls_in_order() {
    let server = Server::start([Reaction::With(accept)]).await;
    let document = |index: usize| LocalFile::from_bytes(format!("{index}.pdf"), pdf(30));
    let word =
        |index: usize| LocalFile::from_bytes(format!("{index}.docx"), b"PK\x03\x04".as_slice());
    let upload = upload().files((0..23).map(document)).files((23..26).map(word));
    let uploaded = upload.send(&client(&server)).await.unwrap();

    let name =
        |index: usize| if index < 23 { format!("{index}.pdf") } else { format!("{index}.docx") };
    let expected: Vec<_> = (0..26).map(|index| format!("id-of-{}", name(index))).collect();
    assert_eq!(uploaded.iter().map(|file| file.file_id.clone()).collect::<Vec<_>>(), expected);
    let counts: Vec<_> =
        server.requests().iter().map(|it| decode(it).file_infos.unwrap().len()).collect();
    assert_eq!(counts, [20, 3, 3]);
}

/// Accepts one file per call, and records the lengths of the bodies.
#[derive(Clone, Debug, Default)]
struct Lengths(Arc<Mutex<Vec<u64>>>);

impl Transport for Lengths {
    fn send(&self, request: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        self.0.lock().unwrap().push(request.body().len());
        let response =
            r#"{"Response":{"TotalCount":1,"FileIds":["a"],"FileUrls":[],"RequestId":"r"}}"#;
        Box::pin(async move { Ok(http::Response::new(response.into())) })
    }
}

#[tokio::test]
async fn calls_stay_within_the_size_limit_of_the_file_host() {
    let lengths = Lengths::default();
    let server = Server::start([Reaction::Close]).await;
    let client = builder(&server).transport(lengths.clone()).build().unwrap();
    let directory = Directory::new();
    let path = directory.file("a.pdf", b"%PDF-");
    // A sparse file, which takes no space on the disk.
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(38 << 20).unwrap();
    let uploaded = upload().files([path.clone(), path]).send(&client).await.unwrap();
    assert_eq!(uploaded.len(), 2);
    let lengths = lengths.0.lock().unwrap();
    assert_eq!(lengths.len(), 2);
    assert!(lengths.iter().all(|length| (53_000_000..54_000_000).contains(length)), "{lengths:?}");
}

#[tokio::test]
async fn upload_without_files_sends_nothing() {
    let server = Server::start([Reaction::Close]).await;
    assert_eq!(upload().send(&client(&server)).await.unwrap(), []);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn error_of_a_call_reports_the_files_uploaded_before() {
    let script = [Reaction::With(accept), rejection("InvalidParameter.SensitiveFileContent", "no")];
    let server = Server::start(script).await;
    let files = (0..25).map(|index| LocalFile::from_bytes(format!("{index}.pdf"), pdf(30)));
    let error = upload().files(files).send(&client(&server)).await.unwrap_err();
    assert_eq!(error.uploaded().len(), 20);
    assert_eq!(error.uploaded()[19].file_id, "id-of-19.pdf");
    assert_eq!(error.outcome(), Outcome::Refused);
    let code = error.failed_call().unwrap().code().unwrap();
    assert_eq!(code.as_str(), "InvalidParameter.SensitiveFileContent");
    assert_eq!(error.to_string(), "only the first 20 files were uploaded");
}

#[tokio::test]
async fn upload_is_retried_only_if_that_is_safe() {
    let script = [rejection("RequestLimitExceeded", ""), Reaction::With(accept)];
    let server = Server::start(script).await;
    let directory = Directory::new();
    let path = directory.file("a.pdf", &pdf(200_000));
    upload().file(path.clone()).send(&client(&server)).await.unwrap();
    let [first, second] = &server.requests()[..] else { panic!("two attempts") };
    assert!(first.body() == second.body());

    let server = Server::start([Reaction::Close]).await;
    let error = upload().file(path).send(&client(&server)).await.unwrap_err();
    assert_eq!(error.failed_call().unwrap().kind(), ErrorKind::Interrupted);
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn file_without_an_id_is_an_error() {
    for ids in [r#"["a"]"#, r#"["a",""]"#, r#"["a",null]"#] {
        let server = Server::start([ok(&format!(r#"{{"FileIds":{ids},"FileUrls":[]}}"#))]).await;
        let files = (0..2).map(|index| LocalFile::from_bytes(format!("{index}.pdf"), pdf(30)));
        let error = upload().files(files).send(&client(&server)).await.unwrap_err();
        assert_eq!(error.file_errors()[0].index, 1, "{ids}");
        assert_eq!(error.file_errors()[0].kind, FileErrorKind::MissingId);
        assert_eq!((error.outcome(), error.uploaded().len()), (Outcome::Unknown, 1));
    }
}

#[tokio::test]
async fn agent_is_validated_before_the_upload() {
    let server = Server::start([Reaction::Close]).await;
    let upload = Upload::new(Agent::new("app"), FileBusinessType::Document);
    let upload = upload.file(LocalFile::from_bytes("a.pdf", pdf(30)));
    let error = upload.send(&client(&server)).await.unwrap_err();
    assert_eq!(error.failed_call().unwrap().kind(), ErrorKind::Invalid);
    assert!(server.requests().is_empty());
}

#[test]
fn upload_works_without_a_runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([Reaction::With(accept)]));
    let client = client(&server);
    let upload = upload().file(LocalFile::from_bytes("a.pdf", pdf(200_000)));
    let uploaded = client.block_on(upload.send(&client)).unwrap();
    assert_eq!(uploaded[0].file_id, "id-of-a.pdf");
}

#[tokio::test]
async fn debug_of_uploaded_files_shows_no_link() {
    let server = Server::start([Reaction::With(accept)]).await;
    let upload = upload().file(LocalFile::from_bytes("a.pdf", pdf(30)));
    let uploaded = upload.send(&client(&server)).await.unwrap();
    assert!(!format!("{uploaded:?}").contains("bearer"), "{uploaded:?}");
    let link = uploaded[0].link.as_ref().unwrap();
    assert_eq!(link.expose(), "https://example.com/a.pdf?key=bearer");
}

#[tokio::test]
async fn upload_can_be_encrypted() {
    use essbasic::encryption::{Cipher, CreateRequestWithEncryption, EncryptionKeys};
    use essbasic::request::Request;

    let server = Server::start([rejection("FailedOperation", "")]).await;
    let keys = EncryptionKeys::new(Cipher::AesCbc, "0123456789abcdef", "mac").unwrap();
    let action = essbasic::files::UploadFiles::new(agent(), FileBusinessType::Document);
    let body = Body::from(serde_json::to_vec(&action).unwrap());
    let client = client(&server);
    client.call_with_body(&action, body).encrypted(&keys).await.unwrap_err();
    let outer: CreateRequestWithEncryption = Request::read(server.requests()[0].body()).unwrap();
    assert_eq!(keys.decrypt_request(&outer).unwrap(), serde_json::to_vec(&action).unwrap());
}
