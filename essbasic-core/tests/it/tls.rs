//! TLS and HTTP/2 on real sockets.

use std::io::{self, Read};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use essbasic_core::provider::CvmRoleProvider;
use essbasic_core::transport::{Body, BodySource};
use essbasic_core::{ClientBuilder, ErrorKind, Outcome};
use essbasic_test_support::server::{Server, ok, read_request};
use http::{Request, Response};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::actions::{CreateThing, DescribeThing};
use crate::support::{SECRET_ID, SECRET_KEY, alone, builder, header, is_signed_by};

/// Returns a configuration of rustls that trusts no certificate.
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

/// A server for `localhost` whose certificate the system does not trust.
struct TlsServer {
    port: u16,
    certificate: String,
    requests: Requests,
    task: JoinHandle<()>,
}

type Requests = Arc<Mutex<Vec<Request<Vec<u8>>>>>;

impl TlsServer {
    fn builder(&self) -> ClientBuilder {
        builder().endpoint(format!("https://localhost:{}", self.port))
    }

    fn requests(&self) -> Vec<Request<Vec<u8>>> {
        self.requests.lock().unwrap().clone()
    }

    fn trusting_builder(&self) -> ClientBuilder {
        self.builder().root_certificate(self.certificate.clone())
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Returns a certificate for `localhost` that is no authority's.
fn self_signed() -> (rcgen::Certificate, KeyPair) {
    let generated = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    (generated.cert, generated.signing_key)
}

/// Binds a port; returns the acceptor for these protocols.
async fn listen(
    (certificate, key): (&rcgen::Certificate, &KeyPair),
    protocols: &[&str],
) -> (TcpListener, TlsAcceptor) {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let mut config = rustls::ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    (listener, TlsAcceptor::from(Arc::new(config)))
}

const BODY: &[u8] = br#"{"Response":{"RequestId":"r"}}"#;

/// Starts an HTTP/2 server that refuses the first `refused` requests and responds to the next.
async fn http2(refused: usize) -> TlsServer {
    let (certificate, key) = self_signed();
    http2_with(certificate, key, refused).await
}

async fn http2_with(certificate: rcgen::Certificate, key: KeyPair, refused: usize) -> TlsServer {
    let (listener, acceptor) = listen((&certificate, &key), &["h2", "http/1.1"]).await;
    let certificate = certificate.pem();
    let port = listener.local_addr().unwrap().port();
    let requests = Requests::default();
    let received = Arc::clone(&requests);
    let task = tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            if let Ok(stream) = acceptor.accept(stream).await {
                serve_http2(stream, refused, &received).await;
            }
        }
    });
    TlsServer { port, certificate, requests, task }
}

