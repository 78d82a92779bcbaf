//! What was bought, what was used up, and what was given back.

use essbasic::billing::{BillCostType, QuotaType};
use essbasic::codes;
use serde::{Deserialize, Serialize};

use super::{Flow, State};
use crate::refusal::{Refusal, reasons};

/// What an application has bought.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Account {
    /// How many contracts it can still start.
    pub(crate) contracts: i64,
    /// How many organizations it can still activate.
    pub(crate) licences: i64,
    /// How many evidence reports it can still have.
    pub(crate) reports: i64,
}

/// Something that was used up or given back.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Charge {
    pub(crate) application: String,
    pub(crate) organization: String,
    pub(crate) operator: String,
    pub(crate) flow: String,
    pub(crate) flow_name: String,
    pub(crate) quota: QuotaType,
    pub(crate) count: i64,
    pub(crate) on: i64,
    pub(crate) kind: BillCostType,
}

impl State {
    /// Takes contracts from what an application has left.
    pub(crate) fn pay(&mut self, application: &str, contracts: i64) -> Result<(), Refusal> {
        let account = self.accounts.get_mut(application).ok_or_else(reasons::application)?;
        if account.contracts < contracts {
            return Err(reasons::quota());
        }
        account.contracts -= contracts;
        Ok(())
    }

    /// Sets how many contracts every application can still start.
    pub(crate) fn set_contract_quota(&mut self, left: i64) {
        let applications: Vec<_> = self.accounts.iter().map(|(key, _)| key.to_owned()).collect();
        for application in applications {
            if let Some(account) = self.accounts.get_mut(&application) {
                account.contracts = left;
            }
        }
    }

    /// Puts a contract that was paid for on the bill.
    pub(crate) fn bill(&mut self, flow: &Flow, now: i64) {
        self.note(flow, QuotaType::CloudEnterprise, BillCostType::Charge, now);
    }

    /// Takes a report from what an application has left, and puts it on the bill.
    pub(crate) fn pay_report(&mut self, flow: &Flow, now: i64) -> Result<(), Refusal> {
        let application = &flow.owner.application;
        let account = self.accounts.get_mut(application).ok_or_else(reasons::application)?;
        if account.reports == 0 {
            let code = codes::OPERATION_DENIED_PROVE_NO_QUOTA;
            return Err(Refusal::new(code, "出证额度不足。", "No reports are left."));
        }
        account.reports -= 1;
        self.note(flow, QuotaType::CloudProve, BillCostType::Charge, now);
        Ok(())
    }

    /// Gives a contract's charge back.
    pub(crate) fn refund(&mut self, flow: &Flow, now: i64) {
        if let Some(account) = self.accounts.get_mut(&flow.owner.application) {
            account.contracts += 1;
        }
        self.note(flow, QuotaType::CloudEnterprise, BillCostType::Return, now);
    }

    fn note(&mut self, flow: &Flow, quota: QuotaType, kind: BillCostType, now: i64) {
        let count = if kind == BillCostType::Charge { 1 } else { -1 };
        let charge = Charge {
            application: flow.owner.application.clone(),
            organization: flow.owner.organization.clone(),
            operator: flow.creator.clone(),
            flow: flow.id.clone(),
            flow_name: flow.name.clone(),
            quota,
            count,
            on: now,
            kind,
        };
        let told = serde_json::json!({
            "FlowId": charge.flow,
            "FlowName": charge.flow_name,
            "QuotaType": charge.quota,
            "UseCount": charge.count,
            "CostTime": charge.on,
            "CostType": charge.kind,
        });
        let number = self.next_number();
        self.charges.insert(number, charge);
        self.tell(&flow.owner, "BillingUse", told);
    }
}
