//! Every message and hint of the library has a Chinese text with the same arguments and figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use essbasic::provider::ProviderError;
use essbasic::schema::Constraint;
use essbasic::validate::{self, Requirement};
use essbasic::{Action, Client, Environment, ErrorKind, Proxy, Region};
use essbasic_devtools::{Language, error_text};
use essbasic_test_support::translation::invariants;
use serde_json::json;

mod templates;

fn manifest() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Chinese texts by English text or template.
fn translations() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in fs::read_dir(manifest().join("messages/zh-CN")).unwrap() {
        let texts: toml::Table = fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
        for (english, chinese) in texts {
            let known = all.insert(english.clone(), chinese.as_str().unwrap().to_owned());
            assert_eq!(known, None, "{english} is translated twice");
        }
    }
    all
}

#[test]
fn every_message_of_the_library_has_a_chinese_text() {
    let messages = templates::of_sources(&manifest().join("../essbasic-core/src"));
    assert!(messages.len() > 150, "the search does not find the messages any more");
    let is_of_system =
        |text: &&String| text.starts_with("io::") || text.starts_with("failed to lookup");
    let translated: BTreeSet<_> =
        translations().into_keys().filter(|text| !is_of_system(&text)).collect();
    let missing: Vec<_> = messages.difference(&translated).collect();
    let unused: Vec<_> = translated.difference(&messages).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing {missing:#?}, unused {unused:#?}");
}

#[test]
fn chinese_texts_have_the_arguments_names_and_figures_of_the_english_ones() {
    for (english, chinese) in translations() {
        if !english.starts_with("io::") {
            assert_eq!(invariants(&english), invariants(&chinese), "{english}");
        }
    }
}

#[test]
fn violations_name_the_field_and_the_limit() {
    for (requirement, expected) in [
        (Requirement::Required, "为必填参数"),
        (Requirement::Kind("int64"), "的类型应为 int64"),
        (Requirement::Alone(vec!["A", "B"]), "不能与 A 和 B 同时填写"),
        (Requirement::Range(Constraint::Range { min: 1, max: 30 }), "应为 1 至 30"),
        (
            Requirement::Count { limit: Constraint::Length { min: 32, max: 32 }, count: 5 },
            "应为 32 个字符，现为 5",
        ),
    ] {
        assert_eq!(error_text::requirement(Language::Chinese, &requirement), expected);
    }
    let action = essbasic::find_action("ChannelCancelMultiFlowSignQRCode").unwrap().descriptor();
    let request =
        json!({ "Agent": { "AppId": "yDwFmUUckpstqfvzUE1h3jo1f3cqjkGm" }, "QrCodeId": "x" });
    let violations = validate::json((action.request)(), request.as_object().unwrap());
    let texts: Vec<_> =
        violations.iter().map(|it| error_text::violation(Language::Chinese, it)).collect();
    assert!(texts.contains(&"QrCodeId 应为 32 个字符，现为 1".to_owned()), "{texts:?}");
    for violation in &violations {
        assert_eq!(error_text::violation(Language::English, violation), violation.to_string());
    }
}

#[test]
fn messages_keep_their_details_and_hints_are_translated() {
    let error = Client::builder().build().unwrap_err();
    assert_eq!(
        error_text::message(Language::Chinese, &error),
        "没有密钥：请在构造客户端时设置，或设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY"
    );
    assert_eq!(
        error_text::hint(Language::Chinese, &error),
        Some("请将 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY 设为控制台中的一对密钥")
    );
    assert_eq!(error_text::message(Language::English, &error), error.message());
    let error = Proxy::url("ftp://proxy.example").unwrap_err();
    assert_eq!(error_text::error(Language::Chinese, &error), "代理地址只能用 http 或 https 协议");
    let error = "Guangzhou!".parse::<Region>().unwrap_err();
    assert_eq!(
        error_text::message(Language::Chinese, &error),
        "`Guangzhou!` 不是地域，正确格式如 `ap-guangzhou`"
    );
}

#[test]
fn texts_of_dependencies_are_quoted_and_those_of_the_service_are_verbatim() {
    let decode = |status, body: &str| {
        essbasic::response::decode::<essbasic::EmptyResponse>(status, body.as_bytes()).unwrap_err()
    };
    let error = decode(200, "{");
    let text = error_text::message(Language::Chinese, &error);
    assert!(text.starts_with("响应不是 JSON：“EOF while parsing"), "{text}");
    let error = decode(502, "<html>");
    assert_eq!(
        error_text::message(Language::Chinese, &error),
        "HTTP 状态码 502，不是服务的响应：网页（HTML 或 XML），6 字节"
    );
    let body =
        r#"{"Response":{"Error":{"Code":"A.B","Message":"no {such} thing"},"RequestId":"r-1"}}"#;
    assert_eq!(
        error_text::error(Language::Chinese, &decode(200, body)),
        "A.B：no {such} thing（请求 ID：r-1）"
    );
}

#[tokio::test]
async fn causes_are_translated_by_kind_and_keep_the_number() {
    let refused = io::Error::from_raw_os_error(if cfg!(windows) { 10061 } else { 111 });
    if refused.kind() == io::ErrorKind::ConnectionRefused {
        let expected = format!("连接被拒绝 (os error {})", refused.raw_os_error().unwrap());
        assert_eq!(error_text::io(Language::Chinese, &refused), expected);
    }
    let lookup = io::Error::other("failed to lookup address information: Name not known");
    assert_eq!(error_text::io(Language::Chinese, &lookup), "无法解析域名：“Name not known”");
    let odd = io::Error::other("something odd");
    assert_eq!(error_text::io(Language::Chinese, &odd), "“something odd”");

    let client = Client::builder()
        .credential(essbasic::Credential::new("AKIDexample", "example"))
        .environment(Environment::custom("http://127.0.0.1:1").unwrap())
        .build()
        .unwrap();
    let action = essbasic::billing::DescribeUsage::new(
        essbasic::Agent::new("a".repeat(32)),
        "2026-01-01",
        "2026-01-02",
    );
    let error = client.call(&action).unchecked().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let name = essbasic::billing::DescribeUsage::descriptor().name;
    let text = error_text::error(Language::Chinese, &error);
    assert_eq!(text, format!("{name}：无法连接，请求未发送"));
    let cause = error_text::root_cause(Language::Chinese, &error).unwrap();
    assert!(cause.starts_with("连接被拒绝 (os error "), "{cause}");
    assert_eq!(
        error_text::root_cause(Language::English, &error).unwrap(),
        io::Error::from_raw_os_error(111).to_string()
    );
}

#[test]
fn an_error_of_a_custom_provider_is_shown_verbatim() {
    let error = essbasic::Error::from(ProviderError::failed("the vault is locked"));
    assert_eq!(error_text::message(Language::Chinese, &error), "the vault is locked");
}
