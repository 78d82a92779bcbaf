//! What is called: an action of the catalogue, or one that only its name is known of.

use essbasic::schema::StructSchema;
use essbasic::{Call, Client, Descriptor, Effect, Entry, JsonObject, RawAction};
use essbasic_devtools::code_samples::SampleAction;
use serde_json::{Map, Value};

use crate::arguments::Named;
use crate::catalogue;
use crate::failure::Failure;

/// What is called.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// An action of the catalogue.
    Known(&'static Entry),
    /// One that it does not know, or not in this version.
    Raw(Raw),
}

/// The name of an action, and nothing else.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) service: String,
    action: RawAction,
}

impl Target {
    /// The action that was named; a version makes one of any name.
    pub(crate) fn find(named: &Named) -> Result<Self, Failure> {
        let Some(version) = &named.version else {
            return catalogue::entry(&named.action).map(Self::Known).map_err(|failure| {
                failure
                    .or_hint("an action that the catalogue does not know is called with --version")
            });
        };
        let service = named.service.as_deref().unwrap_or("essbasic");
        let known = essbasic::find(&named.action).filter(|entry| {
            let action = entry.descriptor();
            action.version == version && action.service == service
        });
        Ok(known.map_or_else(
            || {
                let action = RawAction::new(&named.action, version).service(service);
                let (name, version) = (named.action.clone(), version.clone());
                Self::Raw(Raw { name, version, service: service.to_owned(), action })
            },
            Self::Known,
        ))
    }

    /// The same for whoever writes the call elsewhere.
    pub(crate) fn callee(&self) -> SampleAction<'_> {
        match self {
            Self::Known(entry) => SampleAction::Catalogue(entry),
            Self::Raw(Raw { name, version, service, .. }) => {
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

    /// What repeating it does; nothing good where nothing is known.
    pub(crate) fn retry(&self) -> Effect {
        self.descriptor().map_or(Effect::Charge, |action| action.effect)
    }

    /// What its request is made of, where that is known.
    pub(crate) fn schema(&self) -> Option<&'static StructSchema> {
        self.descriptor().map(|action| (action.request)())
    }

    pub(crate) fn descriptor(&self) -> Option<&'static Descriptor> {
        match self {
            Self::Known(entry) => Some(entry.descriptor()),
            Self::Raw(_) => None,
        }
    }

    /// The call with these members, to be awaited.
    pub(crate) fn call<'a>(
        &self,
        client: &'a Client,
        members: &Map<String, Value>,
        unchecked: bool,
    ) -> Call<'a, JsonObject> {
        let call = match self {
            Self::Known(entry) => client.call_json(entry.descriptor(), members),
            Self::Raw(raw) => client.call_raw(&raw.action, members),
        };
        if unchecked { call.unchecked() } else { call }
    }

    /// The members of an answer with its request id, once they are found to be this action's.
    pub(crate) fn answer(
        &self,
        mut members: Map<String, Value>,
        request_id: String,
    ) -> Result<Value, Failure> {
        if let Self::Known(entry) = self {
            entry
                .rewrite_output(&members)
                .map_err(|found| Failure::unreadable(&found, &request_id))?;
        }
        members.insert("RequestId".to_owned(), Value::from(request_id));
        Ok(Value::Object(members))
    }
}
