//! Long listings of the sandbox, walked to their end.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use essbasic::billing::ChannelDescribeBillUsageDetail;
use essbasic::employees::{ChannelDescribeEmployees, EmployeeOperation, ProxyOrganizationOperator};
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::workflows::employees;
use essbasic::{Client, RetryPolicy};
use essbasic_sandbox::{Fault, FaultKind, Sandbox, seed};

use super::person;

/// A client that keeps the quota, and is patient.
fn client(sandbox: &Sandbox) -> Client {
    let waits = Duration::from_millis(5);
    Client::builder()
        .credential(sandbox.credential())
        .endpoint(sandbox.endpoint())
        .retry(RetryPolicy::new().max_attempts(12).backoff(waits, waits))
        .build()
        .unwrap()
}

/// Every fifth call or so meets a gateway's page.
fn failing(action: &str) -> Fault {
    Fault::new(FaultKind::Status(502)).for_action(action).with_per_mille(200)
}

fn all_different<T: Ord + std::fmt::Debug>(ids: &[T]) -> usize {
    let different: BTreeSet<_> = ids.iter().collect();
    assert_eq!(different.len(), ids.len(), "a row came twice");
    ids.len()
}

#[tokio::test]
async fn five_thousand_employees_come_once_each_also_when_pages_fail_and_the_limit_is_odd() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let agent = seed::agent();
    let some =
        (0..4999).map(|at| ProxyOrganizationOperator::new(format!("e-{at:04}")).name("测试"));
    let create = EmployeeOperation::Create;
    let synced = employees::sync(&client, &agent, create, some.collect()).await.unwrap();
    assert_eq!(synced.done.len(), 4999);
    sandbox.inject_fault(failing("ChannelDescribeEmployees"));
    let staff = ChannelDescribeEmployees::new(agent, 19).stream(&client).all().await.unwrap();
    let ids: Vec<_> = staff.into_iter().map(|it| it.open_id).collect();
    assert_eq!(all_different(&ids), 5000, "with the seeded one");
}

#[tokio::test]
async fn three_thousand_templates_come_once_each() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.copy_template(seed::TEMPLATE, 3000);
    sandbox.inject_fault(failing("DescribeTemplates"));
    let client = client(&sandbox);
    for limit in [100, 77] {
        let all = DescribeTemplates::new(seed::agent()).limit(limit).stream(&client);
        let all = all.all().await.unwrap();
        let ids: Vec<_> = all.into_iter().map(|it| it.template_id).collect();
        assert!(all_different(&ids) >= 3000, "{}", ids.len());
    }
}

#[tokio::test]
async fn a_thousand_lines_of_a_bill_come_once_each_by_pages_that_are_counted_and_not_rows() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let code = create.max_flow_num(2000).send(&client).await.unwrap();
    for _ in 0..1000 {
        sandbox.scan(&code.qr_code.qr_code_id, &person()).unwrap();
    }
    sandbox.inject_fault(failing("ChannelDescribeBillUsageDetail"));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let day = |offset: i64| {
        let at = chrono::DateTime::from_timestamp(i64::try_from(now).unwrap() + offset, 0).unwrap();
        at.format("%Y%m%d").to_string()
    };
    for limit in [100, 33] {
        let bill = ChannelDescribeBillUsageDetail::new(seed::agent(), day(-86_400), day(86_400));
        let lines = bill.limit(limit).stream(&client).all().await.unwrap();
        let ids: Vec<_> = lines.into_iter().map(|it| it.flow_id.unwrap()).collect();
        assert_eq!(all_different(&ids), 1000);
    }
}
