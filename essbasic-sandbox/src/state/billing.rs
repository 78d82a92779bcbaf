//! Quotas and charges.

use essbasic::billing::{BillCostType, QuotaType};
use essbasic::codes;
use serde_json::json;

use super::State;
use super::model::{Account, Charge, Flow};
use crate::errors::{self, ServiceError};

impl State {
    /// Takes contracts from the quota of an application.
    pub(crate) fn take_contracts(
        &mut self,
        application: &str,
        contracts: i64,
    ) -> Result<(), ServiceError> {
        let account = self.account(application)?;
        if account.contracts < contracts {
            return Err(errors::quota());
        }
        account.contracts -= contracts;
        Ok(())
    }

    /// Sets the contract quota of every application. A negative one counts as 0.
    pub(crate) fn set_contract_quota(&mut self, remaining: i64) {
        let applications: Vec<_> = self.accounts.iter().map(|(key, _)| key.to_owned()).collect();
        for application in applications {
            if let Some(account) = self.accounts.get_mut(&application) {
                account.contracts = remaining.max(0);
            }
        }
    }

    /// Adds the charge of a contract.
    pub(crate) fn charge_contract(&mut self, flow: &Flow, now: i64) {
        self.add_charge(flow, QuotaType::CloudEnterprise, BillCostType::Charge, now);
    }

    /// Takes a report from the quota of an application and adds its charge.
    pub(crate) fn charge_report(&mut self, flow: &Flow, now: i64) -> Result<(), ServiceError> {
        let account = self.account(&flow.owner.application)?;
        if account.reports == 0 {
            let code = codes::OPERATION_DENIED_PROVE_NO_QUOTA;
            return Err(ServiceError::new(code, "出证额度不足。", "The report quota is used up."));
        }
        account.reports -= 1;
        self.add_charge(flow, QuotaType::CloudProve, BillCostType::Charge, now);
        Ok(())
    }

    /// Returns a contract to the quota and adds the refund.
    pub(crate) fn refund(&mut self, flow: &Flow, now: i64) {
        if let Ok(account) = self.account(&flow.owner.application) {
            account.contracts += 1;
        }
        self.add_charge(flow, QuotaType::CloudEnterprise, BillCostType::Return, now);
    }

    fn account(&mut self, application: &str) -> Result<&mut Account, ServiceError> {
        self.accounts.get_mut(application).ok_or_else(errors::application)
    }

    fn add_charge(&mut self, flow: &Flow, quota: QuotaType, kind: BillCostType, now: i64) {
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
        let event = json!({
            "FlowId": charge.flow,
            "FlowName": charge.flow_name,
            "QuotaType": charge.quota,
            "UseCount": charge.count,
            "CostTime": charge.on,
            "CostType": charge.kind,
        });
        let number = self.next_number();
        self.charges.insert(number, charge);
        self.emit(&flow.owner, "BillingUse", event);
    }
}
