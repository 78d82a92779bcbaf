//! Guide to callbacks: a receiver, an event, its delivery, and the same event again.

use std::time::Duration;

use axum::extract::Request;
use essbasic_devtools::callback_samples::{CallbackSample, callback_sample};
use essbasic_devtools::t;
use essbasic_sandbox::{Callback, Command, CommandOutput, DeliveryCause, RecordedDelivery, seed};
use http::StatusCode;
use maud::{Markup, html};

use super::{Progress, Recorded, Step};
use crate::paths::SETTINGS_PATH;
use crate::{callbacks, code_samples, limits};

/// Path of the receiver that accepts every event.
pub(super) const RECEIVER: &str = "/guides/receiver";

/// Token that signs the events posted to the receiver.
const TOKEN: &str = "sandbox-token";

/// Maximum time until an event that was sent is shown as posted.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// Type of the event that is sent.
const EVENT: &str = "FlowStatusChange";

pub(super) fn steps(progress: &Progress) -> Vec<Step> {
    let (language, recorded) = (progress.language(), &progress.recorded);
    let urls = progress.context.sandbox.callbacks();
    let has_receiver = !urls.is_empty();
    let sent = recorded.delivery(|_| true);
    let accepted = recorded.delivery(RecordedDelivery::is_accepted);
    let again = recorded.delivery(|it| it.cause == DeliveryCause::Resend);
    let event = |id: &str| {
        html! {
            p { a href=(callbacks::address(id)) { (t!(language, "guide-view-event")) } }
        }
    };
    let resend = t!(language, "guide-resend-button");
    vec![
        Step {
            title: t!(language, "guide-receiver"),
            text: t!(language, "guide-receiver-text"),
            result: has_receiver.then(|| html! {
                p { (t!(language, "guide-receiver-set")) }
                ul { @for url in &urls { li { code { (callbacks::shown_url(url)) } } } }
            }),
            controls: receiver(progress),
        },
        Step {
            title: t!(language, "guide-event"),
            text: t!(language, "guide-event-text"),
            result: sent.as_ref().map(|it| event(&it.event)),
            controls: html! {
                div.buttons {
                    (progress.button("trigger", &t!(language, "guide-event-button", name = EVENT)))
                    a.button.quiet href={ "/callbacks/trigger?event=" (EVENT) } { (t!(language, "guide-open-form")) }
                }
            },
        },
        Step {
            title: t!(language, "guide-accepted"),
            text: t!(language, "guide-accepted-text"),
            result: accepted.as_ref().map(|it| html! {
                p { (t!(language, "guide-accepted-in", milliseconds = it.attempt.milliseconds)) }
            }),
            controls: html! {
                p { a.button.quiet href={ (progress.address()) "#next" } { (t!(language, "guide-refresh")) } }
            },
        },
        Step {
            title: t!(language, "guide-resend"),
            text: t!(language, "guide-resend-text"),
            result: again.as_ref().map(|it| event(&it.event)),
            controls: progress.button("resend", &resend),
        },
    ]
}

/// Renders how to get a receiver: that of the sandbox, or another one.
fn receiver(progress: &Progress) -> Markup {
    let language = progress.language();
    let listen = format!("essbasic callback listen --listen 9000 --token {TOKEN}");
    html! {
        div.buttons {
            (progress.button("receiver", &t!(language, "guide-receiver-button")))
            a.button.quiet href=(SETTINGS_PATH) { (t!(language, "guide-receiver-own")) }
        }
        details {
            summary { (t!(language, "guide-receiver-listen")) }
            (code_samples::block("shell", &listen, "receiver-listen", language))
        }
    }
}

/// Accepts an event as an application does that has stored it. The content is not read.
pub(super) async fn accept(request: Request) -> StatusCode {
    match axum::body::to_bytes(request.into_body(), limits::SMALL_FORM_BYTES).await {
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE,
    }
}

pub(super) async fn run(progress: &Progress, step: &str) -> Result<(), &'static str> {
    match step {
        "receiver" => {
            let sandbox = &progress.context.sandbox;
            let url = format!("{}{RECEIVER}", sandbox.endpoint());
            let added = sandbox.add_callback(Callback::new(url).token(TOKEN)).await;
            added.map(drop).map_err(|_| "!failed")
        }
        "trigger" => {
            let mut data = callback_sample(EVENT).map(CallbackSample::fields).unwrap_or_default();
            data.insert("ApplicationId".to_owned(), seed::APPLICATION.into());
            data.insert("ProxyOrganizationOpenId".to_owned(), seed::ORGANIZATION.into());
            let kind = EVENT.to_owned();
            if let CommandOutput::Triggered(id) =
                progress.act(Command::TriggerEvent { kind, data }).await?
            {
                until_posted(progress, |it| it.event == id).await;
            }
            Ok(())
        }
        "resend" => {
            let sent = progress.recorded.delivery(|_| true).ok_or("!unknown")?;
            let id = sent.event.clone();
            progress.act(Command::ResendEvent { id: id.clone(), url: None }).await?;
            until_posted(progress, |it| it.event == id && it.cause == DeliveryCause::Resend).await;
            Ok(())
        }
        _ => Err("!invalid-form"),
    }
}

/// Waits until an event was posted, so that the page that follows shows it.
///
/// Gives up after a moment: a receiver may be slow, or there may be none.
async fn until_posted(progress: &Progress, is_posted: impl Fn(&RecordedDelivery) -> bool) {
    let sandbox = &progress.context.sandbox;
    if sandbox.callbacks().is_empty() {
        return;
    }
    let mut changes = sandbox.watch_calls();
    let posted = async {
        while Recorded::new(sandbox.records_after(progress.since)).delivery(&is_posted).is_none() {
            if changes.changed().await.is_err() {
                break;
            }
        }
    };
    // The page shows the deliveries so far.
    let _ = tokio::time::timeout(MAX_WAIT, posted).await;
}
