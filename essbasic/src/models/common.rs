//! X

use crate::{tc_enum, tc_model};

/// An employee of an organization, by the id that your platform gave them.
#[tc_model]
pub struct UserInfo {
    /// Your own id of the employee, at most 64 characters. One id is one real person within
    /// your application, and is never reused.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub channel: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub custom_user_id: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub client_ip: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_ip: Option<String>,
}

/// An organization, by the id that your platform gave it.
///
/// Most actions that have a member of this type have disabled it: the organization stands in the
/// agent.
#[tc_model]
pub struct OrganizationInfo {
    /// Your own id of the organization, as in the agent's `proxy_organization_open_id`.
    pub organization_open_id: String,
    /// The service's own id of the organization; it is found by yours unless given.
    pub organization_id: Option<String>,
    /// Through which channel the user came. Not needed.
    pub channel: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub client_ip: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_ip: Option<String>,
}

/// A kind of identity document.
#[tc_enum]
pub enum IdCardType {
    /// The resident identity card of mainland China: 18 characters, an X in upper case.
    IdCard = "ID_CARD",
    /// The mainland travel permit of residents of Hong Kong and Macao: H or M and 10 digits.
    HongkongAndMacao = "HONGKONG_AND_MACAO",
    /// The residence permit of residents of Hong Kong, Macao and Taiwan, numbered like an identity
    /// card.
    HongkongMacaoAndTaiwan = "HONGKONG_MACAO_AND_TAIWAN",
    /// Another document, where the action takes one.
    OtherCardType = "OTHER_CARD_TYPE",
}

/// How a person is told that a contract waits for them.
#[tc_enum]
pub enum NotifyType {
    /// By text message, which the service sends to their mobile number.
    Sms = "SMS",
    /// By e-mail.
    Email = "EMAIL",
    /// By both.
    All = "ALL",
    /// Not at all; your platform tells them.
    None = "NONE",
}

/// One condition of a search.
///
/// Each action knows keys of its own; the documentation of its `filters` lists them.
#[tc_model]
pub struct Filter {
    /// What is compared, as the action spells it: `Status`, say.
    pub key: String,
    /// What it is compared with; texts, also where a number or a yes is meant.
    pub values: Vec<String>,
}
