//! Own initial data from TOML.

use essbasic::Agent;
use essbasic::templates::DescribeTemplates;
use essbasic::workflows::qr_code::{self, Cancellation};
use essbasic_sandbox::seed::Seed;
use essbasic_sandbox::{Person, Sandbox, ScanError};

const TEA: &str = r#"
[application]
id = "yDfakeapplicationfakeapplication"
contracts = 1

[[organizations]]
id = "org_tea"
name = "绿茶有限公司"

[[organizations.employees]]
id = "clerk01"
name = "测试甲"
mobile = "13000000001"
admin = true

[[templates]]
id = "yDfaketemplatefaketemplatefake01"
name = "租赁合同"

[[templates.parties]]
recipient_id = "yDfakerecipientfakerecipient0001"
kind = "person"

[[qr_codes]]
id = "yDfakefakefakefakefakefakefake01"
organization = "org_tea"
template = "yDfaketemplatefaketemplatefake01"
flow_name = "租赁合同"
"#;
const CODE: &str = "yDfakefakefakefakefakefakefake01";

fn error(toml: &str) -> String {
    Seed::from_toml(toml).unwrap_err().to_string()
}

#[tokio::test]
async fn seed_replaces_the_initial_data() {
    let seed = Seed::from_toml(TEA).unwrap();
    assert!(!format!("{seed:?}").contains("13000000001"));
    let sandbox = Sandbox::builder().seed(seed).start().await.unwrap();
    let agent = Agent::operator("yDfakeapplicationfakeapplication", "org_tea", "clerk01");
    let client = sandbox.client();
    let templates =
        DescribeTemplates::new(agent.clone()).stream(&client).try_collect().await.unwrap();
    assert_eq!(templates.iter().map(|it| &*it.template_name).collect::<Vec<_>>(), ["租赁合同"]);

    let person = Person { name: "测试乙".to_owned(), mobile: "13000000002".to_owned() };
    let flow_id = sandbox.scan(CODE, &person).unwrap();
    sandbox.sign(&flow_id, &person).unwrap();
    assert_eq!(sandbox.scan(CODE, &person), Err(ScanError::QuotaExhausted));
    let cancelled = qr_code::cancel(&client, &agent, CODE).await.unwrap();
    assert_eq!(cancelled, Cancellation::Cancelled);
    let default = essbasic_sandbox::seed::agent();
    assert!(qr_code::cancel(&client, &default, CODE).await.is_err());
}

#[test]
fn seed_with_a_mistake_is_rejected_with_its_line_or_id() {
    let problem = error("[application]\nid = \"a\"\ncontract = 3");
    assert!(problem.contains("line 3") && problem.contains("contract"), "{problem}");
    assert_eq!(
        error(&TEA.replace("organization = \"org_tea\"", "organization = \"org_coffee\"")),
        "invalid initial data: there is no organization org_coffee"
    );
    let twice = format!("{TEA}\n[[organizations]]\nid = \"org_tea\"\nname = \"另一公司\"");
    assert_eq!(error(&twice), "invalid initial data: there are two organizations org_tea");
    assert_eq!(error(&TEA.replace("clerk01", "")), "invalid initial data: empty ID: employee");
}

#[test]
fn seed_of_more_than_a_mebibyte_is_rejected() {
    let largest = format!("#{}", "x".repeat((1 << 20) - 1));
    assert!(Seed::from_toml(&largest).is_ok());
    assert_eq!(error(&format!("{largest}x")), "invalid initial data: more than 1048576 bytes");
}
