//! What of a result is wanted, in JMESPath.

use std::str::FromStr;

use serde_json::Value;

use crate::failure::Failure;

/// An expression that was found to be one.
#[derive(Clone, Debug)]
pub(crate) struct Filter(String);

impl FromStr for Filter {
    type Err = String;

    fn from_str(expression: &str) -> Result<Self, String> {
        match jmespath::compile(expression) {
            Ok(_) => Ok(Self(expression.to_owned())),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Filter {
    /// What the expression finds in a value.
    pub(crate) fn apply(&self, value: &Value) -> Result<Value, Failure> {
        let found = jmespath::compile(&self.0).and_then(|expression| expression.search(value));
        let found = found.map_err(|error| self.refuse(&error.reason.to_string()))?;
        serde_json::to_value(&*found).map_err(|error| self.refuse(&error.to_string()))
    }

    fn refuse(&self, why: &str) -> Failure {
        let hint = "what it was applied to stands whole on standard output";
        Failure::usage(format!("--filter {}: {why}", self.0)).hint(Some(hint.to_owned()))
    }
}
