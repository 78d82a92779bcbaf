//! Other events of contracts: documents, groups, QR codes, templates and billing.

use crate::tc_enum;

use super::macros::event_models;

event_models! {
    /// A signer forwarded a contract. The wire name is `ForwardFLow`.
    ForwardFlow {
        /// Contract ID.
        flow_id: String,
    }

    /// A contract awaits the organization's approval before it starts, or was approved.
    CreateFlowReview {
        /// Contract ID.
        flow_id: String,
    }

    /// The organization received a contract that it is a party to.
    ReceiveFlow {
        /// Contract ID.
        flow_id: String,
    }

    /// A signer's deadline passed.
    ApproverDeadlineExpired {
        /// Contract ID.
        flow_id: String,
        /// Recipient ID of the signer.
        recipient_id: String,
    }

    /// A batch cancellation task ended.
    CancelFlows {
        /// Task ID, returned when the task was created.
        task_id: String,
    }

    /// The document of a contract was generated from its template: links to it can be created.
    DocumentFill {
        /// Contract ID.
        flow_id: String,
        /// ID of the document.
        document_id: String,
    }

    /// A contract group changed status.
    FlowGroupStatusChange {
        /// Contract group ID.
        flow_group_id: String,
        /// Name of the contract group.
        flow_group_name: String,
        /// Status of the contract group.
        flow_group_status: FlowGroupStatus,
    }

    /// The risk analysis of a contract's text ended.
    FlowRiskIdentify {
        /// Contract ID.
        flow_id: String,
    }

    /// A QR code was scanned, but no contract was started, for example because the organization has
    /// no contracts left. `FlowStatusChange` reports the contracts that are started.
    CreateFlowByQrCode {
        /// QR code ID.
        qr_code_id: String,
    }

    /// A QR code was scanned, and a contract was charged.
    MultiFlowSignQrCodeCost {
        /// QR code ID.
        qr_code_id: String,
        /// ID of the contract that was started.
        flow_id: String,
    }

    /// An organization granted or revoked signing by authorization.
    PartnerServerSignAuthorization {}

    /// A template was created, edited, deleted, enabled or disabled.
    TemplateChange {
        /// Platform ID of the organization.
        organization_id: String,
        /// Platform ID of the employee who acted.
        operator_user_id: String,
        /// Template ID.
        template_id: String,
        /// ID of the other organization's template that this one shares.
        share_template_id: String,
        /// Name of the template.
        template_name: String,
        /// Custom data given when the link to the template editor was created.
        #[tc(secret)]
        user_data: String,
        /// ID of the category of contracts started from the template.
        user_flow_type_id: String,
        /// Time of creation, Unix time in seconds.
        create_time: i64,
        /// Time of editing, Unix time in seconds.
        update_time: i64,
        /// Time of deletion, Unix time in seconds.
        delete_time: i64,
        /// Time of enabling or disabling, Unix time in seconds.
        operate_on: i64,
        /// Status of the template.
        template_status: TemplateStatus,
    }

    /// A usage was charged or refunded.
    BillingUse {
        /// ID of the contract that was charged.
        flow_id: String,
        /// Name of the contract.
        flow_name: String,
        /// Name of the organization that started the contract.
        create_organization_name: String,
        /// Product that was used, for example `CloudEnterprise` for a contract.
        quota_type: String,
        /// Number of units; negative for a refund.
        use_count: i64,
        /// Time of the charge, Unix time in seconds.
        cost_time: i64,
        /// Name of the package that was charged.
        quota_name: String,
        /// Charge or refund.
        cost_type: CostType,
        /// Remark.
        #[tc(secret)]
        remark: String,
    }

    /// A contract was charged. Deprecated by the vendor in favour of [`BillingUse`].
    FlowCost {
        /// Contract ID.
        flow_id: String,
        /// Platform ID of the organization.
        organization_id: String,
        /// Channel that was charged.
        cost_channel: String,
        /// Amount charged.
        cost: i64,
        /// `true` if a reseller pays.
        is_resell: bool,
    }
}

/// Status of a contract group.
#[tc_enum]
pub enum FlowGroupStatus {
    /// Your action is required.
    ToSign = "TOSIGN",
    /// Another party's action is required.
    WaitSign = "WAITSIGN",
    /// Some contracts are invalid.
    Part = "PART",
    /// All contracts are signed by all signers.
    All = "ALL",
    /// Invalid.
    Invalid = "INVALID",
    /// Being processed by the service.
    Processing = "PROCESSING",
    /// Undefined.
    Undefined = "UNDEFINED",
}

/// Status of a template.
#[tc_enum]
pub enum TemplateStatus {
    /// Enabled.
    Enable = "ENABLE",
    /// Disabled.
    Disable = "DISABLE",
}

/// Direction of a billing event.
#[tc_enum]
pub enum CostType {
    /// Charge.
    Charge = 1,
    /// Refund.
    Refund = 2,
}
