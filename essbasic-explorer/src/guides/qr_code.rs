//! Guide to a QR code: create it, scan it, sign, cancel it, see a rejection.

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{ActKind, Command, SignerRef, seed};
use maud::{Markup, html};
use serde_json::json;

use super::{Progress, Step, created, form, signer, text};
use crate::links;

const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";
const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

/// Name of the contracts.
const NAME: &str = "入职合同";

/// Results of the guide so far.
struct State {
    code: Option<(String, u64)>,
    flow: Option<String>,
    is_signed: bool,
    cancelled: Option<u64>,
    /// Number and error code of a further cancellation.
    rejected: Option<(u64, String)>,
}

impl State {
    fn read(progress: &Progress) -> Self {
        let recorded = &progress.recorded;
        let created = recorded.call(CREATE, |_| true);
        let code = created.and_then(|call| {
            Some((text(&call.response, "QrCode/QrCodeId")?.to_owned(), call.number))
        });
        let Some((id, _)) = &code else {
            return Self { code, flow: None, is_signed: false, cancelled: None, rejected: None };
        };
        let scan = recorded.act(ActKind::Scan, |act| act.subject == *id);
        let flow = scan.and_then(|act| act.flows.first().cloned());
        let is_signed = flow.as_ref().is_some_and(|flow| {
            recorded.act(ActKind::Sign, |act| act.flows.contains(flow)).is_some()
        });
        let cancelled = recorded.call(CANCEL, |call| text(&call.request, "QrCodeId") == Some(id));
        let rejected =
            recorded.rejection(CANCEL, |call| text(&call.request, "QrCodeId") == Some(id));
        let rejected = rejected.map(|(call, code)| (call.number, code));
        Self { flow, is_signed, cancelled: cancelled.map(|it| it.number), rejected, code }
    }
}

pub(super) fn steps(progress: &Progress) -> Vec<Step> {
    let (language, state) = (progress.language(), State::read(progress));
    let id = state.code.as_ref().map_or("", |(id, _)| id);
    let create_form = form(&[("TemplateId", seed::TEMPLATE), ("FlowName", NAME)]);
    let scan = html! {
        div.buttons {
            (progress.button("scan", &t!(language, "guide-scan-button", name = signer().name)))
            a.button.quiet href={ "/qr-codes/" (id) } target="_blank" rel="noopener" { (t!(language, "guide-open-scan-page")) }
        }
    };
    let sign = progress.button("sign", &t!(language, "guide-sign-button", name = signer().name));
    let cancel = t!(language, "guide-cancel-button");
    vec![
        Step {
            title: t!(language, "guide-create-code"),
            text: t!(language, "guide-create-code-text"),
            result: state.code.as_ref().map(|(id, call)| code(progress, id, *call)),
            controls: progress.request_button(
                "create",
                &t!(language, "guide-create-code-button"),
                CREATE,
                &create_form,
            ),
        },
        Step {
            title: t!(language, "guide-scan"),
            text: t!(language, "guide-scan-text"),
            result: state.flow.as_ref().map(|flow| contract(progress, flow)),
            controls: scan,
        },
        Step {
            title: t!(language, "guide-sign"),
            text: t!(language, "guide-sign-text"),
            result: state
                .is_signed
                .then(|| html! { p { (t!(language, "guide-signed", name = signer().name)) } }),
            controls: sign,
        },
        Step {
            title: t!(language, "guide-cancel"),
            text: t!(language, "guide-cancel-text"),
            result: state.cancelled.map(|call| {
                html! {
                    p {
                        (t!(language, "guide-cancelled")) " "
                        a href={ "/calls/" (call) } { (t!(language, "guide-view-call")) }
                    }
                }
            }),
            controls: progress.request_button(
                "cancel",
                &cancel,
                CANCEL,
                &form(&[("QrCodeId", id)]),
            ),
        },
        Step {
            title: t!(language, "guide-rejection"),
            text: t!(language, "guide-rejection-text"),
            result: state.rejected.map(|(call, code)| rejection(call, &code, language)),
            controls: progress.button("cancel-again", &t!(language, "guide-rejection-button")),
        },
    ]
}

/// Renders the QR code.
fn code(progress: &Progress, id: &str, call: u64) -> Markup {
    let language = progress.language();
    html! {
        (created(&t!(language, "guide-code-created"), id, call, language))
        figure {
            img.code src={ "/images/qr-codes/" (id) } width="180" height="180" alt=(t!(language, "qr-code-image"));
            figcaption { a href={ "/qr-codes/" (id) } target="_blank" rel="noopener" { (t!(language, "guide-open-scan-page")) } }
        }
    }
}

/// Renders a rejected call, with links to it and to its code.
fn rejection(call: u64, code: &str, language: Language) -> Markup {
    html! {
        p {
            span.bad { (t!(language, "outcome-refused")) } " " code { (code) } " "
            a href={ "/calls/" (call) } { (t!(language, "guide-view-call")) }
        }
        p { a.button.quiet href={ "/calls/" (call) "/code" } { (t!(language, "copy-as")) } }
    }
}

/// Renders the contract that a scan started.
fn contract(progress: &Progress, flow: &str) -> Markup {
    let language = progress.language();
    html! {
        p { (t!(language, "guide-contract-started")) " " a href=(links::address("flows", flow)) { code { (flow) } } }
    }
}

pub(super) async fn run(progress: &Progress, step: &str) -> Result<(), &'static str> {
    let state = State::read(progress);
    match (step, state.code, state.flow) {
        ("create", ..) => {
            progress.send(CREATE, json!({ "TemplateId": seed::TEMPLATE, "FlowName": NAME })).await
        }
        ("scan", Some((qr_code_id, _)), _) => {
            progress.act(Command::Scan { qr_code_id, person: signer() }).await.map(drop)
        }
        ("sign", _, Some(flow_id)) => {
            let signer = SignerRef::Person(signer());
            progress.act(Command::Sign { flow_id, signer }).await.map(drop)
        }
        ("cancel", Some((id, _)), _) => progress.send(CANCEL, json!({ "QrCodeId": id })).await,
        ("cancel-again", Some((id, _)), _) => {
            match progress.send(CANCEL, json!({ "QrCodeId": id })).await {
                Err("!rejected") => Ok(()),
                other => other,
            }
        }
        _ => Err("!invalid-form"),
    }
}
