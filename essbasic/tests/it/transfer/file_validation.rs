//! Validation of files before anything is sent.

use std::io::{Cursor, Read};

use essbasic::files::FileBusinessType;
use essbasic::transfer::FileErrorKind as Kind;
use essbasic::transfer::{LocalFile, Upload};
use essbasic::{ErrorKind, Outcome};
use essbasic_test_support::server::{Reaction, Server};

use super::{Directory, agent, pdf, upload};
use crate::support::client;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

/// Returns the errors of files that are not sent.
async fn file_errors(upload: Upload) -> Vec<(usize, Kind)> {
    let server = Server::start([Reaction::Close]).await;
    let error = upload.send(&client(&server)).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(error.failed_call().is_none() && error.uploaded().is_empty());
    assert!(server.requests().is_empty());
    error.file_errors().iter().map(|error| (error.index, error.kind)).collect()
}

async fn file_error(business: FileBusinessType, file: impl Into<LocalFile>) -> Kind {
    let [(0, kind)] = file_errors(Upload::new(agent(), business).file(file)).await[..] else {
        panic!("not one error")
    };
    kind
}

#[tokio::test]
async fn all_invalid_files_are_reported_at_once() {
    let directory = Directory::new();
    let upload = upload()
        .file(directory.file("empty.pdf", b""))
        .file(directory.file("good.pdf", &pdf(100)))
        .file(directory.0.join("absent.pdf"))
        .file(directory.0.as_path().join("."))
        .file(directory.file("really-a-picture.pdf", PNG))
        .file(directory.file("program.exe", b"MZ"));
    let expected = [
        (0, Kind::Empty),
        (2, Kind::Missing),
        (3, Kind::Extension),
        (4, Kind::Content),
        (5, Kind::Extension),
    ];
    assert_eq!(file_errors(upload).await, expected);
}

#[tokio::test]
async fn directory_is_not_a_file() {
    let directory = Directory::new();
    let path = directory.0.join("folder.pdf");
    std::fs::create_dir(&path).unwrap();
    assert_eq!(file_error(FileBusinessType::Document, path).await, Kind::NotAFile);
}

#[cfg(unix)]
#[tokio::test]
async fn device_is_not_a_file_and_is_not_read() {
    let device = LocalFile::from_path("/dev/zero").with_name("endless.pdf");
    assert_eq!(file_error(FileBusinessType::Document, device).await, Kind::NotAFile);
}

#[tokio::test]
async fn names_have_an_extension_and_at_most_200_characters() {
    let named = |name: &str| LocalFile::from_bytes(name, pdf(100));
    for name in ["", "offer", ".pdf", "offer.", "offer.pdf.exe"] {
        assert_eq!(
            file_error(FileBusinessType::Document, named(name)).await,
            Kind::Extension,
            "{name}"
        );
    }
    let long = format!("{}.pdf", "约".repeat(197));
    assert_eq!(file_error(FileBusinessType::Document, named(&long)).await, Kind::Name);
}

#[tokio::test]
async fn each_purpose_accepts_its_own_types() {
    let picture = || LocalFile::from_bytes("a.png", PNG);
    let document = || LocalFile::from_bytes("a.pdf", pdf(100));
    assert_eq!(file_error(FileBusinessType::Template, picture()).await, Kind::Purpose);
    assert_eq!(file_error(FileBusinessType::Archive, picture()).await, Kind::Purpose);
    assert_eq!(file_error(FileBusinessType::Seal, document()).await, Kind::Purpose);
    assert_eq!(file_error(FileBusinessType::BusinessLicense, document()).await, Kind::Purpose);
}

#[tokio::test]
async fn content_matches_the_extension() {
    for (name, good, bad) in [
        ("a.pdf", b"\xef\xbb\xbf%PDF-1.4".as_slice(), b"%PD-1.4 and more".as_slice()),
        ("a.DOCX", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"),
        ("a.xlsx", b"PK\x03\x04", b"PK\x05\x06"),
        ("a.jpg", b"\xff\xd8\xff\xe0", PNG),
        ("a.png", PNG, b"\xff\xd8\xff\xe0"),
        ("a.html", b"<p>", b"<p\0>"),
    ] {
        let file = LocalFile::from_bytes(name, bad);
        assert_eq!(file_error(FileBusinessType::Document, file).await, Kind::Content, "{name}");
        // A valid file is sent.
        let server = Server::start([Reaction::Close]).await;
        let upload = upload().file(LocalFile::from_bytes(name, good));
        let error = upload.send(&client(&server)).await.unwrap_err();
        assert_eq!(error.failed_call().unwrap().kind(), ErrorKind::Interrupted, "{name}");
    }
}

#[tokio::test]
async fn files_of_any_source_are_within_the_documented_sizes() {
    let sized = |head: &[u8], length: usize| {
        let mut bytes = vec![b' '; length];
        bytes[..head.len()].copy_from_slice(head);
        bytes
    };
    let (picture, document) = (sized(PNG, 8 << 20), sized(b"%PDF-", 60 << 20));
    let directory = Directory::new();
    let path = directory.file("a.pdf", &document);
    for file in [
        LocalFile::from_bytes("a.png", picture),
        LocalFile::from_path(path),
        LocalFile::from_seekable("a.pdf", Cursor::new(document.clone())),
        LocalFile::from_reader("a.pdf", Cursor::new(document).chain(std::io::repeat(0))),
    ] {
        let shown = format!("{file:?}");
        assert_eq!(file_error(FileBusinessType::Document, file).await, Kind::TooLarge, "{shown}");
    }
}

#[tokio::test]
async fn error_contains_no_file_name() {
    let server = Server::start([Reaction::Close]).await;
    let upload = upload().file("/nowhere/Invented Person.pdf");
    assert!(!format!("{upload:?}").contains("Invented"));
    let error = upload.send(&client(&server)).await.unwrap_err();
    assert_eq!(error.to_string(), "no file was uploaded: file 0 does not exist");
    assert!(!format!("{error:?}").contains("Invented"));
}
