//! Routing of messages to typed handlers.

use std::sync::{Arc, Mutex};

use essbasic::callback::events::{FlowStatusChange, TemplateChange};
use essbasic::callback::{Event, Message, Router};
use serde_json::json;

use super::message;

type Calls = Arc<Mutex<Vec<String>>>;

fn router(calls: &Calls) -> Router<&'static str> {
    let recorder = |name: &'static str| {
        let calls = Arc::clone(calls);
        move |text: String| calls.lock().unwrap().push(format!("{name} {text}"))
    };
    let (flow, template, rest) = (recorder("flow"), recorder("template"), recorder("rest"));
    Router::new()
        .on(move |change: FlowStatusChange, message: Message| {
            flow(format!("{} {}", change.flow_id.unwrap(), message.key()));
            async { Err("the handler failed") }
        })
        .on(move |change: TemplateChange, message: Message| {
            template(format!("{} {}", message.event.msg_type(), change.template_id.unwrap()));
            async { Ok(()) }
        })
        .fallback(move |message| {
            rest(message.event.msg_type().to_owned());
            async { Ok(()) }
        })
}

#[tokio::test]
async fn a_message_reaches_the_handler_of_its_event() {
    let calls = Calls::default();
    let router = router(&calls);
    let route = async |body| router.route(message(&body)).await;
    let flow = json!({"MsgId": "m", "MsgType": "FlowStatusChange", "MsgData": {"FlowId": "f"}});
    assert_eq!(route(flow).await, Err("the handler failed"));
    for msg_type in ["TemplateAdd", "TemplateAvailable"] {
        let change = json!({"MsgType": msg_type, "MsgData": {"TemplateId": "t"}});
        assert_eq!(route(change).await, Ok(()));
    }
    for msg_type in ["QuiteJob", "Newer"] {
        assert_eq!(route(json!({"MsgType": msg_type, "MsgData": {}})).await, Ok(()));
    }
    let expected = [
        "flow f m",
        "template TemplateAdd t",
        "template TemplateAvailable t",
        "rest QuiteJob",
        "rest Newer",
    ];
    assert_eq!(*calls.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_message_without_a_handler_is_acknowledged() {
    let router = Router::<()>::new();
    let quit = message(&json!({"MsgType": "QuiteJob", "MsgData": {}}));
    assert_eq!(router.route(quit).await, Ok(()));
}

#[test]
fn every_declared_event_has_a_schema_of_its_fields() {
    for msg_type in Event::TYPES {
        let schema = Event::schema(msg_type).unwrap();
        assert!(schema.field("ApplicationId").is_some(), "{msg_type}");
    }
    assert!(Event::schema("Newer").is_none());
}
