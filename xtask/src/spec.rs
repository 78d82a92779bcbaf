//! The vendor's description of the API, as far as the catalogue follows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The description, and the codes where they are at hand.
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
    /// The Chinese title.
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
    pub(crate) members: Vec<Member>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// `list`, or what `of` is of itself.
    pub(crate) r#type: String,
    /// A type of the wire, or an object's name.
    #[serde(rename = "member")]
    pub(crate) of: String,
    pub(crate) required: Option<bool>,
    pub(crate) output_required: Option<bool>,
    #[serde(default)]
    pub(crate) disabled: bool,
    #[serde(default)]
    pub(crate) document: String,
}

/// The codes documented for each action.
#[derive(Debug, Deserialize)]
pub(crate) struct Errors {
    pub(crate) actions: BTreeMap<String, Vec<String>>,
}

impl Spec {
    pub(crate) fn read(api: &Path, errors: Option<&Path>) -> Result<Self, String> {
        Ok(Self { api: json(api)?, errors: errors.map(json).transpose()? })
    }

    /// The members of an object but the request id, which every answer has.
    pub(crate) fn members(&self, object: &str) -> impl Iterator<Item = &Member> {
        let answers = object.ends_with("Response");
        let members = self.api.objects.get(object).into_iter().flat_map(|object| &object.members);
        members.filter(move |member| !(answers && member.name == "RequestId"))
    }

    /// The codes of an action, where they are at hand.
    pub(crate) fn codes(&self, action: &str) -> &[String] {
        let errors = self.errors.as_ref();
        errors.and_then(|errors| errors.actions.get(action)).map_or(&[], Vec::as_slice)
    }

    /// Whether a member's type is an object of the description.
    pub(crate) fn is_object(&self, member: &Member) -> bool {
        self.api.objects.contains_key(&member.of)
    }
}

impl Member {
    /// Whether it must be there in a request, or always is in an answer. What is disabled need not.
    pub(crate) fn is_required(&self, request: bool) -> bool {
        let (first, second) = if request {
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

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text =
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))
}
