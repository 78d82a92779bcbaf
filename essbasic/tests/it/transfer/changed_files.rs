//! Files that change while they are uploaded.

use std::error::Error as _;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use essbasic::{ErrorKind, Outcome};
use essbasic_test_support::server::{Reaction, Server};

use super::{Directory, accept, pdf, upload};
use crate::support::builder;

/// Uploads a file that changes after the request was signed, and returns the cause of the error.
async fn cause(length: usize, change: fn(&Path)) -> String {
    let directory = Directory::new();
    let path = directory.file("a.pdf", &pdf(length));
    let server = Server::start([Reaction::With(accept)]).await;
    let signed = Arc::new(AtomicUsize::new(0));
    let (counter, changed) = (Arc::clone(&signed), path.clone());
    let client = builder(&server)
        // The clock is read for each signature, after the file was hashed.
        .clock(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            change(&changed);
            SystemTime::now()
        })
        .build()
        .unwrap();
    let error = upload().file(path).send(&client).await.unwrap_err();
    let call = error.failed_call().unwrap();
    assert_eq!((call.kind(), call.outcome()), (ErrorKind::Io, Outcome::NotSent), "{call:?}");
    assert!(server.requests().is_empty(), "the service received no complete request");
    assert_eq!(signed.load(Ordering::SeqCst), 1, "the upload is not retried");
    assert!(server.connections() <= 1);
    call.source().unwrap().to_string()
}

#[tokio::test]
async fn file_that_grows_ends_the_upload() {
    for length in [100, 48 << 10, 300_000] {
        let cause = cause(length, |path| {
            let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
            file.write_all(b"more").unwrap();
        });
        assert_eq!(cause.await, "file 0 grew after validation", "{length}");
    }
}

#[tokio::test]
async fn file_that_shrinks_ends_the_upload() {
    for length in [100, 48 << 10, 300_000] {
        let cause = cause(length, |path| {
            let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
            file.set_len(99).unwrap();
        });
        assert_eq!(cause.await, "file 0 shrank after validation", "{length}");
    }
}

#[tokio::test]
async fn file_that_is_overwritten_with_the_same_length_ends_the_upload() {
    for length in [100, 300_000] {
        let cause = cause(length, |path| {
            let mut bytes = std::fs::read(path).unwrap();
            bytes[50] ^= 1;
            std::fs::write(path, bytes).unwrap();
        });
        assert_eq!(cause.await, "the source changed after it was signed", "{length}");
    }
}

#[tokio::test]
async fn removed_file_ends_the_upload() {
    let cause = cause(300_000, |path| std::fs::remove_file(path).unwrap());
    assert_eq!(cause.await, "file 0 became unreadable after validation");
}
