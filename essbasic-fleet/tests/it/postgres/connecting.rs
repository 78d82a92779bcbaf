//! Errors at the start, and migrations.

use std::time::Duration;

use essbasic_fleet::{Database, FleetError, FleetErrorKind};
use essbasic_test_support::free_port;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::server::{PostgresServer, connect_to, url};

fn assert_explained(error: &FleetError, kind: FleetErrorKind, hint: &str) {
    let shown = format!("{error} {error:?}");
    assert_eq!(error.kind(), kind, "{shown}");
    assert!(error.hint().contains(hint), "{shown}");
    assert!(!shown.contains("s3cret"), "{shown}");
}

async fn fails(url: &str, kind: FleetErrorKind, hint: &str) -> FleetError {
    let error = connect_to(url).await.unwrap_err();
    assert_explained(&error, kind, hint);
    error
}

#[tokio::test]
async fn malformed_addresses_are_explained_without_the_password() {
    for url in [
        "postgres://app:s3cret@127.0.0.1:port/app",
        "postgres://app:s3cret@127.0.0.1/app?nonsense=s3cret",
        "mysql://app:s3cret@127.0.0.1/app",
        "",
    ] {
        fails(url, FleetErrorKind::Configuration, "postgres://user:password@host").await;
    }
    let builder = Database::builder("postgres://app:s3cret@127.0.0.1/app");
    assert!(!format!("{builder:?}").contains("s3cret"));
}

#[tokio::test]
async fn a_root_certificate_that_is_not_pem_is_rejected() {
    let builder = Database::builder("postgres://app@127.0.0.1/app").root_certificate("nonsense");
    let error = builder.connect().await.unwrap_err();
    assert_explained(&error, FleetErrorKind::Configuration, "BEGIN CERTIFICATE");
}

