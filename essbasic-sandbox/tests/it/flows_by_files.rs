//! Contracts from files: upload, conversion, start, signature, download, evidence report.

use essbasic::evidence::{
    ChannelVerifyPdf, CreateChannelFlowEvidenceReport, DescribeChannelFlowEvidenceReport,
    EvidenceStatus, PdfStatus,
};
use essbasic::files::{
    ConvertResourceType, ConvertTaskStatus, CreateFileConvertTask, DescribeFileConvertTask,
    FileBusinessType, UploadFile, UploadFiles,
};
use essbasic::flows::{
    ApproverStatus, DescribeResourceUrlsByFlows, DownloadFlowInfo, GetDownloadFlowUrl,
};
use essbasic::models::{ApproverType, Component, FlowApproverInfo, FlowStatus};
use essbasic::signing::{
    ChannelCreateBatchQuickSignUrl, ChannelCreateBatchSignUrl, ChannelCreateFlowSignUrl,
    ChannelCreateOrganizationBatchSignUrl, CreateSignUrls, FlowSignUrlType, GenerateType,
};
use essbasic::start_flows::{CcInfo, ChannelCreateFlowByFiles};
use essbasic::{Client, Error};
use essbasic_sandbox::{Person, Sandbox, SignError, seed};

use crate::support::{
    DAY, PDF, SECOND, another, client, code, detail, get, organization, person, signer, upload,
};

fn start(file: &str) -> ChannelCreateFlowByFiles {
    ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("采购合同")
        .file_ids([file])
        .flow_approvers([signer(&person()), organization()])
}

async fn started(client: &Client) -> String {
    let file = upload(client, seed::agent(), "contract.pdf").await.unwrap();
    start(&file).send(client).await.unwrap().flow_id.clone()
}

#[tokio::test]
async fn a_contract_from_a_word_document_is_signed_by_both_and_downloaded() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let word = upload(&client, seed::agent(), "contract.docx").await.unwrap();
    assert_eq!(code(start(&word).send(&client).await), "InvalidParameter.FlowFileIds");
    let convert = CreateFileConvertTask::new(
        seed::agent(),
        ConvertResourceType::Docx,
        "contract.docx",
        word.as_str(),
    );
    let task = convert.send(&client).await.unwrap().task_id.clone();
    let poll = DescribeFileConvertTask::new(task, seed::agent());
    assert_eq!(poll.send(&client).await.unwrap().task_status, ConvertTaskStatus::Processing);
    sandbox.advance(SECOND * 3);
    let converted = poll.send(&client).await.unwrap();
    assert_eq!(converted.task_status, ConvertTaskStatus::Completed);

    let reply = start(&converted.resource_id).send(&client).await.unwrap();
    let (flow, signers) = (reply.flow_id.clone(), reply.approvers.clone().unwrap());
    assert_eq!((flow.len(), signers.len()), (32, 2));
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Init);
    assert_eq!(sandbox.sign(&flow, &seed::operator_person()), Err(SignError::NotYourTurn));
    // The reason may be either.
    let text = SignError::NotYourTurn.to_string();
    assert!(text.contains("signed already") && text.contains("first"), "{text}");
    sandbox.sign(&flow, &person()).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Part);

    let download = DescribeResourceUrlsByFlows::new(seed::agent()).flow_ids([flow.as_str()]);
    let at_once = download.send(&client).await.unwrap();
    assert_eq!(at_once.flow_resource_url_infos[0].resource_url_infos.len(), 1);
    assert_eq!(at_once.error_messages, [""]);
    sandbox.sign(&flow, &seed::operator_person()).unwrap();
    let done = detail(&client, &flow).await;
    assert_eq!(done.flow_status, FlowStatus::All);
    assert!(done.flow_approver_infos.iter().all(|it| it.approve_status == ApproverStatus::Accept));
    sandbox.advance(SECOND * 2);
    let urls = download.send(&client).await.unwrap();
    let url = urls.flow_resource_url_infos[0].resource_url_infos[0].url.clone();
    let pdf = get(&url).await;
    assert_eq!((pdf.status, &pdf.body[..5]), (200, b"%PDF-".as_slice()));
    let folder = DownloadFlowInfo::new("合同", [flow.as_str()]);
    let page = GetDownloadFlowUrl::new(seed::agent()).down_load_flows([folder]);
    let page = get(&page.send(&client).await.unwrap().down_load_url).await.text();
    let (_, token) = page.split_once("href=\"/links/").unwrap();
    let url_of_page = format!("{}/links/{}", sandbox.endpoint(), token.split('"').next().unwrap());
    assert!(get(&url_of_page).await.body.starts_with(b"%PDF-"));
    sandbox.advance(SECOND * 300);
    assert_eq!(get(&url).await.status, 404);
    assert_eq!(sandbox.sign(&flow, &person()), Err(SignError::Ended));
}

