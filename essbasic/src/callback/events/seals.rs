//! Events of seals and of auto-sign.

use crate::models::AutoSignScene;
use crate::{tc_enum, tc_model};

use super::macros::event_models;

/// A seal was created, deleted, disabled, enabled, or granted to employees.
///
/// A seal can be used once it is enabled. A seal created from an image is enabled after
/// [`AuditSealAuth`].
#[tc_model]
pub struct OperateSeal {
    /// Application ID.
    pub application_id: Option<String>,
    /// Your own ID of the organization that has the seal.
    pub proxy_organization_open_id: Option<String>,
    /// Your own ID of the employee who acted.
    pub proxy_operator_open_id: Option<String>,
    /// Your own ID of the employee whose grant changed.
    pub authorized_operator_open_id: Option<String>,
    /// Platform ID of the organization.
    pub organization_id: Option<String>,
    /// Platform ID of the employee who acted.
    pub operator_user_id: Option<String>,
    /// ID of the seal.
    pub seal_id: Option<String>,
    /// Name of the seal.
    pub seal_name: Option<String>,
    /// Type of the seal, for example `OFFICIAL` or `CONTRACT`.
    pub seal_type: Option<String>,
    /// Operation that caused the event.
    pub operate: Option<SealOperate>,
    /// Employees whose grant changed.
    pub authorized_users: Option<Vec<AuthorizedUser>>,
    /// Review status of the seal's image.
    pub review_status: Option<ReviewStatus>,
    /// Reason for a rejection of the image.
    #[tc(secret)]
    pub review_reason: Option<String>,
}

/// An employee whose grant of a seal changed.
#[tc_model]
pub struct AuthorizedUser {
    /// Platform ID of the employee.
    pub user_id: Option<String>,
    /// Name of the employee.
    #[tc(secret)]
    pub user_name: Option<String>,
}

/// Operation on a seal.
#[tc_enum]
pub enum SealOperate {
    /// Created.
    Create = "Create",
    /// Deleted.
    Delete = "Delete",
    /// Disabled.
    Disable = "Disable",
    /// Enabled.
    Enable = "Enable",
    /// Updated.
    Update = "Update",
    /// Granted to employees.
    Valid = "Valid",
    /// Revoked from employees.
    Invalid = "Invalid",
}

/// Status of a review.
#[tc_enum]
pub enum ReviewStatus {
    /// Not started.
    Pending = "PENDING",
    /// In progress.
    Checking = "CHECKING",
    /// Approved.
    Pass = "PASS",
    /// Rejected.
    Reject = "REJECT",
}

event_models! {
    /// The vendor reviewed a seal's image.
    AuditSealAuth {
        /// Seal ID.
        seal_id: String,
        /// Result of the review.
        review_status: ReviewStatus,
        /// Reason for a rejection.
        #[tc(secret)]
        review_reason: String,
    }

    /// A request to use a seal changed status.
    SealPolicyWorkflow {
        /// ID of the request, for which `DescribeChannelSealPolicyWorkflowUrl` creates a link.
        workflow_instance_id: String,
        /// ID of the contract to be sealed.
        flow_id: String,
    }

    /// An employee's professional seal changed status.
    EmployeeSealAuth {
        /// Seal ID.
        seal_id: String,
        /// Custom data given when the QR code for the employee was created.
        #[tc(secret)]
        user_data: String,
    }

    /// A person enabled auto-sign.
    OpenUserAutoSign {
        /// Scene of auto-sign.
        scene_key: AutoSignScene,
        /// Custom data given when the link was created.
        #[tc(secret)]
        user_data: String,
    }

    /// A person's seal for auto-sign was created.
    AutoSignSealImg {
        /// Scene of auto-sign.
        scene_key: AutoSignScene,
        /// Custom data given when the link was created.
        #[tc(secret)]
        user_data: String,
    }

    /// A person disabled auto-sign.
    DisableUserAutoSign {
        /// Scene of auto-sign.
        scene_key: AutoSignScene,
        /// Custom data given when the link was created.
        #[tc(secret)]
        user_data: String,
    }

    /// The link that enables auto-sign was cancelled.
    CancelUserAutoSign {
        /// Scene of auto-sign.
        scene_key: AutoSignScene,
        /// Custom data given when the link was created.
        #[tc(secret)]
        user_data: String,
    }
}
