//! Actions that make sense next for a contract, with its ID filled in.

use std::borrow::Cow;

use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::Value;

use crate::status;

/// An action, the field that takes the contract ID, and its purpose.
type Step = (&'static str, &'static str, Cow<'static, str>);

fn steps(flow_status: &str, language: Language) -> Vec<Step> {
    let describe = ("DescribeFlowDetailInfo", "FlowIds.0", t!(language, "step-describe"));
    if status::is_open(flow_status) {
        return vec![
            ("CreateSignUrls", "FlowIds.0", t!(language, "step-sign-links")),
            ("ChannelCreateFlowReminds", "FlowIds.0", t!(language, "step-remind")),
            ("ChannelDescribeFlowComponents", "FlowId", t!(language, "step-fields")),
            ("ModifyFlowDeadline", "FlowId", t!(language, "step-deadline")),
            ("ChannelCancelFlow", "FlowId", t!(language, "step-cancel")),
            describe,
        ];
    }
    if flow_status == "ALL" {
        return vec![
            ("DescribeResourceUrlsByFlows", "FlowIds.0", t!(language, "step-download")),
            ("CreateChannelFlowEvidenceReport", "FlowId", t!(language, "step-evidence")),
            ("ChannelCreateReleaseFlow", "NeedRelievedFlowId", t!(language, "step-release")),
            describe,
        ];
    }
    vec![describe]
}

/// Renders the actions. The contract's operator calls them.
pub(super) fn render(flow: &Value, language: Language) -> Markup {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let agent = form_urlencoded::Serializer::new(String::new())
        .append_pair("Agent.AppId", &text(&flow["owner"]["application"]))
        .append_pair("Agent.ProxyOrganizationOpenId", &text(&flow["owner"]["organization"]))
        .append_pair("Agent.ProxyOperator.OpenId", &text(&flow["creator"]))
        .finish();
    let id = text(&flow["id"]);
    html! {
        ul.steps {
            @for (action, field, purpose) in steps(&text(&flow["status"]), language) {
                li { a href={ "/actions/" (action) "?" (field) "=" (id) "&" (agent) } { (purpose) } " " code.faint { (action) } }
            }
        }
    }
}