#[tokio::test]
async fn signing_links_are_created_for_signers_only() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let all = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str()]);
    let all = all.send(&client).await.unwrap();
    assert_eq!(all.sign_url_infos.len(), 2);
    assert!(all.error_messages.is_empty());
    let nobody = CreateSignUrls::new(seed::agent())
        .flow_ids([flow.as_str()])
        .generate_type(GenerateType::Person)
        .name("测试无人")
        .mobile("13000000007");
    let nobody = nobody.send(&client).await.unwrap();
    assert!(nobody.sign_url_infos[0].sign_url.is_empty() && !nobody.error_messages[0].is_empty());
    let h5 = ChannelCreateFlowSignUrl::new(seed::agent(), flow.as_str());
    let h5 = h5.flow_approver_infos([signer(&person())]).send(&client).await.unwrap();
    sandbox.complete_link(&h5.flow_approver_url_infos[0].sign_url).unwrap();
    sandbox.complete_link(&all.sign_url_infos[1].sign_url).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
    let late = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str()]);
    assert_eq!(late.send(&client).await.unwrap().error_messages, ["合同已终止"]);
}

#[tokio::test]
async fn a_declined_contract_ends() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    sandbox.decline(&flow, &person(), "金额有误").unwrap();
    let seen = detail(&client, &flow).await;
    assert_eq!((seen.flow_status, seen.flow_message.as_str()), (FlowStatus::Reject, "金额有误"));
    assert_eq!(seen.flow_approver_infos[0].approve_status, ApproverStatus::Reject);
    assert_eq!(seen.flow_approver_infos[1].approve_status, ApproverStatus::Stop);
    assert_eq!(sandbox.sign(&flow, &seed::operator_person()), Err(SignError::Ended));
}

#[tokio::test]
async fn invalid_contracts_are_rejected_with_specific_codes() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let foreign = upload(&client, seed::other_agent(), "contract.pdf").await.unwrap();
    let rejection = async |request: ChannelCreateFlowByFiles| {
        let result: Result<_, Error> = request.send(&client).await;
        code(result)
    };
    let no_name = ChannelCreateFlowByFiles::new(seed::agent()).file_ids([file.as_str()]);
    assert_eq!(rejection(no_name).await, "InvalidParameter.FlowName");
    assert_eq!(rejection(start(&foreign)).await, "ResourceNotFound.Resource");
    let nobody: [FlowApproverInfo; 0] = [];
    let nobody = start(&file).flow_approvers(nobody);
    assert_eq!(rejection(nobody).await, "InvalidParameter.FlowApprovers");
    assert_eq!(rejection(start(&file).deadline(1)).await, "InvalidParameter.FlowDeadLine");
    let twice = start(&file).flow_approvers([signer(&person()), signer(&person())]);
    assert_eq!(rejection(twice).await, "InvalidParameter.BizApproverAlreadyExists");
    let bare =
        start(&file).flow_approvers([signer(&another()).sign_components(Vec::<Component>::new())]);
    assert_eq!(rejection(bare).await, "MissingParameter.SignComponents");
    let nameless = start(&file).flow_approvers([signer(&another()).name("")]);
    assert_eq!(rejection(nameless).await, "InvalidParameter.Name");
    let stranger = start(&file).flow_approvers([organization().open_id("unknown")]);
    assert_eq!(rejection(stranger).await, "ResourceNotFound.User");
    sandbox.set_contract_quota(0);
    assert_eq!(rejection(start(&file)).await, "OperationDenied.NoQuota");
    sandbox.set_contract_quota(1);
    sandbox.advance(SECOND * 3600);
    assert_eq!(rejection(start(&file)).await, "ResourceNotFound.Resource");
}

#[tokio::test]
async fn files_are_checked_for_type_and_size() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let wrong = upload(&client, seed::agent(), "contract.exe").await;
    assert_eq!(code(wrong), "InvalidParameter");
    let upload = |body: String| {
        let file = UploadFile::new(body).file_name("picture.png");
        UploadFiles::new(seed::agent(), FileBusinessType::Seal).file_infos([file])
    };
    assert_eq!(code(upload("?".to_owned()).send(&client).await), "InvalidParameter");
    // 9 MB: more than an image may have, but accepted by the file host.
    let large = upload("AAAA".repeat(3 << 20)).send(&client).await;
    assert_eq!(code(large), "InvalidParameter");
    upload(PDF.to_owned()).send(&client).await.unwrap();
}

