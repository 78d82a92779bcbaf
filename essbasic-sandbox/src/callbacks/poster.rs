//! Posting: the oldest event first, each until the address answers 200, with longer and longer
//! waits in between.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use essbasic::callback::CONTENT_SIGNATURE;
use http::{Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::time::{sleep, timeout};

use super::Callback;
use super::seal::seal;
use crate::clock::system_now;
use crate::server::Context;

/// How long an address may take to answer.
const ANSWER_TAKES: Duration = Duration::from_secs(5);

/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// How many events are posted in one look.
const AT_ONCE: usize = 50;

/// The longest wait between two attempts, in seconds.
const LONGEST_WAIT: i64 = 600;

/// Posts what is in the outbox until the task is dropped.
pub(crate) async fn run(context: Arc<Context>, callback: Callback) {
    let client = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
    loop {
        let now = system_now();
        let due = context.gateway.store().look(|state| {
            let due = state.outbox.iter().filter(|(_, it)| !it.delivered && it.next_on <= now);
            let due = due.map(|(key, it)| (key.to_owned(), it.event.clone()));
            due.take(AT_ONCE).collect::<Vec<_>>()
        });
        // An event that is not on disk yet has not happened.
        for (key, event) in due.stored().await.unwrap_or_default() {
            let answer = post(&client, &callback, &event).await;
            let noted = context.gateway.store().transact(|state| {
                if let Some(delivery) = state.outbox.get_mut(&key) {
                    delivery.attempts += 1;
                    delivery.delivered = answer == Ok(StatusCode::OK);
                    delivery.answer = answer.map_or_else(str::to_owned, |it| it.to_string());
                    delivery.next_on = system_now() + wait(delivery.attempts);
                }
                Ok::<_, ()>(())
            });
            // Where this cannot be stored, the event is posted once more: it has an id for that.
            drop(noted);
        }
        sleep(LOOK).await;
    }
}

/// The wait after so many attempts: 1, 2, 4, … seconds.
fn wait(attempts: u32) -> i64 {
    1_i64.checked_shl(attempts.saturating_sub(1).min(32)).unwrap_or(i64::MAX).min(LONGEST_WAIT)
}

/// The status that came back, or why none did.
async fn post(
    client: &Client<HttpConnector, Body>,
    callback: &Callback,
    event: &str,
) -> Result<StatusCode, &'static str> {
    let sealed = seal(event, callback).map_err(|_| "the event cannot be sealed")?;
    let mut request = Request::post(&callback.url).header(header::CONTENT_TYPE, "application/json");
    if let Some(signature) = sealed.signature {
        request = request.header(CONTENT_SIGNATURE, signature);
    }
    let request = request.body(Body::from(sealed.body)).map_err(|_| "the address is none")?;
    match timeout(ANSWER_TAKES, client.request(request)).await {
        Ok(Ok(answer)) => Ok(answer.status()),
        Ok(Err(_)) => Err("the address does not answer"),
        Err(_) => Err("the address took too long"),
    }
}
