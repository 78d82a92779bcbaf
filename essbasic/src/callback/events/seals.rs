//! Events of seals.

use crate::{tc_enum, tc_model};

use super::event_models;

/// A seal was made, deleted, stopped, started, or lent to employees.
///
/// A seal can be used from `Enable` on. One that was made from a picture gets there only after
/// [`AuditSealAuth`].
#[tc_model]
pub struct OperateSeal {
    /// The application that it happened in.
    pub application_id: Option<String>,
    /// The organization that has the seal, by your own id.
    pub proxy_organization_open_id: Option<String>,
    /// The employee who acted, by your own id.
    pub proxy_operator_open_id: Option<String>,
    /// The employee whom the seal was lent to or taken from, by your own id.
    pub authorized_operator_open_id: Option<String>,
    /// The organization's id on the vendor's platform.
    pub organization_id: Option<String>,
    /// The id of the employee who acted, on the vendor's platform.
    pub operator_user_id: Option<String>,
    /// The seal.
    pub seal_id: Option<String>,
    /// What people call it.
    pub seal_name: Option<String>,
    /// What kind of seal it is: `OFFICIAL` or `CONTRACT`, say.
    pub seal_type: Option<String>,
    /// What was done.
    pub operate: Option<SealOperate>,
    /// The employees whom the seal was lent to or taken from.
    pub authorized_users: Option<Vec<AuthorizedUser>>,
    /// How far the examination of its picture is.
    pub review_status: Option<ReviewStatus>,
    /// Why the picture was refused.
    #[tc(secret)]
    pub review_reason: Option<String>,
}

/// An employee whom a seal was lent to or taken from.
#[tc_model]
pub struct AuthorizedUser {
    /// Their id on the vendor's platform.
    pub user_id: Option<String>,
    /// Their name.
    #[tc(secret)]
    pub user_name: Option<String>,
}

event_models! {
    /// The vendor has looked at a seal's picture.
    AuditSealAuth {
        /// The seal.
        seal_id: String,
        /// What came of it.
        review_status: ReviewStatus,
        /// Why it was refused.
        #[tc(secret)]
        review_reason: String,
    }

    /// An application for the use of a seal went on.
    SealPolicyWorkflow {
        /// The application, which `DescribeChannelSealPolicyWorkflowUrl` makes a link to.
        workflow_instance_id: String,
        /// The contract that it is for.
        flow_id: String,
    }

    /// An employee's seal of their profession went on.
    EmployeeSealAuth {
        /// The seal.
        seal_id: String,
        /// What was given along when the QR code was made that the employee scanned.
        #[tc(secret)]
        user_data: String,
    }
}

/// What was done to a seal.
#[tc_enum]
pub enum SealOperate {
    /// Made.
    Create = "Create",
    /// Deleted.
    Delete = "Delete",
    /// Stopped.
    Disable = "Disable",
    /// Started: it can be used.
    Enable = "Enable",
    /// Changed.
    Update = "Update",
    /// Lent to employees.
    Valid = "Valid",
    /// Taken from employees.
    Invalid = "Invalid",
}

/// How far an examination is.
#[tc_enum]
pub enum ReviewStatus {
    /// Not begun.
    Pending = "PENDING",
    /// Going on.
    Checking = "CHECKING",
    /// Passed.
    Pass = "PASS",
    /// Refused.
    Reject = "REJECT",
}
