//! A message is handled once, and never lost.

use std::time::Duration;

use essbasic::callback::{
    Asked, CallbackError, CallbackErrorKind, Claim, Event, Message, Once, Recent, Seen,
};
use serde_json::json;

use super::{message, signed};

const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(20);

async fn handle(seen: &impl Seen, message: &Message) -> Once<()> {
    message.once(seen, async { Ok::<_, CallbackError>(()) }).await.unwrap()
}

#[tokio::test]
async fn what_comes_again_is_not_handled_again() {
    let seen = Recent::default();
    assert_eq!(handle(&seen, &signed()).await, Once::Now(()));
    let again = handle(&seen, &signed()).await;
    assert_eq!((again, again.status()), (Once::Before, 200));
    assert_eq!(seen.len(), 1);
}

#[tokio::test]
async fn what_failed_is_handled_when_it_comes_again() {
    let (seen, message) = (Recent::default(), signed());
    let failing = async { Err::<(), _>(CallbackError::memory("no disk")) };
    assert!(message.once(&seen, failing).await.is_err());
    assert_eq!(handle(&seen, &message).await, Once::Now(()));
}

#[tokio::test]
async fn of_two_at_once_one_handles() {
    let (seen, message) = (Recent::default(), signed());
    let outer = message.once(&seen, async {
        let inner = handle(&seen, &message).await;
        assert_eq!((inner, inner.status()), (Once::InHand, 503));
        Ok::<_, CallbackError>("done")
    });
    assert_eq!(outer.await.unwrap(), Once::Now("done"));
}

#[tokio::test]
async fn what_was_dropped_halfway_is_handled_when_its_claim_ends() {
    let (seen, message) = (Recent::default().claims_for(SHORT), signed());
    let endless = message.once(&seen, std::future::pending::<Result<(), CallbackError>>());
    assert!(tokio::time::timeout(Duration::from_millis(1), endless).await.is_err());
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(handle(&seen, &message).await, Once::Now(()));
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(handle(&seen, &message).await, Once::Before, "what was handled is no claim");
}

#[tokio::test]
async fn no_more_is_remembered_than_was_allowed() {
    let seen = Recent::new(3, LONG);
    for id in ["1", "2", "3", "4"] {
        assert_eq!(seen.claim(id).await.unwrap(), Claim::First);
        seen.handled(id).await.unwrap();
        assert!(seen.len() <= 3);
    }
    assert_eq!(seen.claim("4").await.unwrap(), Claim::Handled);
    assert_eq!(seen.claim("1").await.unwrap(), Claim::First, "the oldest is forgotten first");
    for _ in 0..100 {
        seen.release("1").await.unwrap();
        assert_eq!(seen.claim("1").await.unwrap(), Claim::First);
    }
    assert!(seen.len() <= 3);
}

#[tokio::test]
async fn nothing_is_remembered_longer_than_was_allowed() {
    let seen = Recent::new(3, SHORT);
    seen.claim("1").await.unwrap();
    seen.handled("1").await.unwrap();
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(seen.claim("1").await.unwrap(), Claim::First);
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

impl Seen for Away {
    fn claim<'a>(&'a self, _key: &'a str) -> Asked<'a, Claim> {
        Box::pin(async { Err(CallbackError::memory("away")) })
    }

    fn handled<'a>(&'a self, _key: &'a str) -> Asked<'a, ()> {
        Box::pin(async { Err(CallbackError::memory("away")) })
    }

    fn release<'a>(&'a self, _key: &'a str) -> Asked<'a, ()> {
        Box::pin(async { Err(CallbackError::memory("away")) })
    }
}

#[tokio::test]
async fn nothing_is_handled_while_the_memory_is_away() {
    let shared: std::sync::Arc<dyn Seen> = std::sync::Arc::new(Away);
    let handling = async { panic!("handled") };
    let error = signed().once::<(), CallbackError>(&shared, handling).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (CallbackErrorKind::Memory, 503));
}
