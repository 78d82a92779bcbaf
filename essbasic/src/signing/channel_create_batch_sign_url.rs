//! 获取跳转至腾讯电子签小程序的批量签署链接

use super::models::{BatchSignatureType, FlowBatchUrlInfo, UrlUseEnv};
use crate::models::{IdCardType, NotifyType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Makes a link into the mini program with which a signer signs many contracts at once.
///
/// Every contract must wait for this signer, described here as the contract describes them, or for
/// nobody in particular: with `flow_batch_url_info` the link fills places that were left open.
/// Contracts with approval fields (签批控件), or whose signer places fields themselves, cannot be
/// signed in a batch.
///
/// Before the first link, switch on that persons are known by their mobile number alone
/// (个人签署方仅校验手机号), among the extended services in the console. A person who follows the
/// link sees the contracts after a code by text message.
///
/// Who the signer is decides what to give: a person takes name, mobile and identity number; an
/// employee outside your platform also `organization_name`, of a verified organization; an employee
/// in it takes `open_id` and `organization_open_id`, and `organization_name` until the
/// organization is verified.
///
/// The link is good for 7 days. It is free; with `NotifyType::Sms` the signer is sent a text
/// message, and sent another whenever the action is repeated.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter` | mostly a contract in which nobody is as described here: compare name and mobile, or identify the signer by document both when starting the contract and here |
/// | `MissingParameter` | give `flow_ids`, and the signer |
/// | `OperationDenied` | check that the contracts are the organization's own, and wait for this signer |
/// | `FailedOperation` | the message says why |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db` | try again |
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
    needs("IdCardType", "IdCardNumber"),
    title = "获取跳转至腾讯电子签小程序的批量签署链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateBatchSignUrl"
)]
pub struct ChannelCreateBatchSignUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The signer's real name, as the contracts have it. Where the link fills open places, only a
    /// person of this name may claim them; that does not work for employees.
    #[tc(secret)]
    pub name: Option<String>,
    /// The signer's mobile number: 11 digits of mainland China, without +86, as the contracts have
    /// it unless they and the link name the same identity document. Where the link fills open
    /// places, only a person with this number may claim them.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// The employee who makes the link, with the right to and with access to the contracts. The
    /// operator in the agent is required all the same.
    pub operator: Option<UserInfo>,
    /// The kind of the signer's identity document, as the contracts have it; the identity card
    /// unless given. It means nothing without `id_card_number`.
    pub id_card_type: Option<IdCardType>,
    /// The number of the identity document, as the contracts have it, its letters in upper case.
    /// Where the link fills open places, only the person with this document may claim them.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Whether the signer is told by text message, at `mobile`: `NotifyType::Sms` or
    /// `NotifyType::None`, which it is unless given.
    pub notify_type: Option<NotifyType>,
    /// The contracts, 1 to 100, all started by the agent's organization. Always required, whatever
    /// the type says.
    #[tc(items = 1..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// The name of the signer's organization, required for an employee outside your platform: as
    /// its licence has it, with full-width brackets （）, and verified. For one in your platform it
    /// is required until the organization is verified.
    pub organization_name: Option<String>,
    /// The ways in which signatures may be drawn. They replace what the contracts say, so repeat
    /// here what their fields were limited to. Unless given, it is the one way that all personal
    /// fields of all contracts share, or else by hand.
    pub signature_types: Option<Vec<BatchSignatureType>>,
    /// Whether the link leads straight into the first contract, past the list of them. It leads to
    /// the list unless given.
    pub jump_to_detail: Option<bool>,
    /// The open places that the link fills, one for each contract.
    pub flow_batch_url_info: Option<FlowBatchUrlInfo>,
    /// Your id of the signer, required for an employee in your platform, whose real name must be
    /// verified. Name, mobile and identity document need not be given beside it: the service knows
    /// them.
    pub open_id: Option<String>,
    /// Your id of the signer's organization, required for an employee in your platform. Where the
    /// link fills open places, only employees of this organization may claim them.
    pub organization_open_id: Option<String>,
    /// Whether the mini program returns by itself to your mini program once all is signed. It does
    /// not unless given, and to an app it never does: WeChat wants a tap.
    pub auto_jump_back: Option<bool>,
    /// From where the link leads into the mini program; to be given on a page of an official
    /// account that the signer should come back to.
    pub url_use_env: Option<UrlUseEnv>,
    /// Whether the signer may reject all contracts at once; they may not unless given. It has no
    /// effect on contract groups, nor with `jump_to_detail`.
    pub can_batch_reject: Option<bool>,
    /// Whether the signer may confirm having read all contracts at once; they may not unless given.
    /// The vendor opens this on request, and for organizations all seal and signature fields must
    /// be limited to the same seals and ways.
    pub can_skip_read_flow: Option<bool>,
}

/// The link, as a web address and as a path of the mini program.
///
/// Pass both on as they are: a parameter that is added may overwrite one of theirs.
#[tc_model]
pub struct ChannelCreateBatchSignUrlResponse {
    /// The short link, for anywhere but a mini program or an app.
    #[tc(secret)]
    pub sign_url: String,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expired_time: i64,
    /// The path that opens the mini program from yours, or from your app.
    #[tc(secret)]
    pub mini_app_path: String,
}
