//! Files that are written to while they are sent.

use std::error::Error as _;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use essbasic::{ErrorKind, Outcome};

use super::{Directory, pdf, take, upload};
use crate::server::{Answer, Counting, Server};

/// Uploads a file to which something happens after it was signed for and before it is sent; what
/// is said of it.
async fn changed(length: usize, change: fn(&Path)) -> String {
    let directory = Directory::new();
    let path = directory.file("a.pdf", &pdf(length));
    let server = Server::answering([Answer::By(take)]).await;
    let counting = Counting::before(&server.endpoint()).await;
    let signed = Arc::new(AtomicUsize::new(0));
    let (counted, changing) = (Arc::clone(&signed), path.clone());
    let client = server
        .builder()
        .endpoint(counting.endpoint())
        // The clock is read for each signature, when the hash is known.
        .clock(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            change(&changing);
            SystemTime::now()
        })
        .build()
        .unwrap();
    let error = upload().file(path).send(&client).await.unwrap_err();
    let call = error.failed_call().unwrap();
    assert_eq!((call.kind(), call.outcome()), (ErrorKind::Io, Outcome::NotSent), "{call:?}");
    assert!(server.requests().is_empty(), "the service has no whole request");
    assert_eq!(signed.load(Ordering::SeqCst), 1, "nothing is repeated");
    assert!(counting.count() <= 1);
    call.source().unwrap().to_string()
}

#[tokio::test]
async fn a_file_that_grows_ends_the_upload() {
    for length in [100, 48 << 10, 300_000] {
        let why = changed(length, |path| {
            let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
            file.write_all(b"more").unwrap();
        });
        assert_eq!(why.await, "file 0 grew after validation", "{length}");
    }
}

#[tokio::test]
async fn a_file_that_shrinks_ends_the_upload() {
    for length in [100, 48 << 10, 300_000] {
        let why = changed(length, |path| {
            let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
            file.set_len(99).unwrap();
        });
        assert_eq!(why.await, "file 0 shrank after validation", "{length}");
    }
}

#[tokio::test]
async fn a_file_that_becomes_another_of_the_same_length_ends_the_upload() {
    for length in [100, 300_000] {
        let why = changed(length, |path| {
            let mut bytes = std::fs::read(path).unwrap();
            bytes[50] ^= 1;
            std::fs::write(path, bytes).unwrap();
        });
        assert_eq!(why.await, "it was changed since it was signed", "{length}");
    }
}

#[tokio::test]
async fn a_file_that_is_gone_ends_the_upload() {
    let why = changed(300_000, |path| std::fs::remove_file(path).unwrap());
    assert_eq!(why.await, "file 0 became unreadable after validation");
}
