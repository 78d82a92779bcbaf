//! Requests that the vendor's examples and SDKs send although its texts forbid them; shapes of responses.

use essbasic::signing::CreateSignUrls;
use essbasic::{Agent, Client, Error};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};

use crate::signed::now;
use crate::support::{self, PDF, another, client, code, upload};

/// Sends a call as the seeded operator.
async fn call(
    client: &Client,
    action: &str,
    mut input: Value,
) -> Result<Map<String, Value>, Error> {
    if input["Agent"].is_null() {
        input["Agent"] = serde_json::to_value(seed::agent()).unwrap();
    }
    support::call(client, action, &input).await
}

/// Returns the request of a contract that a person signs.
async fn flow_by_file(client: &Client) -> Value {
    let file = upload(client, seed::agent(), "contract.pdf").await.unwrap();
    let component = json!({"ComponentType": "SIGN_SIGNATURE"});
    json!({"FlowName": "合同", "FileIds": [file], "FlowApprovers": [{
        "ApproverType": "PERSON", "Name": "测试甲", "Mobile": "13000000001",
        "SignComponents": [component],
    }]})
}

#[tokio::test]
async fn deadlines_are_accepted_up_to_the_year_3020_and_0_means_not_set() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let year = 365 * 24 * 60 * 60;
    for (deadline, is_accepted) in [
        (0, true),
        (2_084_000_000, true),
        (33_162_419_560_i64, true),
        (33_162_419_561, false),
        (1, false),
    ] {
        let mut input = flow_by_file(&client).await;
        input["Deadline"] = json!(deadline);
        input["FlowApprovers"][0]["Deadline"] = json!(0);
        input["FlowApprovers"][0]["PreReadTime"] = json!(0);
        let started = call(&client, "ChannelCreateFlowByFiles", input.clone()).await;
        assert_eq!(started.is_ok(), is_accepted, "{deadline}");
        let Ok(started) = started else { continue };
        let flow = json!({"FlowIds": [started["FlowId"]]});
        let detail = call(&client, "DescribeFlowDetailInfo", flow).await.unwrap();
        let actual = detail["FlowInfo"][0]["DeadLine"].as_i64().unwrap();
        let expected = if deadline == 0 { now() + year } else { deadline };
        assert!((actual - expected).abs() < 60, "{deadline}: {actual}");
    }
    let approver = json!({"ApproverType": "PERSON", "Name": "测试甲", "Mobile": "13000000001"});
    let flow = json!({
        "FlowName": "合同", "TemplateId": seed::TEMPLATE, "FlowApprovers": [approver],
    });
    let input = json!({"FlowInfos": [flow]});
    let started = call(&client, "CreateFlowsByTemplates", input).await.unwrap();
    assert_eq!(started["ErrorMessages"], json!([""]), "without a deadline");
    let numbers = json!({
        "TemplateId": seed::TEMPLATE, "FlowName": "合同", "MaxFlowNum": 0, "FlowEffectiveDay": 0,
        "QrEffectiveDay": 0, "QrCodeExpiredOn": 0,
    });
    let code = call(&client, "ChannelCreateMultiFlowSignQRCode", numbers).await.unwrap();
    let id = code["QrCode"]["QrCodeId"].as_str().unwrap();
    sandbox.scan(id, &another()).unwrap();
}

#[tokio::test]
async fn a_person_can_be_named_after_the_start() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let mut input = flow_by_file(&client).await;
    input["FlowApprovers"][0]["Name"] = json!("");
    input["FlowApprovers"][0]["ApproverOption"] = json!({"FillType": 1});
    let started = call(&client, "ChannelCreateFlowByFiles", input).await.unwrap();
    let flow = started["FlowId"].as_str().unwrap();
    sandbox.sign(flow, &another()).unwrap();
    let detail = call(&client, "DescribeFlowDetailInfo", json!({"FlowIds": [flow]})).await.unwrap();
    assert_eq!(detail["FlowInfo"][0]["FlowStatus"], "ALL");
}

