//! Rows of the tables: plain data and rules that need no other row.

mod approver;
mod document;
mod event;
mod flow;
mod identity;
mod ledger;
mod link;
mod organization;
mod qr_code;
mod task;
mod template;

pub(crate) use approver::{Approver, Field, Review};
pub(crate) use document::{File, Seal, decode, extension};
pub(crate) use event::OutboxEvent;
pub use event::{Delivery, DeliveryAttempt, DeliveryCause, DeliveryError, DeliveryStatus};
pub use flow::SignError;
pub(crate) use flow::{Copied, Flow, FlowGroup, MAX_DEADLINE, RENDERING_TIME};
pub use identity::Person;
pub(crate) use identity::{Caller, Owner, key, open_id};
pub(crate) use ledger::{Account, Charge};
pub(crate) use link::{Link, Purpose, link_token};
pub(crate) use organization::{
    ADMIN_ROLE, AutoSign, Employee, Organization, Role, Service, auto_sign_key,
};
pub(crate) use qr_code::QrCode;
#[cfg(feature = "pages")]
pub(crate) use qr_code::QrCodeStatus;
pub use qr_code::ScanError;
pub(crate) use task::{
    CancelTask, ConvertTask, Registration, Registrations, Report, ScheduledTask,
};
pub(crate) use template::{Party, PartyKind, Template, TemplateMismatch};
