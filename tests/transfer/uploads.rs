//! What is sent, and what becomes of it.

use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use essbasic::files::FileBusinessType;
use essbasic::transfer::{FileErrorKind, LocalFile, Upload};
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{Credential, ErrorKind, Outcome};

use super::{Directory, agent, pdf, read, take, upload};
use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, ok, refusal};

/// Base64, by another hand than the library's.
fn base64(bytes: &[u8]) -> String {
    use essbasic::encryption::{Cipher, EncryptionKeys, Iv};
    // An initialization vector stands in a request as Base64.
    let keys = EncryptionKeys::new(Cipher::AesCbc, "0123456789abcdef", "mac").unwrap();
    let of = |block: [u8; 15]| {
        let mut iv = [0; 16];
        iv[..15].copy_from_slice(&block);
        keys.encrypt_request("A", "app", b"", Iv::from(iv)).unwrap().iv[..20].to_owned()
    };
    bytes.chunks_exact(15).map(|block| of(block.try_into().unwrap())).collect()
}

#[tokio::test]
async fn a_file_arrives_byte_for_byte_wherever_it_comes_from() {
    let directory = Directory::new();
    let server = Server::answering([Answer::By(take)]).await;
    // Sizes around those of the pieces that are read at once.
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
            let uploaded = upload().file(file).send(&server.client()).await.unwrap();
            assert_eq!(uploaded[0].file_id, "id-of-a.pdf");
            assert_eq!(uploaded[0].deadline, Some(1_800_000_000));

            let arrived = server.requests().pop().unwrap();
            assert!(arrived.is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)), "{shown}");
            assert_eq!(arrived.header("content-length"), Some(&*arrived.body.len().to_string()));
            let sent = read(&arrived).file_infos.unwrap();
            assert!(sent[0].file_body == base64(&bytes), "{shown}");
        }
    }
}

#[tokio::test]
async fn the_request_is_the_one_that_the_action_itself_would_have_sent() {
    use essbasic::files::{UploadFile, UploadFiles};
    let server = Server::answering([Answer::By(take)]).await;
    let tricky = r#""FileBody":"".pdf"#;
    let files = [("a.pdf", pdf(15)), (tricky, pdf(30)), ("c.pdf", pdf(45))];
    let infos = files.iter().map(|(name, bytes)| UploadFile::new(base64(bytes)).file_name(*name));
    let action = UploadFiles::new(agent(), FileBusinessType::Document)
        .file_infos(infos.collect::<Vec<_>>())
        .deadline(1_800_000_000);

    let files = files.iter().map(|(name, bytes)| LocalFile::from_bytes(*name, bytes.clone()));
    upload().files(files).deadline(1_800_000_000).send(&server.client()).await.unwrap();
    let sent = String::from_utf8(server.requests()[0].body.clone()).unwrap();
    assert_eq!(sent, serde_json::to_string(&action).unwrap());
}

#[tokio::test]
async fn what_one_call_cannot_take_goes_in_several_in_order() {
    let server = Server::answering([Answer::By(take)]).await;
    let document = |at: usize| LocalFile::from_bytes(format!("{at}.pdf"), pdf(30));
    let word = |at: usize| LocalFile::from_bytes(format!("{at}.docx"), b"PK\x03\x04".as_slice());
    let upload = upload().files((0..23).map(document)).files((23..26).map(word));
    let uploaded = upload.send(&server.client()).await.unwrap();

    let names = |at: usize| if at < 23 { format!("{at}.pdf") } else { format!("{at}.docx") };
    let expected: Vec<_> = (0..26).map(|at| format!("id-of-{}", names(at))).collect();
    assert_eq!(uploaded.iter().map(|file| file.file_id.clone()).collect::<Vec<_>>(), expected);
    let counts: Vec<_> =
        server.requests().iter().map(|it| read(it).file_infos.unwrap().len()).collect();
    assert_eq!(counts, [20, 3, 3]);
}

/// Takes one file a call, and remembers how long the bodies were.
#[derive(Clone, Debug, Default)]
struct Lengths(Arc<Mutex<Vec<u64>>>);

impl Transport for Lengths {
    fn send(&self, request: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        self.0.lock().unwrap().push(request.body().len());
        let answer =
            r#"{"Response":{"TotalCount":1,"FileIds":["a"],"FileUrls":[],"RequestId":"r"}}"#;
        Box::pin(async move { Ok(http::Response::new(answer.into())) })
    }
}

#[tokio::test]
async fn no_call_is_larger_than_the_file_host_takes() {
    let lengths = Lengths::default();
    let server = Server::answering([Answer::Reset]).await;
    let client = server.builder().transport(lengths.clone()).build().unwrap();
    let directory = Directory::new();
    let path = directory.file("a.pdf", b"%PDF-");
    // A file with a hole, which takes no place on the disk.
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(38 << 20).unwrap();
    let uploaded = upload().files([path.clone(), path]).send(&client).await.unwrap();
    assert_eq!(uploaded.len(), 2);
    let lengths = lengths.0.lock().unwrap();
    assert_eq!(lengths.len(), 2);
    assert!(lengths.iter().all(|length| (53_000_000..54_000_000).contains(length)), "{lengths:?}");
}

