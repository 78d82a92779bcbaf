//! The checks of a receiver.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use essbasic::callback::CallbackKeys;
use essbasic::transport::Body;
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_devtools::callback_samples::callback_sample;
use essbasic_devtools::{Language, t};
use serde_json::{Map, Value, json};

use super::super::receiver::{NoResponse, Receiver, ReceiverResponse};
use super::super::token_missing;
use super::super::trigger::{SignedRequest, encrypted_with_another_key, other_signature};
use super::Fault;
use super::slow_body::SlowBody;
use crate::error::CliError;

/// Size of the large request.
const LARGE_BYTES: usize = 10_000_000;

/// Size of the data in the slow request: several chunks of a streamed body.
const SLOW_DATA_BYTES: usize = 200_000;

/// A check, in the order in which they run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CheckName {
    /// `{}`, as the console sends it when the address is saved.
    Empty,
    Signed,
    Duplicate,
    Undeclared,
    Formatted,
    WrongSignature,
    NoSignature,
    WrongKey,
    Large,
    Slow,
}

impl CheckName {
    pub(super) const ALL: [Self; 10] = [
        Self::Empty,
        Self::Signed,
        Self::Duplicate,
        Self::Undeclared,
        Self::Formatted,
        Self::WrongSignature,
        Self::NoSignature,
        Self::WrongKey,
        Self::Large,
        Self::Slow,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Signed => "signed",
            Self::Duplicate => "duplicate",
            Self::Undeclared => "undeclared_event",
            Self::Formatted => "formatted",
            Self::WrongSignature => "wrong_signature",
            Self::NoSignature => "no_signature",
            Self::WrongKey => "wrong_key",
            Self::Large => "large",
            Self::Slow => "slow",
        }
    }

    pub(super) fn needs_key(self) -> bool {
        self == Self::WrongKey
    }

    pub(super) fn title(self, language: Language) -> String {
        match self {
            Self::Empty => t!(language, "probe-empty"),
            Self::Signed => t!(language, "probe-signed"),
            Self::Duplicate => t!(language, "probe-duplicate"),
            Self::Undeclared => t!(language, "probe-undeclared"),
            Self::Formatted => t!(language, "probe-formatted"),
            Self::WrongSignature => t!(language, "probe-wrong-signature"),
            Self::NoSignature => t!(language, "probe-no-signature"),
            Self::WrongKey => t!(language, "probe-wrong-key"),
            Self::Large => t!(language, "probe-large"),
            Self::Slow => t!(language, "probe-slow"),
        }
        .into_owned()
    }

    /// Returns the hint if the response is not 200.
    pub(super) fn hint(self, language: Language) -> String {
        match self {
            Self::Empty => t!(language, "probe-hint-empty"),
            Self::Duplicate => t!(language, "probe-hint-duplicate"),
            Self::Undeclared => t!(language, "probe-hint-undeclared"),
            Self::Formatted => t!(language, "probe-hint-formatted"),
            Self::Slow => t!(language, "probe-hint-slow"),
            _ => t!(language, "probe-hint-signed"),
        }
        .into_owned()
    }
}

/// The sender of the checks' requests.
pub(super) struct Checker<'r> {
    receiver: &'r Receiver,
    secrets: &'r CallbackSecrets,
    keys: CallbackKeys,
    timeout: Duration,
    fields: Map<String, Value>,
    signed: SignedRequest,
}

impl<'r> Checker<'r> {
    pub(super) fn new(
        receiver: &'r Receiver,
        secrets: &'r CallbackSecrets,
        timeout: Duration,
    ) -> Result<Self, CliError> {
        let keys = secrets.keys().ok_or_else(token_missing)?;
        let sample = callback_sample("FlowStatusChange");
        let fields = sample
            .map(essbasic_devtools::callback_samples::CallbackSample::fields)
            .unwrap_or_default();
        let signed = SignedRequest::new("FlowStatusChange", &fields, secrets)?;
        Ok(Self { receiver, secrets, keys, timeout, fields, signed })
    }

    /// Runs a check. Returns the response to its request, and the fault that it shows.
    pub(super) async fn run(
        &self,
        check: CheckName,
    ) -> Result<(ReceiverResponse, Option<Fault>), CliError> {
        let signature = self.signed.signature.as_deref();
        let signed_body = || self.signed.body.clone();
        Ok(match check {
            CheckName::Empty => accepted(self.empty().await),
            CheckName::Signed | CheckName::Duplicate => {
                accepted(self.receiver.post(signature, signed_body()).await)
            }
            CheckName::Undeclared => {
                let request = SignedRequest::new("EssbasicProbe", &self.fields, self.secrets)?;
                accepted(self.post(&request).await)
            }
            CheckName::Formatted => accepted(self.post_signed(self.formatted()?).await),
            CheckName::WrongSignature => {
                let other = other_signature(&self.signed)?;
                rejected(self.receiver.post(Some(&other), signed_body()).await)
            }
            CheckName::NoSignature => rejected(self.receiver.post(None, signed_body()).await),
            CheckName::WrongKey => {
                let body = encrypted_with_another_key(&self.signed, &self.fields)?;
                rejected(self.post_signed(body).await)
            }
            CheckName::Large => self.large().await,
            CheckName::Slow => self.slow().await?,
        })
    }

