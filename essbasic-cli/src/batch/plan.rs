//! Plan of a batch: its input and settings, checked before anything is connected, written or sent.

use essbasic::ClientBuilder;

use super::input::{Rows, Survey, sha256};
use super::marks::Parameters;
use super::requests::Requests;
use super::template::Template;
use crate::cli::BatchRunArgs;
use crate::client;
use crate::error::CliError;
use crate::input;
use crate::message::message;
use crate::request::RequestBuilder;
use crate::settings::Settings;
use crate::target::Target;

/// Input and settings of a batch.
pub(super) struct Plan {
    pub(super) target: Target,
    pub(super) settings: Settings,
    pub(super) client: ClientBuilder,
    pub(super) parameters: Parameters,
    pub(super) requests: Requests,
}

impl Plan {
    pub(super) fn new(arguments: &BatchRunArgs) -> Result<Self, CliError> {
        let target = Target::find(&arguments.action)?;
        let settings = Settings::new(&arguments.connection)?;
        let request =
            RequestBuilder::new(&arguments.fields, &settings.profile, arguments.unchecked)?;
        let template = match &arguments.template {
            Some(source) => Some(input::read_object("--template", source)?),
            None => None,
        };
        let (path, is_csv) = match (&arguments.input, &arguments.csv) {
            (Some(path), _) => (path.clone(), false),
            (None, Some(path)) => (path.clone(), true),
            (None, None) => return Err(CliError::usage(message!("cli-input-required"))),
        };
        let survey = Survey::new(&path, is_csv)?;
        let client = client::builder(&settings)?;
        let parameters = Parameters {
            journal: 3,
            action: target.name().to_owned(),
            version: target.version().to_owned(),
            service: target.service().to_owned(),
            destination: format!("{:?}", settings.destination.value),
            input: survey.hash.clone(),
            options: sha256(&format!("{}{template:?}", request.fingerprint())),
        };
        let rows = match template {
            None => Rows::json(&path)?,
            Some(fields) => {
                Rows::csv(&path, |columns| Template::new(fields, target.schema(), columns))?
            }
        };
        // Reports invalid settings before any file is created.
        client.clone().build()?;
        let requests = Requests { path, survey, rows, request, target: target.clone() };
        Ok(Self { target, settings, client, parameters, requests })
    }
}
