//! Pagination of long lists to their end.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use essbasic::billing::ChannelDescribeBillUsageDetail;
use essbasic::employees::{ChannelDescribeEmployees, EmployeeOperation, ProxyOrganizationOperator};
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::workflows::employees;
use essbasic::{Client, RetryPolicy};
use essbasic_sandbox::{Fault, FaultKind, Person, Sandbox, seed};

/// Creates a client with rate limiter and many retries.
fn client(sandbox: &Sandbox) -> Client {
    let waits = Duration::from_millis(5);
    Client::builder()
        .credential(sandbox.credential())
        .endpoint(sandbox.endpoint())
        .retry(RetryPolicy::new().max_attempts(12).backoff(waits, waits))
        .build()
        .unwrap()
}

/// Fails about every fifth call with a gateway error.
fn failing(action: &str) -> Fault {
    Fault::new(FaultKind::Status(502)).for_action(action).with_per_mille(200)
}

fn all_different<T: Ord + std::fmt::Debug>(ids: &[T]) -> usize {
    let different: BTreeSet<_> = ids.iter().collect();
    assert_eq!(different.len(), ids.len(), "a row came twice");
    ids.len()
}

#[tokio::test]
async fn every_employee_is_returned_once_despite_failing_pages_and_an_odd_limit() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let agent = seed::agent();
    let some = (0..997).map(|at| ProxyOrganizationOperator::new(format!("e-{at:04}")).name("测试"));
    let create = EmployeeOperation::Create;
    let synced = employees::sync(&client, &agent, create, some.collect()).await.unwrap();
    assert_eq!(synced.done.len(), 997);
    sandbox.inject_fault(failing("ChannelDescribeEmployees")).unwrap();
    let staff =
        ChannelDescribeEmployees::new(agent, 19).stream(&client).try_collect().await.unwrap();
    let ids: Vec<_> = staff.into_iter().map(|it| it.open_id).collect();
    assert_eq!(all_different(&ids), 1000, "with the seeded ones");
}

#[tokio::test]
async fn every_template_is_returned_once() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.copy_template(seed::TEMPLATE, 1000);
    sandbox.inject_fault(failing("DescribeTemplates")).unwrap();
    let client = client(&sandbox);
    for limit in [100, 77] {
        let all = DescribeTemplates::new(seed::agent()).limit(limit).stream(&client);
        let all = all.try_collect().await.unwrap();
        let ids: Vec<_> = all.into_iter().map(|it| it.template_id).collect();
        assert!(all_different(&ids) >= 1000, "{}", ids.len());
    }
}

#[tokio::test]
async fn every_line_of_a_bill_is_returned_once_with_page_offsets() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let code = create.max_flow_num(2000).send(&client).await.unwrap();
    let person = Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() };
    for _ in 0..1000 {
        sandbox.scan(&code.qr_code.qr_code_id, &person).unwrap();
    }
    sandbox.inject_fault(failing("ChannelDescribeBillUsageDetail")).unwrap();
    // Bills count days in Beijing.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 8 * 60 * 60;
    let today = chrono::DateTime::from_timestamp(i64::try_from(now).unwrap(), 0).unwrap();
    let today = today.format("%Y%m%d").to_string();
    for limit in [100, 33] {
        let bill =
            ChannelDescribeBillUsageDetail::new(seed::agent(), today.as_str(), today.as_str());
        let lines = bill.limit(limit).stream(&client).try_collect().await.unwrap();
        let ids: Vec<_> = lines.into_iter().map(|it| it.flow_id.unwrap()).collect();
        assert_eq!(all_different(&ids), 1000);
    }
}
