//! Downloads of contracts, and links that are rejected.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use essbasic::sign;
use essbasic::transfer::{Download, DownloadError, FlowDownload, Link};
use essbasic::{Client, Error, ErrorKind};
use essbasic_test_support::server::{Reaction, Server, ok, rejection, response};
use http::{Method, Request};
use serde_json::{Value, json};

use super::{agent, pdf};
use crate::support::{builder, client};

/// A service with a file for each contract, whose links lead to itself.
fn serve(request: &Request<Vec<u8>>) -> Reaction {
    if request.method() == Method::POST {
        return links(request);
    }
    match request.uri().path() {
        "/dead" => response(403, "Content-Type: application/xml", b"<Error>Expired</Error>"),
        "/moved" => response(302, "Location: /good", b"moved"),
        "/empty" => response(200, "Content-Type: application/pdf", b""),
        "/cut" => Reaction::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n%PDF-".to_vec()),
        _ => response(200, "Content-Type: application/pdf", &pdf(100_000)),
    }
}

fn flow_ids(request: &Request<Vec<u8>>) -> Vec<String> {
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    serde_json::from_value(body["FlowIds"].clone()).unwrap()
}

fn links(request: &Request<Vec<u8>>) -> Reaction {
    let host = request.headers()["host"].to_str().unwrap();
    let (mut infos, mut messages) = (Vec::new(), Vec::new());
    for flow_id in flow_ids(request) {
        if flow_id == "unknown" {
            return rejection("ResourceNotFound.Flow", "");
        }
        let name = flow_id.split('-').next().unwrap();
        let url = format!("http://{host}/{name}?key=bearer");
        let file = json!({ "Url": url, "Name": "Invented Person.pdf", "Type": "PDF" });
        let files = if name == "rejected" { json!([]) } else { json!([file]) };
        infos.push(json!({ "FlowId": flow_id, "ResourceUrlInfos": files }));
        messages.push(if name == "rejected" { "合同没有权限" } else { "" });
    }
    ok(&json!({ "FlowResourceUrlInfos": infos, "ErrorMessages": messages }).to_string())
}

/// A writer whose bytes can be inspected.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn download(client: &Client, flows: &[&str]) -> (Vec<FlowDownload>, Written) {
    let written = Written::default();
    let download = Download::new(agent(), flows.iter().copied()).max_bytes(200_000);
    let done = download.send(client, |_| Ok(written.clone())).await.unwrap();
    (done, written)
}

