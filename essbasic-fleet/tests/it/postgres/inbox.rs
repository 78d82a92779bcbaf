//! The inbox: storing, handling, order, retention.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use essbasic::callback::events::{FlowCallbackStatus, FlowStatusChange, OperatorAuth};
use essbasic::callback::{
    CallbackKeys, Claim, DedupStore, Event, FlowStage, FlowState, Message, Payload,
};
use essbasic_fleet::tokio_postgres::{Error, Transaction};
use essbasic_fleet::{
    Database, FleetErrorKind, HandleOutcome, Handler, Inbox, PostgresDedupStore, StoreOutcome,
};
use tokio::sync::Notify;

use super::server::PostgresServer;

mod failed_attempts;

/// Writes each message into a table of its own.
pub(crate) struct Record;

impl Handler for Record {
    type Error = Error;

    async fn handle(&self, tx: &Transaction<'_>, message: &Message) -> Result<(), Error> {
        tx.execute("INSERT INTO handled (key) VALUES ($1)", &[&message.key()]).await?;
        Ok(())
    }
}

/// Writes the message, and then fails in a given way.
struct Fail<F>(F);

impl<F: Fn(&Message) -> Result<(), String> + Send + Sync> Handler for Fail<F> {
    type Error = String;

    async fn handle(&self, tx: &Transaction<'_>, message: &Message) -> Result<(), String> {
        Record.handle(tx, message).await.map_err(|error| error.to_string())?;
        (self.0)(message)
    }

    fn is_permanent(&self, error: &String) -> bool {
        error == "permanent"
    }
}

const HANDLED: &str = "SELECT count(*) FROM handled";

/// Starts a server that has the table of the handler.
pub(crate) async fn server() -> PostgresServer {
    let server = PostgresServer::start();
    server.execute("CREATE TABLE handled (id bigserial, key text NOT NULL)").await;
    server
}

pub(crate) fn message(id: &str, flow: &str) -> Message {
    Message::new(id, Event::from(FlowStatusChange::new().flow_id(flow)))
}

