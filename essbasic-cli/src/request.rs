//! Requests: JSON, completed with the fields, files and agent given by options.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::cli::FieldArgs;
use crate::config::Profile;
use crate::error::CliError;
use crate::input::{self, Source};
use crate::message::Message;
use crate::target::Target;

mod agent;
pub(crate) mod misspelling;
mod set;

pub(crate) use agent::AgentIds;
pub(crate) use set::{assign, parse_value};

/// Completes requests with what the options of a command set.
#[derive(Clone)]
pub(crate) struct RequestBuilder {
    set: Vec<String>,
    files: Vec<FileField>,
    agent: AgentIds,
    unchecked: bool,
}

/// A field that contains a file in base64. The file is read once.
#[derive(Clone)]
struct FileField {
    path: String,
    base64: String,
}

impl RequestBuilder {
    pub(crate) fn new(
        fields: &FieldArgs,
        profile: &Profile,
        unchecked: bool,
    ) -> Result<Self, CliError> {
        let agent = AgentIds::from_option_or_profile(fields.agent.as_deref(), profile)?;
        let files = fields.file.iter().map(|(path, file)| FileField::read(path, file));
        let files = files.collect::<Result<_, _>>()?;
        Ok(Self { set: fields.set.clone(), files, agent, unchecked })
    }

    /// Returns everything that goes into requests as a text, whose hash detects a change.
    pub(crate) fn fingerprint(&self) -> String {
        let files = self.files.iter().map(|it| format!("{}={}", it.path, it.base64));
        format!("{:?} {:?} {:?}", self.set, files.collect::<Vec<_>>(), self.agent)
    }

    /// Reads a request and completes it.
    pub(crate) fn read(
        &self,
        target: &Target,
        json: Option<&Source>,
    ) -> Result<Map<String, Value>, CliError> {
        let mut fields = match json {
            Some(source) => input::read_object("--json", source)?,
            None => Map::new(),
        };
        self.complete(target, &mut fields)?;
        Ok(fields)
    }

    /// Adds fields, files and agent to a request.
    pub(crate) fn complete(
        &self,
        target: &Target,
        fields: &mut Map<String, Value>,
    ) -> Result<(), CliError> {
        let schema = target.schema();
        for assignment in &self.set {
            assign(fields, schema, assignment)?;
        }
        for FileField { path, base64 } in &self.files {
            set::set_field(fields, schema, path, base64)
                .map_err(|error| error.into_cli_error("--file", path))?;
        }
        self.agent.complete(fields, schema);
        if self.unchecked { Ok(()) } else { misspelling::check(schema, fields) }
    }
}

impl FileField {
    fn read(path: &str, file: &Path) -> Result<Self, CliError> {
        let bytes = input::read_file(file)
            .map_err(|error| error.in_context(&Message::verbatim(format!("--file {path}"))))?;
        Ok(Self { path: path.to_owned(), base64: STANDARD.encode(bytes) })
    }
}
