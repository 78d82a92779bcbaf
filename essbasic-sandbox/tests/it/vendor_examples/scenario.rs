//! States of the sandbox that an example may have been taken in.

use serde_json::Value;

/// State of the contracts that an example names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Flows {
    Open,
    Signed,
    /// Any employee, and any person, may sign.
    Waiting,
    Dynamic,
    DynamicSigned,
    InReview,
    Cancelled,
    /// All are open but the one at this index, which is cancelled.
    OpenBut(usize),
}

const FLOWS: [Flows; 10] = [
    Flows::Open,
    Flows::Signed,
    Flows::Waiting,
    Flows::Dynamic,
    Flows::DynamicSigned,
    Flows::InReview,
    Flows::Cancelled,
    Flows::OpenBut(0),
    Flows::OpenBut(1),
    Flows::OpenBut(2),
];

/// A state of the sandbox that an example may have been taken in.
#[derive(Clone, Copy)]
pub(super) struct Scenario {
    pub(super) flows: Flows,
    /// The operator is the administrator.
    pub(super) is_admin: bool,
    /// Objects exist.
    pub(super) is_known: bool,
    /// Templates can be used for QR codes.
    pub(super) template_fits: bool,
    /// The request is sent twice.
    pub(super) twice: bool,
}

impl Scenario {
    /// Returns the states that may fit a request.
    pub(super) fn all(input: &Value, is_rejected: bool) -> Vec<Self> {
        let text = input.to_string();
        let has_flows = ["FlowId", "FlowGroupId", "ReportId", "TaskId"];
        let has_flows = has_flows.iter().any(|name| text.contains(name));
        let flows = FLOWS.iter().take(if has_flows { FLOWS.len() } else { 1 });
        let usual = flows.map(|flows| Self {
            flows: *flows,
            is_admin: true,
            is_known: true,
            template_fits: true,
            twice: false,
        });
        let usual: Vec<_> = usual.collect();
        if !is_rejected {
            return usual;
        }
        let unusual = usual.iter().flat_map(|it| {
            [
                *it,
                Self { is_admin: false, ..*it },
                Self { is_known: false, ..*it },
                Self { template_fits: false, ..*it },
                Self { twice: true, ..*it },
            ]
        });
        unusual.collect()
    }
}
