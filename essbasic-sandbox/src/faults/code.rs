//! Error codes that injected faults reject calls with.

use std::borrow::Cow;

use essbasic::{CATALOGUE, ErrorCode};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// An error code that an action of the catalogue documents.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FaultCode(&'static str);

impl FaultCode {
    /// Returns a documented code, such as `OperationDenied.QrInvalid`; `None` for any other text.
    pub fn find(code: &str) -> Option<Self> {
        let common = ErrorCode::COMMON.iter().map(ErrorCode::as_str);
        let documented = CATALOGUE.iter().flat_map(|entry| entry.descriptor().errors);
        common.chain(documented.copied()).find(|known| *known == code).map(Self)
    }

    /// Returns the code as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl<'de> Deserialize<'de> for FaultCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<str>::deserialize(deserializer)?;
        Self::find(&code).ok_or_else(|| D::Error::custom("no action documents this error code"))
    }
}
