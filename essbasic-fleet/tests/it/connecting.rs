//! Servers that cannot be used: reported by `connect`, with what to do.

use essbasic_fleet::{FleetError, FleetErrorKind, SharedRateLimiter};
use essbasic_test_support::certificate::Certificate;
use essbasic_test_support::free_port;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::client::{Sent, builder, connect, send};
use crate::redis_server::RedisServer;

const PASSWORD: &str = "Fake-Passw0rd";

/// Connects, and returns the error, which must not show the password.
async fn error(url: &str) -> FleetError {
    let error = builder(url).connect().await.unwrap_err();
    assert!(!error.hint().is_empty());
    assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error:?}");
    error
}

#[track_caller]
fn assert_error(error: &FleetError, kind: FleetErrorKind, message: &str) {
    assert_eq!(error.kind(), kind, "{error:?}");
    assert!(error.to_string().contains(message), "{error}");
}

#[tokio::test]
async fn malformed_addresses_are_reported() {
    for url in [
        "",
        "localhost",
        "http://127.0.0.1:6379",
        &format!("redis://:{PASSWORD}@host:port"),
        &format!("redis://:{PASSWORD}@127.0.0.1:6379/database"),
    ] {
        assert_error(&error(url).await, FleetErrorKind::Configuration, "address");
    }
}

#[tokio::test]
async fn an_empty_account_is_reported() {
    let error = SharedRateLimiter::builder("redis://127.0.0.1", " ").connect().await.unwrap_err();
    assert_error(&error, FleetErrorKind::Configuration, "account");
}

#[tokio::test]
async fn an_unreachable_server_is_reported() {
    let port = free_port();
    let error = error(&format!("redis://:{PASSWORD}@127.0.0.1:{port}")).await;
    assert_error(&error, FleetErrorKind::Unavailable, &format!("127.0.0.1:{port}"));
}

#[test]
fn debug_shows_no_password() {
    let builder = builder(&format!("redis://:{PASSWORD}@127.0.0.1"));
    assert!(!format!("{builder:?}").contains(PASSWORD));
}

/// Answers every command with the same bytes.
async fn answering(response: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = vec![0; 4096];
                while let Ok(1..) = stream.read(&mut request).await {
                    // The library first sets its name and version.
                    let commands = String::from_utf8_lossy(&request).matches("SETINFO").count();
                    for _ in 0..commands.max(1) {
                        let _ = stream.write_all(response).await;
                    }
                    request.fill(0);
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn an_older_server_is_reported() {
    let url = answering(b"$22\r\nredis_version:5.0.14\r\n\r\n").await;
    let error = error(&url).await;
    assert_error(&error, FleetErrorKind::Version, "Redis 5.0.14");
    assert!(error.hint().contains("6.0"));
}

#[tokio::test]
async fn a_node_of_a_cluster_is_reported() {
    let url = answering(b"$44\r\nredis_version:7.0.15\r\nredis_mode:cluster\r\n\r\n\r\n").await;
    let error = error(&url).await;
    assert_error(&error, FleetErrorKind::Configuration, "node of a cluster");
}

#[tokio::test]
async fn another_protocol_is_reported() {
    let url = answering(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    assert_error(&error(&url).await, FleetErrorKind::Configuration, "does not respond as Redis");
}

#[tokio::test]
async fn a_server_that_never_responds_is_reported() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    assert_error(&error(&url).await, FleetErrorKind::Unavailable, "cannot connect");
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_wrong_or_missing_password_is_reported() {
    let server = RedisServer::with(&["--requirepass", "Another-Fake-Passw0rd"]);
    let port = server.port();
    for url in [server.url(), format!("redis://:{PASSWORD}@127.0.0.1:{port}")] {
        let error = error(&url).await;
        assert_error(&error, FleetErrorKind::Authentication, "rejected user or password");
    }
    let url = format!("redis://:Another-Fake-Passw0rd@127.0.0.1:{port}");
    let limiter = connect(&url).await;
    assert!(!format!("{limiter:?}").contains("Passw0rd"));
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_user_without_permission_is_reported_with_the_rule_that_suffices() {
    let server = RedisServer::start();
    let port = server.port();
    server.command(&format!("ACL SETUSER app on >{PASSWORD} ~* +@connection +info +@scripting"));
    let url = format!("redis://app:{PASSWORD}@127.0.0.1:{port}");
    let error = error(&url).await;
    assert_error(&error, FleetErrorKind::Permission, "does not permit");
    let rule = error.hint().split_once("SETUSER name ").unwrap().1.trim_end_matches('`');
    server.command(&format!("ACL SETUSER fleet on >{PASSWORD} {rule}"));
    let limiter = connect(&format!("redis://fleet:{PASSWORD}@127.0.0.1:{port}")).await;
    send(&Sent::default().client(limiter), 22).await;
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_read_only_replica_is_reported() {
    let primary = RedisServer::start();
    let replica = RedisServer::start();
    replica.command(&format!("REPLICAOF 127.0.0.1 {}", primary.port()));
    assert_error(&error(&replica.url()).await, FleetErrorKind::ReadOnly, "read-only replica");
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_without_memory_is_reported() {
    let server = RedisServer::start();
    server.command("CONFIG SET maxmemory 1");
    assert_error(&error(&server.url()).await, FleetErrorKind::ReadOnly, "accepts no writes");
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn tls_verifies_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let issued = Certificate::issue();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (certificate, key) = (path("certificate.pem"), path("key.pem"));
    std::fs::write(&certificate, &issued.certificate).unwrap();
    std::fs::write(&key, &issued.key).unwrap();
    let port = free_port().to_string();
    let _server = RedisServer::with(&[
        "--tls-port",
        &port,
        "--tls-cert-file",
        &certificate,
        "--tls-key-file",
        &key,
        "--tls-ca-cert-file",
        &certificate,
        "--tls-auth-clients",
        "no",
    ]);
    let url = format!("rediss://localhost:{port}");
    let limiter = builder(&url).root_certificate(issued.authority).connect().await.unwrap();
    send(&Sent::default().client(limiter), 1).await;

    assert_error(&error(&url).await, FleetErrorKind::Unavailable, "cannot connect");
    let plain = error(&format!("redis://localhost:{port}")).await;
    assert_error(&plain, FleetErrorKind::Unavailable, "cannot connect");
    assert!(plain.hint().contains("rediss://"));
}