#[tokio::test]
async fn an_operator_is_needed_only_where_the_api_reference_requires_one() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let agent = Agent::organization(seed::APPLICATION, seed::ORGANIZATION);
    let started =
        call(&client, "ChannelCreateFlowByFiles", flow_by_file(&client).await).await.unwrap();
    let flows = json!([started["FlowId"]]);
    let person = json!({"ApproverType": "PERSON", "Name": "测试甲", "Mobile": "13000000001"});
    let input = json!({"Agent": agent, "FlowIds": flows, "FlowApproverInfo": person});
    call(&client, "ChannelCreateBatchQuickSignUrl", input).await.unwrap();
    let input =
        json!({"Agent": agent, "FlowIds": flows, "Name": "测试甲", "Mobile": "13000000001"});
    call(&client, "ChannelCreateOrganizationBatchSignUrl", input).await.unwrap();
    let agent = json!({"AppId": seed::APPLICATION, "ProxyOperator": {"OpenId": seed::OPERATOR}});
    let input = json!({"Agent": agent, "OpenId": seed::OPERATOR, "NewMobile": "13000000001"});
    call(&client, "CreateEmployeeChangeUrl", input).await.unwrap();
}

#[tokio::test]
async fn examples_that_differ_from_the_text_are_accepted() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let person = json!({
        "ApproverType": 1, "ApproverName": "测试甲", "ApproverMobile": "13000000001",
        "SignComponents": [{"ComponentType": "SIGN_SIGNATURE"}],
    });
    let info = json!({
        "FlowName": "合同", "FileIds": [file], "Deadline": 0, "Approvers": [person],
    });
    let group = json!({"FlowGroupName": "组", "ResourceType": 2, "BaseFlowInfos": [info]});
    call(&client, "ChannelCreatePrepareFlowGroup", group).await.unwrap();
    let select = json!({"OperateType": "select", "TemplateId": seed::TEMPLATE});
    let selected = call(&client, "OperateChannelTemplate", select).await.unwrap();
    assert_eq!(selected["Total"], 3, "all organizations may use it");
    let name = json!({"ProxyOrganizationName": "另一名称"});
    call(&client, "CreateConsoleLoginUrl", name).await.unwrap();
    let organizations = call(&client, "DescribeChannelOrganizations", json!({"Limit": 9})).await;
    let organizations = organizations.unwrap()["ChannelOrganizationInfos"].to_string();
    assert!(organizations.contains(seed::ORGANIZATION_NAME), "a verified name is kept");
    let unknown = json!({"TemplateIds": ["y".repeat(32)]});
    assert_eq!(
        code(call(&client, "DescribeTemplates", unknown).await),
        "ResourceNotFound.Template"
    );
}

#[tokio::test]
async fn responses_have_every_documented_field() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let organization = json!({
        "OrganizationName": "甲公司", "UniformSocialCreditCode": "x", "LegalName": "x",
        "Address": "x", "OrganizationOpenId": "a", "OpenId": "a",
    });
    let tasks = json!({"RegistrationOrganizations": [organization]});
    let tasks = call(&client, "CreateBatchOrganizationRegistrationTasks", tasks).await.unwrap();
    assert_eq!(tasks["ErrorMessages"], json!([]));
    let file = json!({"FileBody": PDF});
    let files = json!({"BusinessType": "DOCUMENT", "FileInfos": [file]});
    call(&client, "UploadFiles", files).await.unwrap();
    let started =
        call(&client, "ChannelCreateFlowByFiles", flow_by_file(&client).await).await.unwrap();
    assert_eq!(started["PreviewUrl"], "");
    let urls = json!({"FlowIds": [started["FlowId"]]});
    let urls = call(&client, "DescribeResourceUrlsByFlows", urls).await.unwrap();
    assert_eq!(urls["ErrorMessages"], json!([""]));
    let employees = call(&client, "ChannelDescribeEmployees", json!({"Limit": 1})).await.unwrap();
    let department = json!({"DepartmentId": "", "DepartmentName": ""});
    assert_eq!(employees["Employees"][0]["Department"], department);
}

