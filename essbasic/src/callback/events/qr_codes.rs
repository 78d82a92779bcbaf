//! Events of QR codes, and of signing by authorization.
//!
//! The ordinary course of a contract that a code started is told by
//! [`FlowStatusChange`](super::FlowStatusChange).

use super::event_models;

event_models! {
    /// Somebody scanned a code, and no contract was started: the organization has no contracts
    /// left to start, say.
    CreateFlowByQrCode {
        /// The code.
        qr_code_id: String,
    }

    /// Somebody scanned a code, and a contract was charged.
    MultiFlowSignQrCodeCost {
        /// The code.
        qr_code_id: String,
        /// The contract that was started.
        flow_id: String,
    }

    /// An organization let another sign for it by authorization, or no longer does.
    PartnerServerSignAuthorization {}
}
