//! What a check found, as it is shown: of what was filled in, and of a call that reached the sandbox.

use std::time::SystemTime;

use essbasic::Credential;
use essbasic::sign::Scope;
use essbasic_sandbox::{RecordedCall, seed};
use maud::{Markup, html};

use super::form::Form;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Certainty, DiagnosisInput, DiagnosisReport, Finding, Location, SecretKey,
    diagnose,
};

/// Checks what was filled in, and says what was found.
pub(super) async fn to(form: &Form, site: &Site, language: Language) -> Markup {
    let request = match form.request() {
        Ok(request) => request,
        Err(why) => return html! { p.bad role="alert" { (why.get(language)) } },
    };
    let own = own(&request, site);
    let key = form.key().map(SecretKey::new).or_else(|| own.map(key_of));
    let is_unknown = site.inside().is_some() && own.is_none() && form.key().is_none();
    let texts = (form.canonical_request.clone(), form.string_to_sign.clone());
    let has_key = key.is_some();
    let Some(mut report) = checked(request, texts, key, SystemTime::now()).await else {
        return html! { p.bad role="alert" { (language.say("That could not be checked.", "无法检查该内容。")) } };
    };
    if is_unknown {
        report.findings.push(Finding::unknown_secret_id());
    }
    told(&report, has_key, language)
}

/// Says why the signature of a call that reached the sandbox does not verify.
pub(crate) async fn of_call(call: &RecordedCall, site: &Site, language: Language) -> Markup {
    let sent = call.header("content-length").and_then(|length| length.parse().ok());
    let is_whole = call.request_body.is_complete()
        && sent.is_none_or(|sent: usize| sent == call.request_body.length());
    let request = pasted(call);
    let own = own(&request, site);
    let names_one = request.header("authorization").is_some_and(|it| it.contains("Credential="));
    let is_unknown = own.is_none() && names_one;
    // What is refused by its headers alone is refused before its body comes.
    let key = own.filter(|_| is_whole).map(key_of);
    let report = checked(request, <(String, String)>::default(), key, call.received_at).await;
    let mut findings = report.map(|report| report.findings).unwrap_or_default();
    if is_unknown {
        findings.push(Finding::unknown_secret_id());
    }
    html! {
        @for finding in &findings { (folded(finding, language)) }
        @if findings.is_empty() {
            p { (language.say(
                "Nothing differs as far as can be seen; its body is not kept whole.",
                "目前没有发现不同之处；请求体未完整保留。",
            )) }
        }
    }
}

/// A call as the checker takes it.
fn pasted(call: &RecordedCall) -> CapturedRequest {
    let mut line = call.request_head.lines().next().unwrap_or_default().split(' ');
    let mut pasted = CapturedRequest {
        method: line.next().unwrap_or_default().to_owned(),
        headers: call.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: Some(call.request_body.bytes().to_vec()),
        ..CapturedRequest::default()
    };
    pasted.set_target(line.next().unwrap_or_default());
    pasted
}

/// A check, beside which other pages go on: a search takes its time.
async fn checked(
    request: CapturedRequest,
    (canonical, string): (String, String),
    key: Option<SecretKey>,
    sent: SystemTime,
) -> Option<DiagnosisReport> {
    let checked = tokio::task::spawn_blocking(move || {
        let question = DiagnosisInput::new(&request)
            .canonical_request(&canonical)
            .string_to_sign(&string)
            .received_at(seconds(sent));
        diagnose(&match &key {
            Some(key) => question.key(key),
            None => question,
        })
    });
    checked.await.ok()
}

/// The sandbox's credential, where a request says that it was signed by it. A real one checks
/// nothing.
fn own<'a>(request: &CapturedRequest, site: &'a Site) -> Option<&'a Credential> {
    let header = request.header("authorization").unwrap_or_default();
    let credential = site.inside().and(site.credential())?;
    header.contains(&format!("Credential={}/", credential.secret_id())).then_some(credential)
}

/// A sandbox's key; the one that every sandbox has is known by its letters.
fn key_of(credential: &Credential) -> SecretKey {
    let is_usual = credential.secret_id() == seed::SECRET_ID
        && Scope::new(0, "essbasic").is_ok_and(|scope| {
            let known = essbasic::sign::SigningKey::derive(seed::SECRET_KEY, &scope);
            credential.signing_key(&scope).expose() == known.expose()
        });
    if is_usual {
        SecretKey::new(seed::SECRET_KEY)
    } else {
        SecretKey::from_credential(credential.clone())
    }
}

fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or_default()
}

