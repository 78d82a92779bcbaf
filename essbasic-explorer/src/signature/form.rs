//! The form to check a signature with, and what was filled into it.

use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};

use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::{CapturedRequest, LocalizedText};

/// Longer texts are not shown again.
const SHOWN_AGAIN: usize = 256 << 10;

/// What was filled in. The secret key is wiped when dropped, and never shown again.
#[derive(Debug, Default)]
pub(super) struct Form {
    request: String,
    address: String,
    method: String,
    headers: String,
    body: String,
    pub(super) canonical_request: String,
    pub(super) string_to_sign: String,
    pub(super) secret_key: Option<SecretString>,
}

impl Form {
    /// Reads what a browser sends, in whose texts lines end with CR LF whatever was typed.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            let text = value.replace("\r\n", "\n");
            match &*name {
                "request" => form.request = text,
                "address" => form.address = text,
                "method" => form.method = text,
                "headers" => form.headers = text,
                "body" => form.body = text,
                "canonical_request" => form.canonical_request = text,
                "string_to_sign" => form.string_to_sign = text,
                "secret_key" if !text.trim().is_empty() => {
                    form.secret_key = Some(SecretString::from(text));
                }
                _ => {}
            }
        }
        form
    }

    /// The request, from one text or from fields apart.
    pub(super) fn request(&self) -> Result<CapturedRequest, LocalizedText> {
        if !self.request.trim().is_empty() {
            return CapturedRequest::parse(&self.request);
        }
        let method = if self.method.is_empty() { "POST" } else { &self.method };
        let address = if self.address.trim().is_empty() { "/" } else { self.address.trim() };
        let headers = self.headers.trim_matches(['\r', '\n']);
        if headers.is_empty() {
            return Err(LocalizedText::new("Nothing was pasted.", "没有粘贴任何内容。"));
        }
        CapturedRequest::parse(&format!("{method} {address} HTTP/1.1\n{headers}\n\n{}", self.body))
    }

    /// The secret key that was typed.
    pub(super) fn key(&self) -> Option<&str> {
        self.secret_key.as_ref().map(ExposeSecret::expose_secret)
    }

    pub(super) fn shown(&self, site: &Site, language: Language) -> Markup {
        let say = |english, chinese| language.say(english, chinese);
        html! {
            section {
                h2 #check { (say("Why was it refused?", "为何被拒绝？")) }
                form.check method="post" action="/signature" autocomplete="off" {
                    (text("request", say("The request: raw HTTP, or a command line of curl", "请求：原始 HTTP 报文，或一条 curl 命令"), &self.request))
                    details.object open[!self.headers.is_empty()] {
                        summary { (say("Or its fields apart", "或分别填写各字段")) }
                        (line("method", say("Method", "请求方法"), &self.method, "POST"))
                        (line("address", say("Address", "请求地址"), &self.address, "https://essbasic.tencentcloudapi.com/"))
                        (text("headers", say("Headers, a line each", "请求头，每行一个"), &self.headers))
                        (text("body", say("Body", "请求体"), &self.body))
                    }
                    details.object open[!self.canonical_request.is_empty() || !self.string_to_sign.is_empty()] {
                        summary { (say("What your code produced, if you can print it", "您的代码生成的内容（如能打印）")) }
                        (text("canonical_request", say("Canonical request", "规范请求串"), &self.canonical_request))
                        (text("string_to_sign", say("String to sign", "待签名字符串"), &self.string_to_sign))
                    }
                    p.field {
                        label for="secret_key" { (say("Secret key (optional)", "SecretKey（可选）")) }
                        input #secret_key name="secret_key" type="password" autocomplete="off" aria-describedby="secret_key_use";
                        span #secret_key_use .faint {
                            (say(
                                "With it, what was signed instead can be searched for. It is used for this one answer, on this machine, and kept nowhere.",
                                "提供后可搜索实际签名的内容。仅用于本次检查，只在本机使用，不会保存。",
                            ))
                            @if site.inside().is_some() {
                                " " (say("The sandbox's own is known.", "沙箱自身的密钥无需填写。"))
                            }
                        }
                    }
                    button { (say("Check", "检查")) }
                }
            }
        }
    }
}

fn text(name: &str, label: &str, value: &str) -> Markup {
    let value = if value.len() > SHOWN_AGAIN { "" } else { value };
    html! {
        p.field {
            label for=(name) { (label) }
            // A line break right behind the tag is none of the text.
            textarea #(name) name=(name) spellcheck="false" autocapitalize="off" { "\n" (value) }
        }
    }
}

fn line(name: &str, label: &str, value: &str, placeholder: &str) -> Markup {
    html! {
        p.field {
            label for=(name) { (label) }
            input #(name) name=(name) value=(value) placeholder=(placeholder) spellcheck="false";
        }
    }
}
