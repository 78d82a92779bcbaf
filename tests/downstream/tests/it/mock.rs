//! Mocks.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::testing::MockTransport;
use essbasic::{EmptyResponse, Outcome};
use essbasic_downstream::{DescribeInstances, DescribeInstancesResponse, Instance, revoke};

use super::{CODE, OTHER_CODE, agent, failure_of, failure_of_revoking};

#[tokio::test]
async fn revoking_a_code_twice_is_no_error() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .when(|request| request.qr_code_id == CODE)
        .reply(EmptyResponse::new())
        .reply_error("OperationDenied.QrInvalid", "二维码已失效");
    let client = mock.client();
    assert!(revoke(&client, &agent(), CODE).await.unwrap());
    assert!(!revoke(&client, &agent(), CODE).await.unwrap());
    mock.assert_done();
}

#[tokio::test]
async fn lost_response_leaves_the_outcome_unknown() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reset().repeatedly();
    let error = revoke(&mock.client(), &agent(), CODE).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test]
async fn action_of_this_crate_is_mocked_like_those_of_the_catalogue() {
    let mock = MockTransport::new();
    mock.on::<DescribeInstances>()
        .when(|request| request.limit == Some(1))
        .reply(DescribeInstancesResponse::new(1, [Instance::new("ins-1")]));
    let reply = DescribeInstances::new().limit(1).send(&mock.client()).await.unwrap();
    assert_eq!(reply.instance_set[0].instance_id, "ins-1");
}

#[tokio::test]
async fn other_request_fails_the_test_with_the_fields_that_differ() {
    let mock = MockTransport::new();
    let expected = ChannelCancelMultiFlowSignQRCode::new(agent(), CODE);
    let line = line!() + 1;
    mock.on::<ChannelCancelMultiFlowSignQRCode>().request(expected).reply(EmptyResponse::new());
    let failure = failure_of_revoking(mock.client(), OTHER_CODE).await;
    let expected = format!(
        r#"unexpected call of ChannelCancelMultiFlowSignQRCode

received:
  {{
    "Agent": {{
      "AppId": "yDfakeapp",
      "ProxyOperator": {{
        "OpenId": "n9527"
      }},
      "ProxyOrganizationOpenId": "org_fake"
    }},
    "QrCodeId": "{OTHER_CODE}"
  }}

expected ChannelCancelMultiFlowSignQRCode (rule at {}:{line}):
  QrCodeId: expected "{CODE}", received "{OTHER_CODE}""#,
        file!()
    );
    assert_eq!(failure, expected);
}

#[tokio::test]
async fn missing_call_fails_the_test_with_the_line_of_its_rule() {
    let mock = MockTransport::new();
    let line = line!() + 1;
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new()).times(2);
    revoke(&mock.client(), &agent(), CODE).await.unwrap();
    let failure = failure_of(async move { mock.assert_done() }).await;
    let rule = format!("ChannelCancelMultiFlowSignQRCode (rule at {}:{line})", file!());
    let expected = format!(
        "expected calls were not made:\n  {rule}: 1 of 2 calls\n\
         calls made: ChannelCancelMultiFlowSignQRCode"
    );
    assert_eq!(failure, expected);
}
