//! Deduplication over PostgreSQL.

use std::time::Duration;

use essbasic::callback::events::FlowStatusChange;
use essbasic::callback::{CallbackError, Claim, DedupStore, Delivery, Event, Message};
use essbasic_fleet::PostgresDedupStore;

use super::server::PostgresServer;

#[tokio::test]
#[ignore = "needs postgres"]
async fn of_many_replicas_one_claims_a_message() {
    let server = PostgresServer::start();
    let mut claims = Vec::new();
    for _ in 0..4 {
        let store = PostgresDedupStore::new(&server.database().await);
        for _ in 0..5 {
            let store = store.clone();
            claims.push(tokio::spawn(async move { store.try_claim("message").await.unwrap() }));
        }
    }
    let mut claimed = 0;
    for claim in claims {
        match claim.await.unwrap() {
            Claim::Claimed => claimed += 1,
            other => assert_eq!(other, Claim::InProgress),
        }
    }
    assert_eq!(claimed, 1);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_handled_message_is_a_duplicate_for_all_replicas() {
    let server = PostgresServer::start();
    let one = PostgresDedupStore::new(&server.database().await);
    let other = PostgresDedupStore::new(&server.database().await);
    let event = FlowStatusChange::new().flow_id("yDwFakeFlow");
    let message = Message::new("yDwFakeMessage", Event::from(event));
    let failed = message.handle_once(&one, async { Err::<(), _>(CallbackError::dedup_store("x")) });
    assert!(failed.await.is_err());
    let handled = message.handle_once(&other, async { Ok::<_, CallbackError>(1) }).await;
    assert_eq!(handled.unwrap(), Delivery::Handled(1));
    let again = message.handle_once(&one, async { Ok::<_, CallbackError>(2) }).await;
    assert_eq!(again.unwrap(), Delivery::Duplicate);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_claim_expires_and_its_late_owner_releases_no_other() {
    let server = PostgresServer::start();
    let late = PostgresDedupStore::new(&server.database().await);
    let late = late.claim_timeout(Duration::from_millis(1));
    let other = PostgresDedupStore::new(&server.database().await);
    assert_eq!(late.try_claim("message").await.unwrap(), Claim::Claimed);
    let expired = "SELECT count(*) FROM essbasic_dedup WHERE expires_at < now()";
    while server.count(expired).await == 0 {}
    assert_eq!(other.try_claim("message").await.unwrap(), Claim::Claimed);
    late.release("message").await.unwrap();
    assert_eq!(late.try_claim("message").await.unwrap(), Claim::InProgress);
    other.release("message").await.unwrap();
    assert_eq!(late.try_claim("message").await.unwrap(), Claim::Claimed);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn messages_are_forgotten_after_the_retention() {
    let server = PostgresServer::start();
    let store = PostgresDedupStore::new(&server.database().await);
    let store = store.retention(Duration::from_millis(1));
    for number in 0..50 {
        let key = format!("message {number}");
        assert_eq!(store.try_claim(&key).await.unwrap(), Claim::Claimed);
        store.mark_done(&key).await.unwrap();
    }
    let kept = server.count("SELECT count(*) FROM essbasic_dedup").await;
    assert!(kept < 10, "{kept}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn keys_of_any_length_and_content_are_stored() {
    let server = PostgresServer::start();
    let store = PostgresDedupStore::new(&server.database().await);
    for key in ["", "\0", "合同", &"x".repeat(100_000), "'; DROP TABLE essbasic_dedup; --"] {
        assert_eq!(store.try_claim(key).await.unwrap(), Claim::Claimed);
        store.mark_done(key).await.unwrap();
        assert_eq!(store.try_claim(key).await.unwrap(), Claim::Done);
    }
}
