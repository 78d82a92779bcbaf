//! People, organizations, notifications and filters.

use crate::{tc_enum, tc_model};

/// An employee, identified by your ID.
#[tc_model]
pub struct UserInfo {
    /// Your ID for the employee, at most 64 characters. Identifies one person in your application
    /// and is never reused.
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

/// An organization, identified by your ID.
///
/// Most actions with a field of this type have disabled it: the organization is part of the agent.
#[tc_model]
pub struct OrganizationInfo {
    /// Your ID for the organization, as in the agent's `proxy_organization_open_id`.
    pub organization_open_id: String,
    /// Vendor's ID of the organization. Default: looked up by your ID.
    pub organization_id: Option<String>,
    /// Channel of the user. Not needed.
    pub channel: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub client_ip: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_ip: Option<String>,
}

/// Identity document type.
#[tc_enum]
pub enum IdCardType {
    /// Resident identity card of mainland China: 18 characters, X in upper case.
    IdCard = "ID_CARD",
    /// Mainland travel permit of Hong Kong and Macao residents: H or M and 10 digits.
    HongkongAndMacao = "HONGKONG_AND_MACAO",
    /// Residence permit of Hong Kong, Macao and Taiwan residents, numbered like an identity card.
    HongkongMacaoAndTaiwan = "HONGKONG_MACAO_AND_TAIWAN",
    /// Another document, if the action accepts one.
    OtherCardType = "OTHER_CARD_TYPE",
}

/// Notification that a contract is waiting for a person.
#[tc_enum]
pub enum NotifyType {
    /// Text message sent by the service.
    Sms = "SMS",
    /// E-mail.
    Email = "EMAIL",
    /// Text message and e-mail.
    All = "ALL",
    /// None; your platform informs the person.
    None = "NONE",
}

/// A filter condition.
///
/// Each action defines its own keys, listed with its field `filters`.
#[tc_model]
pub struct Filter {
    /// Key as the action spells it, such as `Status`.
    pub key: String,
    /// Values to match, always strings, even for numbers and booleans.
    pub values: Vec<String>,
}
