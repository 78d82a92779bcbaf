//! `ChannelCreateBatchSignUrl` (获取跳转至腾讯电子签小程序的批量签署链接).

use super::models::{BatchSignatureType, FlowBatchUrlInfo, UrlUseEnv};
use crate::models::{IdCardType, NotifyType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a mini program link with which a signer signs many contracts at once.
///
/// Every contract must be waiting for this signer, described as in the contract, or have an open
/// party: with `flow_batch_url_info` the link claims open parties. Contracts with approval fields
/// (签批控件), or whose signer places fields, cannot be signed in a batch.
///
/// Before creating the first link, enable verification of persons by mobile number only
/// (个人签署方仅校验手机号) among the extended services in the console. A person who opens the link sees the
/// contracts after entering a code sent by text message.
///
/// Required fields depend on the signer: a person needs name, mobile number and identity document
/// number; an employee outside your platform also needs `organization_name` of a verified
/// organization; an employee in your platform needs `open_id` and `organization_open_id`, and
/// `organization_name` until the organization is verified.
///
/// The link is valid for 7 days. No charge; with `NotifyType::Sms` the signer receives a text
/// message on every call.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter` | Usually a contract has no party as described here: compare name and mobile number, or identify the signer by document both when starting the contract and here. |
/// | `MissingParameter` | Give `flow_ids` and the signer. |
/// | `OperationDenied` | Check that the organization owns the contracts, and that they are waiting for this signer. |
/// | `FailedOperation` | Read the message. |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db` | Try again. |
#[doc(alias = "获取跳转至腾讯电子签小程序的批量签署链接")]
#[tc_action(
    name = "ChannelCreateBatchSignUrl",
    version = "2021-05-26",
    response = ChannelCreateBatchSignUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InvalidParameter",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "获取跳转至腾讯电子签小程序的批量签署链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateBatchSignUrl"
)]
pub struct ChannelCreateBatchSignUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Real name of the signer, as in the contracts. If the link claims open parties, only a person
    /// with this name may claim them; no effect for employees.
    #[tc(secret)]
    pub name: Option<String>,
    /// Mobile number of the signer: 11 digits, mainland China, without `+86`, as in the contracts
    /// unless they and the link give the same identity document. If the link claims open parties,
    /// only a person with this number may claim them.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// Employee who creates the link, with permission to do so and access to the contracts. The
    /// operator in `agent` is required as well.
    pub operator: Option<UserInfo>,
    /// Identity document type, as in the contracts. Default: `IdCard`. No effect without
    /// `id_card_number`.
    pub id_card_type: Option<IdCardType>,
    /// Identity document number, as in the contracts, letters in upper case. If the link claims
    /// open parties, only the person with this document may claim them.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Text message to `mobile`: `NotifyType::Sms` or `NotifyType::None`. Default: `None`.
    pub notify_type: Option<NotifyType>,
    /// Contract IDs, 1 to 100, all started by the agent's organization. Always required, although
    /// optional in the API.
    #[tc(items = 1..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// Name of the signer's organization. Required for an employee outside your platform: as on its
    /// business licence, with full-width parentheses （）, and verified. In your platform, required
    /// until the organization is verified.
    pub organization_name: Option<String>,
    /// Signature types that may be used. They replace those set for the contracts, so repeat the
    /// limits of their fields here. Default: the one type that all personal fields of all contracts
    /// share, otherwise handwritten.
    pub signature_types: Option<Vec<BatchSignatureType>>,
    /// Opens the first contract instead of the list. Default: `false`.
    pub jump_to_detail: Option<bool>,
    /// Open parties that the link claims, one per contract.
    pub flow_batch_url_info: Option<FlowBatchUrlInfo>,
    /// Your ID for the signer. Required for an employee in your platform, who must be verified.
    /// Name, mobile number and identity document can then be omitted.
    pub open_id: Option<String>,
    /// Your ID for the signer's organization. Required for an employee in your platform. If the
    /// link claims open parties, only employees of this organization may claim them.
    pub organization_open_id: Option<String>,
    /// Returns from the mini program to yours after signing. Default: `false`. No effect for apps,
    /// where WeChat requires a tap.
    pub auto_jump_back: Option<bool>,
    /// Environment of the link. Set it for a page of an official account that the signer should
    /// return to.
    pub url_use_env: Option<UrlUseEnv>,
    /// Allows declining all contracts at once. Default: `false`. No effect on contract groups, nor
    /// with `jump_to_detail`.
    pub can_batch_reject: Option<bool>,
    /// Allows confirming that all contracts were read at once. Default: `false`. Enabled by the
    /// vendor on request; for organizations, all seal and signature fields must have the same
    /// limits.
    pub can_skip_read_flow: Option<bool>,
}

/// Response of [`ChannelCreateBatchSignUrl`].
///
/// Pass link and path on unchanged: added parameters may overwrite their own.
#[tc_model]
pub struct ChannelCreateBatchSignUrlResponse {
    /// Short link, for use outside mini programs and apps.
    #[tc(secret)]
    pub sign_url: String,
    /// Expiry of the link, Unix time in seconds: 7 days after its creation.
    pub expired_time: i64,
    /// Path that opens the mini program from yours, or from your app.
    #[tc(secret)]
    pub mini_app_path: String,
}
