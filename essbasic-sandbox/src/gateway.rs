//! The gateway: everything that is checked before an action is carried out, in the order in
//! which the platform checks it.
//!
//! authentication → action and version → quota → body → members → limits → the action itself

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use essbasic::encryption::EncryptionKeys;
use essbasic::{Credential, Descriptor, ErrorCode, Host};
use http::{HeaderMap, Request};

use crate::actions::Actions;
use crate::refusal::{Refusal, reasons};
use crate::store::{NotStored, Store};

mod authentication;
mod carried;
mod envelope;
mod members;
mod quota;

pub use authentication::SignatureStatus;
pub use carried::EncryptedCall;
pub(crate) use envelope::Answered;
use quota::Quota;

/// The largest body that the gateway takes.
pub(crate) const LARGEST_BODY: usize = 10 << 20;

/// The largest body of an action that takes files.
pub(crate) const LARGEST_FILE_BODY: usize = 100 << 20;

/// The gateway, and the state behind it.
#[derive(Debug)]
pub(crate) struct Gateway {
    credential: Credential,
    actions: Actions,
    /// Unless as many calls are taken as come.
    quota: Option<Mutex<Quota>>,
    store: Store,
    /// What encrypted calls are opened with.
    encryption: Option<EncryptionKeys>,
}

impl Gateway {
    pub(crate) fn new(
        credential: Credential,
        store: Store,
        encryption: Option<EncryptionKeys>,
        keeps_quota: bool,
    ) -> Self {
        let (actions, quota) = (Actions::all(), keeps_quota.then(Mutex::default));
        Self { credential, actions, quota, store, encryption }
    }

    /// Who may call.
    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// What is kept.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// How large a body may be, by the action that the header names.
    pub(crate) fn largest_body(headers: &HeaderMap) -> usize {
        let action = text(headers, "x-tc-action").and_then(essbasic::find);
        match action.map(|entry| entry.descriptor().host) {
            Some(Host::File) => LARGEST_FILE_BODY,
            _ => LARGEST_BODY,
        }
    }

    /// The refusal of what is bound to be refused, before its body is read: nobody unknown makes
    /// the sandbox hold a body.
    pub(crate) fn admit(&self, headers: &HeaderMap) -> Option<Answered> {
        let refusal = authentication::admit(headers, &self.credential).err()?;
        Some(denied(&refusal, text(headers, "x-tc-language")))
    }

    /// Answers a request, as the platform does: with status 200 and an envelope.
    pub(crate) async fn answer(&self, request: &Request<Bytes>) -> Answered {
        let language = text(request.headers(), "x-tc-language");
        if let Err(refusal) = authentication::verify(request, &self.credential) {
            return denied(&refusal, language);
        }
        Answered {
            verdict: SignatureStatus::Valid,
            ..self.answer_verified(request, language).await
        }
    }

    async fn answer_verified(&self, request: &Request<Bytes>, language: Option<&str>) -> Answered {
        let action = match self.checked(request) {
            Ok(action) => action,
            Err((refusal, action)) => return envelope::refused(&refusal, action, language),
        };
        if let Some(keys) = self.encryption.as_ref().filter(|_| carried::is_carrier(action)) {
            return match self.carried(keys, request.body(), language).await {
                Ok(opened) => {
                    let (events, carried) = (opened.events, Some(opened.carried));
                    Answered { events, carried, ..envelope::done(opened.answer) }
                }
                Err(refusal) => envelope::refused(&refusal, Some(action), language),
            };
        }
        let mut done = self.actions.carry_out(action, &self.store, request.body());
        let events = done.told();
        match done.stored().await {
            Ok(Ok(answer)) => Answered { events, ..envelope::done(answer) },
            Ok(Err(refusal)) => envelope::refused(&refusal, Some(action), language),
            Err(NotStored) => envelope::refused(&reasons::disk(), Some(action), language),
        }
    }

    /// Answers a request that was too large to be read.
    pub(crate) fn answer_too_large(headers: &HeaderMap) -> Answered {
        let megabytes = Self::largest_body(headers) >> 20;
        let refusal = Refusal::new(
            ErrorCode::REQUEST_SIZE_LIMIT_EXCEEDED,
            "请求包超过限制大小。",
            format!("The body is larger than {megabytes} MB."),
        );
        envelope::refused(&refusal, None, text(headers, "x-tc-language"))
    }

    /// Answers a call that is to be refused as one too many.
    pub(crate) fn answer_too_many(headers: &HeaderMap) -> Answered {
        envelope::refused(&too_many("calls"), None, text(headers, "x-tc-language"))
    }

    /// The action of a request that passes every check behind the signature's.
    fn checked(
        &self,
        request: &Request<Bytes>,
    ) -> Result<&'static Descriptor, (Refusal, Option<&'static Descriptor>)> {
        let caller = self.credential.secret_id();
        let action = known(request.headers()).map_err(|refusal| (refusal, None))?;
        let takes = |quota: &Mutex<Quota>| {
            quota.lock().unwrap_or_else(PoisonError::into_inner).take(caller, action)
        };
        if !self.quota.as_ref().is_none_or(takes) {
            let what = format!("{} calls of {}", action.rate_limit, action.name);
            return Err((too_many(&what), Some(action)));
        }
        members::check(action, request.body()).map_err(|refusal| (refusal, Some(action)))?;
        Ok(action)
    }
}

/// The answer to who did not sign what arrived.
fn denied(refusal: &Refusal, language: Option<&str>) -> Answered {
    Answered { verdict: SignatureStatus::Invalid, ..envelope::refused(refusal, None, language) }
}

fn too_many(what: &str) -> Refusal {
    Refusal::new(
        ErrorCode::REQUEST_LIMIT_EXCEEDED,
        "请求的次数超过了频率限制。",
        format!("More than {what} in a second."),
    )
}

/// The action that is called, if there is one of that name and version.
fn known(headers: &HeaderMap) -> Result<&'static Descriptor, Refusal> {
    let name = required(headers, "X-TC-Action")?;
    let version = required(headers, "X-TC-Version")?;
    let action = named(name)?;
    if action.version == version {
        return Ok(action);
    }
    Err(Refusal::new(
        ErrorCode::NO_SUCH_VERSION,
        "接口版本不存在。",
        format!("{} has the version {}, not `{version}`.", action.name, action.version),
    ))
}

/// The action of a name.
fn named(name: &str) -> Result<&'static Descriptor, Refusal> {
    essbasic::find(name).map(essbasic::Entry::descriptor).ok_or_else(|| {
        let why = format!("There is no action `{name}`.");
        Refusal::new(ErrorCode::INVALID_ACTION, "接口不存在。", why)
    })
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
