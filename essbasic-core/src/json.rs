//! Responses as JSON.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{Error, ErrorKind};
use crate::message::message;
use crate::schema::{Decoder, Model};

/// Fields of a response as JSON, without the request ID.
#[derive(Clone, Deserialize, PartialEq, Serialize)]
#[serde(transparent)]
pub struct JsonObject(pub Map<String, Value>);

impl JsonObject {
    /// Decodes the fields as an action's output. Missing and `null` fields take their defaults.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] with the path of a field of the wrong type.
    pub fn read<M: Model>(&self) -> Result<M, Error> {
        Self::read_fields(&self.0)
    }

    /// Decodes borrowed fields as [`read`](Self::read) does.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] with the path of a field of the wrong type.
    #[doc(hidden)]
    pub fn read_fields<M: Model>(fields: &Map<String, Value>) -> Result<M, Error> {
        let (mut model, mut decoder) = (M::empty(), Decoder::tolerant());
        decoder.object(M::schema(), &mut model, fields).map_err(|error| {
            let problem = decoder.describe(&error);
            let message = message!("could not decode the response: {problem}", problem = problem);
            Error::new(ErrorKind::Decode, message).executed()
        })?;
        Ok(model)
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
