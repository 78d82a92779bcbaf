//! What a contract is called.

use crate::tc_enum;

/// What pages and messages call a contract.
#[tc_enum]
pub enum FlowDisplayType {
    /// 合同, a contract.
    Contract = 0,
    /// 文件, a document.
    Document = 1,
    /// 协议, an agreement.
    Agreement = 2,
    /// 文书, a deed.
    Deed = 3,
}
