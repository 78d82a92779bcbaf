//! What asks more than once: `pages` and `wait`.

use essbasic_sandbox::seed;
use serde_json::Value;

use super::support::{Sandbox, call, ends};

/// The sandbox's agent, as one types it.
fn agent() -> String {
    format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR)
}

fn lines(stdout: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(stdout).lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

#[test]
fn a_listing_is_walked_and_each_item_is_a_line() {
    let sandbox = Sandbox::start();
    let agent = agent();
    let all = |limit: &str| {
        let set = format!("Limit={limit}");
        let pages = ["pages", "DescribeTemplates", "--agent", &agent, "--set", &set];
        let output = call(&sandbox.endpoint, &pages);
        ends(&output, 0, "");
        lines(&output.stdout)
    };
    let (by_one, at_once) = (all("1"), all("100"));
    assert!(by_one.len() > 1);
    assert_eq!(by_one, at_once);
    assert!(by_one.iter().all(|template| template["TemplateId"].is_string()));
}

#[test]
fn what_is_no_listing_is_said_before_anything_is_sent() {
    let agent = agent();
    let pages = |action: &str, more: &[&str]| {
        let arguments = [&["pages", action, "--agent", &agent], more].concat();
        call("http://127.0.0.1:1", &arguments)
    };
    ends(&pages("ChannelCancelFlow", &[]), 2, "ChannelCancelFlow is no listing");
    let select = pages("OperateChannelTemplate", &["--set", "OperateType=DELETE"]);
    ends(&select, 2, "lists only with OperateType SELECT");
    let named = pages("DescribeExtendedServiceAuthDetail", &["--listing", "stream_organization"]);
    ends(&named, 2, "did you mean `stream_organizations`?");
    ends(&pages("DescribeTemplates", &[]), 5, "no connection");
}

#[test]
fn what_ends_is_waited_for() {
    let sandbox = Sandbox::start();
    let agent = agent();
    let wait = |more: &[&str]| {
        let arguments = [&["wait", "DescribeChannelOrganizations", "--agent", &agent], more];
        call(&sandbox.endpoint, &arguments.concat())
    };
    let done = wait(&["--set", "Limit=20"]);
    ends(&done, 0, "");
    let answer = &lines(&done.stdout)[0];
    assert!(answer["RequestId"].is_string(), "{answer}");

    let flow = "y".repeat(32);
    let flow = format!("FlowIds.0={flow}");
    let refused = ["wait", "DescribeFlowDetailInfo", "--agent", &agent, "--set", &flow];
    ends(&call(&sandbox.endpoint, &refused), 1, "");
    let endless = ["wait", "DescribeTemplates", "--agent", &agent];
    ends(&call(&sandbox.endpoint, &endless), 2, "these can be waited for");
}
