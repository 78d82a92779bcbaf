//! Models that several actions of this domain share.

use crate::{tc_enum, tc_model};

/// A detail that the vendor has arranged with an account: do not send one before they say so.
///
/// The service calls this `Option`. That name would shadow the prelude's `Option` wherever it is
/// imported, so here it says what it holds, a key and a value.
#[tc_model]
pub struct KeyedOption {
    /// What the option is called. The manual's one example is `SealOperatorVerify`.
    pub key: String,
    /// What the option is set to, as a text: `true`, for that example.
    pub value: String,
}

/// What kind of seal it is.
///
/// The vendor can switch on finer kinds of [`OtherSeal`](SealType::OtherSeal), which are called
/// `OTHER_58`, for instance; as they are not listed, they are `SealType::from("OTHER_58")`.
#[tc_enum]
pub enum SealType {
    /// 公章, the official seal, of which an organization has one.
    Official = "OFFICIAL",
    /// 合同专用章, for contracts.
    Contract = "CONTRACT",
    /// 财务专用章, for finance.
    Finance = "FINANCE",
    /// 人事专用章, for personnel.
    Personnel = "PERSONNEL",
    /// 发票专用章, for invoices.
    Invoice = "INVOICE",
    /// 法定代表人章, the legal representative's, of which an organization has one.
    LegalPersonSeal = "LEGAL_PERSON_SEAL",
    /// 员工执业章, an employee's professional seal that they let the organization use.
    EmployeeQualificationSeal = "EMPLOYEE_QUALIFICATION_SEAL",
    /// Another kind.
    OtherSeal = "OTHER",
}
