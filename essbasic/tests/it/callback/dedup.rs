//! Deduplication: a message is handled once and never lost.

use std::time::Duration;

use essbasic::callback::{
    CallbackError, CallbackErrorKind, Claim, DedupFuture, DedupStore, Delivery, Event,
    MemoryDedupStore, Message,
};
use serde_json::json;

use super::{contract_message, message};

const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(20);

async fn handle(store: &impl DedupStore, message: &Message) -> Delivery<()> {
    message.handle_once(store, async { Ok::<_, CallbackError>(()) }).await.unwrap()
}

#[tokio::test]
async fn a_duplicate_is_not_handled_again() {
    let store = MemoryDedupStore::default();
    assert_eq!(handle(&store, &contract_message()).await, Delivery::Handled(()));
    let again = handle(&store, &contract_message()).await;
    assert_eq!((again, again.status()), (Delivery::Duplicate, 200));
    assert_eq!(store.len(), 1);
}

#[tokio::test]
async fn a_message_whose_handler_failed_is_handled_when_it_is_sent_again() {
    let (store, message) = (MemoryDedupStore::default(), contract_message());
    let failing = async { Err::<(), _>(CallbackError::dedup_store("no disk")) };
    assert!(message.handle_once(&store, failing).await.is_err());
    assert_eq!(handle(&store, &message).await, Delivery::Handled(()));
}

#[tokio::test]
async fn only_one_of_two_concurrent_deliveries_is_handled() {
    let (store, message) = (MemoryDedupStore::default(), contract_message());
    let outer = message.handle_once(&store, async {
        let inner = handle(&store, &message).await;
        assert_eq!((inner, inner.status()), (Delivery::InProgress, 503));
        Ok::<_, CallbackError>("done")
    });
    assert_eq!(outer.await.unwrap(), Delivery::Handled("done"));
}

#[tokio::test]
async fn a_message_whose_handler_was_dropped_is_handled_after_its_claim_expires() {
    let (store, message) = (MemoryDedupStore::default().claim_timeout(SHORT), contract_message());
    let endless = message.handle_once(&store, std::future::pending::<Result<(), CallbackError>>());
    assert!(tokio::time::timeout(Duration::from_millis(1), endless).await.is_err());
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(handle(&store, &message).await, Delivery::Handled(()));
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(
        handle(&store, &message).await,
        Delivery::Duplicate,
        "a handled message does not expire like a claim"
    );
}

#[tokio::test]
async fn the_store_keeps_no_more_messages_than_its_capacity() {
    let store = MemoryDedupStore::new(3, LONG);
    for id in ["1", "2", "3", "4"] {
        assert_eq!(store.try_claim(id).await.unwrap(), Claim::Claimed);
        store.mark_done(id).await.unwrap();
        assert!(store.len() <= 3);
    }
    assert_eq!(store.try_claim("4").await.unwrap(), Claim::Done);
    assert_eq!(store.try_claim("1").await.unwrap(), Claim::Claimed, "the oldest is evicted first");
    for _ in 0..100 {
        store.release("1").await.unwrap();
        assert_eq!(store.try_claim("1").await.unwrap(), Claim::Claimed);
    }
    assert!(store.len() <= 3 + 1, "three that were handled, and a claim");
}

#[tokio::test]
async fn failures_do_not_push_out_handled_messages() {
    let store = MemoryDedupStore::new(3, LONG);
    for id in ["1", "2", "3"] {
        assert_eq!(store.try_claim(id).await.unwrap(), Claim::Claimed);
        store.mark_done(id).await.unwrap();
    }
    // Handlers that fail one after another, at once, and that never end.
    for id in 0..1000 {
        let id = format!("failing-{id}");
        assert_eq!(store.try_claim(&id).await.unwrap(), Claim::Claimed);
        if id.len() % 2 == 0 {
            store.release(&id).await.unwrap();
        }
        assert!(store.len() <= 2 * 3, "{} entries", store.len());
    }
    for id in ["1", "2", "3"] {
        assert_eq!(store.try_claim(id).await.unwrap(), Claim::Done);
    }
}

#[tokio::test]
async fn the_store_keeps_messages_no_longer_than_its_retention() {
    let store = MemoryDedupStore::new(3, SHORT);
    store.try_claim("1").await.unwrap();
    store.mark_done("1").await.unwrap();
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(store.try_claim("1").await.unwrap(), Claim::Claimed);
    assert!(!store.is_empty());
}

#[test]
fn a_message_without_an_id_is_identified_by_a_digest() {
    let bare = |flow: &str| message(&json!({"FlowId": flow, "FlowCallbackStatus": 1}));
    assert!(bare("a").msg_id.is_none());
    assert!(bare("a").key().starts_with("sha256:"));
    assert_eq!(bare("a").key(), bare("a").key());
    assert_ne!(bare("a").key(), bare("b").key());
    assert!(matches!(bare("a").event, Event::FlowStatusChange(_)));
}

/// A store that always fails.
#[derive(Debug)]
struct FailingStore;

impl DedupStore for FailingStore {
    fn try_claim<'a>(&'a self, _key: &'a str) -> DedupFuture<'a, Claim> {
        Box::pin(async { Err(CallbackError::dedup_store("unavailable")) })
    }

    fn mark_done<'a>(&'a self, _key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async { Err(CallbackError::dedup_store("unavailable")) })
    }

    fn release<'a>(&'a self, _key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async { Err(CallbackError::dedup_store("unavailable")) })
    }
}

#[tokio::test]
async fn no_message_is_handled_while_the_store_fails() {
    let shared: std::sync::Arc<dyn DedupStore> = std::sync::Arc::new(FailingStore);
    let handler = async { panic!("handled") };
    let error =
        contract_message().handle_once::<(), CallbackError>(&shared, handler).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (CallbackErrorKind::DedupStore, 503));
}
