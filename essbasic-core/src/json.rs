//! Members in JSON: what a call that was made in JSON answers, as it came.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{Error, ErrorKind};
use crate::response::redact_values;

/// The members of an answer besides the request id, in the service's own words.
#[derive(Clone, Deserialize, PartialEq, Serialize)]
#[serde(transparent)]
pub struct JsonObject(pub Map<String, Value>);

impl JsonObject {
    /// Reads the members as an action's output.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Answer`] with the path of the member that is not as it should be.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_path_to_error::deserialize(&self.0).map_err(|error| {
            let (path, error) = (error.path().to_string(), error.inner());
            let message =
                format!("the answer is not this action's: {path}: {}", redact_values(error));
            Error::new(ErrorKind::Decode, message)
        })
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
