//! A message is handled once, and never lost.

use std::time::Duration;

use essbasic::callback::{
    CallbackError, CallbackErrorKind, Claim, DedupFuture, DedupStore, Delivery, Event,
    MemoryDedupStore, Message,
};
use serde_json::json;

use super::{message, signed};

const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(20);

async fn handle(seen: &impl DedupStore, message: &Message) -> Delivery<()> {
    message.handle_once(seen, async { Ok::<_, CallbackError>(()) }).await.unwrap()
}

#[tokio::test]
async fn what_comes_again_is_not_handled_again() {
    let seen = MemoryDedupStore::default();
    assert_eq!(handle(&seen, &signed()).await, Delivery::Handled(()));
    let again = handle(&seen, &signed()).await;
    assert_eq!((again, again.status()), (Delivery::Duplicate, 200));
    assert_eq!(seen.len(), 1);
}

#[tokio::test]
async fn what_failed_is_handled_when_it_comes_again() {
    let (seen, message) = (MemoryDedupStore::default(), signed());
    let failing = async { Err::<(), _>(CallbackError::dedup_store("no disk")) };
    assert!(message.handle_once(&seen, failing).await.is_err());
    assert_eq!(handle(&seen, &message).await, Delivery::Handled(()));
}

#[tokio::test]
async fn of_two_at_once_one_handles() {
    let (seen, message) = (MemoryDedupStore::default(), signed());
    let outer = message.handle_once(&seen, async {
        let inner = handle(&seen, &message).await;
        assert_eq!((inner, inner.status()), (Delivery::InProgress, 503));
        Ok::<_, CallbackError>("done")
    });
    assert_eq!(outer.await.unwrap(), Delivery::Handled("done"));
}

#[tokio::test]
async fn what_was_dropped_halfway_is_handled_when_its_claim_ends() {
    let (seen, message) = (MemoryDedupStore::default().claim_timeout(SHORT), signed());
    let endless = message.handle_once(&seen, std::future::pending::<Result<(), CallbackError>>());
    assert!(tokio::time::timeout(Duration::from_millis(1), endless).await.is_err());
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(handle(&seen, &message).await, Delivery::Handled(()));
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(handle(&seen, &message).await, Delivery::Duplicate, "what was handled is no claim");
}

#[tokio::test]
async fn no_more_is_remembered_than_was_allowed() {
    let seen = MemoryDedupStore::new(3, LONG);
    for id in ["1", "2", "3", "4"] {
        assert_eq!(seen.claim(id).await.unwrap(), Claim::Claimed);
        seen.mark_done(id).await.unwrap();
        assert!(seen.len() <= 3);
    }
    assert_eq!(seen.claim("4").await.unwrap(), Claim::Done);
    assert_eq!(seen.claim("1").await.unwrap(), Claim::Claimed, "the oldest is forgotten first");
    for _ in 0..100 {
        seen.release("1").await.unwrap();
        assert_eq!(seen.claim("1").await.unwrap(), Claim::Claimed);
    }
    assert!(seen.len() <= 3);
}

#[tokio::test]
async fn nothing_is_remembered_longer_than_was_allowed() {
    let seen = MemoryDedupStore::new(3, SHORT);
    seen.claim("1").await.unwrap();
    seen.mark_done("1").await.unwrap();
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(seen.claim("1").await.unwrap(), Claim::Claimed);
    assert!(!seen.is_empty());
}

#[test]
fn a_message_without_an_id_is_known_by_what_it_says() {
    let bare = |flow: &str| message(&json!({"FlowId": flow, "FlowCallbackStatus": 1}));
    assert!(bare("a").msg_id.is_none());
    assert!(bare("a").key().starts_with("sha256:"));
    assert_eq!(bare("a").key(), bare("a").key());
    assert_ne!(bare("a").key(), bare("b").key());
    assert!(matches!(bare("a").event, Event::FlowStatusChange(_)));
}

/// A database that is away.
#[derive(Debug)]
struct Away;

impl DedupStore for Away {
    fn claim<'a>(&'a self, _key: &'a str) -> DedupFuture<'a, Claim> {
        Box::pin(async { Err(CallbackError::dedup_store("away")) })
    }

    fn mark_done<'a>(&'a self, _key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async { Err(CallbackError::dedup_store("away")) })
    }

    fn release<'a>(&'a self, _key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async { Err(CallbackError::dedup_store("away")) })
    }
}

#[tokio::test]
async fn nothing_is_handled_while_the_memory_is_away() {
    let shared: std::sync::Arc<dyn DedupStore> = std::sync::Arc::new(Away);
    let handling = async { panic!("handled") };
    let error = signed().handle_once::<(), CallbackError>(&shared, handling).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (CallbackErrorKind::DedupStore, 503));
}
