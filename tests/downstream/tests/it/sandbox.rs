//! A sandbox with own data, snapshots and the clock in the test's hand.

use std::time::{Duration, UNIX_EPOCH};

use essbasic::Agent;
use essbasic_downstream::revoke;
use essbasic_sandbox::seed::Seed;
use essbasic_sandbox::{Person, Sandbox};

use super::CODE;

const DATA: &str = r#"
[[organizations]]
id = "org_tea"
name = "绿茶有限公司"
employees = [{ id = "clerk01", name = "测试甲", mobile = "13000000001", admin = true }]

[[templates]]
id = "yDfaketemplatefaketemplatefake01"
name = "租赁合同"
parties = [{ recipient_id = "yDfakerecipientfakerecipient0001", kind = "person" }]

[[qr_codes]]
id = "yDfakefakefakefakefakefakefake01"
organization = "org_tea"
template = "yDfaketemplatefaketemplatefake01"
flow_name = "租赁合同"
"#;

#[tokio::test]
async fn code_of_own_data_expires_and_is_valid_again_in_the_snapshot() {
    let now = UNIX_EPOCH + Duration::from_secs(1_900_000_000);
    let seed = Seed::from_toml(DATA).unwrap();
    let sandbox = Sandbox::builder().seed(seed).clock_at(now).start().await.unwrap();
    let (client, person) =
        (sandbox.client(), Person { name: "测试乙".to_owned(), mobile: "13000000002".to_owned() });
    let agent = Agent::operator(essbasic_sandbox::seed::APPLICATION, "org_tea", "clerk01");

    let before = sandbox.snapshot();
    sandbox.advance(Duration::from_secs(366 * 24 * 60 * 60));
    assert!(sandbox.scan(CODE, &person).is_err());
    assert!(!revoke(&client, &agent, CODE).await.unwrap());
    sandbox.restore(&before);
    sandbox.scan(CODE, &person).unwrap();
    assert!(revoke(&client, &agent, CODE).await.unwrap());
}
