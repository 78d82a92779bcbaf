//! `essbasic explorer`: pages that act with the user's key, until stopped.

use std::io::{self, Write};

use essbasic::{Agent, RetryPolicy};
use essbasic_explorer::Environment;
use serde_json::{Map, Value};

use crate::arguments;
use crate::config::Profile;
use crate::credential::Found;
use crate::failure::Failure;
use crate::input::AgentIds;
use crate::settings::Settings;
use crate::{client, output};

pub(crate) fn run(arguments: &arguments::Explorer) -> Result<(), Failure> {
    if !arguments.listen.ip().is_loopback() {
        let message = format!("--listen: {} is reached from other machines", arguments.listen);
        let hint =
            "the pages act with your key: listen on 127.0.0.1, and reach it through a tunnel";
        return Err(Failure::usage(message).hint(Some(hint.to_owned())));
    }
    let environment = environment(&Settings::of(&arguments.connection)?)?;
    let token = essbasic_explorer::new_token();
    let router = essbasic_explorer::environment_pages(environment, &token);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(arguments.listen).await.map_err(|error| {
            let message = format!("cannot start on {}: {error}", arguments.listen);
            Failure::usage(message).hint(Some("choose another address with --listen".to_owned()))
        })?;
        output::line(&format!("listening on http://{}/?token={token}", listener.local_addr()?))?;
        // Whoever closed standard error does not want to know.
        let _ = writeln!(
            io::stderr(),
            "\nOpen it in a browser. Who has the address acts with your key."
        );
        axum::serve(listener, router).await.map_err(Failure::from)
    })
}

/// What is called, as the settings describe it; a page sends once, however often it may be tried.
fn environment(settings: &Settings) -> Result<Environment, Failure> {
    let found = Found::look(&settings.profile)?;
    let credential = match &found {
        Found::Ready { credential, .. } => Some(credential.clone()),
        Found::Role { .. } | Found::Machine(_) => None,
    };
    let builder = found.give(client::addressed(settings)).retry(RetryPolicy::none());
    let client = client::network(builder, settings)?.build()?;
    let environment = Environment::new(client, settings.place.to_string());
    let environment = environment.agent(agent(&settings.profile)?);
    Ok(match credential {
        Some(credential) => environment.credential(credential),
        None => environment,
    })
}

/// The agent that a profile names, for forms to begin with.
fn agent(profile: &Profile) -> Result<Map<String, Value>, Failure> {
    let ids = AgentIds::of(None, profile)?;
    let agent = match ids.parts().map(|(_, id)| id) {
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
