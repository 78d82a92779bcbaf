//! Target of a call: an action of the catalogue, or one given by name, version and service.

use essbasic::schema::StructSchema;
use essbasic::{Call, Client, Descriptor, Effect, Entry, JsonObject, RawAction, Reply};
use essbasic_devtools::code_samples::SampleAction;
use essbasic_devtools::error_text;
use essbasic_fleet::BatchAction;
use serde_json::{Map, Value};

use crate::catalogue;
use crate::cli::ActionArgs;
use crate::error::CliError;
use crate::message::{Message, message};

/// Action to call.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// An action of the catalogue.
    Known(&'static Entry),
    /// An action that is not in the catalogue, or not in this version.
    Raw(RawTarget),
}

/// An action of which only name, version and service are known.
#[derive(Clone, Debug)]
pub(crate) struct RawTarget {
    name: String,
    version: String,
    service: String,
    action: RawAction,
}

impl Target {
    /// Finds an action. With `--version`, it does not have to be in the catalogue.
    pub(crate) fn find(arguments: &ActionArgs) -> Result<Self, CliError> {
        let Some(version) = &arguments.version else {
            return catalogue::find(&arguments.action)
                .map(Self::Known)
                .map_err(|error| error.or_hint(message!("cli-add-version")));
        };
        let name = arguments.action.as_str();
        let service = arguments.service.as_deref().unwrap_or("essbasic");
        let known = essbasic::find_action(name).filter(|entry| {
            let action = entry.descriptor();
            action.version == version && action.service == service
        });
        if let Some(entry) = known {
            return Ok(Self::Known(entry));
        }
        let action = RawAction::new(name, version).service(service);
        action
            .check()
            .map_err(|error| CliError::usage(Message::new(|it| error_text::message(it, &error))))?;
        let (name, version, service) = (name.to_owned(), version.clone(), service.to_owned());
        Ok(Self::Raw(RawTarget { name, version, service, action }))
    }

    /// Returns the action as code samples need it.
    pub(crate) fn sample_action(&self) -> SampleAction<'_> {
        match self {
            Self::Known(entry) => SampleAction::Catalogue(entry),
            Self::Raw(RawTarget { name, version, service, .. }) => {
                SampleAction::Raw { name, version, service }
            }
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Known(entry) => entry.descriptor().name,
            Self::Raw(raw) => &raw.name,
        }
    }

    pub(crate) fn version(&self) -> &str {
        match self {
            Self::Known(entry) => entry.descriptor().version,
            Self::Raw(raw) => &raw.version,
        }
    }

    pub(crate) fn service(&self) -> &str {
        match self {
            Self::Known(entry) => entry.descriptor().service,
            Self::Raw(raw) => &raw.service,
        }
    }

    /// Returns the effect. Default for an unknown action: the one that is never retried.
    pub(crate) fn effect(&self) -> Effect {
        self.descriptor().map_or(Effect::Charge, |action| action.effect)
    }

    /// Returns the schema of the request, if known.
    pub(crate) fn schema(&self) -> Option<&'static StructSchema> {
        self.descriptor().map(|action| (action.request)())
    }

    pub(crate) fn descriptor(&self) -> Option<&'static Descriptor> {
        match self {
            Self::Known(entry) => Some(entry.descriptor()),
            Self::Raw(_) => None,
        }
    }

    /// Returns the action as a batch needs it.
    pub(crate) fn batch_action(&self) -> BatchAction {
        match self {
            Self::Known(entry) => BatchAction::new(entry.descriptor()),
            Self::Raw(raw) => BatchAction::raw(raw.action.clone()),
        }
    }

    /// Prepares a call with these fields. Nothing is sent until it is awaited.
    pub(crate) fn call<'a>(
        &self,
        client: &'a Client,
        fields: &Map<String, Value>,
        unchecked: bool,
    ) -> Call<'a, JsonObject> {
        let call = match self {
            Self::Known(entry) => client.call_json(entry.descriptor(), fields),
            Self::Raw(raw) => client.call_raw(&raw.action, fields),
        };
        if unchecked { call.unchecked() } else { call }
    }

    /// Checks a response against the schema, and adds the request ID to its fields.
    pub(crate) fn check_response(&self, reply: Reply<JsonObject>) -> Result<Value, CliError> {
        let mut fields = reply.output.0;
        let checked = match self {
            Self::Known(entry) => entry.rewrite_output(&fields).map(drop),
            Self::Raw(_) => Ok(()),
        };
        fields.insert("RequestId".to_owned(), reply.request_id.into());
        let response = Value::Object(fields);
        match checked {
            Ok(()) => Ok(response),
            Err(problem) => Err(CliError::undecodable(&problem, response)),
        }
    }
}