/// Serves one connection.
async fn serve_http2(stream: TlsStream<TcpStream>, refused: usize, requests: &Requests) {
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let (mut head, mut body) = request.into_parts();
        let mut bytes = Vec::new();
        let is_refused = requests.lock().unwrap().len() < refused;
        if !is_refused {
            loop {
                // More than a window arrives only while the connection is polled.
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
        let authority = head.uri.authority().unwrap().to_string();
        // Servers such as nginx and Node's reject it beside `:authority`.
        assert!(!head.headers.contains_key("host"), "{:?}", head.headers);
        head.headers.insert("host", authority.try_into().unwrap());
        requests.lock().unwrap().push(Request::from_parts(head, bytes));
        if is_refused {
            respond.send_reset(h2::Reason::REFUSED_STREAM);
            continue;
        }
        let mut stream = respond.send_response(Response::new(()), false).unwrap();
        stream.send_data(Bytes::from_static(BODY), true).unwrap();
    }
}

#[tokio::test]
async fn untrusted_certificate_ends_the_call_before_anything_is_sent() {
    let server = http2(0).await;
    let error = DescribeThing::new().send(&server.builder().build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn hint_says_what_is_wrong_with_a_certificate() {
    let mut authority = CertificateParams::new(["localhost".to_owned()]).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let mut expired = CertificateParams::new(["localhost".to_owned()]).unwrap();
    expired.not_after = rcgen::date_time_ymd(2020, 1, 1);
    let other = CertificateParams::new(["other.example".to_owned()]).unwrap();
    for (params, hint) in [
        (authority, "without `CA:TRUE`"),
        (expired, "has expired"),
        (other, "use a host name that the server's certificate contains"),
    ] {
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let server = http2_with(certificate, key, 0).await;
        let error = DescribeThing::new()
            .send(&server.trusting_builder().build().unwrap())
            .await
            .unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
        assert!(error.hint().unwrap().contains(hint), "{hint}: {:?}", error.hint());
    }
    let server = http2(0).await;
    let error = DescribeThing::new().send(&server.builder().build().unwrap()).await.unwrap_err();
    assert!(error.hint().unwrap().contains("trust the authority"), "{:?}", error.hint());
    let malformed = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let error = builder().root_certificate(malformed).build().unwrap_err();
    assert!(error.message().contains("a root certificate is malformed"), "{error}");
}

#[tokio::test]
async fn added_root_certificate_is_trusted_and_http_2_is_used_where_offered() {
    let server = http2(0).await;
    let client = server.trusting_builder().build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let requests = server.requests();
    assert!(is_signed_by(&requests[0], SECRET_ID, SECRET_KEY), "{:?}", requests[0].headers());
}

#[tokio::test]
async fn signed_host_is_the_authority_of_http_2_however_the_endpoint_is_written() {
    let server = http2(0).await;
    for host in ["localhost", "LOCALHOST", "Localhost."] {
        let endpoint = format!("https://{host}:{}", server.port);
        let client = server.trusting_builder().endpoint(endpoint).build().unwrap();
        DescribeThing::new().send(&client).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(header(&request, "host"), format!("localhost:{}", server.port));
        assert!(is_signed_by(&request, SECRET_ID, SECRET_KEY), "{host}");
    }
}

#[tokio::test]
async fn request_refused_by_http_2_was_not_executed_and_is_sent_again() {
    let server = http2(1).await;
    let client = server.trusting_builder().build().unwrap();
    CreateThing::new().send(&client).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(is_signed_by(&requests[1], SECRET_ID, SECRET_KEY));
}

#[tokio::test]
async fn streamed_body_is_sent_over_http_2_and_again_after_a_refusal() {
    for refused in [0, 1] {
        let server = http2(refused).await;
        let client = server.trusting_builder().build().unwrap();
        let body = Body::from_source(Letters(400_000)).await.unwrap();
        client.call_with_body(&CreateThing::new(), body).await.unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), refused + 1);
        assert_eq!(requests[refused].body().len(), 400_000);
        assert!(is_signed_by(&requests[refused], SECRET_ID, SECRET_KEY));
    }
}

/// A source of this number of bytes.
#[derive(Debug)]
pub(crate) struct Letters(pub(crate) u64);

impl BodySource for Letters {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(io::repeat(b'a').take(self.0)))
    }
}

#[tokio::test]
async fn plain_http_needs_no_root_certificates() {
    let missing = [("SSL_CERT_FILE", "/nonexistent"), ("SSL_CERT_DIR", "/nonexistent")];
    if !alone("tls::plain_http_needs_no_root_certificates", &missing) {
        return;
    }
    let plain = Server::start([ok("")]).await;
    let client = builder().endpoint(plain.endpoint()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    assert!(CvmRoleProvider::new().is_ok());
    let server = http2(0).await;
    let client = server.trusting_builder().build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let error = server.builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.message().contains("ca-certificates"), "{error}");
}

#[tokio::test]
async fn http_1_is_used_where_only_it_is_offered() {
    let (certificate, key) = self_signed();
    let (listener, acceptor) = listen((&certificate, &key), &["http/1.1"]).await;
    let certificate = certificate.pem();
    let port = listener.local_addr().unwrap().port();
    let requests = Requests::default();
    let received = Arc::clone(&requests);
    let task = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let request = read_request(&mut stream).await.unwrap();
        let head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n";
        stream.write_all(&[head.as_bytes(), BODY].concat()).await.unwrap();
        stream.shutdown().await.unwrap();
        received.lock().unwrap().push(request);
    });
    let server = TlsServer { port, certificate, requests, task };
    let client = server.trusting_builder().timeout(Duration::from_secs(20)).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].uri(), "/");
}
