//! The audit log.

use std::fs;

use essbasic::audit::JsonLinesAudit;
use essbasic::signing::{ApproverRestriction, ChannelCreateMultiFlowSignQRCode};
use essbasic::testing::MockTransport;
use serde_json::Value;
use tempfile::TempDir;

use super::agent;

const NAME: &str = "张三丰";

#[tokio::test]
async fn audit_log_has_a_line_per_call_without_people() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("calls.jsonl");
    let audit = JsonLinesAudit::open(&path).unwrap();
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>()
        .reply_error("OperationDenied.NoQuota", format!("额度不足: {NAME}"));
    let client = mock.client_builder().interceptor(audit.clone()).build().unwrap();
    let person = ApproverRestriction::new().name(NAME).mobile("13800000000");
    let create = ChannelCreateMultiFlowSignQRCode::new(agent(), "y".repeat(32), "合同");
    let error = create.restrictions([person]).send(&client).await.unwrap_err();
    audit.flush().unwrap();

    let log = fs::read_to_string(path).unwrap();
    let line: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(line["action"], "ChannelCreateMultiFlowSignQRCode");
    assert_eq!(
        (&line["outcome"], &line["code"]),
        (&"refused".into(), &"OperationDenied.NoQuota".into())
    );
    assert_eq!(line["request_id"].as_str(), error.request_id());
    assert_eq!(line["request"]["FlowName"], "合同");
    assert!(!log.contains(NAME) && !log.contains("13800000000"), "{log}");
}
