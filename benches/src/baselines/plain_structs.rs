//! Structs with the same fields as essbasic's, derived with serde alone.

#![expect(clippy::struct_field_names, reason = "names of the service")]

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use serde::{Deserialize, Serialize};

/// Initial capacity of the buffer, equal to that of a call.
const CAPACITY: usize = 512;

/// Encodes fields with `serde_json`.
pub(super) fn to_json(fields: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut json = Vec::with_capacity(CAPACITY);
    serde_json::to_writer(&mut json, fields)?;
    Ok(json)
}

/// Request of the measured action.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Cancel {
    agent: Agent,
    qr_code_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pad: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Agent {
    app_id: String,
    proxy_organization_open_id: String,
    proxy_operator: Operator,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Operator {
    open_id: String,
}

impl Cancel {
    pub(super) fn new(action: &ChannelCancelMultiFlowSignQRCode, pad: Option<String>) -> Self {
        let agent = &action.agent;
        let operator = agent.proxy_operator.as_ref().and_then(|user| user.open_id.clone());
        Self {
            agent: Agent {
                app_id: agent.app_id.clone(),
                proxy_organization_open_id: agent
                    .proxy_organization_open_id
                    .clone()
                    .unwrap_or_default(),
                proxy_operator: Operator { open_id: operator.unwrap_or_default() },
            },
            qr_code_id: action.qr_code_id.clone(),
            pad,
        }
    }
}

/// Response of `DescribeFlowDetailInfo`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "decoded and dropped")]
pub(super) struct Flows {
    application_id: String,
    proxy_organization_open_id: String,
    flow_info: Vec<Flow>,
    flow_group_id: String,
    flow_group_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "decoded and dropped")]
struct Flow {
    flow_id: String,
    flow_name: String,
    flow_type: String,
    flow_status: String,
    flow_message: String,
    create_on: i64,
    dead_line: i64,
    custom_data: String,
    flow_approver_infos: Vec<Approver>,
    cc_infos: Vec<Approver>,
    need_create_review: bool,
    user_flow_type: Option<UserFlowType>,
    template_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "decoded and dropped")]
struct Approver {
    receipt_id: Option<String>,
    proxy_organization_open_id: String,
    proxy_operator_open_id: String,
    proxy_organization_name: String,
    mobile: String,
    sign_order: i64,
    approve_name: String,
    approve_status: String,
    approve_message: String,
    approve_time: i64,
    approve_type: String,
    approver_role_name: Option<String>,
    sign_id: Option<String>,
    recipient_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "decoded and dropped")]
struct UserFlowType {
    user_flow_type_id: Option<String>,
    name: Option<String>,
    description: Option<String>,
}
