//! 获取H5批量签署或查看链接

use super::models::{BatchSignatureType, FlowApproverUrlInfo, FlowBatchUrlInfo};
use crate::models::{ApproverSignType, FlowApproverInfo, IdCardType, Intention, SignTypeSelector};
use crate::{Agent, tc_action, tc_model};

/// Makes one H5 link with which a signer signs, or looks at, many contracts or a contract group.
///
/// For an app or a phone's browser. WeChat mini programs cannot embed the page, and inside an
/// iframe nothing works that needs a face, setting the signing password included. For the mini
/// program there is `ChannelCreateBatchSignUrl`, for a single contract `ChannelCreateFlowSignUrl`.
///
/// The contracts must have been started by the agent's organization, and wait for this signer. With
/// `flow_batch_url_info` the link fills places that were left open instead; the contracts' signers
/// must then all be open still, and all be persons or all be employees.
///
/// The link is good for 30 minutes unless another life is asked for. Make it when the signer needs
/// it: opening a longer-lived one costs a text message for verification. Making it costs nothing
/// and notifies nobody.
///
/// The service's messages may repeat the signer's name, mobile and identity number: keep them out
/// of logs.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation` | the message says why: usually another organization started a contract, or the signer, as described here, is in none of its places |
/// | `InvalidParameterValue` | check the values of signatures and confirmations |
/// | `MissingParameter` | describe the signer: name and kind, and mobile or identity document |
/// | `ResourceNotFound` | check the ids of contracts or group, and that they are this application's |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan is below the professional one |
#[tc_action(
    name = "ChannelCreateBatchQuickSignUrl",
    version = "2021-05-26",
    response = ChannelCreateBatchQuickSignUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InvalidParameterValue",
        "MissingParameter",
        "ResourceNotFound",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    exactly_one("FlowIds", "FlowGroupId"),
    title = "获取H5批量签署或查看链接",
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateBatchQuickSignUrl"
)]
pub struct ChannelCreateBatchQuickSignUrl {
    /// The signer, as the contracts have them: the kind always, the name unless the link fills open
    /// places, and the mobile number, the identity document or both.
    ///
    /// An employee of an organization outside your platform also needs `organization_name`; one of
    /// your platform's needs `open_id` and `organization_open_id`, and `organization_name` until
    /// the organization is verified. Whoever is to confirm by text message needs the mobile number
    /// that the contract has. Signers who place fields themselves, or fill in approval fields
    /// (签批控件), cannot use the link.
    #[tc(require("ApproverType"))]
    pub flow_approver_info: FlowApproverInfo,
    /// For whom: application and organization; the manual's examples give the operator only where
    /// the signer is an employee.
    pub agent: Agent,
    /// The contracts, at most 100, all started by the agent's organization. Either these or
    /// `flow_group_id`.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// The contract group whose contracts are to be signed. Either this or `flow_ids`.
    pub flow_group_id: Option<String>,
    /// Where the page leads once everything is signed: `http://` or, better, `https://`, at most
    /// 1000 characters.
    #[tc(len = ..=1000)]
    pub jump_url: Option<String>,
    /// The ways in which signatures may be drawn; by hand unless given. They replace what the
    /// contracts say, so repeat here what their fields were limited to. For persons
    /// `HandwrittenEsign` does not work, and the contract decides.
    pub signature_types: Option<Vec<BatchSignatureType>>,
    /// The ways in which the signer may confirm: by face, password or mobile operator; by face or
    /// password unless given.
    pub approver_sign_types: Option<Vec<ApproverSignType>>,
    /// Who chooses among those ways; the signer unless given.
    pub sign_type_selector: Option<SignTypeSelector>,
    /// The open places that the link fills, one for each contract, all of them in `flow_ids` too.
    /// Employees cannot claim in H5, the manual says here, though it lets `preset_approver_info`
    /// name their organization.
    pub flow_batch_url_info: Option<FlowBatchUrlInfo>,
    /// What is asked, or shown, when the signer confirms on video. It needs a feature that the
    /// vendor opens on request, and `approver_sign_types` with the face alone;
    /// `ChannelDescribeSignFaceVideo` fetches the video afterwards.
    pub intention: Option<Intention>,
    /// How often the signer may try to confirm on video, 1 to 10; 5 unless given.
    #[tc(range = 1..=10)]
    pub video_verify_times_limit: Option<i64>,
    /// Whether the page remembers what a person who claims contracts has typed in, and fills it in
    /// next time. It does not unless given, and never for employees.
    pub cache_approver_info: Option<bool>,
    /// Whether the signer may reject all contracts at once; they may not unless given. Contract
    /// groups cannot: reject their contracts one by one.
    pub can_batch_reject: Option<bool>,
    /// Who may claim the open places; anybody unless given.
    pub preset_approver_info: Option<PresetApproverInfo>,
    /// Whether the signer may confirm having read all contracts at once; they may not unless given.
    /// The vendor opens this on request. The page falls back to one by one where the seal or
    /// signature for the first contract does not do for the others.
    pub can_skip_read_flow: Option<bool>,
    /// How long the link lives, in seconds, not until when: 1800 (30 minutes) to 7776000 (90 days),
    /// and 1800 unless given. Beyond 1800, opening it asks for a code by text message, which is
    /// charged (for each device and 24 hours, as far as the manual says). The life of links that
    /// fill open places cannot be changed.
    #[tc(range = 1800..=7_776_000)]
    pub expired_on: Option<i64>,
}

/// The links.
#[tc_model]
pub struct ChannelCreateBatchQuickSignUrlResponse {
    /// The signer's links.
    pub flow_approver_url_info: Option<FlowApproverUrlInfo>,
}

/// Who may claim the open places of a link: whatever is given must be true of them.
///
/// A person is described by name, mobile number and identity document; an employee by the
/// organization alone.
#[tc_model(needs("IdCardNumber", "IdCardType"), needs("IdCardType", "IdCardNumber"))]
pub struct PresetApproverInfo {
    /// The person's name.
    #[tc(secret)]
    pub name: Option<String>,
    /// The person's mobile number.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// The number of the person's identity document, 18 characters, an X in upper case; with its
    /// kind.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// The kind of the identity document, of which the manual knows only the identity card here;
    /// with its number.
    pub id_card_type: Option<IdCardType>,
    /// The name of the employee's organization, required when employees claim. It must be one
    /// outside your platform.
    pub organization_name: Option<String>,
}
