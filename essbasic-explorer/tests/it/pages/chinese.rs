//! The pages in Chinese contain no English sentence.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use essbasic::schema::{SampleMode, sample};
use essbasic::{CATALOGUE, Descriptor, Entry};
use essbasic_devtools::callback_samples::CALLBACK_SAMPLES;
use essbasic_sandbox::{Fault, FaultCode, FaultKind, Sandbox, seed};
use http::{Method, StatusCode};
use serde_json::Value;

use super::{CANCEL, HEADER, PageResponse, Pages, TOKEN, form};
use crate::call_log::signature_diagnosis::forged_request;
use crate::callbacks::with_callbacks;
use crate::data_browser::full;
use crate::support::{browser, call};

mod sentences;

use sentences::english;

/// A reader of Chinese pages, and the sentences that they saw.
struct Reader {
    pages: Pages,
    cookie: String,
    /// Pages that were read, by their addresses.
    read: BTreeSet<String>,
    found: BTreeSet<String>,
}

impl Reader {
    fn new(pages: Pages) -> Self {
        Self { pages, cookie: String::new(), read: BTreeSet::new(), found: BTreeSet::new() }
    }

    fn of(sandbox: Sandbox) -> Self {
        let address = sandbox.endpoint();
        Self::new(Pages { sandbox, address, http: browser() })
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        pairs: &[(&str, &str)],
    ) -> PageResponse {
        let mut all =
            vec![("accept-language", "zh-CN,zh;q=0.9,en;q=0.8"), ("cookie", &self.cookie)];
        all.extend(headers);
        let page = self.pages.request(method, path, &all, form(pairs)).await;
        let path = path.split('?').next().unwrap_or(path);
        for sentence in english(&page.text) {
            self.found.insert(format!("{path}: {sentence}"));
        }
        page
    }

    async fn get(&mut self, path: &str) -> PageResponse {
        self.read.insert(path.to_owned());
        self.send(Method::GET, path, &[], &[]).await
    }

    async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> PageResponse {
        self.send(Method::POST, path, &[("accept", "text/html-fragment")], pairs).await
    }

    /// Reads a page, which has to have a status.
    async fn expect(&mut self, path: &str, status: StatusCode) {
        let page = self.get(path).await;
        assert_eq!(page.status, status, "{path}: {}", page.text);
    }

    /// Reads a page and all pages below an address that it links to.
    async fn crawl(&mut self, path: &str, below: &str) {
        let mut paths = vec![path.to_owned()];
        while let Some(path) = paths.pop() {
            if self.read.contains(&path) {
                continue;
            }
            let page = self.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
            let links =
                page.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let links = links.map(super::unescaped).filter(|link| link.starts_with(below));
            paths.extend(
                links.filter(|link| !["/raw/", "/har", "/pdf"].iter().any(|it| link.contains(it))),
            );
        }
    }

    fn finish(self, pages: usize) {
        assert!(self.found.is_empty(), "{:#?}", self.found);
        assert!(self.read.len() >= pages, "{} pages", self.read.len());
    }
}

/// Returns a request with all fields.
fn full_request(action: &Descriptor) -> String {
    let mut request = sample((action.request)(), SampleMode::Full);
    if request.contains_key("Agent") {
        request.insert("Agent".to_owned(), serde_json::to_value(seed::agent()).unwrap());
    }
    Value::Object(request).to_string()
}