async fn keys(server: &PostgresServer) -> Vec<String> {
    let rows = server.client().await.query("SELECT key FROM handled ORDER BY id", &[]).await;
    rows.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_message_is_stored_once_and_handled_once() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    let other = Inbox::new(&server.database().await);
    let message = message("m1", "f1");
    assert_eq!(inbox.store(&message).await.unwrap(), StoreOutcome::New);
    assert_eq!(other.store(&message).await.unwrap(), StoreOutcome::Duplicate);
    assert_eq!(other.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Idle);
    assert_eq!(inbox.store(&message).await.unwrap(), StoreOutcome::Duplicate);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Idle);
    assert_eq!(keys(&server).await, ["m1"]);
    // Its content is not kept.
    let bodies = server.count("SELECT count(*) FROM essbasic_inbox WHERE body IS NOT NULL").await;
    assert_eq!(bodies, 0);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn messages_come_back_as_they_were_received() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    let keys = CallbackKeys::plain("token").unwrap();
    for body in [
        r#"{"MsgId":"m1","MsgType":"FlowStatusChange","MsgVersion":"ThirdPartyApp","MsgData":{"FlowId":"f","Unknown":[1,"a\u0000b"]}}"#,
        r#"{"FlowId":"f2","FlowCallbackStatus":4}"#,
        r#"{"MsgId":7,"MsgType":"SomethingNew","X":{"Y":null}}"#,
    ] {
        let signature = keys.sign(body.as_bytes());
        let received = keys.receive(Some(&signature), body.as_bytes()).unwrap();
        let Payload::Message(received) = received else { panic!("{body}") };
        inbox.store(&received).await.unwrap();
        let expected = received.clone();
        let compare = Fail(
            move |handled: &Message| {
                if *handled == expected { Ok(()) } else { Err(format!("{handled:?}")) }
            },
        );
        assert_eq!(inbox.handle_next(&compare).await.unwrap(), HandleOutcome::Handled, "{body}");
    }
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn rows_of_a_failed_attempt_are_not_written() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await).backoff(Duration::ZERO, Duration::ZERO);
    inbox.store(&message("m1", "f1")).await.unwrap();
    let attempts = AtomicU32::new(0);
    let handler = Fail(move |_: &Message| match attempts.fetch_add(1, Ordering::SeqCst) {
        0 => Err("not yet".to_owned()),
        1 => panic!("a bug"),
        _ => Ok(()),
    });
    assert_eq!(inbox.handle_next(&handler).await.unwrap(), HandleOutcome::Rescheduled);
    assert_eq!(inbox.handle_next(&handler).await.unwrap(), HandleOutcome::Rescheduled);
    assert_eq!(server.count(HANDLED).await, 0);
    assert_eq!(inbox.handle_next(&handler).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(server.count(HANDLED).await, 1);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn every_duration_is_accepted() {
    let server = server().await;
    let database = Database::builder(server.url()).server_timeout(Duration::MAX);
    let database = database.connect().await.unwrap();
    let inbox = Inbox::new(&database)
        .lease(Duration::MAX)
        .retention(Duration::MAX)
        .backoff(Duration::MAX, Duration::MAX);
    let fail = Fail(|message: &Message| match message.key() {
        "m1" => Err("not yet".to_owned()),
        _ => Ok(()),
    });
    for (id, expected) in [("m1", HandleOutcome::Rescheduled), ("m2", HandleOutcome::Handled)] {
        inbox.store(&message(id, id)).await.unwrap();
        assert_eq!(inbox.handle_next(&fail).await.unwrap(), expected);
    }
    let store = PostgresDedupStore::new(&database);
    let store = store.claim_timeout(Duration::MAX).retention(Duration::MAX);
    assert_eq!(store.try_claim("m3").await.unwrap(), Claim::Claimed);
    store.mark_done("m3").await.unwrap();
    assert_eq!(store.try_claim("m3").await.unwrap(), Claim::Done);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn keys_are_forgotten_after_the_retention() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await).retention(Duration::ZERO);
    for number in 0..30 {
        inbox.store(&message(&format!("m{number}"), "f1")).await.unwrap();
        assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    }
    let kept = server.count("SELECT count(*) FROM essbasic_inbox").await;
    assert!(kept < 5, "{kept}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn workers_handle_a_contract_in_order_and_its_state_needs_no_lock() {
    /// Reads the state, and writes what a message changes about it.
    struct States;
    impl Handler for States {
        type Error = Error;

        async fn handle(&self, tx: &Transaction<'_>, message: &Message) -> Result<(), Error> {
            let Some(flow_id) = FlowState::flow_id_of(&message.event) else { return Ok(()) };
            let read = "SELECT state, events FROM states WHERE flow_id = $1";
            let row = tx.query_opt(read, &[&flow_id]).await?;
            let (mut state, events) = match &row {
                Some(row) => (serde_json::from_str(row.get(0)).unwrap(), row.get(1)),
                None => (FlowState::new(flow_id), String::new()),
            };
            state.apply(&message.event);
            // Others would get between, if they could.
            tokio::time::sleep(Duration::from_millis(1)).await;
            let events = format!("{events}{} ", message.key());
            let state = serde_json::to_string(&state).unwrap();
            let write = "INSERT INTO states (flow_id, state, events) VALUES ($1, $2, $3) \
                ON CONFLICT (flow_id) DO UPDATE SET state = $2, events = $3";
            tx.execute(write, &[&flow_id, &state, &events]).await?;
            Ok(())
        }
    }
    let server = server().await;
    server.execute("CREATE TABLE states (flow_id text PRIMARY KEY, state text, events text)").await;
    let first = Inbox::new(&server.database().await).poll_interval(Duration::from_millis(20));
    let second = Inbox::new(&server.database().await).poll_interval(Duration::from_millis(20));
    let statuses = [FlowCallbackStatus::Init, FlowCallbackStatus::Part, FlowCallbackStatus::All];
    for (index, status) in statuses.iter().enumerate() {
        for flow in 0..10 {
            let change =
                FlowStatusChange::new().flow_id(format!("f{flow}")).flow_callback_status(*status);
            let message = Message::new(format!("f{flow}-{index}"), Event::from(change));
            first.store(&message).await.unwrap();
        }
    }
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let run = |inbox: &Inbox| {
        let (inbox, mut stopped) = (inbox.clone(), stopped.clone());
        tokio::spawn(async move {
            inbox.run(States, async move { drop(stopped.wait_for(|it| *it).await) }).await.unwrap();
        })
    };
    let tasks = [run(&first), run(&second)];
    while first.counts().await.unwrap().waiting > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.send(true).unwrap();
    for task in tasks {
        task.await.unwrap();
    }
    let rows = server.client().await.query("SELECT flow_id, state, events FROM states", &[]).await;
    let rows = rows.unwrap();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let (flow_id, events): (String, String) = (row.get(0), row.get(2));
        assert_eq!(events, format!("{flow_id}-0 {flow_id}-1 {flow_id}-2 "));
        let state: FlowState = serde_json::from_str(row.get(1)).unwrap();
        assert_eq!(state.stage(), FlowStage::All);
    }
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn messages_of_one_contract_are_never_handled_at_once() {
    /// Waits with one message until the test lets it go on.
    struct Wait {
        is_running: Arc<AtomicBool>,
        goes_on: Arc<Notify>,
    }
    impl Handler for Wait {
        type Error = String;

        async fn handle(&self, _: &Transaction<'_>, _: &Message) -> Result<(), String> {
            self.is_running.store(true, Ordering::SeqCst);
            self.goes_on.notified().await;
            Ok(())
        }
    }
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    // The first message gets its number, but is committed while the second is handled.
    let mut client = server.client().await;
    let slow = client.transaction().await.unwrap();
    let body = serde_json::to_string(&message("earlier", "f1")).unwrap();
    let insert = "INSERT INTO essbasic_inbox (key, subject, body) VALUES ('earlier', 'f1', $1)";
    slow.execute(insert, &[&body]).await.unwrap();
    inbox.store(&message("later", "f1")).await.unwrap();
    let (is_running, goes_on) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    let wait = Wait { is_running: Arc::clone(&is_running), goes_on: Arc::clone(&goes_on) };
    let later = {
        let inbox = inbox.clone();
        tokio::spawn(async move { inbox.handle_next(&wait).await })
    };
    while !is_running.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    slow.commit().await.unwrap();
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Idle);
    goes_on.notify_one();
    assert_eq!(later.await.unwrap().unwrap(), HandleOutcome::Handled);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(keys(&server).await, ["earlier"]);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn messages_about_an_organization_are_in_order_and_others_are_not() {
    let server = server().await;
    let hour = Duration::from_secs(3600);
    let inbox = Inbox::new(&server.database().await).backoff(hour, hour);
    let of = |id: &str, organization: &str| {
        let event = OperatorAuth::new().proxy_organization_open_id(organization);
        Message::new(id, Event::from(event))
    };
    for message in [of("m1", "o1"), of("m2", "o1"), of("m3", "o2"), of("m4", ""), of("m5", "")] {
        inbox.store(&message).await.unwrap();
    }
    let fail = Fail(|message: &Message| match message.key() {
        "m1" | "m4" => Err("not yet".to_owned()),
        _ => Ok(()),
    });
    while inbox.handle_next(&fail).await.unwrap() != HandleOutcome::Idle {}
    assert_eq!(keys(&server).await, ["m3", "m5"]);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn workers_need_fewer_connections_than_the_pool_has() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await).workers(16);
    let error = inbox.run(Record, async {}).await.unwrap_err();
    assert_eq!(error.kind(), FleetErrorKind::Configuration);
    assert!(error.hint().contains("max_connections"), "{error:?}");
}
