//! Guide to a contract: from a file to the signed PDF.

use base64::prelude::{BASE64_STANDARD, Engine};
use essbasic_devtools::t;
use essbasic_sandbox::{ActKind, Command, SignerRef};
use maud::html;
use serde_json::{Value, json};

use super::recorded::GuideCall;
use super::{Progress, Step, created, form, sample_pdf, signer, text};
use crate::links;

const UPLOAD: &str = "UploadFiles";
const CREATE: &str = "ChannelCreateFlowByFiles";
const LINKS: &str = "CreateSignUrls";
const DOWNLOAD: &str = "DescribeResourceUrlsByFlows";

/// Name of the contract, and of its file.
const NAME: &str = "租赁合同";

/// Results of the calls of the guide, with the numbers of the calls.
struct State {
    file: Option<(String, u64)>,
    flow: Option<(String, u64)>,
    link: Option<String>,
    is_signed: bool,
    pdf: Option<String>,
}

impl State {
    fn read(progress: &Progress) -> Self {
        let recorded = &progress.recorded;
        let mut state = Self { file: None, flow: None, link: None, is_signed: false, pdf: None };
        let found = |call: GuideCall, path: &str| {
            Some((text(&call.response, path)?.to_owned(), call.number))
        };
        state.file = recorded.call(UPLOAD, |_| true).and_then(|call| found(call, "FileIds/0"));
        let Some((file, _)) = &state.file else { return state };
        let created = recorded.call(CREATE, |call| call.names("FileIds", file));
        state.flow = created.and_then(|call| found(call, "FlowId"));
        let Some((flow, _)) = &state.flow else { return state };
        let link = recorded.call(LINKS, |call| call.names("FlowIds", flow));
        state.link = link.and_then(|call| found(call, "SignUrlInfos/0/SignUrl")).map(|it| it.0);
        state.is_signed = recorded.act(ActKind::Sign, |act| act.flows.contains(flow)).is_some();
        // Until the contract is signed, a download does not complete the step.
        let pdf = recorded.call(DOWNLOAD, |call| call.names("FlowIds", flow));
        let pdf = pdf.and_then(|call| found(call, "FlowResourceUrlInfos/0/ResourceUrlInfos/0/Url"));
        state.pdf = pdf.map(|it| it.0).filter(|_| state.is_signed);
        state
    }
}

pub(super) fn steps(progress: &Progress) -> Vec<Step> {
    let (language, state) = (progress.language(), State::read(progress));
    let file = state.file.as_ref().map_or("", |(id, _)| id);
    let flow = state.flow.as_ref().map_or("", |(id, _)| id);
    let name = signer().name;
    let create_form = form(&[
        ("FlowName", NAME),
        ("FileIds.0", file),
        ("FlowApprovers.0.ApproverType", "PERSON"),
        ("FlowApprovers.0.Name", &name),
        ("FlowApprovers.0.Mobile", &signer().mobile),
        ("FlowApprovers.0.SignComponents.0.ComponentType", "SIGN_SIGNATURE"),
    ]);
    let of_flow = form(&[("FlowIds.0", flow)]);
    let page = state.link.as_deref().and_then(path_of);
    vec![
        Step {
            title: t!(language, "guide-upload"),
            text: t!(language, "guide-upload-text"),
            result: state.file.as_ref().map(|(id, call)| {
                created(&t!(language, "guide-uploaded"), id, *call, language)
            }),
            controls: progress.request_button(
                "upload",
                &t!(language, "guide-upload-button"),
                UPLOAD,
                "BusinessType=DOCUMENT",
            ),
        },
        Step {
            title: t!(language, "guide-start"),
            text: t!(language, "guide-start-text", name = &name),
            result: state.flow.as_ref().map(|(id, call)| html! {
                (created(&t!(language, "guide-started"), id, *call, language))
                p { a href=(links::address("flows", id)) { (t!(language, "guide-view-contract")) } }
            }),
            controls: progress.request_button(
                "start",
                &t!(language, "guide-start-button"),
                CREATE,
                &create_form,
            ),
        },
        Step {
            title: t!(language, "guide-link"),
            text: t!(language, "guide-link-text"),
            result: page.map(|page| html! {
                p { a href=(page) target="_blank" rel="noopener" { (t!(language, "guide-open-link")) } }
            }),
            controls: progress.request_button("link", &t!(language, "guide-link-button"), LINKS, &of_flow),
        },
        Step {
            title: t!(language, "guide-sign"),
            text: t!(language, "guide-sign-contract-text"),
            result: state.is_signed.then(|| html! { p { (t!(language, "guide-signed", name = &name)) } }),
            controls: html! {
                div.buttons {
                    (progress.button("sign", &t!(language, "guide-sign-button", name = &name)))
                    @if let Some(page) = page {
                        a.button.quiet href=(page) target="_blank" rel="noopener" { (t!(language, "guide-open-link")) }
                    }
                }
            },
        },
        Step {
            title: t!(language, "guide-download"),
            text: t!(language, "guide-download-text"),
            result: state.pdf.as_deref().and_then(path_of).map(|pdf| html! {
                p { a.pdf href=(pdf) target="_blank" rel="noopener" { (t!(language, "guide-open-pdf")) } }
            }),
            controls: progress.request_button(
                "download",
                &t!(language, "guide-download-button"),
                DOWNLOAD,
                &of_flow,
            ),
        },
    ]
}

/// Returns the path of a link of the sandbox, which this site serves too.
fn path_of(url: &str) -> Option<&str> {
    let at = url.find("/links/")?;
    Some(links::local(&url[at..]))
}

pub(super) async fn run(progress: &Progress, step: &str) -> Result<(), &'static str> {
    let state = State::read(progress);
    let flow = state.flow.map(|(id, _)| id);
    match (step, state.file, flow) {
        ("upload", ..) => {
            let body = BASE64_STANDARD.encode(sample_pdf::sample_pdf());
            let file = json!({ "FileBody": body, "FileName": format!("{NAME}.pdf") });
            progress.send(UPLOAD, json!({ "BusinessType": "DOCUMENT", "FileInfos": [file] })).await
        }
        ("start", Some((file, _)), _) => progress.send(CREATE, contract(&file)).await,
        ("link", _, Some(flow)) => progress.send(LINKS, json!({ "FlowIds": [flow] })).await,
        ("sign", _, Some(flow_id)) => {
            let signer = SignerRef::Person(signer());
            progress.act(Command::Sign { flow_id, signer }).await.map(drop)
        }
        ("download", _, Some(flow)) => progress.send(DOWNLOAD, json!({ "FlowIds": [flow] })).await,
        _ => Err("!invalid-form"),
    }
}

/// Returns the request for a contract that one person signs, at the foot of the page.
fn contract(file: &str) -> Value {
    let person = signer();
    json!({
        "FlowName": NAME,
        "FileIds": [file],
        "FlowApprovers": [{
            "ApproverType": "PERSON",
            "Name": person.name,
            "Mobile": person.mobile,
            "SignComponents": [{
                "ComponentType": "SIGN_SIGNATURE",
                "FileIndex": 0,
                "ComponentPage": 1,
                "ComponentPosX": 330.0,
                "ComponentPosY": 660.0,
                "ComponentWidth": 120.0,
                "ComponentHeight": 60.0,
            }],
        }],
    })
}
