//! Clients, people, requests and browsers of the tests.

use std::time::Duration;

use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic::flows::{DescribeFlowDetailInfo, FlowDetailInfo};
use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo};
use essbasic::{Agent, Client, Error, Unlimited};
use essbasic_sandbox::{Person, Sandbox, seed};
use serde_json::{Map, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// `%PDF-1.4 not one that can be read` in base64: an unreadable PDF.
pub(crate) const PDF: &str = "JVBERi0xLjQgbm90IG9uZSB0aGF0IGNhbiBiZSByZWFk";

/// Creates a client without a rate limiter.
pub(crate) fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).build().unwrap()
}

pub(crate) fn person() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

pub(crate) fn another() -> Person {
    Person { name: "测试乙".to_owned(), mobile: "13000000002".to_owned() }
}

pub(crate) fn code(result: Result<impl std::fmt::Debug, Error>) -> String {
    result.unwrap_err().code().unwrap().to_string()
}

/// Sends a call, unchecked, as JSON. Returns the fields of the response as they were sent.
pub(crate) async fn call(
    client: &Client,
    action: &str,
    input: &Value,
) -> Result<Map<String, Value>, Error> {
    let action = essbasic::find_action(action).unwrap().descriptor();
    let call = client.call_json(action, input.as_object().unwrap()).unchecked();
    Ok(call.await?.into_output().0)
}

/// Returns a person as a signer, with a signature field.
pub(crate) fn signer(person: &Person) -> FlowApproverInfo {
    FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(person.name.as_str())
        .mobile(person.mobile.as_str())
        .sign_components([Component::new().component_type(ComponentType::SignSignature)])
}

/// Returns the seeded organization as a signer, with its operator.
pub(crate) fn organization() -> FlowApproverInfo {
    FlowApproverInfo::new()
        .approver_type(ApproverType::Organization)
        .organization_open_id(seed::ORGANIZATION)
        .open_id(seed::OPERATOR)
        .sign_components([Component::new().component_type(ComponentType::SignSeal)])
}

pub(crate) async fn upload(client: &Client, agent: Agent, name: &str) -> Result<String, Error> {
    let file = UploadFile::new(PDF).file_name(name);
    let upload = UploadFiles::new(agent, FileBusinessType::Document).file_infos([file]);
    upload.send(client).await.map(|reply| reply.file_ids[0].clone())
}

pub(crate) async fn detail(client: &Client, flow: &str) -> FlowDetailInfo {
    let describe = DescribeFlowDetailInfo::new(seed::agent()).flow_ids([flow]);
    describe.send(client).await.unwrap().flow_info[0].clone()
}

/// Response to a browser.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Page {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn location(&self) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix("location: "));
        line.unwrap().to_owned()
    }
}

/// Opens a link as a browser does.
pub(crate) async fn get(url: &str) -> Page {
    request("GET", url, "text/plain", "").await
}

pub(crate) async fn submit(url: &str, form: &str) -> Page {
    request("POST", url, "application/x-www-form-urlencoded", form).await
}

pub(crate) async fn request(method: &str, url: &str, kind: &str, body: &str) -> Page {
    try_request(method, url, kind, body).await.unwrap()
}

/// Sends a request. Returns `None` without a complete response.
pub(crate) async fn try_request(method: &str, url: &str, kind: &str, body: &str) -> Option<Page> {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).await.ok()?;
    let length = body.len();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all((head + body).as_bytes()).await.ok()?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.ok()?;
    let end = response.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&response[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Page { status, head, body: response[end + 4..].to_vec() })
}