#[tokio::test]
async fn line_breaks_in_base64_are_ignored_and_a_missing_extension_is_that_of_the_content() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let body = format!("{}\r\n{}\r\n\n", &PDF[..20], &PDF[20..]);
    let file = |name: &str| UploadFile::new(body.as_str()).file_name(name);
    let files = [file("合同"), file("2026.3 合同"), file("contract.pdf")];
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos(files);
    let uploaded = upload.send(&client).await.unwrap();
    let content = get(&uploaded.file_urls[0]).await;
    assert_eq!(content.text(), "%PDF-1.4 not one that can be read");
    for id in &uploaded.file_ids {
        start(id).send(&client).await.unwrap();
    }
    let picture = UploadFiles::new(seed::agent(), FileBusinessType::Seal).file_infos([file("章")]);
    assert_eq!(code(picture.send(&client).await), "InvalidParameter");
}

#[tokio::test]
async fn an_evidence_report_is_ready_after_a_day() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let report = CreateChannelFlowEvidenceReport::new(seed::agent(), flow.as_str());
    assert_eq!(code(report.send(&client).await), "OperationDenied.FlowStatusForbid");
    sandbox.sign(&flow, &person()).unwrap();
    sandbox.sign(&flow, &seed::operator_person()).unwrap();
    let id = report.send(&client).await.unwrap().report_id.clone();
    let poll = DescribeChannelFlowEvidenceReport::new(seed::agent(), id);
    assert_eq!(poll.send(&client).await.unwrap().status, EvidenceStatus::Executing);
    sandbox.advance(DAY);
    let ready = poll.send(&client).await.unwrap();
    assert_eq!(ready.status, EvidenceStatus::Success);
    assert!(get(&ready.report_url).await.body.starts_with(b"%PDF-"));
    let verify = ChannelVerifyPdf::new(flow.as_str(), seed::agent()).send(&client).await.unwrap();
    assert_eq!(verify.verify_result, PdfStatus::Unmodified);
    assert_eq!(verify.pdf_verify_results.len(), 2);
    assert!(verify.pdf_verify_results[0].signer_name.starts_with("ESS@"));
    let is_digit = |it: char| it.is_ascii_digit();
    assert!(verify.verify_serial_no.as_ref().unwrap().chars().all(is_digit));
    assert_eq!(verify.pdf_resource_md5.as_ref().unwrap().len(), 32);
}

#[tokio::test]
async fn signers_need_neither_be_registered_nor_have_joined() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let newcomer = organization().open_id("newcomer").name("测试新人").mobile("13000000066");
    let outsider = organization()
        .organization_open_id("org_unknown")
        .organization_name("沙箱未注册公司")
        .open_id("outsider")
        .name("测试外人")
        .mobile("13000000067");
    let mut unassigned = outsider.clone();
    (unassigned.open_id, unassigned.name, unassigned.mobile) = (None, None, None);
    let start = start(&file).flow_approvers([newcomer, outsider, unassigned]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let seen = detail(&client, &flow).await.flow_approver_infos.clone();
    let names: Vec<_> = seen.iter().map(|it| it.proxy_organization_name.as_str()).collect();
    assert_eq!(names, [seed::ORGANIZATION_NAME, "沙箱未注册公司", "沙箱未注册公司"]);
    assert_eq!(seen[1].proxy_operator_open_id, "outsider");
    assert_eq!(seen[2].approve_status, ApproverStatus::WaitPickup);
    let person =
        |name: &str, mobile: &str| Person { name: name.to_owned(), mobile: mobile.to_owned() };
    sandbox.sign(&flow, &person("测试新人", "13000000066")).unwrap();
    sandbox.sign(&flow, &person("测试外人", "13000000067")).unwrap();
}

#[tokio::test]
async fn a_contract_can_be_previewed_in_any_status_by_signers_and_the_initiator() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    for flow in [seed::FLOW_WAITING, seed::FLOW_FINISHED, seed::FLOW_CANCELLED] {
        let preview = || {
            let link = ChannelCreateFlowSignUrl::new(seed::agent(), flow);
            link.url_type(FlowSignUrlType::Preview)
        };
        let own = preview().send(&client).await.unwrap();
        let [own] = &own.flow_approver_url_infos[..] else { panic!("one link") };
        assert_eq!((own.name.as_str(), own.approver_type.as_str()), ("", ""), "it has no name");
        assert!(get(&own.sign_url).await.body.starts_with(b"%PDF-"));
        let signers = preview().flow_approver_infos([signer(&seed::signer())]);
        let signers = signers.send(&client).await.unwrap();
        assert_eq!(signers.flow_approver_url_infos[0].name, seed::signer().name);
        let stranger = preview().flow_approver_infos([signer(&another())]).send(&client).await;
        assert_eq!(code(stranger), "ResourceNotFound");
    }
    let ended = ChannelCreateFlowSignUrl::new(seed::agent(), seed::FLOW_FINISHED);
    assert!(ended.send(&client).await.is_err(), "there is nothing left to sign");
}

