//! Reference to a declared or a raw action.

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

/// The action of a request: declared, or given by name.
#[derive(Clone, Debug)]
pub(crate) enum ActionRef {
    Declared(&'static Descriptor),
    Raw(Arc<RawAction>),
}

impl ActionRef {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Declared(action) => action.name,
            Self::Raw(action) => &action.name,
        }
    }

    /// Returns the name in lower case, as it is signed.
    pub(crate) fn signed_name(&self) -> Cow<'_, str> {
        match self {
            Self::Declared(action) => action.signed_name.into(),
            Self::Raw(action) => action.name.to_ascii_lowercase().into(),
        }
    }

    /// Returns `X-TC-Action` and `X-TC-Version`. Static texts are not copied.
    pub(crate) fn headers(&self) -> Result<(HeaderValue, HeaderValue), InvalidHeaderValue> {
        let from_static = |text: &'static str| {
            HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()))
        };
        match self {
            Self::Declared(action) => Ok((from_static(action.name)?, from_static(action.version)?)),
            Self::Raw(action) => Ok((action.name.parse()?, action.version.parse()?)),
        }
    }

    pub(crate) fn service(&self) -> &str {
        match self {
            Self::Declared(action) => action.service,
            Self::Raw(action) => &action.service,
        }
    }

    pub(crate) fn host(&self) -> Host {
        match self {
            Self::Declared(action) => action.host,
            Self::Raw(action) => action.host,
        }
    }

    pub(crate) fn effect(&self) -> Effect {
        match self {
            Self::Declared(action) => action.effect,
            Self::Raw(action) => action.effect,
        }
    }

    pub(crate) fn rate_limit(&self) -> u32 {
        match self {
            Self::Declared(action) => action.rate_limit,
            Self::Raw(action) => action.rate_limit,
        }
    }

    pub(crate) fn is_signed(&self) -> bool {
        match self {
            Self::Declared(action) => action.signed,
            Self::Raw(_) => true,
        }
    }

    /// Returns the schema of the request; a raw action has none.
    pub(crate) fn schema(&self) -> Option<&'static StructSchema> {
        match self {
            Self::Declared(action) => Some((action.request)()),
            Self::Raw(_) => None,
        }
    }
}
