//! Bills of charges and refunds.

use std::time::{SystemTime, UNIX_EPOCH};

use essbasic::Agent;
use essbasic::billing::{
    BillCostType, BilledFlowStatus, ChannelDescribeAccountBillDetail,
    ChannelDescribeBillUsageDetail, DescribeUsage,
};
use essbasic::flows::ChannelCancelFlow;
use essbasic::sign::Scope;
use essbasic_sandbox::{Sandbox, seed};

use crate::support::{client, code, person};

/// Returns today's date in Beijing, with a separator between its parts.
fn today(separator: &str) -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 8 * 60 * 60;
    let scope = Scope::new(i64::try_from(since).unwrap(), "essbasic").unwrap();
    scope.date().to_string().replace('-', separator)
}

#[tokio::test]
async fn charges_and_refunds_are_billed() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let kept = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let cancelled = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    ChannelCancelFlow::new(cancelled.as_str(), seed::agent()).send(&client).await.unwrap();
    let agent = || Agent::new(seed::APPLICATION);
    let bill = ChannelDescribeBillUsageDetail::new(agent(), today(""), today(""));
    let bill = bill.send(&client).await.unwrap();
    assert_eq!(bill.total, Some(3));
    let rows = bill.details.clone().unwrap();
    assert_eq!(rows[0].flow_id.as_deref(), Some(kept.as_str()));
    assert_eq!(rows[2].cost_type, Some(BillCostType::Return));
    assert_eq!(rows[2].use_count, Some(-1));
    assert_eq!(rows[2].flow_status, Some(BilledFlowStatus::Cancel));
    for (organization, expected) in [(seed::ORGANIZATION, 3), (seed::OTHER_ORGANIZATION, 0)] {
        let one = agent().acting_for(organization);
        let bill = ChannelDescribeBillUsageDetail::new(one, today(""), today(""));
        assert_eq!(bill.send(&client).await.unwrap().total, Some(expected), "{organization}");
    }
    let usage = DescribeUsage::new(agent(), today("-"), today("-")).send(&client).await.unwrap();
    assert_eq!((usage.details[0].usage, usage.details[0].cancel), (2, 1));
    let accounts = ChannelDescribeAccountBillDetail::new(agent()).send(&client).await.unwrap();
    assert_eq!(accounts.bound_accounts_number, Some(2));
}

#[tokio::test]
async fn invalid_periods_and_page_sizes_are_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let bill = |from: &str, to: &str| {
        ChannelDescribeBillUsageDetail::new(Agent::new(seed::APPLICATION), from, to)
    };
    for (from, to) in [
        ("20260101", "20260301"),
        ("20260102", "20260101"),
        ("20260230", "20260301"),
        ("20261031", "20261102"),
        ("2026-101", "20261002"),
    ] {
        let rejected = bill(from, to).send(&client).unchecked().await;
        assert_eq!(code(rejected), "InvalidParameterValue.InvalidTime", "{from} to {to}");
    }
    let many = bill("20260101", "20260102").limit(500).send(&client).unchecked().await;
    assert!(code(many).starts_with("InvalidParameter."));
}