fn told(report: &DiagnosisReport, has_key: bool, language: Language) -> Markup {
    let differs = report.findings.iter().filter(|it| it.certainty != Certainty::Note).count();
    let say = |english, chinese| language.say(english, chinese);
    html! {
        section.verdict role="status" {
            h2 #verdict { (say("The verdict", "检查结果")) }
            @match (report.verifies, differs) {
                (Some(true), 0) => p.good {
                    (say("The signature is that of this request and this key.", "签名与该请求及密钥一致。"))
                }
                (_, 0) => p {
                    (say("Nothing differs as far as can be seen.", "目前没有发现不同之处。"))
                }
                (_, 1) => p.bad { (say("One thing differs.", "有一处不同。")) }
                (_, count) => p.bad { (count) (say(" things differ.", " 处不同。")) }
            }
            @if !has_key {
                p.faint {
                    (say(
                        "No key was given: what was signed cannot be searched for. Paste what your code produced, or give the key.",
                        "未提供密钥，无法搜索实际签名的内容。请粘贴代码生成的内容，或提供密钥。",
                    ))
                }
            }
            @if report.tried > 1 {
                p.faint { (report.tried) (say(" combinations were tried.", " 种组合已尝试。")) }
            }
            @for finding in &report.findings { (one(finding, language)) }
            h3 { (say("What the service computes", "服务端的计算结果")) }
            (numbered(say("Canonical request", "规范请求串"), &report.canonical_request, |line| {
                report.findings.iter().any(|it| it.location == Location::CanonicalRequest(line))
            }, language))
            (numbered(say("String to sign", "待签名字符串"), &report.string_to_sign, |line| {
                report.findings.iter().any(|it| it.location == Location::StringToSign(line))
            }, language))
        }
    }
}

fn one(finding: &Finding, language: Language) -> Markup {
    html! {
        article.finding.note[finding.certainty == Certainty::Note] {
            (heading(finding, language))
            (details(finding, language))
        }
    }
}

/// The same for a reader who may not be alone: bytes of the body are shown when asked for.
fn folded(finding: &Finding, language: Language) -> Markup {
    html! {
        article.finding.note[finding.certainty == Certainty::Note] {
            (heading(finding, language))
            details.object {
                summary { (language.say("Why, and how to mend it", "原因与修正方法")) }
                (details(finding, language))
            }
        }
    }
}

fn heading(finding: &Finding, language: Language) -> Markup {
    let certainty = match finding.certainty {
        Certainty::Proven => None,
        Certainty::Likely => Some(language.say("likely", "很可能")),
        _ => Some(language.say("a note", "提示")),
    };
    html! {
        h3 {
            (finding.cause.title().get(language)) ": " (finding.location.label().get(language))
            @if let Some(certainty) = certainty { " " span.faint { "(" (certainty) ")" } }
        }
    }
}

fn details(finding: &Finding, language: Language) -> Markup {
    html! {
        dl.facts {
            @if let Some(expected) = &finding.expected {
                dt { (language.say("The service has", "服务端")) }
                dd { code { (visible(expected)) } }
            }
            @if let Some(found) = &finding.found {
                dt { (language.say("This request has", "此请求")) }
                dd { code { (visible(found)) } }
            }
            dt { (language.say("What the service does", "计算方式")) }
            dd { (finding.explanation.get(language)) }
            dt { (language.say("How to mend it", "修正方法")) }
            dd { (finding.remedy.get(language)) }
        }
    }
}

/// A text line by line, with those marked that differ.
fn numbered(name: &str, text: &str, differs: impl Fn(usize) -> bool, language: Language) -> Markup {
    html! {
        h4 { (name) }
        ol.lines {
            @for (at, line) in text.split('\n').enumerate() {
                li class=[differs(at + 1).then_some("differs")] {
                    code { (visible(&line.chars().take(2000).collect::<String>())) }
                    @if differs(at + 1) {
                        span.bad { " ← " (language.say("differs", "不同")) }
                    }
                }
            }
        }
    }
}

/// A text in which white space that matters is seen.
fn visible(text: &str) -> String {
    let edge = |part: &str| part.replace(' ', "␣");
    let inner = text.trim_matches(' ');
    let start = text.len() - text.trim_start_matches(' ').len();
    let end = text.trim_end_matches(' ').len().max(start);
    let shown = if inner.is_empty() {
        edge(text)
    } else {
        [edge(&text[..start]), inner.to_owned(), edge(&text[end..])].concat()
    };
    shown.replace('\r', "␍").replace('\n', "␊").replace('\t', "⇥").replace('\u{feff}', "⍰")
}
