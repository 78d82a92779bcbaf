//! What is called: an annotated action, or one known by its name alone.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;
use http::header::InvalidHeaderValue;

use crate::action::Descriptor;
use crate::environment::Host;
use crate::raw::RawAction;
use crate::retry::Effect;
use crate::schema::StructSchema;

/// What is called, as far as the way to the service depends on it.
#[derive(Clone, Debug)]
pub(crate) enum ActionRef {
    Known(&'static Descriptor),
    Raw(Arc<RawAction>),
}

impl ActionRef {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Known(action) => action.name,
            Self::Raw(action) => &action.name,
        }
    }

    /// The name in lower case, as it is signed.
    pub(crate) fn signed_name(&self) -> Cow<'_, str> {
        match self {
            Self::Known(action) => action.signed_name.into(),
            Self::Raw(action) => action.name.to_ascii_lowercase().into(),
        }
    }

    /// `X-TC-Action` and `X-TC-Version`; what is constant is not copied.
    pub(crate) fn headers(&self) -> Result<(HeaderValue, HeaderValue), InvalidHeaderValue> {
        let constant = |text: &'static str| {
            HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()))
        };
        match self {
            Self::Known(action) => Ok((constant(action.name)?, constant(action.version)?)),
            Self::Raw(action) => Ok((action.name.parse()?, action.version.parse()?)),
        }
    }

    pub(crate) fn service(&self) -> &str {
        match self {
            Self::Known(action) => action.service,
            Self::Raw(action) => &action.service,
        }
    }

    pub(crate) fn host(&self) -> Host {
        match self {
            Self::Known(action) => action.host,
            Self::Raw(action) => action.host,
        }
    }

    pub(crate) fn effect(&self) -> Effect {
        match self {
            Self::Known(action) => action.effect,
            Self::Raw(action) => action.effect,
        }
    }

    pub(crate) fn rate_limit(&self) -> u32 {
        match self {
            Self::Known(action) => action.rate_limit,
            Self::Raw(action) => action.rate_limit,
        }
    }

    pub(crate) fn is_signed(&self) -> bool {
        match self {
            Self::Known(action) => action.signed,
            Self::Raw(_) => true,
        }
    }

    /// What its request is made of; nobody knows it of an action that is not annotated.
    pub(crate) fn schema(&self) -> Option<&'static StructSchema> {
        match self {
            Self::Known(action) => Some((action.request)()),
            Self::Raw(_) => None,
        }
    }
}
