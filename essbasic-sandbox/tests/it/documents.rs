//! Contracts as lists, and documents to scale with their fields.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic::flows::DescribeResourceUrlsByFlows;
use essbasic::models::{Component, ComponentType, FlowStatus, GenerateMode};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::templates::DescribeTemplates;
use essbasic::{Client, Credential};
use essbasic_sandbox::{ContractFilter, PageSize, Sandbox, seed};

use crate::disk::start_process;
use crate::support::{DAY, another, client, get, person, signer};

/// A PDF whose only page has a size.
fn pdf(width: u32, height: u32) -> String {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for object in [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 {width} {height}]>>"),
        "<</Type/Page/Parent 2 0 R/Resources<<>>>>".to_owned(),
    ] {
        offsets.push(pdf.len());
        writeln!(pdf, "{} 0 obj{object}endobj", offsets.len()).unwrap();
    }
    let xref = pdf.len();
    pdf += "xref\n0 4\n0000000000 65535 f \n";
    for offset in &offsets {
        writeln!(pdf, "{offset:010} 00000 n ").unwrap();
    }
    write!(pdf, "trailer<</Size 4/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").unwrap();
    STANDARD.encode(pdf)
}

/// Starts a contract from a PDF with a signer, and returns its ID.
async fn start(sandbox: &Sandbox, name: &str, content: &str, fields: &[Component]) -> String {
    let client = client(sandbox);
    let file = UploadFile::new(content).file_name("a.pdf");
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos([file]);
    let files = upload.send(&client).await.unwrap();
    let signer = signer(&person()).sign_components(fields.to_vec());
    let create = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name(name)
        .file_ids([files.file_ids[0].as_str()])
        .flow_approvers([signer]);
    create.send(&client).await.unwrap().flow_id.clone()
}

#[tokio::test]
async fn contracts_are_found_by_status_text_and_organization() {
    let sandbox = Sandbox::start().await.unwrap();
    let lease = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.advance(DAY);
    let order = sandbox.scan(seed::QR_CODE, &another()).unwrap();
    sandbox.sign(&lease, &person()).unwrap();
    let find = async |change: fn(&mut ContractFilter)| {
        let mut filter = ContractFilter::default();
        change(&mut filter);
        let found = sandbox.find_contracts(&filter, 0, 20).await.unwrap();
        assert_eq!(found.total, found.contracts.len());
        found.contracts.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    let all = find(|_| ()).await;
    assert_eq!(all[..2], [order.clone(), lease.clone()], "newest first");
    let signed = find(|it| it.statuses = vec![FlowStatus::All]).await;
    assert_eq!(signed, [lease.clone(), seed::FLOW_FINISHED.to_owned()]);
    assert_eq!(find(|it| it.text = "入职".to_owned()).await.len(), 2);
    assert_eq!(find(|it| it.text = "采购".to_owned()).await, [seed::FLOW_WAITING]);
    assert_eq!(find(|it| it.organization = "示例".to_owned()).await.len(), all.len());
    assert_eq!(find(|it| it.organization = "ORG_DIANZIQIAN".to_owned()).await.len(), all.len());
    assert_eq!(find(|it| it.organization = "org_other".to_owned()).await.len(), 0);
    let second = sandbox.find_contracts(&ContractFilter::default(), 1, 10).await.unwrap();
    assert_eq!((second.total, second.contracts[0].id.as_str()), (all.len(), lease.as_str()));
    assert_eq!((second.contracts[0].signed, second.contracts[0].signers), (1, 1));
    assert!(!format!("{second:?}").contains("测试"));
}

#[tokio::test]
async fn the_layout_of_a_contract_has_its_pages_and_fields() {
    let sandbox = Sandbox::start().await.unwrap();
    let placed = Component::new()
        .component_type(ComponentType::SignSignature)
        .generate_mode(GenerateMode::Normal)
        .component_page(1)
        .component_pos_x(10.5)
        .component_pos_y(700.0);
    let flow = start(&sandbox, "合同", &pdf(612, 792), std::slice::from_ref(&placed)).await;
    let layout = sandbox.contract_layout(&flow).await.unwrap().unwrap();
    assert!(layout.is_measured);
    assert_eq!(layout.pages, [PageSize::new(612.0, 792.0)]);
    assert_eq!((layout.fields[0].signer, &layout.fields[0].component), (Some(0), &placed));
    assert!(sandbox.contract_layout("unknown").await.unwrap().is_none());
    let drawn = sandbox.contract_pdf(&flow).await.unwrap().unwrap();
    assert!(drawn.starts_with(b"%PDF"));
}

#[tokio::test]
async fn an_unreadable_document_is_one_page_of_a4() {
    let sandbox = Sandbox::start().await.unwrap();
    let flow = start(&sandbox, "合同", crate::support::PDF, &[Component::new()]).await;
    let layout = sandbox.contract_layout(&flow).await.unwrap().unwrap();
    assert!(!layout.is_measured);
    assert_eq!(layout.pages, [PageSize::a4()]);
}

/// Kills a process when it is dropped.
struct Killed(std::process::Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn a_document_that_states_absurd_sizes_does_not_end_the_sandbox() {
    let (process, endpoint) = start_process(None);
    let _process = Killed(process);
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let client = Client::builder().credential(credential).endpoint(&endpoint).build().unwrap();
    let pdf = "%PDF-1.5\n1 0 obj<</Type/XRef/Size 1/W[1 1000000000000000 1]/Root 2 0 R/Length 0>>stream\n\nendstream endobj\nstartxref\n9\n%%EOF\n";
    let file = UploadFile::new(STANDARD.encode(pdf)).file_name("a.pdf");
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos([file]);
    let files = upload.send(&client).await.unwrap();
    let create = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([files.file_ids[0].as_str()])
        .flow_approvers([signer(&person())]);
    let flow = create.send(&client).await.unwrap().flow_id.clone();
    let download = DescribeResourceUrlsByFlows::new(seed::agent()).flow_ids([flow]);
    let urls = download.send(&client).await.unwrap();
    let link = &urls.flow_resource_url_infos[0].resource_url_infos[0].url;
    assert_eq!(get(link).await.status, 200);
    DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
}

#[tokio::test]
async fn fields_of_a_layout_are_limited() {
    let sandbox = Sandbox::start().await.unwrap();
    let field = Component::new().component_type(ComponentType::SignDate);
    let flow = start(&sandbox, "合同", &pdf(595, 842), &vec![field; 1200]).await;
    let layout = sandbox.contract_layout(&flow).await.unwrap().unwrap();
    assert_eq!((layout.fields.len(), layout.omitted), (1000, 200));
}

#[tokio::test]
async fn templates_have_their_fields_at_the_positions_that_the_action_returns() {
    let sandbox = Sandbox::start().await.unwrap();
    let id = seed::TEMPLATE_WITH_FIELDS;
    let describe = DescribeTemplates::new(seed::agent()).template_id(id);
    let template = describe.send(&client(&sandbox)).await.unwrap().templates[0].clone();
    let layout = sandbox.template_layout(id).await.unwrap().unwrap();
    let position = |it: &Component| {
        let corner = (it.component_pos_x, it.component_pos_y);
        (it.component_type.clone(), it.component_page, corner, it.component_width)
    };
    let returned = template.components.iter().chain(&template.sign_components).map(position);
    assert!(returned.eq(layout.fields.iter().map(|it| position(&it.component))));
    let signers: Vec<_> = layout.fields.iter().map(|it| it.signer).collect();
    assert_eq!(signers, [None, Some(0), Some(1)]);
    assert!(layout.fields.iter().all(|it| it.component.component_pos_x.is_some()));
}
