//! Attempts that fail: delays, dead messages, transactions that the server rejects.

use std::time::Duration;

use essbasic::callback::Message;
use essbasic_fleet::tokio_postgres::{Error, Transaction};
use essbasic_fleet::{HandleOutcome, Handler, Inbox, StoreOutcome};

use super::{Fail, Record, keys, message, server};

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_failed_attempt_delays_its_contract_and_no_other() {
    let server = server().await;
    let hour = Duration::from_secs(3600);
    let inbox = Inbox::new(&server.database().await).backoff(hour, hour);
    for (id, flow) in [("m1", "f1"), ("m2", "f1"), ("m3", "f2")] {
        inbox.store(&message(id, flow)).await.unwrap();
    }
    let fail = Fail(|message: &Message| match message.key() {
        "m1" => Err("not yet".to_owned()),
        _ => Ok(()),
    });
    assert_eq!(inbox.handle_next(&fail).await.unwrap(), HandleOutcome::Rescheduled);
    assert_eq!(inbox.handle_next(&fail).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(inbox.handle_next(&fail).await.unwrap(), HandleOutcome::Idle);
    assert_eq!(keys(&server).await, ["m3"]);
    server.execute("UPDATE essbasic_inbox SET available_at = now()").await;
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(keys(&server).await, ["m3", "m1", "m2"]);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn delays_double_up_to_their_maximum() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    let inbox = inbox.backoff(Duration::from_secs(100), Duration::from_secs(250));
    inbox.store(&message("m1", "f1")).await.unwrap();
    let fail = Fail(|_: &Message| Err("not yet".to_owned()));
    for expected in [100, 200, 250, 250] {
        assert_eq!(inbox.handle_next(&fail).await.unwrap(), HandleOutcome::Rescheduled);
        let delay = "SELECT round(extract(epoch FROM available_at - now()) / 10)::bigint * 10 \
            FROM essbasic_inbox";
        assert_eq!(server.count(delay).await, expected);
        server.execute("UPDATE essbasic_inbox SET available_at = now()").await;
    }
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_message_that_always_fails_dies_and_can_be_retried_or_discarded() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    let inbox = inbox.backoff(Duration::ZERO, Duration::ZERO).max_attempts(2);
    for (id, flow) in [("m1", "f1"), ("m2", "f1"), ("m3", "f3")] {
        inbox.store(&message(id, flow)).await.unwrap();
    }
    let fail = Fail(|message: &Message| match message.key() {
        "m1" => Err("x".repeat(10_000)),
        "m3" => Err("permanent".to_owned()),
        _ => Ok(()),
    });
    let mut steps = Vec::new();
    for _ in 0..4 {
        steps.push(inbox.handle_next(&fail).await.unwrap());
    }
    assert_eq!(
        steps,
        [
            HandleOutcome::Rescheduled,
            HandleOutcome::Dead,
            HandleOutcome::Handled,
            HandleOutcome::Dead
        ]
    );
    let counts = inbox.counts().await.unwrap();
    assert_eq!((counts.waiting, counts.dead, counts.oldest), (0, 2, None));

    let dead = inbox.dead(0, 10).await.unwrap();
    assert_eq!(dead.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["m1", "m3"]);
    assert_eq!((dead[0].attempts, dead[1].attempts), (2, 1));
    assert_eq!(dead[0].error.len(), 500);
    assert_eq!(dead[0].message.as_ref().unwrap(), &message("m1", "f1"));
    assert_eq!(inbox.dead(dead[0].id, 10).await.unwrap().len(), 1);
    // Sent again, it is still known.
    assert_eq!(inbox.store(&message("m1", "f1")).await.unwrap(), StoreOutcome::Duplicate);

    assert!(inbox.discard(dead[1].id).await.unwrap());
    assert!(!inbox.discard(dead[1].id).await.unwrap());
    assert!(inbox.retry(dead[0].id).await.unwrap());
    assert!(!inbox.retry(dead[0].id).await.unwrap());
    assert_eq!(inbox.counts().await.unwrap().waiting, 1);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(keys(&server).await, ["m2", "m1"]);
    assert!(inbox.dead(0, 10).await.unwrap().is_empty());
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_message_that_cannot_be_decoded_is_dead() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    server.execute("INSERT INTO essbasic_inbox (key, body) VALUES ('m', '{]')").await;
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Dead);
    assert_eq!(inbox.dead(0, 1).await.unwrap()[0].message, None);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_handler_that_takes_too_long_has_failed() {
    struct Hang;
    impl Handler for Hang {
        type Error = String;

        async fn handle(&self, _: &Transaction<'_>, _: &Message) -> Result<(), String> {
            std::future::pending().await
        }
    }
    let server = server().await;
    let inbox = Inbox::new(&server.database().await).lease(Duration::from_millis(20));
    inbox.store(&message("m1", "f1")).await.unwrap();
    assert_eq!(inbox.handle_next(&Hang).await.unwrap(), HandleOutcome::Rescheduled);
    let error = server.client().await.query_one("SELECT error FROM essbasic_inbox", &[]).await;
    let error: String = error.unwrap().get(0);
    assert!(error.contains("20ms"), "{error}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_transaction_that_the_server_rejects_is_a_failed_attempt() {
    /// Ignores the error of a statement, which aborts the transaction.
    struct Ignore;
    impl Handler for Ignore {
        type Error = Error;

        async fn handle(&self, tx: &Transaction<'_>, _: &Message) -> Result<(), Error> {
            let _ = tx.batch_execute("INSERT INTO handled (key) VALUES (NULL)").await;
            Ok(())
        }
    }

    /// Violates a constraint that is checked when the transaction is committed.
    struct Deferred;
    impl Handler for Deferred {
        type Error = Error;

        async fn handle(&self, tx: &Transaction<'_>, _: &Message) -> Result<(), Error> {
            tx.batch_execute("INSERT INTO child VALUES (7)").await
        }
    }

    let server = server().await;
    server.execute("CREATE TABLE parent (id int PRIMARY KEY)").await;
    let child = "CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)";
    server.execute(child).await;
    let inbox = Inbox::new(&server.database().await);
    let inbox = inbox.backoff(Duration::ZERO, Duration::ZERO).max_attempts(3);
    inbox.store(&message("m1", "f1")).await.unwrap();
    assert_eq!(inbox.handle_next(&Ignore).await.unwrap(), HandleOutcome::Rescheduled);
    assert_eq!(inbox.handle_next(&Deferred).await.unwrap(), HandleOutcome::Rescheduled);
    assert_eq!(inbox.handle_next(&Ignore).await.unwrap(), HandleOutcome::Dead);
    let dead = inbox.dead(0, 9).await.unwrap();
    assert_eq!((dead.len(), dead[0].attempts), (1, 3));
    // It blocks no other message.
    inbox.store(&message("m2", "f1")).await.unwrap();
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(keys(&server).await, ["m2"]);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn an_error_that_a_trigger_raises_at_the_commit_is_a_failed_attempt() {
    /// Writes a row that a trigger rejects when the transaction is committed.
    struct Balance;
    impl Handler for Balance {
        type Error = Error;

        async fn handle(&self, tx: &Transaction<'_>, _: &Message) -> Result<(), Error> {
            tx.batch_execute("INSERT INTO account VALUES (0)").await
        }
    }

    let server = server().await;
    server.execute("CREATE TABLE account (balance int)").await;
    for (name, statement) in
        [("raises", "RAISE EXCEPTION 'not balanced'"), ("divides", "PERFORM 1 / NEW.balance")]
    {
        let function = format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql \
             AS 'BEGIN {}; RETURN NULL; END'",
            statement.replace('\'', "''"),
        );
        server.execute(&function).await;
        let trigger = format!(
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON account DEFERRABLE INITIALLY DEFERRED \
             FOR EACH ROW EXECUTE FUNCTION {name}()"
        );
        server.execute(&trigger).await;
        let inbox = Inbox::new(&server.database().await).max_attempts(1);
        inbox.store(&message(name, "f1")).await.unwrap();
        assert_eq!(inbox.handle_next(&Balance).await.unwrap(), HandleOutcome::Dead);
        server.execute("DROP TRIGGER t ON account").await;
    }
    assert_eq!(Inbox::new(&server.database().await).dead(0, 9).await.unwrap().len(), 2);
}
