//! An independent signer, each step of which can be made wrong.

use chrono::DateTime;
use essbasic_test_support::tc3::{hex, hmac, sha256};

pub(super) const ID: &str = "AKIDEXAMPLE";
pub(super) const KEY: &str = "ExampleKeyThatOpensNothingAtAll";
/// 2025-06-30T20:00:00Z: the next day in Beijing.
pub(super) const NOW: i64 = 1_751_313_600;
pub(super) const HOST: &str = "essbasic.tencentcloudapi.com";
pub(super) const TYPE: &str = "application/json; charset=utf-8";
pub(super) const ACTION: &str = "DescribeTemplates";
pub(super) const BODY: &str =
    r#"{"Agent":{"AppId":"yDwh/x<1>"},"ContentType":0,"TemplateName":"入职合同","Limit":2}"#;

/// The inputs of a signature, and the request that is sent.
#[derive(Clone, Debug)]
pub(super) struct FaultySigner {
    pub(super) key: String,
    pub(super) prefix: &'static str,
    pub(super) hex_steps: bool,
    pub(super) method: &'static str,
    pub(super) query: &'static str,
    pub(super) host: String,
    pub(super) content_type: String,
    pub(super) action: String,
    pub(super) body: Vec<u8>,
    pub(super) timestamp: String,
    pub(super) date: String,
    pub(super) service: String,
    /// The signed headers in the order of the canonical request, and of the list.
    pub(super) order: Vec<&'static str>,
    pub(super) listed: Vec<&'static str>,
    /// Changes the canonical request and the string to sign once they are written.
    pub(super) rewrite: fn(String) -> String,
    pub(super) rewrite_string: fn(String) -> String,
    /// The request that is sent.
    pub(super) sent_method: &'static str,
    pub(super) sent_target: &'static str,
    pub(super) sent_host: String,
    pub(super) sent_type: String,
    pub(super) sent_action: String,
    pub(super) sent_body: Vec<u8>,
    pub(super) sent_timestamp: String,
    /// `SignedHeaders` in the header, if not `listed`.
    pub(super) header_list: Option<String>,
    pub(super) upper_signature: bool,
}

impl Default for FaultySigner {
    fn default() -> Self {
        let order = vec!["content-type", "host", "x-tc-action"];
        Self {
            key: KEY.to_owned(),
            prefix: "TC3",
            hex_steps: false,
            method: "POST",
            query: "",
            host: HOST.to_owned(),
            content_type: TYPE.to_owned(),
            action: ACTION.to_lowercase(),
            body: BODY.into(),
            timestamp: NOW.to_string(),
            date: date(NOW),
            service: "essbasic".to_owned(),
            listed: order.clone(),
            order,
            rewrite: |text| text,
            rewrite_string: |text| text,
            sent_method: "POST",
            sent_target: "/",
            sent_host: HOST.to_owned(),
            sent_type: TYPE.to_owned(),
            sent_action: ACTION.to_owned(),
            sent_body: BODY.into(),
            sent_timestamp: NOW.to_string(),
            header_list: None,
            upper_signature: false,
        }
    }
}

impl FaultySigner {
    pub(super) fn canonical(&self) -> String {
        let headers = self.order.iter().map(|name| {
            let value = match *name {
                "content-type" => &self.content_type,
                "host" => &self.host,
                "x-tc-action" => &self.action,
                "x-tc-timestamp" => &self.timestamp,
                other => panic!("no value for {other}"),
            };
            format!("{name}:{value}\n")
        });
        let headers: String = headers.collect();
        let (list, body) = (self.listed.join(";"), sha256(&self.body));
        let text = format!("{}\n/\n{}\n{headers}\n{list}\n{body}", self.method, self.query);
        (self.rewrite)(text)
    }

    pub(super) fn string(&self) -> String {
        let Self { timestamp, date, service, .. } = self;
        let canonical = sha256(self.canonical().as_bytes());
        let text =
            format!("TC3-HMAC-SHA256\n{timestamp}\n{date}/{service}/tc3_request\n{canonical}");
        (self.rewrite_string)(text)
    }

    pub(super) fn signature(&self) -> String {
        let mut key = format!("{}{}", self.prefix, self.key).into_bytes();
        for step in [self.date.as_str(), self.service.as_str(), "tc3_request"] {
            key = hmac(&key, step);
            if self.hex_steps {
                key = hex(&key).into_bytes();
            }
        }
        let signature = hex(&hmac(&key, &self.string()));
        if self.upper_signature { signature.to_uppercase() } else { signature }
    }

    pub(super) fn authorization(&self) -> String {
        let list = self.header_list.clone().unwrap_or_else(|| self.listed.join(";"));
        let Self { date, service, .. } = self;
        format!(
            "TC3-HMAC-SHA256 Credential={ID}/{date}/{service}/tc3_request, SignedHeaders={list}, Signature={}",
            self.signature()
        )
    }

    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Host", self.sent_host.clone()),
            ("Content-Type", self.sent_type.clone()),
            ("X-TC-Action", self.sent_action.clone()),
            ("X-TC-Version", "2021-05-26".to_owned()),
            ("X-TC-Timestamp", self.sent_timestamp.clone()),
            ("Authorization", self.authorization()),
        ]
    }

    /// Returns the request that is sent.
    pub(super) fn http(&self) -> String {
        let lines = self.headers().into_iter().map(|(name, value)| format!("{name}: {value}\n"));
        let body = String::from_utf8_lossy(&self.sent_body);
        let lines: String = lines.collect();
        format!("{} {} HTTP/1.1\n{lines}\n{body}", self.sent_method, self.sent_target)
    }
}

pub(super) fn date(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).unwrap().date_naive().to_string()
}