#[tokio::test]
async fn contract_is_downloaded_with_length_and_hash_by_a_plain_get() {
    let server = Server::start([Reaction::With(serve)]).await;
    let (done, written) = download(&client(&server), &["good"]).await;
    let file = &done[0].files[0];
    assert_eq!(*written.0.lock().unwrap(), pdf(100_000));
    assert_eq!((file.length, file.r#type.as_str()), (100_000, "PDF"));
    assert_eq!(file.sha256, sign::body_hash(&pdf(100_000)).as_str());
    assert!(!format!("{done:?}").contains("Invented"), "{done:?}");

    let [_, get] = &server.requests()[..] else { panic!("not two requests") };
    assert_eq!(
        (get.method(), get.uri().to_string()),
        (&Method::GET, "/good?key=bearer".to_owned())
    );
    let mut names = get.headers().keys().map(http::HeaderName::as_str);
    assert!(names.all(|name| name != "authorization" && !name.starts_with("x-tc-")), "{get:?}");
    assert!(get.body().is_empty());
}

#[tokio::test]
async fn failed_contract_does_not_affect_the_others() {
    let server = Server::start([Reaction::With(serve)]).await;
    let flows = ["good-1", "rejected", "dead", "moved", "cut", "empty", "good-2"];
    let (done, _) = download(&client(&server), &flows).await;
    let names: Vec<_> = done.iter().map(|it| it.flow_id.as_str()).collect();
    assert_eq!(names, flows);
    let complete: Vec<_> = done.iter().map(FlowDownload::is_complete).collect();
    assert_eq!(complete, [true, false, false, false, false, false, true]);

    let DownloadError::Rejected(item) = &done[1].failures[0] else { panic!("{done:?}") };
    assert_eq!((item.index(), item.message()), (1, "合同没有权限"));
    let error = |index: usize| match &done[index].failures[0] {
        DownloadError::Transfer(error) => (error.kind(), error.http_status()),
        other => panic!("{other:?}"),
    };
    assert_eq!(error(2), (ErrorKind::Gateway, Some(403)));
    assert_eq!(error(3), (ErrorKind::Gateway, Some(302)));
    assert_eq!(error(4).0, ErrorKind::Interrupted);
    assert_eq!(error(5), (ErrorKind::Decode, Some(200)));
    let moved = server.requests().iter().filter(|it| it.uri().path() == "/good").count();
    assert_eq!(moved, 2, "the redirect was not followed");
    assert!(!format!("{done:?}").contains("bearer"), "{done:?}");
}

#[tokio::test]
async fn links_are_requested_in_batches_of_50() {
    let server = Server::start([Reaction::With(serve)]).await;
    let client = builder(&server).rate_limiter(essbasic::Unlimited).build().unwrap();
    let flows: Vec<_> = (0..60).map(|index| format!("good-{index}")).collect();
    let flows: Vec<_> = flows.iter().map(String::as_str).collect();
    let (done, _) = download(&client, &flows).await;
    assert!(done.len() == 60 && done.iter().all(FlowDownload::is_complete));
    let requests = server.requests();
    let posts = requests.iter().filter(|it| it.method() == Method::POST);
    let counts: Vec<_> = posts.map(|it| flow_ids(it).len()).collect();
    assert_eq!(counts, [50, 10]);
}

#[tokio::test]
async fn batch_with_an_unknown_contract_is_requested_one_by_one() {
    for flows in [["unknown", "good-1", "good-2"], ["good-1", "unknown", "good-2"]] {
        let server = Server::start([Reaction::With(serve)]).await;
        let (done, _) = download(&client(&server), &flows).await;
        assert_eq!(done.len(), 3);
        for contract in &done {
            if contract.flow_id == "unknown" {
                assert!(matches!(contract.failures[..], [DownloadError::Links(_)]));
            } else {
                assert!(contract.is_complete(), "{done:?}");
            }
        }
    }
}

#[tokio::test]
async fn download_without_any_link_is_an_error() {
    let server = Server::start([rejection("AuthFailure.SecretIdNotFound", "")]).await;
    let download = Download::new(agent(), ["good-1", "good-2"]);
    let error = download.send(&client(&server), |_| Ok(io::sink())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn failure_to_open_a_writer_affects_only_its_file() {
    let server = Server::start([Reaction::With(serve)]).await;
    let (client, mut first) = (client(&server), true);
    let download = Download::new(agent(), ["good-1", "good-2"]);
    let done = download.send(&client, |_| {
        if std::mem::take(&mut first) {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        Ok(io::sink())
    });
    let done = done.await.unwrap();
    assert!(matches!(done[0].failures[..], [DownloadError::Writer(_)]));
    assert!(done[1].is_complete());
}

async fn link_error(client: &Client, link: &str) -> Error {
    Link::new(link).download(client, &mut io::sink()).await.unwrap_err()
}

#[tokio::test]
async fn links_to_other_machines_must_be_https() {
    let server = Server::start([Reaction::With(serve)]).await;
    for link in [
        "http://192.0.2.1/a.pdf?key=bearer",
        "http://127.0.0.1.example.com/a.pdf?key=bearer",
        "ftp://127.0.0.1/a.pdf?key=bearer",
        "https://user:bearer@127.0.0.1/a.pdf",
        "/a.pdf?key=bearer",
        "file:///etc/passwd?key=bearer",
        "not a link: bearer",
        "",
    ] {
        let error = link_error(&client(&server), link).await;
        assert_eq!(error.kind(), ErrorKind::Invalid, "{link}");
        assert!(!format!("{error} {error:?}").contains("bearer"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn download_beyond_max_bytes_is_an_error() {
    let server = Server::start([Reaction::Flood(1000)]).await;
    let link = format!("{}/good", server.endpoint());
    let (client, mut sink) = (client(&server), io::sink());
    let error = client.download(&link, &mut sink).max_bytes(5 << 20).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("5242880"), "{error}");
}

#[tokio::test]
async fn error_of_the_writer_ends_the_download() {
    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let server = Server::start([Reaction::With(serve)]).await;
    let link = Link::new(format!("{}/good", server.endpoint()));
    let error = link.download(&client(&server), &mut Full).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[tokio::test]
async fn debug_of_a_link_and_its_download_is_redacted() {
    let server = Server::start([Reaction::With(serve)]).await;
    let (link, client) = (Link::new("https://example.com/?key=bearer"), client(&server));
    let mut sink = io::sink();
    let shown = format!("{link:?} {link:#?} {:?}", link.download(&client, &mut sink));
    assert!(!shown.contains("bearer") && shown.contains("***"), "{shown}");
}