#[tokio::test]
async fn no_files_are_no_call() {
    let server = Server::answering([Answer::Reset]).await;
    assert_eq!(upload().send(&server.client()).await.unwrap(), []);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_that_fails_tells_what_others_uploaded() {
    let answers = [Answer::By(take), refusal("InvalidParameter.SensitiveFileContent", "no")];
    let server = Server::answering(answers).await;
    let files = (0..25).map(|at| LocalFile::from_bytes(format!("{at}.pdf"), pdf(30)));
    let error = upload().files(files).send(&server.client()).await.unwrap_err();
    assert_eq!(error.uploaded().len(), 20);
    assert_eq!(error.uploaded()[19].file_id, "id-of-19.pdf");
    assert_eq!(error.outcome(), Outcome::Refused);
    let code = error.failed_call().unwrap().code().unwrap();
    assert_eq!(code.as_str(), "InvalidParameter.SensitiveFileContent");
    assert_eq!(error.to_string(), "only the first 20 files were uploaded");
}

#[tokio::test]
async fn an_upload_is_streamed_again_where_that_is_safe_and_not_where_it_is_not() {
    let answers = [refusal("RequestLimitExceeded", ""), Answer::By(take)];
    let server = Server::answering(answers).await;
    let directory = Directory::new();
    let path = directory.file("a.pdf", &pdf(200_000));
    upload().file(path.clone()).send(&server.client()).await.unwrap();
    let [first, second] = &server.requests()[..] else { panic!("two attempts") };
    assert!(first.body == second.body);

    let server = Server::answering([Answer::Reset]).await;
    let error = upload().file(path).send(&server.client()).await.unwrap_err();
    assert_eq!(error.failed_call().unwrap().kind(), ErrorKind::Interrupted);
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_file_without_an_id_is_no_success() {
    let server = Server::answering([ok(r#"{"TotalCount":1,"FileIds":["a"],"FileUrls":[]}"#)]).await;
    let files = (0..2).map(|at| LocalFile::from_bytes(format!("{at}.pdf"), pdf(30)));
    let error = upload().files(files).send(&server.client()).await.unwrap_err();
    assert_eq!(error.file_errors()[0].index, 1);
    assert_eq!(error.file_errors()[0].kind, FileErrorKind::MissingId);
    assert_eq!((error.outcome(), error.uploaded().len()), (Outcome::Unknown, 1));
}

#[tokio::test]
async fn what_is_wrong_with_the_agent_is_found_as_in_any_call() {
    let server = Server::answering([Answer::Reset]).await;
    let nobody = Upload::new(essbasic::Agent::new("app"), FileBusinessType::Document);
    let upload = nobody.file(LocalFile::from_bytes("a.pdf", pdf(30)));
    let error = upload.send(&server.client()).await.unwrap_err();
    assert_eq!(error.failed_call().unwrap().kind(), ErrorKind::Invalid);
    assert!(server.requests().is_empty());
}

#[test]
fn a_program_without_a_runtime_uploads_too() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::answering([Answer::By(take)]));
    let client = server.client();
    let upload = upload().file(LocalFile::from_bytes("a.pdf", pdf(200_000)));
    let uploaded = client.block_on(upload.send(&client)).unwrap();
    assert_eq!(uploaded[0].file_id, "id-of-a.pdf");
}

#[tokio::test]
async fn links_are_not_shown() {
    let server = Server::answering([Answer::By(take)]).await;
    let upload = upload().file(LocalFile::from_bytes("a.pdf", pdf(30)));
    let uploaded = upload.send(&server.client()).await.unwrap();
    assert!(!format!("{uploaded:?}").contains("bearer"), "{uploaded:?}");
    let link = uploaded[0].link.as_ref().unwrap();
    assert_eq!(link.expose(), "https://example.com/a.pdf?key=bearer");
}

#[tokio::test]
async fn an_upload_can_go_inside_another_action_encrypted() {
    use essbasic::encryption::{Cipher, CreateRequestWithEncryption, EncryptionKeys};
    use essbasic::request::Request;

    let server = Server::answering([refusal("FailedOperation", "")]).await;
    let keys = EncryptionKeys::new(Cipher::AesCbc, "0123456789abcdef", "mac").unwrap();
    let action = essbasic::files::UploadFiles::new(agent(), FileBusinessType::Document);
    let body = Body::from(serde_json::to_vec(&action).unwrap());
    let client = server.client();
    client.call_with_body(&action, body).encrypted(&keys).await.unwrap_err();
    let carrier: CreateRequestWithEncryption = Request::read(&server.requests()[0].body).unwrap();
    assert_eq!(keys.decrypt_request(&carrier).unwrap(), serde_json::to_vec(&action).unwrap());
}
