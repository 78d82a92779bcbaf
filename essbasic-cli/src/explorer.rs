//! `essbasic explorer`: the API explorer with the user's credentials.

use std::io::{self, Write};

use essbasic::{Agent, RetryPolicy};
use essbasic_explorer::Environment;
use serde_json::{Map, Value};

use crate::cli::ExplorerArgs;
use crate::client;
use crate::config::Profile;
use crate::credential::CredentialSource;
use crate::error::CliError;
use crate::output;
use crate::request::AgentIds;
use crate::settings::Settings;

pub(crate) fn run(arguments: &ExplorerArgs) -> Result<(), CliError> {
    if !arguments.listen.ip().is_loopback() {
        let message = format!("--listen: other machines can reach {}", arguments.listen);
        let hint =
            "the pages use your credentials: listen on 127.0.0.1, and connect through a tunnel";
        return Err(CliError::usage(message).with_hint(hint));
    }
    let environment = environment(&Settings::new(&arguments.connection)?)?;
    let token = essbasic_explorer::new_token();
    let router = essbasic_explorer::environment_pages(environment, &token);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(arguments.listen).await.map_err(|error| {
            CliError::usage(format!("cannot start on {}: {error}", arguments.listen))
                .with_hint("choose another address with --listen")
        })?;
        output::line(&format!("listening on http://{}/?token={token}", listener.local_addr()?))?;
        // Standard error may be closed.
        let _ = writeln!(
            io::stderr(),
            "\nOpen it in a browser. Anyone with this address can use your credentials."
        );
        axum::serve(listener, router).await.map_err(CliError::from)
    })
}

/// Returns what the pages call. They send each request once, without retries.
fn environment(settings: &Settings) -> Result<Environment, CliError> {
    let source = CredentialSource::find(&settings.profile)?;
    let credential = match &source {
        CredentialSource::Static { credential, .. } => Some(credential.clone()),
        CredentialSource::AssumedRole { .. } | CredentialSource::Ambient(_) => None,
    };
    let builder = source.apply(client::without_credential(settings)).retry(RetryPolicy::none());
    let client = client::with_network(builder, settings)?.build()?;
    let environment = Environment::new(client, settings.destination.to_string());
    let environment = environment.agent(default_agent(&settings.profile)?);
    Ok(match credential {
        Some(credential) => environment.credential(credential),
        None => environment,
    })
}

/// Returns the agent of the profile, which prefills forms.
fn default_agent(profile: &Profile) -> Result<Map<String, Value>, CliError> {
    let ids = AgentIds::from_option_or_profile(None, profile)?;
    let agent = match ids.by_key().map(|(_, id)| id) {
        [None, ..] => return Ok(Map::new()),
        [Some(application), None, _] => Agent::new(application),
        [Some(application), Some(organization), None] => {
            Agent::organization(application, organization)
        }
        [Some(application), Some(organization), Some(operator)] => {
            Agent::operator(application, organization, operator)
        }
    };
    match serde_json::to_value(agent).map_err(io::Error::other)? {
        Value::Object(agent) => Ok(agent),
        _ => Ok(Map::new()),
    }
}