#[tokio::test]
async fn a_copy_recipient_gets_a_link_and_every_link_that_cannot_be_created_a_message() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let copied = CcInfo::new().name("测试抄送人").mobile("13000000068");
    let flow = start(&file).cc_infos([copied]).send(&client).await.unwrap().flow_id.clone();
    let follower = CreateSignUrls::new(seed::agent())
        .flow_ids([flow.as_str()])
        .generate_type(GenerateType::Follower)
        .mobile("13000000068");
    let follower = follower.send(&client).await.unwrap();
    assert!(get(&follower.sign_url_infos[0].sign_url).await.body.starts_with(b"%PDF-"));
    assert_eq!(follower.sign_url_infos[0].name, "测试抄送人");
    let unknown = "y".repeat(32);
    let some = CreateSignUrls::new(seed::agent())
        .flow_ids([unknown.as_str(), flow.as_str()])
        .generate_type(GenerateType::Person)
        .name(person().name)
        .mobile(person().mobile);
    let some = some.send(&client).await.unwrap();
    let urls: Vec<_> = some.sign_url_infos.iter().map(|it| it.sign_url.is_empty()).collect();
    let messages: Vec<_> = some.error_messages.iter().map(String::is_empty).collect();
    assert_eq!((urls, messages), (vec![true, false], vec![false, true]));
    assert_eq!(some.sign_url_infos[0].flow_id, unknown);
}

#[tokio::test]
async fn a_signer_is_no_recipient_of_a_copy() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    for signer in [person(), seed::operator_person()] {
        let copied = CcInfo::new().name(signer.name).mobile(signer.mobile);
        let start = start(&file).cc_infos([copied]).send(&client).await;
        assert_eq!(code(start), "OperationDenied.CcUserRepeat");
    }
}

#[tokio::test]
async fn the_open_id_of_a_signer_decides_for_links_or_else_name_and_mobile_number() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flows = [seed::FLOW_WAITING];
    let batch = ChannelCreateBatchSignUrl::new(seed::agent()).flow_ids(flows);
    let batch = batch.open_id(seed::OPERATOR).name("测试他人").mobile("13000000007");
    batch.send(&client).await.unwrap();
    let page = |name: &str| {
        let create = ChannelCreateOrganizationBatchSignUrl::new(seed::agent()).flow_ids(flows);
        create.name(name).mobile(seed::operator_person().mobile)
    };
    page(&seed::operator_person().name).send(&client).await.unwrap();
    assert_eq!(code(page("测试他人").send(&client).await), "InvalidParameter");
}

#[tokio::test]
async fn a_request_for_a_link_that_names_nobody_gets_no_link_of_a_signer() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let flows = [flow.as_str()];
    let batch = ChannelCreateBatchSignUrl::new(seed::agent()).flow_ids(flows);
    assert_eq!(code(batch.send(&client).await), "InvalidParameter");
    let page = ChannelCreateOrganizationBatchSignUrl::new(seed::agent()).flow_ids(flows);
    assert_eq!(code(page.send(&client).await), "InvalidParameter");
    let info = FlowApproverInfo::new().approver_type(ApproverType::Person);
    let h5 = ChannelCreateBatchQuickSignUrl::new(info, seed::agent()).flow_ids(flows);
    assert_eq!(code(h5.send(&client).await), "FailedOperation");
    let urls = CreateSignUrls::new(seed::agent()).generate_type(GenerateType::Recipient);
    let urls = urls.flow_ids([seed::FLOW_WAITING, flow.as_str()]);
    let nobody = urls.send(&client).await.unwrap();
    assert!(nobody.sign_url_infos.iter().all(|it| it.sign_url.is_empty()));
    assert!(nobody.error_messages.iter().all(|it| !it.is_empty()));
    let too_few = urls.recipient_ids([seed::PERSON_RECIPIENT]).send(&client).await;
    assert_eq!(code(too_few), "InvalidParameter.ParamError");
}
