//! Snapshots, and the clock in the test's hand.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic_sandbox::{Person, Sandbox, seed};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn person() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

fn changes(sandbox: &Sandbox, since: &essbasic_sandbox::Snapshot) -> Vec<String> {
    sandbox.snapshot().changes_since(since).iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn snapshots_differ_by_what_a_call_changed() {
    let sandbox = Sandbox::start().await.unwrap();
    let before = sandbox.snapshot();
    assert_eq!(changes(&sandbox, &before), [""; 0]);
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&sandbox.client()).await.unwrap();
    let expected = format!("qr_codes {}: cancelled: false -> true", seed::QR_CODE);
    assert_eq!(changes(&sandbox, &before), [expected]);
}

#[tokio::test]
async fn changes_show_no_person() {
    let sandbox = Sandbox::start().await.unwrap();
    let before = sandbox.snapshot();
    let flow_id = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let after = sandbox.snapshot();
    sandbox.sign(&flow_id, &person()).unwrap();
    let added = after.changes_since(&before);
    assert!(
        added.iter().any(|it| it.to_string() == format!("flows {flow_id}: added")),
        "{added:?}"
    );
    assert!(added.iter().any(|it| it.to_string().contains("scanned_by.0: ***")), "{added:?}");
    let signed = sandbox.snapshot().changes_since(&after);
    let flow = signed.iter().find(|it| it.table == "flows").unwrap();
    assert!(flow.fields().contains(&"approvers.0.status".to_owned()), "{flow:?}");
    let shown = format!("{added:?}{signed:?}{before:?}");
    for secret in [person().name, person().mobile] {
        assert!(!shown.contains(&secret), "{secret} is in {shown}");
    }
}

#[tokio::test]
async fn restoring_a_snapshot_undoes_changed_added_and_removed_rows() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let before = sandbox.snapshot();
    create.send(&client).await.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.advance(DAY * 400);
    let after = sandbox.snapshot();
    sandbox.restore(&before);
    assert_eq!(changes(&sandbox, &before), [""; 0]);
    // The code, which had expired, is valid again.
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.restore(&after);
    assert_eq!(changes(&sandbox, &after), [""; 0]);
    assert!(sandbox.scan(seed::QR_CODE, &person()).is_err());
}

#[tokio::test]
async fn snapshot_starts_another_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let flow_id = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let other = Sandbox::start().await.unwrap();
    other.restore(&sandbox.snapshot());
    drop(sandbox);
    other.sign(&flow_id, &person()).unwrap();
}

#[tokio::test]
async fn stopped_clock_moves_only_when_it_is_advanced() {
    let noon = UNIX_EPOCH + Duration::from_secs(1_900_000_000);
    let sandbox = Sandbox::builder().clock_at(noon).start().await.unwrap();
    assert_eq!(sandbox.now().await.unwrap(), 1_900_000_000);
    let created = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let created = created.send(&sandbox.client()).await.unwrap();
    assert_eq!(created.qr_code.expired_time, 1_900_000_000 + 7 * 24 * 60 * 60);
    sandbox.advance(DAY);
    assert_eq!(sandbox.now().await.unwrap(), 1_900_000_000 + 24 * 60 * 60);
}

#[tokio::test]
async fn restored_data_and_stopped_clock_are_stored_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let start = || Sandbox::builder().data_dir(folder.path());
    let noon = SystemTime::now() + DAY * 1000;
    let sandbox = start().clock_at(noon).start().await.unwrap();
    let before = sandbox.snapshot();
    let flow_id = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.restore(&before);
    let now = sandbox.now().await.unwrap();
    drop(sandbox);
    let sandbox = start().start().await.unwrap();
    assert!(sandbox.sign(&flow_id, &person()).is_err());
    assert_eq!(sandbox.now().await.unwrap(), now);
}
