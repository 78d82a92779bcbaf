//! Events of contracts besides their status.

use crate::tc_enum;

use super::event_models;

event_models! {
    /// A signer handed a contract on. On the wire it is `ForwardFLow`.
    ForwardFlow {
        /// The contract.
        flow_id: String,
    }

    /// A contract waits for the organization's approval before it starts, or got it.
    CreateFlowReview {
        /// The contract.
        flow_id: String,
    }

    /// A contract arrived that the organization is a party to.
    ReceiveFlow {
        /// The contract.
        flow_id: String,
    }

    /// A signer let their time pass.
    ApproverDeadlineExpired {
        /// The contract.
        flow_id: String,
        /// The party that the signer is.
        recipient_id: String,
    }

    /// A task that cancels many contracts has ended.
    CancelFlows {
        /// The task, as the call that made it answered.
        task_id: String,
    }

    /// The document of a contract has been made from its template: links to it can now be made.
    DocumentFill {
        /// The contract.
        flow_id: String,
        /// Its document.
        document_id: String,
    }

    /// A group of contracts went on.
    FlowGroupStatusChange {
        /// The group.
        flow_group_id: String,
        /// What people call it.
        flow_group_name: String,
        /// How far it is.
        flow_group_status: FlowGroupStatus,
    }

    /// The risks of a contract's text have been looked for.
    FlowRiskIdentify {
        /// The contract.
        flow_id: String,
    }
}

/// How far a group of contracts is.
#[tc_enum]
pub enum FlowGroupStatus {
    /// You have to do something.
    ToSign = "TOSIGN",
    /// Others have to do something.
    WaitSign = "WAITSIGN",
    /// Some of its contracts are invalid.
    Part = "PART",
    /// All are signed by all.
    All = "ALL",
    /// Invalid.
    Invalid = "INVALID",
    /// The service is at work on it.
    Processing = "PROCESSING",
    /// The service does not say.
    Undefined = "UNDEFINED",
}
