//! `essbasic explorer`: the API explorer with the user's credentials.

use std::io::{self, Write};

use essbasic::RetryPolicy;
use essbasic_explorer::RemoteEnvironment;
use serde_json::Map;

use crate::cli::ExplorerArgs;
use crate::client;
use crate::credential::CredentialSource;
use crate::error::CliError;
use crate::message::message;
use crate::output;
use crate::request::AgentIds;
use crate::settings::Settings;
use crate::stop_signals::StopSignals;

pub(crate) fn run(arguments: &ExplorerArgs) -> Result<(), CliError> {
    if !arguments.listen.ip().is_loopback() {
        let message = message!("cli-listen-public", address = arguments.listen);
        return Err(CliError::usage(message).with_hint(message!("cli-listen-public-hint")));
    }
    let environment = environment(&Settings::new(&arguments.connection)?)?;
    let token = essbasic_explorer::new_token();
    let router = essbasic_explorer::environment_pages(environment, &token);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut signals = StopSignals::new()?;
        let listener = tokio::net::TcpListener::bind(arguments.listen).await.map_err(|error| {
            let message =
                message!("cli-cannot-start-on", address = arguments.listen, problem = error);
            CliError::usage(message).with_hint(message!("cli-choose-listen"))
        })?;
        output::line(&format!("listening on http://{}/?token={token}", listener.local_addr()?))?;
        // Standard error may be closed.
        let _ = writeln!(io::stderr(), "\n{}", message!("cli-open-in-browser").local());
        let mut result = Ok(());
        essbasic_sandbox::serve(listener, router, async { result = signals.received().await })
            .await;
        result
    })
}

/// Returns the environment that the pages call, without retries.
fn environment(settings: &Settings) -> Result<RemoteEnvironment, CliError> {
    let source = CredentialSource::find(&settings.profile)?;
    let credential = match &source {
        CredentialSource::Static { credential, .. } => Some(credential.clone()),
        CredentialSource::AssumedRole { .. }
        | CredentialSource::Process { .. }
        | CredentialSource::Ambient(_) => None,
    };
    let builder = source.apply(client::without_credential(settings)).retry(RetryPolicy::none());
    let client = client::with_network(builder, settings)?.build()?;
    let mut agent = Map::new();
    AgentIds::from_option_or_profile(None, &settings.profile)?.complete_agent(&mut agent);
    let environment =
        RemoteEnvironment::new(client, settings.destination.value.describe().local()).agent(agent);
    Ok(match credential {
        Some(credential) => environment.credential(credential),
        None => environment,
    })
}
