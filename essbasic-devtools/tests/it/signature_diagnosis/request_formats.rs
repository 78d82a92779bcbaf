//! Formats of captured requests.

use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Cause, DiagnosisInput, Location, SecretKey, diagnose,
};
use essbasic_test_support::tc3;

use super::signer::{BODY, FaultySigner, HOST, KEY};

fn verifies(text: &str) -> Option<bool> {
    let pasted = CapturedRequest::parse(text).unwrap();
    let key = SecretKey::new(KEY);
    diagnose(&DiagnosisInput::new(&pasted).key(&key)).verifies
}

#[test]
fn raw_http_is_parsed_with_either_line_end() {
    let http = FaultySigner::default().http();
    let (head, body) = http.split_once("\n\n").unwrap();
    let windows = format!("{}\r\n\r\n{body}", head.replace('\n', "\r\n"));
    let shouted = head.replace("Host:", "HOST:").replace("Content-Type:", "content-TYPE:");
    let verbose = format!("> {}\n", head.replace('\n', "\n> "));
    let folded = head.replace(", SignedHeaders", ",\n  SignedHeaders");
    for text in [
        http.clone(),
        windows,
        format!("{shouted}\n\n{body}"),
        format!("{verbose}>\n{body}"),
        format!("{folded}\n\n{body}"),
        http.replacen("POST / HTTP/1.1\n", "", 1),
        format!("\n\n{http}"),
        http.replacen(
            "POST / HTTP/1.1\nHost: essbasic.tencentcloudapi.com",
            "POST https://essbasic.tencentcloudapi.com/ HTTP/1.1",
            1,
        ),
        http.replacen("POST / HTTP/1.1\nHost:", ":method: POST\n:path: /\n:authority:", 1),
    ] {
        assert_eq!(verifies(&text), Some(true), "{text}");
    }
}

#[test]
fn a_curl_command_that_a_browser_has_copied_is_parsed() {
    let parse = |text: &str| {
        let request = CapturedRequest::parse(text).unwrap();
        let body = String::from_utf8(request.body.clone().unwrap()).unwrap();
        (request.header("x-a").unwrap().to_owned(), body)
    };
    let bash = r"curl 'https://example.com/?q=$' -H $'X-A: it\'s \x41\1018' \
  --data-raw $'{\u0021\n\u5408\ud83d\ude00\\ \q}'";
    assert_eq!(parse(bash), ("it's AA8".to_owned(), "{!\n合😀\\ \\q}".to_owned()));
    let cmd = "curl ^\"https://example.com/^\" ^\r\n  -H ^\"X-A: 5^%^\" ^\r\n  \
               --data-raw ^\"^{^\\^\"a^\\^\": ^\\^\"b^^^\r\n\r\nc^\\^\"^}^\"";
    assert_eq!(parse(cmd), ("5%".to_owned(), "{\"a\": \"b^\nc\"}".to_owned()));
    for cut in ["curl x -d $'a", "curl x -d $'\\", "curl x -d $'\\u", "curl x -d ^\"^"] {
        let _ = CapturedRequest::parse(cut);
    }
}

#[test]
fn a_curl_command_is_parsed() {
    let headers = FaultySigner::default().headers();
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let lines = headers.iter().skip(1).map(|(name, value)| quoted(&format!("{name}: {value}")));
    let lines = format!(" \\\n  -H {}", lines.collect::<Vec<_>>().join(" \\\n  -H "));
    for text in [
        format!("curl -sS https://{HOST}{lines} --data-binary {}", quoted(BODY)),
        format!("curl -X POST https://{HOST}/{lines} -d {} # five minutes", quoted(BODY)),
        format!("$ curl --request=POST --url https://{HOST}{lines} --data-raw={}", quoted(BODY)),
        format!(
            "curl -o out.json --max-time 5 -XPOST{lines} --data {} https://{HOST}",
            quoted(BODY)
        ),
    ] {
        assert_eq!(verifies(&text), Some(true), "{text}");
    }
    let open = CapturedRequest::parse("curl 'https://x").unwrap_err();
    assert!(
        open.message(Language::English).contains("quote")
            && open.message(Language::Chinese).contains("引号")
    );
}

#[test]
fn missing_parts_are_reported() {
    for (text, mistake, line) in [
        ("Host: x\n\n{}", Cause::Authorization, Location::Header("Authorization")),
        (
            "Authorization: TC3-HMAC-SHA256\n\n{}",
            Cause::Timestamp,
            Location::Header("X-TC-Timestamp"),
        ),
        (
            "Authorization: AWS4-HMAC-SHA256 Credential=a/b/c/d\n\n",
            Cause::Authorization,
            Location::Header("Authorization"),
        ),
    ] {
        let pasted = CapturedRequest::parse(text).unwrap();
        let findings = diagnose(&DiagnosisInput::new(&pasted)).findings;
        let there = findings.iter().any(|it| (it.cause, it.location) == (mistake, line));
        assert!(there, "{text}: {findings:?}");
    }
    let headless = CapturedRequest::parse("nothing of the kind").unwrap_err();
    assert!(headless.to_string().contains("no headers"));
}

#[test]
fn the_example_of_the_api_reference_verifies() {
    let vector: serde_json::Value = serde_json::from_str(tc3::REFERENCE_VECTOR).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap().to_owned();
    let http = format!(
        "POST / HTTP/1.1\nHost: {}\nContent-Type: {}\nX-TC-Action: {}\nX-TC-Timestamp: {}\nAuthorization: {}\n\n{}",
        text("host"),
        text("content_type"),
        text("action"),
        vector["timestamp"],
        text("authorization"),
        text("body")
    );
    let pasted = CapturedRequest::parse(&http).unwrap();
    let key = SecretKey::new(text("secret_key"));
    let report = diagnose(&DiagnosisInput::new(&pasted).key(&key));
    assert_eq!(report.verifies, Some(true), "{:?}", report.findings);
    assert_eq!(report.canonical_request, vector["canonical_request"]);
    assert_eq!(report.string_to_sign, vector["string_to_sign"]);
}
