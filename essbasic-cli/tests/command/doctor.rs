//! `essbasic doctor`.

use serde_json::Value;

use super::support::{Sandbox, call, command, ends};

fn told(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn it_says_who_calls_where_and_whether_anybody_answers() {
    let sandbox = Sandbox::start();
    let healthy = call(&sandbox.endpoint, &["doctor"]);
    ends(&healthy, 0, "");
    let healthy = told(&healthy);
    assert_eq!(healthy["service"], "answers, and accepts the credential");
    assert!(healthy["clock_behind_service_s"].as_i64().unwrap().abs() <= 2);
    assert!(healthy["credential"].as_str().unwrap().contains("TENCENTCLOUD_SECRET_ID"));
    assert!(healthy["place"].as_str().unwrap().starts_with(&sandbox.endpoint));
}

#[test]
fn what_is_wrong_has_the_exit_code_that_a_call_would_have() {
    let sandbox = Sandbox::start();
    let wrong = command(&sandbox.endpoint, &["doctor"])
        .env("TENCENTCLOUD_SECRET_KEY", "WrongKeyThatIsNobodys")
        .output()
        .unwrap();
    ends(&wrong, 3, "AuthFailure.SignatureFailure");
    assert!(told(&wrong)["service"].as_str().unwrap().contains("refuses the credential"));
    let half = command(&sandbox.endpoint, &["doctor"])
        .env_remove("TENCENTCLOUD_SECRET_KEY")
        .output()
        .unwrap();
    ends(&half, 3, "TENCENTCLOUD_SECRET_KEY is not set");
    ends(&call("http://127.0.0.1:1", &["doctor"]), 5, "nothing was sent");
    ends(&call("http://127.0.0.1:1", &["doctor", "--offline"]), 0, "");
}
