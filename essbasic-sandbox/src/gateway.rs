//! The gateway: everything that is checked before an action is carried out, in the order in
//! which the platform checks it.
//!
//! authentication → action and version → quota → body → members → limits → the action itself

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use essbasic::check::{self, Violation, ViolationKind};
use essbasic::{Credential, Descriptor, ErrorCode, codes};
use http::{HeaderMap, Request, Response, header};
use serde_json::{Map, Value, json};

use crate::actions::Actions;
use crate::refusal::Refusal;
use crate::state::State;

mod authentication;
mod quota;

use quota::Quota;

/// The largest body that the gateway takes.
pub(crate) const LARGEST_BODY: usize = 10 << 20;

/// The gateway, and the state behind it.
#[derive(Debug)]
pub(crate) struct Gateway {
    credential: Credential,
    actions: Actions,
    quota: Mutex<Quota>,
    state: Mutex<State>,
}

impl Gateway {
    pub(crate) fn new(credential: Credential, state: State) -> Self {
        Self {
            credential,
            actions: Actions::kept(),
            quota: Mutex::default(),
            state: Mutex::new(state),
        }
    }

    /// Who may call.
    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// What is kept. A panic elsewhere leaves it as it was, and readable.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers a request, as the platform does: with status 200 and an envelope.
    pub(crate) fn answer(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let language = text(request.headers(), "x-tc-language");
        envelope(self.respond(request), language)
    }

    /// Answers a request that was too large to be read.
    pub(crate) fn answer_too_large(headers: &HeaderMap) -> Response<Bytes> {
        let refusal = Refusal::new(
            ErrorCode::REQUEST_SIZE_LIMIT_EXCEEDED,
            "请求包超过限制大小。",
            "The body is larger than 10 MB.",
        );
        envelope(Err(refusal), text(headers, "x-tc-language"))
    }

    fn respond(&self, request: &Request<Bytes>) -> Result<Map<String, Value>, Refusal> {
        authentication::verify(request, &self.credential)?;
        let caller = self.credential.secret_id();
        let action = known(request.headers())?;
        if !self.quota.lock().unwrap_or_else(PoisonError::into_inner).take(caller, action) {
            return Err(Refusal::new(
                ErrorCode::REQUEST_LIMIT_EXCEEDED,
                "请求的次数超过了频率限制。",
                format!("More than {} calls of {} in a second.", action.rate_limit, action.name),
            ));
        }
        let body = request.body();
        members(action, body)?;
        self.actions.carry_out(action, &mut self.state(), body)
    }
}

/// The action that is called, if there is one of that name and version.
fn known(headers: &HeaderMap) -> Result<&'static Descriptor, Refusal> {
    let name = required(headers, "X-TC-Action")?;
    let version = required(headers, "X-TC-Version")?;
    let Some(entry) = essbasic::find(name) else {
        return Err(Refusal::new(
            ErrorCode::INVALID_ACTION,
            "接口不存在。",
            format!("There is no action `{name}`."),
        ));
    };
    let action = entry.descriptor();
    if action.version == version {
        return Ok(action);
    }
    Err(Refusal::new(
        ErrorCode::NO_SUCH_VERSION,
        "接口版本不存在。",
        format!("{} has the version {}, not `{version}`.", action.name, action.version),
    ))
}

/// Judges the body by the action's schema: types first, then what is missing, then what nobody
/// knows, then the limits.
fn members(action: &'static Descriptor, body: &[u8]) -> Result<(), Refusal> {
    let Ok(members) = serde_json::from_slice::<Map<String, Value>>(body) else {
        return Err(Refusal::new(
            ErrorCode::INVALID_PARAMETER,
            "参数错误：请求体不是合法的JSON对象。",
            "The body is not a JSON object.",
        ));
    };
    let violations = check::json((action.request)(), &members);
    let first = |kind| violations.iter().find(|violation| violation.kind == kind);
    [
        (ViolationKind::Mistyped, ErrorCode::INVALID_PARAMETER),
        (ViolationKind::Missing, ErrorCode::MISSING_PARAMETER),
        (ViolationKind::Unknown, ErrorCode::UNKNOWN_PARAMETER),
        (ViolationKind::Limit, codes::INVALID_PARAMETER_PARAM_ERROR),
    ]
    .into_iter()
    .find_map(|(kind, code)| first(kind).map(|violation| broken(code, violation)))
    .map_or(Ok(()), Err)
}

fn broken(code: ErrorCode, violation: &Violation) -> Refusal {
    let what = match violation.kind {
        ViolationKind::Missing => "缺少参数",
        ViolationKind::Unknown => "未知参数",
        ViolationKind::Mistyped => "参数类型错误",
        _ => "参数错误",
    };
    Refusal::new(code, format!("{what}：{}", violation.path), format!("{violation}."))
}

/// A header that must be there.
fn required<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, Refusal> {
    text(headers, name).filter(|value| !value.is_empty()).ok_or_else(|| {
        Refusal::new(
            ErrorCode::MISSING_PARAMETER,
            format!("缺少公共参数：{name}"),
            format!("The header {name} is missing."),
        )
    })
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The envelope that every answer comes in, with an id of its own.
fn envelope(
    result: Result<Map<String, Value>, Refusal>,
    language: Option<&str>,
) -> Response<Bytes> {
    let mut members = result.unwrap_or_else(|refusal| {
        let error = json!({"Code": refusal.code.as_str(), "Message": refusal.message(language)});
        Map::from_iter([("Error".to_owned(), error)])
    });
    members.insert("RequestId".to_owned(), Value::from(request_id()));
    let body = json!({"Response": members}).to_string();
    let mut response = Response::new(Bytes::from(body));
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// A random id in the form of a version 4 UUID.
fn request_id() -> String {
    let bits: u128 = rand::random();
    let bits = bits & !(0xf << 76 | 0x3 << 62) | (0x4 << 76 | 0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
