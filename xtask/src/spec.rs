//! The vendor's API description, as far as the catalogue follows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The API description and, if given, the documented error codes.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) api: Api,
    pub(crate) errors: Option<Errors>,
}

/// `api.json`
#[derive(Debug, Deserialize)]
pub(crate) struct Api {
    pub(crate) actions: BTreeMap<String, Action>,
    pub(crate) objects: BTreeMap<String, Object>,
    pub(crate) metadata: Metadata,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) api_version: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Action {
    /// Chinese title.
    #[serde(rename = "name")]
    pub(crate) title: String,
    pub(crate) document: String,
    pub(crate) input: String,
    pub(crate) output: String,
    pub(crate) status: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Object {
    #[serde(default)]
    pub(crate) document: String,
    #[serde(rename = "members")]
    pub(crate) fields: Vec<Field>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// `list`, or the kind of `item_type`.
    pub(crate) r#type: String,
    /// Type on the wire, or name of an object.
    #[serde(rename = "member")]
    pub(crate) item_type: String,
    pub(crate) required: Option<bool>,
    pub(crate) output_required: Option<bool>,
    #[serde(default)]
    pub(crate) disabled: bool,
    #[serde(default)]
    pub(crate) document: String,
}

/// Documented error codes by action.
#[derive(Debug, Deserialize)]
pub(crate) struct Errors {
    pub(crate) actions: BTreeMap<String, Vec<String>>,
}

impl Spec {
    pub(crate) fn read(api: &Path, errors: Option<&Path>) -> Result<Self, String> {
        Ok(Self { api: read_json(api)?, errors: errors.map(read_json).transpose()? })
    }

    /// Returns the fields of an object, without the request ID of responses.
    pub(crate) fn fields(&self, object: &str) -> impl Iterator<Item = &Field> {
        let is_response = object.ends_with("Response");
        let fields = self.api.objects.get(object).into_iter().flat_map(|object| &object.fields);
        fields.filter(move |field| !(is_response && field.name == "RequestId"))
    }

    /// Returns the documented error codes of an action.
    pub(crate) fn codes(&self, action: &str) -> &[String] {
        let errors = self.errors.as_ref();
        errors.and_then(|errors| errors.actions.get(action)).map_or(&[], Vec::as_slice)
    }

    /// Returns whether the type of a field is an object.
    pub(crate) fn is_object(&self, field: &Field) -> bool {
        self.api.objects.contains_key(&field.item_type)
    }
}

impl Field {
    /// Returns whether a request must have the field, or a response always has it.
    pub(crate) fn is_required(&self, is_request: bool) -> bool {
        let (first, second) = if is_request {
            (self.required, self.output_required)
        } else {
            (self.output_required, self.required)
        };
        !self.disabled && first.or(second).unwrap_or(false)
    }

    pub(crate) fn is_list(&self) -> bool {
        self.r#type == "list"
    }
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text =
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))
}
