//! TLS and HTTP/2: whom a client trusts, and what travels.

use std::sync::Arc;

use bytes::Bytes;
use essbasic::files::FileBusinessType;
use essbasic::transfer::{LocalFile, Upload};
use essbasic::{Client, ClientBuilder, Credential, ErrorKind, Outcome, tc_action};
use http::Response;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::server::{Arrived, SECRET_ID, SECRET_KEY};

/// Looks at something.
#[tc_action(name = "DescribeThing", version = "2021-05-26", effect = read)]
struct DescribeThing {}

/// Makes something.
#[tc_action(name = "CreateThing", version = "2021-05-26", effect = create)]
struct CreateThing {}

/// A configuration of rustls that trusts nobody.
pub(crate) fn config_without_roots() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// A server for `localhost`, whose certificate no system trusts.
struct Secure {
    port: u16,
    certificate: String,
    task: JoinHandle<Vec<Arrived>>,
}

impl Secure {
    fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential(Credential::new(SECRET_ID, SECRET_KEY))
            .endpoint(format!("https://localhost:{}", self.port))
    }
}

/// The port, the acceptor and the certificate of a server that offers these protocols.
async fn listening(protocols: &[&str]) -> (TcpListener, TlsAcceptor, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let mut config = rustls::ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    (listener, TlsAcceptor::from(Arc::new(config)), made.cert.pem())
}

const DONE: &[u8] = br#"{"Response":{"RequestId":"r"}}"#;

/// A server of HTTP/2 that declines the first so many requests, and answers the next.
async fn http2(declined: usize) -> Secure {
    let (listener, acceptor, certificate) = listening(&["h2", "http/1.1"]).await;
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        let mut arrived = Vec::new();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(stream) = acceptor.accept(stream).await else { continue };
            assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
            let mut connection = h2::server::handshake(stream).await.unwrap();
            while let Some(Ok((request, mut respond))) = connection.accept().await {
                let (parts, mut body) = request.into_parts();
                let mut bytes = Vec::new();
                if arrived.len() >= declined {
                    loop {
                        // More than a window comes only while the connection is looked after.
                        let chunk = tokio::select! {
                            chunk = body.data() => chunk,
                            _ = std::future::poll_fn(|context| connection.poll_closed(context)) => None,
                        };
                        let Some(chunk) = chunk else { break };
                        let chunk = chunk.unwrap();
                        body.flow_control().release_capacity(chunk.len()).unwrap();
                        bytes.extend_from_slice(&chunk);
                    }
                }
                let host = parts.uri.authority().unwrap();
                let mut head = format!("host: {host}\r\n");
                for (name, value) in &parts.headers {
                    if name == "host" {
                        assert_eq!(value.as_bytes(), host.as_str().as_bytes());
                        continue;
                    }
                    head = head + name.as_str() + ": " + value.to_str().unwrap() + "\r\n";
                }
                arrived.push(Arrived { head, body: bytes });
                if arrived.len() <= declined {
                    respond.send_reset(h2::Reason::REFUSED_STREAM);
                    continue;
                }
                let mut stream = respond.send_response(Response::new(()), false).unwrap();
                stream.send_data(Bytes::from_static(DONE), true).unwrap();
                let _ = tokio::time::timeout(
                    std::time::Duration::from_millis(200),
                    std::future::poll_fn(|context| connection.poll_closed(context)),
                )
                .await;
                return arrived;
            }
        }
    });
    Secure { port, certificate, task }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_ends_it_before_anything_is_sent() {
    let server = http2(0).await;
    let error = DescribeThing::new().send(&server.builder().build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    server.task.abort();
}

#[tokio::test]
async fn a_root_certificate_of_ones_own_is_trusted_and_http_2_is_spoken_where_it_is_offered() {
    let server = http2(0).await;
    let client = server.builder().root_certificate(server.certificate.clone()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let arrived = server.task.await.unwrap();
    assert!(
        arrived[0].is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)),
        "{}",
        arrived[0].head
    );
}

#[tokio::test]
async fn what_a_server_of_http_2_declined_was_not_carried_out() {
    let server = http2(1).await;
    let client = server.builder().root_certificate(server.certificate.clone()).build().unwrap();
    CreateThing::new().send(&client).await.unwrap();
    let arrived = server.task.await.unwrap();
    assert_eq!(arrived.len(), 2);
    assert!(arrived[1].is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
}

#[tokio::test]
async fn an_upload_is_streamed_over_http_2_too_and_again_where_it_was_declined() {
    let agent = essbasic::Agent::operator("app", "org", "operator");
    for declined in [0, 1] {
        let server = http2(declined).await;
        let client = server.builder().root_certificate(server.certificate.clone()).build().unwrap();
        let upload = Upload::new(agent.clone(), FileBusinessType::Document)
            .timeout(std::time::Duration::from_secs(20));
        let bytes = [b"%PDF-".as_slice(), &vec![0; 300_000]].concat();
        let error = upload.file(LocalFile::from_bytes("a.pdf", bytes)).send(&client).await;
        // The answer has no ids, and does come.
        let error = error.unwrap_err();
        assert_eq!(error.failed_call().unwrap().kind(), ErrorKind::Decode, "{error:?}");
        let arrived = server.task.await.unwrap();
        assert_eq!(arrived.len(), declined + 1);
        assert!(arrived[declined].body.len() > 400_000);
        assert!(arrived[declined].is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
    }
}

#[tokio::test]
async fn a_server_that_offers_only_http_1_is_spoken_to_in_it() {
    let (listener, acceptor, certificate) = listening(&["http/1.1"]).await;
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let mut head = vec![0; 4096];
        let length = stream.read(&mut head).await.unwrap();
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n";
        stream.write_all(&[answer.as_bytes(), DONE].concat()).await.unwrap();
        stream.shutdown().await.unwrap();
        vec![Arrived {
            head: String::from_utf8_lossy(&head[..length]).into_owned(),
            body: Vec::new(),
        }]
    });
    let server = Secure { port, certificate, task };
    let client = server.builder().root_certificate(server.certificate.clone()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    assert!(server.task.await.unwrap()[0].head.starts_with("POST / HTTP/1.1\r\n"));
}
