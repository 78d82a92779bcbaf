//! Callbacks over TLS: the certificate is verified, and one may be trusted.

use std::sync::Arc;

use essbasic_sandbox::{
    Callback, CallbackSettingError, Command, DeliveryError, Sandbox, StartError,
};
use essbasic_test_support::certificate::Certificate;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// Starts a receiver on `localhost` that accepts everything. Returns its URL.
async fn receiver(certificate: &Certificate) -> String {
    let chain = vec![CertificateDer::from_pem_slice(certificate.certificate.as_bytes()).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(certificate.key.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let response = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            let _ = stream.write_all(response).await;
            let _ = stream.shutdown().await;
        }
    });
    format!("https://localhost:{port}/")
}

/// Posts an event. Returns the responses to the first attempt.
async fn post(callback: Callback) -> Result<u16, DeliveryError> {
    let sandbox = Sandbox::builder().callback(callback).start().await.unwrap();
    let data = serde_json::Map::new();
    let command = Command::TriggerEvent { kind: "ReceiveFlow".to_owned(), data };
    sandbox.execute(&command).await.unwrap();
    while sandbox.events()[0].attempts == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    sandbox.events()[0].deliveries[0].last_attempts[0].response
}

#[tokio::test]
async fn an_event_is_posted_to_a_trusted_certificate_only() {
    let certificate = Certificate::issue();
    let url = receiver(&certificate).await;
    assert_eq!(post(Callback::new(&url)).await, Err(DeliveryError::NoResponse));
    let trusting = Callback::new(&url).root_certificate(certificate.authority);
    assert_eq!(post(trusting).await, Ok(200));
}

#[tokio::test]
async fn a_root_certificate_that_is_not_pem_is_rejected_at_the_start() {
    let callback = Callback::new("https://localhost:1/").root_certificate("not PEM");
    let error = Sandbox::builder().callback(callback).start().await.unwrap_err();
    assert!(matches!(error, StartError::Callback(CallbackSettingError::Certificate)), "{error}");
}
