//! `essbasic pages` and `essbasic wait`.

use essbasic_sandbox::seed;
use serde_json::{Value, json};

#[cfg(target_os = "linux")]
use super::support::command;
use super::support::{Sandbox, answering, call, ends};

/// Agent of the sandbox, as the value of `--agent`.
fn agent() -> String {
    format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR)
}

fn lines(stdout: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(stdout).lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

#[test]
fn pages_prints_every_item_as_a_line_for_any_page_size() {
    let sandbox = Sandbox::start();
    let agent = agent();
    let all = |limit: &str| {
        let set = format!("Limit={limit}");
        let pages = ["pages", "DescribeTemplates", "--agent", &agent, "--set", &set];
        let output = call(&sandbox.endpoint, &pages);
        ends(&output, 0, "");
        lines(&output.stdout)
    };
    let (one_page_each, one_page) = (all("1"), all("100"));
    assert!(one_page_each.len() > 1);
    assert_eq!(one_page_each, one_page);
    assert!(one_page_each.iter().all(|template| template["TemplateId"].is_string()));
}

#[cfg(target_os = "linux")]
#[test]
fn item_that_cannot_be_printed_is_not_lost_and_exits_with_6() {
    let sandbox = Sandbox::start();
    let agent = agent();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut pages = command(&sandbox.endpoint, &["pages", "DescribeTemplates", "--agent", &agent]);
    let pages = pages.stdout(full).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let ended = pages.wait_with_output().unwrap();
    ends(&ended, 6, "cannot write to standard output");
    ends(&ended, 6, "\"TemplateId\":\"");
}

#[test]
fn pages_rejects_an_action_that_is_not_paginated_before_sending() {
    let agent = agent();
    let pages = |action: &str, more: &[&str]| {
        let arguments = [&["pages", action, "--agent", &agent], more].concat();
        call("http://127.0.0.1:1", &arguments)
    };
    ends(&pages("ChannelCancelFlow", &[]), 2, "ChannelCancelFlow is not paginated");
    let select = pages("OperateChannelTemplate", &["--set", "OperateType=DELETE"]);
    ends(&select, 2, "is paginated only if OperateType is SELECT");
    let named = pages("DescribeExtendedServiceAuthDetail", &["--paginator", "stream_organization"]);
    ends(&named, 2, "did you mean `stream_organizations`?");
    ends(&pages("DescribeTemplates", &[]), 5, "could not connect");
}

#[test]
fn list_that_ends_before_its_total_is_not_complete() {
    let page = |items: Value| {
        let response = json!({"Response": {"Templates": items, "TotalCount": 3, "RequestId": "r"}});
        answering("200 OK", response.to_string())
    };
    let pages =
        |endpoint: &str| call(endpoint, &["pages", "DescribeTemplates", "--agent", &agent()]);
    let empty = pages(&page(json!([])));
    ends(&empty, 6, "the list ended early: the service counts 3 items");
    assert!(empty.stdout.is_empty());
    let complete =
        pages(&page(json!([{"TemplateId": "a"}, {"TemplateId": "b"}, {"TemplateId": "c"}])));
    ends(&complete, 0, "");
    assert_eq!(lines(&complete.stdout).len(), 3);
}

#[test]
fn wait_prints_the_response_with_the_final_state() {
    let sandbox = Sandbox::start();
    let agent = agent();
    let wait = |more: &[&str]| {
        let arguments = [&["wait", "DescribeChannelOrganizations", "--agent", &agent], more];
        call(&sandbox.endpoint, &arguments.concat())
    };
    // The first two are verified; the third, which is registered, is not.
    let done = wait(&["--set", "Limit=2"]);
    ends(&done, 0, "");
    let response = &lines(&done.stdout)[0];
    assert!(response["RequestId"].is_string(), "{response}");

    let flow = "y".repeat(32);
    let flow = format!("FlowIds.0={flow}");
    let rejected = ["wait", "DescribeFlowDetailInfo", "--agent", &agent, "--set", &flow];
    ends(&call(&sandbox.endpoint, &rejected), 1, "");
    let without_final_state = ["wait", "DescribeTemplates", "--agent", &agent];
    ends(&call(&sandbox.endpoint, &without_final_state), 2, "has no final state");
}