#[tokio::test]
async fn documentation_forms_and_search_are_chinese() {
    let mut reader = Reader::new(Pages::sandbox().await);
    for query in ["/", "/?q=合同", "/search?q=QrInvalid", "/search?q=seal%20image", "/search?q=zzz"]
    {
        reader.get(query).await.has("接口");
    }
    for action in CATALOGUE.iter().map(Entry::descriptor) {
        let path = format!("/actions/{}", action.name);
        reader.get(&path).await.has("错误码及处理建议");
        let json = full_request(action);
        reader.post(&format!("{path}/form"), &[("json", &json)]).await.has("data-kind");
        reader
            .post(&path, &[("json", r#"{"Wrong": 1, "Agent": [], "Name": 1}"#)])
            .await
            .has("未发送");
    }
    let preview = format!("{CANCEL}/preview");
    let json = full_request(
        essbasic::find_action("ChannelCancelMultiFlowSignQRCode").unwrap().descriptor(),
    );
    reader.post(&preview, &[("json", &json)]).await.has("请求体哈希");
    reader.post(&format!("{CANCEL}/form"), &[("json", r#"{"QrCodeId": [], "X": {}}"#)]).await;
    reader.finish(104);
}

#[tokio::test]
async fn outcomes_and_the_call_log_are_chinese() {
    let mut reader = Reader::new(Pages::sandbox().await);
    let mut links = BTreeSet::new();
    for action in CATALOGUE.iter().map(Entry::descriptor) {
        let path = format!("/actions/{}", action.name);
        let page = reader.post(&path, &[("json", &full_request(action)), ("unchecked", "1")]).await;
        page.has("<div class=\"outcome ");
        let texts = page.text.split(['"', '<', '>']);
        links.extend(texts.filter(|it| it.starts_with(&reader.pages.address)).map(str::to_owned));
    }
    let json = full_request(essbasic::find_action("DescribeTemplates").unwrap().descriptor());
    let faults = [
        (FaultKind::Reset, "结果未知"),
        (FaultKind::Cut, "结果未知"),
        (FaultKind::Status(503), "结果未知"),
        (FaultKind::Throttle, "调用失败"),
        (FaultKind::Delay(1), "成功"),
        (FaultKind::Reject(FaultCode::find("InternalError").unwrap()), "调用失败"),
    ];
    for (fault, outcome) in faults {
        reader.pages.sandbox.inject_fault(Fault::new(fault)).unwrap();
        reader.post("/actions/DescribeTemplates", &[("json", &json)]).await.has(outcome);
        reader.get("/settings").await.has("恢复正常");
        reader.pages.sandbox.clear_faults();
    }
    let forged = forged_request(&reader.pages.sandbox, |it| it.host = "example.com".to_owned());
    call(&reader.pages.sandbox, forged).await;
    reader.crawl("/calls", "/calls").await;
    reader.post("/calls/1/resend", &[]).await;
    for link in links {
        let path = link.strip_prefix(&reader.pages.address).unwrap();
        reader.get(path).await;
    }
    reader.finish(100);
}

#[tokio::test]
async fn data_and_the_pages_of_signers_are_chinese() {
    let mut reader = Reader::of(full().await);
    reader.crawl("/data", "/data").await;
    for section in ["/contracts", "/organizations", "/templates"] {
        reader.crawl(section, &format!("{section}/")).await;
    }
    reader.get("/contracts?status=open&q=x&organization=y").await.has("没有符合条件的合同");
    reader.get(&format!("/placing?template={}", seed::TEMPLATE_WITH_FIELDS)).await.has("摆放控件");
    let placed = [("type.0", "TEXT"), ("party.0", "1"), ("page.0", "9"), ("do", "add")];
    reader.post("/placing", &placed).await.has("文档没有第 9 页");
    let list = reader.pages.get("/calls").await.text;
    assert!(!list.is_empty());
    for code in ["done", "started", "log-cleared", "resent"] {
        reader.get(&format!("/data?message={code}")).await.has("class=\"flash");
    }
    let person = [("Name", "测试甲"), ("Mobile", "13000000001")];
    let qr_code = format!("/qr-codes/{}", seed::QR_CODE);
    reader.get(&qr_code).await.has("手机号");
    let scanned = reader.post(&qr_code, &person).await;
    let link = scanned.headers["location"].to_str().unwrap().to_owned();
    reader.get(&link).await.has("签署");
    reader.post(&link, &[("Command", "fill")]).await;
    reader.post(&link, &[("Command", "sign")]).await;
    reader.get(&link).await;
    reader.post(&qr_code, &person).await;
    for path in ["/links/unknown", "/qr-codes/unknown", "/done", "/canned"] {
        reader.get(path).await;
    }
    reader.finish(60);
}

#[tokio::test]
async fn settings_are_chinese() {
    let mut reader = Reader::of(with_callbacks(&["http://127.0.0.1:1/a".to_owned()]).await);
    for form in [
        &[("command", "inject-fault"), ("kind", "throttle"), ("percent", "50"), ("seconds", "900")],
        &[("command", "set-clock"), ("time", "2030-01-01T00:00"), ("stopped", "yes"), ("", "")],
        &[("command", "save-snapshot"), ("name", "之前"), ("", ""), ("", "")],
    ] {
        let saved = reader.post("/settings", form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    }
    reader.get("/settings").await.has("正在注入 1 个故障");
    reader.get("/settings").await.has("时钟已停止");
    reader.get("/settings/reset").await.has("删除并重新开始");
    let codes = [
        "clock",
        "fault",
        "fault-removed",
        "faults-cleared",
        "callback-saved",
        "callback-removed",
        "snapshot-saved",
        "snapshot-restored",
        "snapshot-deleted",
        "reset",
        "%21callback-url",
        "%21callback-token",
        "%21callback-key",
        "%21callback-tls",
        "%21callback-too-many",
        "%21callback-repeated",
        "%21fault-code",
        "%21too-many-snapshots",
        "%21snapshot-name",
    ];
    for code in codes {
        reader.get(&format!("/settings?message={code}")).await.has("class=\"flash");
    }
    reader.finish(20);
}

#[tokio::test]
async fn callbacks_are_chinese() {
    let closed = ["http://127.0.0.1:1/a".to_owned(), "http://127.0.0.1:1/b".to_owned()];
    let mut reader = Reader::of(with_callbacks(&closed).await);
    for sample in CALLBACK_SAMPLES {
        reader.get(&format!("/callbacks/trigger?event={}", sample.name)).await.has("载入示例");
        let fields = Value::Object(sample.fields()).to_string();
        let pairs = [("event", sample.name), ("fields", &*fields)];
        let sent = reader.post("/callbacks/trigger", &pairs).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        if sample.name == "FlowCost" {
            let kinds =
                [FaultKind::DropCallback, FaultKind::DuplicateCallback, FaultKind::ShuffleCallback];
            for kind in kinds {
                let fault = Fault::new(kind).with_per_mille(300);
                reader.pages.sandbox.inject_fault(fault).unwrap();
            }
            reader.get("/settings").await.has("丢失回调");
        }
    }
    while reader.pages.sandbox.events()[0].attempts < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    reader.crawl("/callbacks", "/callbacks").await;
    for status in ["waiting", "delivered", "dropped"] {
        reader.get(&format!("/callbacks?status={status}")).await;
    }
    reader.get("/callbacks?event=Nothing").await.has("没有符合条件的事件");
    for code in ["event-resent", "event-triggered", "%21no-callback", "%21too-often"] {
        reader.get(&format!("/callbacks?message={code}")).await.has("class=\"flash");
    }
    reader.post("/callbacks/trigger", &[("event", "A"), ("fields", "x")]).await.has("JSON");
    reader.post("/callbacks/trigger", &[("event", ""), ("fields", "{}")]).await.has("128");
    let captures =
        ["", "{}", "nonsense", "{\"encrypt\":\"AAAA\"}", "{\"MsgType\":\"A\",\"MsgData\":{}}"];
    for capture in captures {
        for (token, key) in
            [("", ""), ("t", ""), ("t", "short"), ("t", "0123456789abcdef0123456789abcdef")]
        {
            let pairs = [("capture", capture), ("callback_token", token), ("callback_key", key)];
            reader.post("/callbacks/open", &pairs).await.has("打开回调");
        }
    }
    reader.finish(90);
}

#[tokio::test]
async fn errors_are_chinese() {
    let mut reader = Reader::new(Pages::sandbox().await);
    for path in [
        "/actions/Nothing",
        "/data/nothing",
        "/data/flows/nothing",
        "/calls/999",
        "/callbacks/999",
        "/assets/x",
    ] {
        reader.expect(path, StatusCode::NOT_FOUND).await;
    }
    reader.expect("/data/flows?page=x", StatusCode::BAD_REQUEST).await;
    reader.expect("/data/%ff", StatusCode::BAD_REQUEST).await;
    reader.send(Method::DELETE, "/data", &[], &[]).await.has("请求方法");
    reader.post("/data", &[("id", "\n")]).await.has("控制字符");
    for malformed in ["{", "[]", "{\"a\": }", "{} x"] {
        reader.post(CANCEL, &[("json", malformed)]).await.has("JSON");
    }
    let many = vec![("A", "1"); 20_001];
    reader.post(CANCEL, &many).await.has("20000");
    let foreign = [("sec-fetch-site", "cross-site")];
    reader.send(Method::POST, CANCEL, &foreign, &[]).await.has("其他网站");
    reader.send(Method::GET, "/", &[("host", "example.com")], &[]).await.has("localhost");
    for request in ["", "nonsense", "curl 'x", "curl -X POST", "POST / HTTP/1.1\nHost: x\n\n{}"] {
        reader.post("/signature", &[("request", request)]).await.has("签名");
    }
    reader.finish(8);
}

#[tokio::test]
async fn a_real_environment_is_chinese() {
    let mut reader = Reader::new(Pages::environment().await);
    reader.expect("/", StatusCode::FORBIDDEN).await;
    reader.cookie = reader.pages.cookie().await;
    reader.post(CANCEL, &[("json", "{}")]).await.has("密钥");
    reader.expect("/calls", StatusCode::NOT_FOUND).await;
    reader.expect("/callbacks", StatusCode::NOT_FOUND).await;
    reader.expect("/callbacks/open", StatusCode::OK).await;
    reader.post("/callbacks/open", &[("capture", "{}")]).await.has("控制台");
    reader.expect("/nothing", StatusCode::NOT_FOUND).await;
    reader.expect("/signature", StatusCode::OK).await;
    let json = full_request(
        essbasic::find_action("ChannelCancelMultiFlowSignQRCode").unwrap().descriptor(),
    );
    let headers = [HEADER, ("accept", "text/html-fragment")];
    let pairs = [("json", &*json), ("unchecked", "1")];
    let asked = reader.send(Method::POST, CANCEL, &headers, &pairs).await;
    let nonce = asked.fields()["confirmation"].clone();
    let confirmed = [("confirmation", &*nonce), ("unchecked", "1")];
    reader.send(Method::POST, CANCEL, &headers, &confirmed).await.has("调用失败");
    reader.send(Method::POST, CANCEL, &headers, &confirmed).await.has("已失效");
    assert!(!TOKEN.is_empty());
    reader.finish(6);
}

#[tokio::test]
async fn the_choice_of_language_holds_on_error_pages() {
    let pages = Pages::sandbox().await;
    let headers = [("accept-language", "en"), ("cookie", "essbasic-language=zh")];
    for (path, text) in
        [("/data/flows?page=x", "无效的值"), ("/calls/999", "不存在"), ("/links/unknown", "不存在")]
    {
        pages.request(Method::GET, path, &headers, String::new()).await.has(text);
    }
}

#[test]
fn every_chinese_message_is_chinese() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../essbasic-devtools/locales/zh-CN");
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let texts = lines.map(|line| line.split_once(" = ").map_or(line, |(_, text)| text));
        found.extend(texts.flat_map(sentences::sentences));
    }
    assert!(found.is_empty(), "{found:#?}");
}