#[tokio::test]
async fn errors_have_the_codes_of_the_examples() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = sandbox.scan(seed::QR_CODE, &another()).unwrap();
    let signer = json!({"ApproverType": "PERSON", "Name": "测试乙", "Mobile": "13000000002"});
    for (action, input, expected) in [
        ("ChannelCreateBatchQuickSignUrl", json!({"FlowApproverInfo": signer}), "FailedOperation"),
        (
            "ChannelCreateBatchQuickSignUrl",
            json!({"FlowApproverInfo": signer, "FlowIds": [flow], "FlowGroupId": "g"}),
            "FailedOperation",
        ),
        ("ChannelCreateBoundFlows", json!({"FlowIds": [flow]}), "FailedOperation"),
        (
            "ChannelCreateReleaseFlow",
            json!({"NeedRelievedFlowId": flow, "ReliveInfo": {"Reason": "x"}}),
            "FailedOperation",
        ),
        (
            "CreateChannelOrganizationInfoChangeUrl",
            json!({"ChangeType": 3}),
            "InvalidParameter.ParamError",
        ),
    ] {
        assert_eq!(code(call(&client, action, input).await), expected, "{action}");
    }
}

#[tokio::test]
async fn an_empty_text_means_not_set() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let mut input = flow_by_file(&client).await;
    input["FlowApprovers"][0]["OpenId"] = json!("");
    input["FlowApprovers"][0]["OrganizationOpenId"] = json!("");
    input["CcInfos"] = json!([{"Name": "测试丙", "Mobile": ""}]);
    let started = call(&client, "ChannelCreateFlowByFiles", input).await.unwrap();
    let flow = &started["FlowId"];
    for (action, input) in [
        (
            "CreateSignUrls",
            json!({
                "FlowIds": [flow], "FlowGroupId": "", "Endpoint": "", "GenerateType": "",
                "Name": "", "Mobile": "", "IdCardType": "", "IdCardNumber": "", "JumpUrl": "",
            }),
        ),
        (
            "ModifyFlowDeadline",
            json!({"FlowId": flow, "Deadline": now() + 400 * 86_400, "RecipientId": ""}),
        ),
        (
            "CreateConsoleLoginUrl",
            json!({
                "ProxyOrganizationName": seed::ORGANIZATION_NAME, "ProxyOperatorName": "",
                "ProxyOperatorMobile": "", "UniformSocialCreditCode": "", "Endpoint": "",
            }),
        ),
        ("CreateSealByImage", json!({"SealName": "章", "SealImage": PDF, "GenerateSource": ""})),
    ] {
        call(&client, action, input).await.unwrap_or_else(|error| panic!("{action}: {error}"));
    }
    let typed = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str().unwrap()]).mobile("");
    typed.send(&client).await.unwrap();
    let listed = async |action: &str, input: Value, field: &str| {
        let listed = call(&client, action, input).await.unwrap();
        listed[field].as_array().unwrap().len()
    };
    let templates = json!({"TemplateId": "", "TemplateName": "", "ChannelTemplateId": ""});
    assert_eq!(listed("DescribeTemplates", templates, "Templates").await, 3);
    let organizations = json!({"Limit": 9, "OrganizationOpenId": ""});
    let field = "ChannelOrganizationInfos";
    assert_eq!(listed("DescribeChannelOrganizations", organizations, field).await, 3);
    let seals = json!({"SealStatuses": ["CHECKING"]});
    let checked = listed("ChannelDescribeOrganizationSeals", seals, "Seals").await;
    assert_eq!(checked, 1, "an image is reviewed, also with an empty GenerateSource");
    let copy = json!({"TemplateId": seed::TEMPLATE, "OperateType": "COPY", "TemplateName": ""});
    let copy = call(&client, "OperateTemplate", copy).await.unwrap();
    assert_eq!(copy["TemplateName"], "入职合同_副本");
    let unchanged = json!({
        "BizLicenseResourceId": seed::FILE_LICENSE, "OrganizationName": "", "LegalName": "",
        "Address": "",
    });
    assert_eq!(
        code(call(&client, "ModifyOrganizationBusinessInfo", unchanged).await),
        "FailedOperation.OrganizationNotChange"
    );
    let agent = json!({
        "AppId": seed::APPLICATION, "ProxyOrganizationOpenId": "", "ProxyOperator": {"OpenId": ""},
    });
    let links = json!({
        "Agent": agent, "OperateTypes": ["CREATE_SEAL"],
        "ProxyOrganizationOpenIds": [seed::ORGANIZATION],
    });
    call(&client, "CreateBatchInitOrganizationUrl", links).await.unwrap();
}
