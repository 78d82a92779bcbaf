//! Contracts that are downloaded, and links that are not followed.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use essbasic::sign;
use essbasic::transfer::{Download, DownloadError, FlowDownload, Link};
use essbasic::{Client, Error, ErrorKind};
use serde_json::{Value, json};

use super::{agent, pdf};
use crate::server::{Answer, Arrived, Server, answer, ok, refusal};

/// A service with a file for each contract: asked for links it links to itself.
fn serve(arrived: &Arrived) -> Answer {
    let path = arrived.head.split(' ').nth(1).unwrap();
    if arrived.head.starts_with("POST") {
        return links(arrived);
    }
    match path.split('?').next().unwrap() {
        "/dead" => answer(403, "Content-Type: application/xml", b"<Error>Expired</Error>"),
        "/moved" => answer(302, "Location: /good", b"moved"),
        "/empty" => answer(200, "Content-Type: application/pdf", b""),
        "/cut" => {
            let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n%PDF-".to_vec();
            Answer::Bytes(head)
        }
        _ => answer(200, "Content-Type: application/pdf", &pdf(100_000)),
    }
}

fn links(arrived: &Arrived) -> Answer {
    let asked: Value = serde_json::from_slice(&arrived.body).unwrap();
    let host = arrived.header("host").unwrap();
    let (mut infos, mut messages) = (Vec::new(), Vec::new());
    let flows = asked["FlowIds"].as_array().unwrap();
    if flows.iter().any(|flow| flow == "unknown") {
        return refusal("ResourceNotFound.Flow", "");
    }
    for flow in flows {
        let name = flow.as_str().unwrap().split('-').next().unwrap();
        let url = format!("http://{host}/{name}?key=bearer");
        let file = json!({ "Url": url, "Name": "Invented Person.pdf", "Type": "PDF" });
        let files = if name == "refused" { json!([]) } else { json!([file]) };
        infos.push(json!({ "FlowId": flow, "ResourceUrlInfos": files }));
        messages.push(if name == "refused" { "合同没有权限" } else { "" });
    }
    ok(&json!({ "FlowResourceUrlInfos": infos, "ErrorMessages": messages }).to_string())
}

