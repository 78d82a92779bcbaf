//! Bills: charges and refunds of contracts and reports.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use essbasic::billing::{
    BillCostType, BilledFlowStatus, ChannelBillUsageDetail, ChannelDescribeAccountBillDetail,
    ChannelDescribeAccountBillDetailResponse, ChannelDescribeBillUsageDetail,
    ChannelDescribeBillUsageDetailResponse, DescribeUsage, DescribeUsageResponse, QuotaType,
    UsageDetail,
};
use essbasic::codes;

use super::output::{count, nonzero, page};
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Charge, Owner, State};

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

pub(super) fn register(actions: Actions) -> Actions {
    actions.read(details).read(accounts).read(usage)
}

fn details(
    state: &State,
    request: ChannelDescribeBillUsageDetail,
) -> Result<ChannelDescribeBillUsageDetailResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let (from, to) = (day(&request.start_time, "")?, day(&request.end_time, "")? + DAY);
    // Since 2026-10-10, both dates must be in one month.
    if to <= from || request.start_time[..6] != request.end_time[..6] {
        return Err(time());
    }
    // With an organization, its charges; otherwise those of all organizations of the application.
    let organization = request.agent.proxy_organization_open_id.filter(|id| !id.is_empty());
    let (number, limit) = (request.offset.unwrap_or(0), nonzero(request.limit).unwrap_or(100));
    if !(1..=100).contains(&limit) || number < 0 {
        let code = codes::INVALID_PARAMETER_LIMIT;
        return Err(errors::value(code, "Limit", "Limit must be 1 to 100."));
    }
    let wanted = |it: &&Charge| {
        let quota = request.quota_type.as_ref();
        it.application == application
            && organization.as_ref().is_none_or(|id| *id == it.organization)
            && (from..to).contains(&it.on)
            && quota.is_none_or(|quota| *quota == it.quota)
    };
    let found: Vec<_> = state.charges.iter().map(|(_, it)| it).filter(wanted).collect();
    // The offset of this action counts pages.
    let shown = page(&found, number.saturating_mul(limit), limit).iter();
    let shown: Vec<_> = shown.map(|it| detail(state, it)).collect();
    Ok(ChannelDescribeBillUsageDetailResponse::new().total(count(found.len())).details(shown))
}

fn detail(state: &State, it: &Charge) -> ChannelBillUsageDetail {
    let owner = Owner::new(&it.application, &it.organization);
    let organization = state.organizations.get(&owner.key()).map(|it| it.name.clone());
    let operator = state.employee(&owner, &it.operator).map(|it| it.name.clone());
    let status = state.flows.get(&it.flow).map(|flow| flow.status.as_str().to_owned());
    ChannelBillUsageDetail::new()
        .flow_id(it.flow.as_str())
        .flow_name(it.flow_name.as_str())
        .operator_name(operator.unwrap_or_default())
        .create_organization_name(organization.unwrap_or_default())
        .flow_status(BilledFlowStatus::from(status.unwrap_or_default()))
        .quota_type(it.quota.clone())
        .use_count(it.count)
        .cost_time(it.on)
        .quota_name(if it.quota == QuotaType::CloudProve {
            "出证报告"
        } else {
            "电子合同企业版"
        })
        .cost_type(it.kind)
        .remark("")
}

fn accounts(
    state: &State,
    request: ChannelDescribeAccountBillDetail,
) -> Result<ChannelDescribeAccountBillDetailResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let now = state.now();
    let active = state.organizations_of(&application);
    let active = count(active.iter().filter(|it| it.is_active(now)).count());
    let left = state.accounts.get(&application).map_or(0, |account| account.licenses);
    Ok(ChannelDescribeAccountBillDetailResponse::new()
        .bound_accounts_number(active)
        .remain_available_accounts_number(left)
        .invalid_accounts_number(0)
        .total_buy_accounts_number(left + active)
        .total_gift_accounts_number(0))
}

/// Returns the contracts started and refunded per organization and day.
fn usage(state: &State, request: DescribeUsage) -> Result<DescribeUsageResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let (from, to) = (day(&request.start_date, "-")?, day(&request.end_date, "-")? + DAY);
    if to <= from || to - from > 90 * DAY {
        return Err(time());
    }
    let mut days = BTreeMap::<(String, String), (u64, u64)>::new();
    for (_, it) in state.charges.iter() {
        let is_contract = it.quota == QuotaType::CloudEnterprise;
        if it.application != application || !(from..to).contains(&it.on) || !is_contract {
            continue;
        }
        let date = if request.need_aggregate == Some(true) {
            "1970-01-01".to_owned()
        } else {
            super::output::date(it.on).chars().take(10).collect()
        };
        let sum = days.entry((it.organization.clone(), date)).or_default();
        if it.kind == BillCostType::Charge {
            sum.0 += 1;
        } else {
            sum.1 += 1;
        }
    }
    let rows: Vec<_> = days
        .into_iter()
        .map(|((organization, date), (used, cancelled))| {
            let owner = Owner::new(&application, &organization);
            let name = state.organizations.get(&owner.key()).map(|it| it.name.clone());
            UsageDetail::new(organization, name.unwrap_or_default(), date, used, cancelled, "")
        })
        .collect();
    let (number, limit) = (request.offset.unwrap_or(0), nonzero(request.limit).unwrap_or(1000));
    let start = i64::try_from(number.saturating_mul(limit)).unwrap_or(i64::MAX);
    let shown = page(&rows, start, i64::try_from(limit).unwrap_or(1000)).to_vec();
    Ok(DescribeUsageResponse::new(rows.len() as u64, shown))
}

/// Parses a day, `20260102` or `2026-01-02`, and returns its start in Beijing.
fn day(text: &str, between: &str) -> Result<i64, ServiceError> {
    let format = ["%Y", "%m", "%d"].join(between);
    let date = NaiveDate::parse_from_str(text, &format).ok();
    // The parser also takes numbers without leading zeros.
    let date = date.filter(|date| date.format(&format).to_string() == text);
    let start = date.and_then(|date| date.and_hms_opt(0, 0, 0));
    start.map(|start| start.and_utc().timestamp() - 8 * HOUR).ok_or_else(time)
}

fn time() -> ServiceError {
    const CODES: &[essbasic::ErrorCode] =
        &[codes::INVALID_PARAMETER_VALUE_INVALID_TIME, codes::INVALID_PARAMETER_DATE];
    ServiceError::any_of(CODES, "查询时间不合法。", "The dates are invalid, or too far apart.")
}