#[tokio::test]
async fn a_port_without_a_server_is_reported() {
    let url = format!("postgres://app:s3cret@127.0.0.1:{}/app", free_port());
    let error = fails(&url, FleetErrorKind::Unavailable, "host, port").await;
    assert!(error.to_string().contains("127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_server_that_never_responds_is_reported() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url(listener.local_addr().unwrap().port());
    let builder = Database::builder(url).server_timeout(Duration::from_millis(50));
    let error = builder.connect().await.unwrap_err();
    assert_explained(&error, FleetErrorKind::Unavailable, "");
}

#[tokio::test]
async fn another_server_is_not_taken_for_postgresql() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url(listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let error = connect_to(&url).await.unwrap_err();
    assert!(!error.hint().is_empty(), "{error:?}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_wrong_password_is_reported() {
    let mut server = PostgresServer::start();
    server.execute("CREATE ROLE app LOGIN PASSWORD 'right'").await;
    let rules = "host all app 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n";
    server.write("pg_hba.conf", rules);
    server.stop();
    server.restart();
    let port = server.port();
    let wrong = format!("postgres://app:s3cret@127.0.0.1:{port}/postgres");
    fails(&wrong, FleetErrorKind::Authentication, "user:password").await;
    let none = format!("postgres://app@127.0.0.1:{port}/postgres");
    fails(&none, FleetErrorKind::Authentication, "password").await;
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_missing_database_is_reported() {
    let server = PostgresServer::start();
    let url = server.url().replace("/postgres", "/missing").replace("//missing", "//postgres");
    fails(&url, FleetErrorKind::Configuration, "CREATE DATABASE").await;
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn missing_permissions_are_named() {
    let server = PostgresServer::start();
    server.execute("CREATE ROLE app LOGIN").await;
    let app = format!("postgres://app@127.0.0.1:{}/postgres", server.port());
    fails(&app, FleetErrorKind::Permission, "GRANT CREATE").await;

    server.database().await;
    let error = fails(&app, FleetErrorKind::Permission, "GRANT").await;
    let all = "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO app";
    server.execute(all).await;
    let fewer = fails(&app, FleetErrorKind::Permission, "GRANT").await;
    assert!(fewer.to_string().contains("DELETE on essbasic_inbox"), "{error} {fewer}");
    assert!(!fewer.to_string().contains("SELECT"), "{fewer}");
    server.execute("GRANT DELETE ON ALL TABLES IN SCHEMA public TO app").await;
    connect_to(&app).await.unwrap();
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_read_only_replica_is_reported() {
    let mut primary = PostgresServer::start();
    primary.database().await;
    primary.stop();
    let replica = PostgresServer::replica_of(&primary);
    fails(&replica.url(), FleetErrorKind::ReadOnly, "primary").await;

    primary.restart();
    primary.execute("ALTER DATABASE postgres SET default_transaction_read_only = on").await;
    fails(&primary.url(), FleetErrorKind::ReadOnly, "primary").await;
    // Both hosts: the driver finds the one that can be written.
    primary
        .execute(
            "SET transaction_read_only = off; \
        ALTER DATABASE postgres SET default_transaction_read_only = off",
        )
        .await;
    let (one, other) = (replica.port(), primary.port());
    let both = format!(
        "postgres://postgres@127.0.0.1:{one},127.0.0.1:{other}/postgres?target_session_attrs=read-write"
    );
    connect_to(&both).await.unwrap();
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn an_older_server_is_rejected() {
    let server = PostgresServer::start();
    let version = server.client().await.query_one("SHOW server_version_num", &[]).await.unwrap();
    let version: String = version.get(0);
    // Binary: the server's number becomes that of PostgreSQL 9.6.
    let number: i32 = version.parse().unwrap();
    let url = url(rewrite(server.port(), number.to_be_bytes(), 90_624_i32.to_be_bytes()).await);
    let error = fails(&url, FleetErrorKind::Version, "PostgreSQL 12").await;
    assert!(error.to_string().contains("PostgreSQL 9"), "{error}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn migrations_run_once_although_replicas_start_together() {
    let server = PostgresServer::start();
    let url = server.url();
    let start = || connect_to(&url);
    let (a, b, c, d) = tokio::join!(start(), start(), start(), start());
    for replica in [a, b, c, d] {
        replica.unwrap();
    }
    let versions = server.count("SELECT count(*) FROM essbasic_schema").await;
    assert_eq!(versions, i64::try_from(Database::migrations().len()).unwrap());
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn without_migrating_the_version_is_checked() {
    let server = PostgresServer::start();
    let connect = || Database::builder(server.url()).migrate(false).connect();
    let error = connect().await.unwrap_err();
    assert_explained(&error, FleetErrorKind::Schema, "Database::migrations");
    // As someone does who runs the printed scripts.
    for migration in Database::migrations() {
        server.execute(migration.sql).await;
    }
    connect().await.unwrap();
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn tables_of_a_newer_version_are_not_touched() {
    let server = PostgresServer::start();
    server.database().await;
    server.execute("INSERT INTO essbasic_schema (version) VALUES (999)").await;
    let error = fails(&server.url(), FleetErrorKind::Schema, "update essbasic-fleet").await;
    assert!(error.to_string().contains("999"), "{error}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn connections_are_encrypted_and_certificates_verified() {
    let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let mut server = PostgresServer::start();
    server.write("server.crt", &key.cert.pem());
    server.write("server.key", &key.signing_key.serialize_pem());
    server.write("pg_hba.conf", "hostssl all all 127.0.0.1/32 trust\n");
    server.write("postgresql.auto.conf", "ssl = on\n");
    server.stop();
    server.restart();
    let url = format!("postgres://postgres@localhost:{}/postgres", server.port());
    let trusted = Database::builder(&url).root_certificate(key.cert.pem()).connect().await;
    trusted.unwrap();
    fails(&url, FleetErrorKind::Unavailable, "root certificate").await;
    let plain = format!("{url}?sslmode=disable");
    fails(&plain, FleetErrorKind::Authentication, "sslmode=require").await;
}

/// Starts a proxy that replaces bytes of the server's responses. Returns its port.
async fn rewrite(server: u16, from: [u8; 4], to: [u8; 4]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_server, mut to_server) = server.into_split();
            tokio::spawn(async move { tokio::io::copy(&mut from_client, &mut to_server).await });
            tokio::spawn(async move {
                let mut buffer = vec![0; 65536];
                while let Ok(length @ 1..) = from_server.read(&mut buffer).await {
                    let bytes = &mut buffer[..length];
                    let found = bytes.windows(4).position(|window| window == from);
                    if let Some(index) = found {
                        bytes[index..index + 4].copy_from_slice(&to);
                    }
                    if to_client.write_all(bytes).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    port
}
