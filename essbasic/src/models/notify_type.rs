//! How people are told.

use crate::tc_enum;

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
