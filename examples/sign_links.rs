//! Creates signing links of each kind for the signer of a contract.
//!
//! ```sh
//! cargo run -p essbasic-examples --example sign_links
//! ```

use std::error::Error;

use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo};
use essbasic::signing::{ChannelCreateFlowSignUrl, CreateSignUrls, SignUrlEndpoint};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::transfer::LocalFile;
use essbasic::workflows::contract;
use essbasic_sandbox::{Sandbox, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    let agent = seed::agent();

    let signer = FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name("测试甲")
        .mobile("13000000001")
        .sign_components([Component::new().component_type(ComponentType::SignSignature)]);
    let start = ChannelCreateFlowByFiles::new(agent.clone())
        .flow_name("租赁合同")
        .flow_approvers([signer.clone()]);
    let file = LocalFile::from_bytes("lease.pdf", &b"%PDF-1.4 of an example"[..]);
    let started = contract::from_file(&client, file, start).await?;
    let flow_id = started.flow_id.ok_or("the response has no contract ID")?;

    // Into the service's mini program: from a text message, a page, or your own app.
    for endpoint in
        [SignUrlEndpoint::WeixinApp, SignUrlEndpoint::LongUrl2WeixinApp, SignUrlEndpoint::App]
    {
        let create =
            CreateSignUrls::new(agent.clone()).flow_ids([&flow_id]).endpoint(endpoint.clone());
        let links = create.send(&client).await?;
        for link in links.items() {
            // Who has the link can sign with it: hand it to the signer, and never log it.
            println!("{endpoint:?}: {} characters", link?.sign_url.len());
        }
    }

    // A page for browsers, apps and Alipay. Valid for 30 minutes: create it when it is needed.
    let create = ChannelCreateFlowSignUrl::new(agent, &flow_id).flow_approver_infos([signer]);
    let links = create.send(&client).await?;
    println!("H5: {} link(s)", links.flow_approver_url_infos.len());
    Ok(())
}
