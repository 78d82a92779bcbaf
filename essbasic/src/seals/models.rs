//! Types shared by several seal actions.

use crate::{tc_enum, tc_model};

/// Option agreed with the vendor. Do not send options that have not been agreed.
///
/// The service calls this type `Option`. That name would shadow the prelude's `Option`, so it is
/// named after its content, a key and a value.
#[tc_model]
pub struct KeyedOption {
    /// Name of the option. The only example in the API reference is `SealOperatorVerify`.
    pub key: String,
    /// Value of the option as a string: `true` in that example.
    pub value: String,
}

/// Kind of seal.
///
/// The vendor can enable subtypes of [`OtherSeal`](SealType::OtherSeal) such as `OTHER_58`; write
/// them as `SealType::from("OTHER_58")`.
#[tc_enum]
pub enum SealType {
    /// 公章, the official seal. One per organization.
    Official = "OFFICIAL",
    /// 合同专用章, for contracts.
    Contract = "CONTRACT",
    /// 财务专用章, for finance.
    Finance = "FINANCE",
    /// 人事专用章, for personnel.
    Personnel = "PERSONNEL",
    /// 发票专用章, for invoices.
    Invoice = "INVOICE",
    /// 法定代表人章, the legal representative's seal. One per organization.
    LegalPersonSeal = "LEGAL_PERSON_SEAL",
    /// 员工执业章, an employee's professional seal that they let the organization use.
    EmployeeQualificationSeal = "EMPLOYEE_QUALIFICATION_SEAL",
    /// Other kinds.
    OtherSeal = "OTHER",
}
