//! Whole stories against the sandbox, through a client and a socket: what an integrator builds.

use std::time::Duration;

use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic::flows::{DescribeFlowDetailInfo, FlowDetailInfo};
use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo};
use essbasic::{Agent, Client, Error, Unlimited};
use essbasic_sandbox::{Person, Sandbox, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

mod auto_sign;
mod bills;
mod broken;
mod by_file;
mod by_template;
mod callbacks;
mod changes;
mod codes;
mod control;
mod dynamic_signers;
mod employees;
mod encrypted;
mod faults;
mod groups;
mod limits;
mod listing;
mod onboarding;
mod pages;
mod prepared;
mod qr_codes;
mod seals;
mod store;
mod streams;

const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// "%PDF-1.4 not one that can be read" in base64.
const PDF: &str = "JVBERi0xLjQgbm90IG9uZSB0aGF0IGNhbiBiZSByZWFk";

/// A client without a quota of its own, so that stories need not wait for each other.
pub(crate) fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).build().unwrap()
}

pub(crate) fn person() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

fn another() -> Person {
    Person { name: "测试乙".to_owned(), mobile: "13000000002".to_owned() }
}

fn code(result: Result<impl std::fmt::Debug, Error>) -> String {
    result.unwrap_err().code().unwrap().to_string()
}

/// A person who signs, with a field to sign.
pub(crate) fn signer(who: &Person) -> FlowApproverInfo {
    FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(who.name.as_str())
        .mobile(who.mobile.as_str())
        .sign_components([Component::new().component_type(ComponentType::SignSignature)])
}

/// The seeded organization as a signer, by its operator.
fn organization() -> FlowApproverInfo {
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

async fn detail(client: &Client, flow: &str) -> FlowDetailInfo {
    let describe = DescribeFlowDetailInfo::new(seed::agent()).flow_ids([flow]);
    describe.send(client).await.unwrap().flow_info[0].clone()
}

/// An answer to a browser.
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn location(&self) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix("location: "));
        line.unwrap().to_owned()
    }
}

/// What a browser does with a link of the sandbox.
pub(crate) async fn get(url: &str) -> Seen {
    request("GET", url, "text/plain", "").await
}

pub(crate) async fn submit(url: &str, form: &str) -> Seen {
    request("POST", url, "application/x-www-form-urlencoded", form).await
}

pub(crate) async fn request(method: &str, url: &str, kind: &str, body: &str) -> Seen {
    try_request(method, url, kind, body).await.unwrap()
}

/// The same; nothing when there is no whole answer.
async fn try_request(method: &str, url: &str, kind: &str, body: &str) -> Option<Seen> {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).await.ok()?;
    let length = body.len();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all((head + body).as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Seen { status, head, body: answer[end + 4..].to_vec() })
}
