//! Members in JSON: what a call that was made in JSON answers, as it came.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{Error, ErrorKind};
use crate::schema::{Decoder, Model};

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
    pub fn read<M: Model>(&self) -> Result<M, Error> {
        let (mut model, mut decoder) = (M::empty(), Decoder::tolerant());
        decoder.object(M::schema(), &mut model, &self.0).map_err(|error| {
            let message = format!("the answer is not this action's: {}", decoder.describe(&error));
            Error::new(ErrorKind::Decode, message)
        })?;
        Ok(model)
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
