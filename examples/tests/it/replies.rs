//! Rules that the mocks of several examples have.

use essbasic::flows::{DescribeFlowDetailInfo, DescribeResourceUrlsByFlows};
use essbasic::services::ModifyExtendedService;
use essbasic::signing::CreateSignUrls;
use essbasic::testing::MockTransport;
use serde_json::json;

/// ID of the contract.
pub(crate) const FLOW_ID: &str = "yDfakeflowfakeflowfakeflowfake01";

const LINK: &str = "https://example.com/fake.pdf";

/// Expects that downloads are allowed.
pub(crate) fn allow_downloads(mock: &MockTransport) {
    mock.on::<ModifyExtendedService>()
        .reply_json(json!({"OperateUrl": "https://example.com/fake-task"}));
}

/// Expects that signing links are created.
pub(crate) fn create_sign_urls(mock: &MockTransport) {
    mock.on::<CreateSignUrls>()
        .when(|request| request.flow_ids.as_deref() == Some(&[FLOW_ID.to_owned()]))
        .reply_json(json!({"SignUrlInfos": [{"SignUrl": "https://example.com/fake-signature"}]}));
}

/// Expects that the contract is asked for until it is signed.
pub(crate) fn wait_until_signed(mock: &MockTransport) {
    let flow = |status: &str| json!({"FlowInfo": [{"FlowId": FLOW_ID, "FlowStatus": status}]});
    mock.on::<DescribeFlowDetailInfo>().reply_json(flow("INIT")).reply_json(flow("ALL"));
}

/// Expects that the PDF is downloaded.
pub(crate) fn download(mock: &MockTransport) {
    let file = json!({"Name": "fake.pdf", "Type": "PDF", "Url": LINK});
    mock.on::<DescribeResourceUrlsByFlows>().reply_json(json!({
        "FlowResourceUrlInfos": [{"FlowId": FLOW_ID, "ResourceUrlInfos": [file]}],
    }));
    mock.on_download().when(|link| link == LINK).reply("%PDF-1.4 of a mock");
}