/// A writer that can be looked into.
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
async fn a_contract_is_written_with_its_length_and_hash_by_a_plain_get() {
    let server = Server::answering([Answer::By(serve)]).await;
    let (done, written) = download(&server.client(), &["good"]).await;
    let file = &done[0].files[0];
    assert_eq!(*written.0.lock().unwrap(), pdf(100_000));
    assert_eq!((file.length, file.r#type.as_str()), (100_000, "PDF"));
    assert_eq!(file.sha256, sign::body_hash(&pdf(100_000)).as_str());
    assert!(!format!("{done:?}").contains("Invented"), "{done:?}");

    let [_, get] = &server.requests()[..] else { panic!("a question and a file") };
    assert!(get.head.starts_with("GET /good?key=bearer HTTP/1.1\r\n"), "{}", get.head);
    assert_eq!(get.header("authorization"), None);
    assert!(!get.head.to_lowercase().contains("x-tc-"), "{}", get.head);
    assert!(get.body.is_empty());
}

#[tokio::test]
async fn a_contract_that_fails_does_not_lose_the_others() {
    let server = Server::answering([Answer::By(serve)]).await;
    let flows = ["good-1", "refused", "dead", "moved", "cut", "empty", "good-2"];
    let (done, _) = download(&server.client(), &flows).await;
    let names: Vec<_> = done.iter().map(|it| it.flow_id.as_str()).collect();
    assert_eq!(names, flows);
    let whole: Vec<_> = done.iter().map(FlowDownload::is_complete).collect();
    assert_eq!(whole, [true, false, false, false, false, false, true]);

    let DownloadError::Rejected(item) = &done[1].failures[0] else { panic!("{done:?}") };
    assert_eq!((item.index(), item.message()), (1, "合同没有权限"));
    let error = |at: usize| match &done[at].failures[0] {
        DownloadError::Transfer(error) => (error.kind(), error.http_status()),
        other => panic!("{other:?}"),
    };
    assert_eq!(error(2), (ErrorKind::Gateway, Some(403)));
    assert_eq!(error(3), (ErrorKind::Gateway, Some(302)));
    assert_eq!(error(4).0, ErrorKind::Interrupted);
    assert_eq!(error(5), (ErrorKind::Decode, Some(200)));
    let moved = server.requests().iter().filter(|it| it.head.contains("/good?")).count();
    assert_eq!(moved, 2, "the redirect was not followed");
    assert!(!format!("{done:?}").contains("bearer"), "{done:?}");
}

#[tokio::test]
async fn many_contracts_are_asked_for_in_turns() {
    let server = Server::answering([Answer::By(serve)]).await;
    let client = server.builder().rate_limiter(essbasic::Unlimited).build().unwrap();
    let flows: Vec<_> = (0..60).map(|at| format!("good-{at}")).collect();
    let flows: Vec<_> = flows.iter().map(String::as_str).collect();
    let (done, _) = download(&client, &flows).await;
    assert!(done.len() == 60 && done.iter().all(FlowDownload::is_complete));
    let requests = server.requests();
    let asked = requests.iter().filter(|it| it.head.starts_with("POST"));
    let counts: Vec<_> = asked
        .map(|it| {
            serde_json::from_slice::<Value>(&it.body).unwrap()["FlowIds"].as_array().unwrap().len()
        })
        .collect();
    assert_eq!(counts, [50, 10]);
}

#[tokio::test]
async fn a_contract_that_spoils_the_question_is_asked_about_alone() {
    for flows in [["unknown", "good-1", "good-2"], ["good-1", "unknown", "good-2"]] {
        let server = Server::answering([Answer::By(serve)]).await;
        let (done, _) = download(&server.client(), &flows).await;
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
async fn without_any_link_the_download_fails_as_a_whole() {
    let server = Server::answering([refusal("AuthFailure.SecretIdNotFound", "")]).await;
    let download = Download::new(agent(), ["good-1", "good-2"]);
    let error = download.send(&server.client(), |_| Ok(io::sink())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_writer_that_is_not_there_fails_its_own_file() {
    let server = Server::answering([Answer::By(serve)]).await;
    let (client, mut first) = (server.client(), true);
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

async fn fetched(client: &Client, link: &str) -> Error {
    Link::new(link).download(client, &mut io::sink()).await.unwrap_err()
}

#[tokio::test]
async fn links_to_other_machines_are_https() {
    let server = Server::answering([Answer::By(serve)]).await;
    for link in [
        "http://192.0.2.1/a.pdf?key=bearer",
        "http://127.0.0.1.example.com/a.pdf?key=bearer",
        "ftp://127.0.0.1/a.pdf?key=bearer",
        "https://user:bearer@127.0.0.1/a.pdf",
        "/a.pdf?key=bearer",
        "file:///etc/passwd?key=bearer",
        "no address bearer",
        "",
    ] {
        let error = fetched(&server.client(), link).await;
        assert_eq!(error.kind(), ErrorKind::Invalid, "{link}");
        assert!(!format!("{error} {error:?}").contains("bearer"), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn what_is_larger_than_allowed_stops() {
    let server = Server::answering([Answer::Flood { mebibytes: 1000 }]).await;
    let link = format!("{}/good", server.endpoint());
    let (client, mut sink) = (server.client(), io::sink());
    let error = client.download(&link, &mut sink).max_bytes(5 << 20).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("5242880"), "{error}");
}

#[tokio::test]
async fn a_writer_that_fails_stops_it() {
    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let server = Server::answering([Answer::By(serve)]).await;
    let link = Link::new(format!("{}/good", server.endpoint()));
    let error = link.download(&server.client(), &mut Full).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[tokio::test]
async fn neither_a_link_nor_a_fetch_shows_it() {
    let server = Server::answering([Answer::By(serve)]).await;
    let (link, client) = (Link::new("https://example.com/?key=bearer"), server.client());
    let mut sink = io::sink();
    let shown = format!("{link:?} {link:#?} {:?}", link.download(&client, &mut sink));
    assert!(!shown.contains("bearer") && shown.contains("***"), "{shown}");
}