    async fn empty(&self) -> ReceiverResponse {
        self.receiver.post(None, Bytes::from_static(b"{}")).await
    }

    async fn post(&self, request: &SignedRequest) -> ReceiverResponse {
        self.receiver.post(request.signature.as_deref(), request.body.clone()).await
    }

    async fn post_signed(&self, body: Vec<u8>) -> ReceiverResponse {
        self.receiver.post(Some(&self.keys.sign(&body)), body).await
    }

    /// Returns the body of a new event in another layout of its JSON.
    fn formatted(&self) -> Result<Vec<u8>, CliError> {
        let request = SignedRequest::new("FlowStatusChange", &self.fields, self.secrets)?;
        let value: Value = serde_json::from_slice(&request.body).map_err(io::Error::from)?;
        Ok(serde_json::to_vec_pretty(&value).map_err(io::Error::from)?)
    }

    /// Sends 10 MB with a wrong signature.
    ///
    /// Any response but 200 is accepted, and the receiver must still respond to others.
    async fn large(&self) -> (ReceiverResponse, Option<Fault>) {
        let mut body = self.signed.body.to_vec();
        body.resize(LARGE_BYTES, b' ');
        let signature = self.keys.sign(b"something else");
        let timeout = self.timeout.saturating_mul(4);
        let response = self.receiver.send(Some(&signature), Body::from(body), timeout).await;
        let fault = match response.result {
            Err(NoResponse::TimedOut) => Some(Fault::NoResponse),
            Ok(200) => Some(Fault::Accepted),
            _ if response.is_large => Some(Fault::LargeResponse),
            _ if self.empty().await.is_ok() => None,
            _ => Some(Fault::Stopped),
        };
        (response, fault)
    }

    /// Sends an event slowly, and `{}` meanwhile, whose response must come first: the event is not complete
    /// before that.
    async fn slow(&self) -> Result<(ReceiverResponse, Option<Fault>), CliError> {
        let mut fields = self.fields.clone();
        fields.insert("FlowDescription".to_owned(), json!("x".repeat(SLOW_DATA_BYTES)));
        let request = SignedRequest::new("FlowStatusChange", &fields, self.secrets)?;
        let (source, mut control) = SlowBody::new(request.body);
        let body = Body::from_source(source).await?;
        let receiver = self.receiver.clone();
        let timeout = self.timeout.saturating_mul(2).saturating_add(SlowBody::DURATION);
        let slow = tokio::spawn(async move {
            receiver.send(request.signature.as_deref(), body, timeout).await
        });
        // The first part has been sent. An error means that nothing was sent.
        let _ = (&mut control.started).await;
        let meanwhile = self.empty().await;
        let blocks = slow.is_finished();
        drop(control);
        let response = slow.await.map_err(io::Error::other)?;
        let (_, fault) = accepted(response);
        let fault = fault.or(match meanwhile.result {
            Ok(200) if !blocks => None,
            _ => Some(Fault::Blocks),
        });
        Ok((response, fault))
    }
}

/// Checks the response to a request that must be acknowledged with 200.
fn accepted(response: ReceiverResponse) -> (ReceiverResponse, Option<Fault>) {
    let fault = match response.result {
        _ if response.is_large => Some(Fault::LargeResponse),
        Ok(200) => None,
        Ok(201..=299) => Some(Fault::NotExactly200),
        Ok(300..=399) => Some(Fault::Redirect),
        Ok(_) => Some(Fault::NotAccepted),
        Err(_) => Some(Fault::NoResponse),
    };
    (response, fault)
}

/// Checks the response to a request that must not be acknowledged with 200.
fn rejected(response: ReceiverResponse) -> (ReceiverResponse, Option<Fault>) {
    let fault = match response.result {
        _ if response.is_large => Some(Fault::LargeResponse),
        Ok(200..=299) => Some(Fault::Accepted),
        Ok(300..=399) => Some(Fault::Redirect),
        Ok(_) => None,
        Err(_) => Some(Fault::NoResponse),
    };
    (response, fault)
}
