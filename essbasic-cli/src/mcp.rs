//! `essbasic mcp`: the MCP server, and the configuration of its clients.

use std::env;
use std::io::{self, Write};
use std::net::TcpListener;

use essbasic::{Agent, Client, Credential};
use essbasic_mcp::{BuildError, Server, ServerBuilder, UndeliveredChange};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value};

use crate::callback;
use crate::cli::{CallbackKeyArgs, EnvironmentName, McpArgs, McpCommand, McpConfigArgs};
use crate::client;
use crate::config::Profile;
use crate::error::CliError;
use crate::language;
use crate::message::{Message, message};
use crate::output;
use crate::report;
use crate::request::AgentIds;
use crate::settings::{Destination, Settings};
use crate::stop_signals::StopSignals;

pub(crate) fn run(arguments: &McpArgs) -> Result<(), CliError> {
    if let Some(McpCommand::Config(config)) = &arguments.command {
        return print_config(config);
    }
    let listener = arguments.listen.map(listen).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        // Ends with this block.
        let (builder, _sandbox) = if arguments.sandbox {
            let (builder, sandbox) = in_sandbox(arguments).await?;
            (builder, Some(sandbox))
        } else {
            (in_environment(arguments)?, None)
        };
        serve(options(builder, arguments)?, listener, arguments).await
    });
    // A read of standard input cannot be cancelled.
    runtime.shutdown_background();
    result
}

/// Serves until the client or a signal ends it. A second signal does not wait for changes to end.
async fn serve(
    server: Server,
    listener: Option<TcpListener>,
    arguments: &McpArgs,
) -> Result<(), CliError> {
    let mut signals = StopSignals::new()?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let stopped = async move { drop(stopped.await) };
    let running = async {
        match listener {
            None => server.serve_stdio(stopped).await?,
            Some(listener) => {
                let token = arguments.access_token.clone();
                let token = token.unwrap_or_else(essbasic_explorer::new_token);
                announce(&listener, &token, arguments)?;
                server.serve_http(listener, token, stopped).await?;
            }
        }
        Ok::<(), CliError>(())
    };
    let mut running = std::pin::pin!(running);
    let interrupted = tokio::select! {
        result = &mut running => return result,
        interrupted = signals.received() => interrupted,
    };
    drop(stop);
    tokio::select! {
        result = running => result?,
        _ = signals.received() => {}
    }
    interrupted
}

fn listen(address: std::net::SocketAddr) -> Result<TcpListener, CliError> {
    if !address.ip().is_loopback() {
        let message = message!("cli-listen-public", address = address);
        return Err(CliError::usage(message).with_hint(message!("cli-listen-public-hint")));
    }
    TcpListener::bind(address).map_err(|error| {
        let message = message!("cli-cannot-start-on", address = address, problem = error);
        CliError::usage(message).with_hint(message!("cli-choose-listen"))
    })
}

/// Prints the address, and the token if it is not known.
fn announce(listener: &TcpListener, token: &str, arguments: &McpArgs) -> Result<(), CliError> {
    let address = listener.local_addr()?;
    output::line(&format!("listening on http://{address}/mcp"))?;
    if arguments.access_token.is_none() {
        // Standard error may be closed.
        let _ = writeln!(io::stderr(), "\n{}", message!("cli-mcp-token", token = token).local());
    }
    Ok(())
}

/// Returns a builder for a server of a sandbox that is started for it.
async fn in_sandbox(arguments: &McpArgs) -> Result<(ServerBuilder, Sandbox), CliError> {
    let started = Sandbox::builder()
        .listen(([127, 0, 0, 1], 0).into())
        .pages(essbasic_explorer::sandbox_pages)
        .start()
        .await;
    let sandbox = started.map_err(|error| {
        let problem = Message::verbatim(error.to_string());
        CliError::usage(message!("cli-cannot-start", problem = problem))
    })?;
    let endpoint = sandbox.endpoint();
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "{}", message!("cli-mcp-sandbox", endpoint = endpoint).local());
    let client = Client::builder()
        .credential(Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(&endpoint)
        .build()?;
    let agent = match arguments.agent {
        Some(_) => agent(arguments, &Profile::default())?,
        None => Some(seed::agent()),
    };
    let name = message!("cli-mcp-sandbox-name", endpoint = endpoint);
    let builder = Server::builder(client, name.local());
    Ok((with_agent(builder, agent), sandbox))
}

/// Returns a builder for a server of an environment.
fn in_environment(arguments: &McpArgs) -> Result<ServerBuilder, CliError> {
    let mut settings = Settings::new(&arguments.connection)?;
    let destination = &mut settings.destination;
    if matches!(destination.value, Destination::Environment(EnvironmentName::Production))
        && arguments.connection.environment.is_none()
    {
        if destination.source.english() != message!("cli-default").english() {
            return Err(CliError::usage(message!(
                "cli-mcp-production",
                source = &destination.source
            ))
            .with_hint(message!("cli-mcp-production-hint")));
        }
        destination.value = Destination::Environment(EnvironmentName::Test);
    }
    let agent = agent(arguments, &settings.profile)?;
    let name = settings.destination.value.describe();
    let keys = CallbackKeyArgs {
        profile: arguments.connection.profile.clone(),
        ..CallbackKeyArgs::default()
    };
    let builder = Server::builder(client::build(&settings)?, name.local());
    Ok(with_agent(builder, agent).callback_secrets(callback::secrets(&keys)?))
}

fn with_agent(builder: ServerBuilder, agent: Option<Agent>) -> ServerBuilder {
    match agent {
        Some(agent) => builder.agent(agent),
        None => builder,
    }
}

/// Returns the agent of the option or the profile.
fn agent(arguments: &McpArgs, profile: &Profile) -> Result<Option<Agent>, CliError> {
    let ids = AgentIds::from_option_or_profile(arguments.agent.as_deref(), profile)?;
    let mut fields = Map::new();
    ids.complete_agent(&mut fields);
    if fields.is_empty() {
        return Ok(None);
    }
    let agent = serde_json::from_value(Value::Object(fields));
    Ok(Some(agent.map_err(io::Error::other)?))
}

/// Builds the server with the options that do not depend on the environment.
fn options(builder: ServerBuilder, arguments: &McpArgs) -> Result<Server, CliError> {
    let built = builder
        .language(language::current())
        .read_only(arguments.read_only)
        .reveal(arguments.reveal)
        .allow(&arguments.allow)
        .deny(&arguments.deny)
        .toolset(&arguments.toolset)
        .on_undelivered(report_undelivered)
        .build();
    built.map_err(|error| match error {
        BuildError::UnknownAction(name) => {
            CliError::usage(message!("cli-mcp-unknown-action", name = name))
        }
        BuildError::UnknownDomain(name) => {
            CliError::usage(message!("cli-mcp-unknown-domain", name = name))
        }
        other => CliError::usage(Message::verbatim(other.to_string())),
    })
}

/// Reports the outcome of a change that the client did not receive.
fn report_undelivered(change: &UndeliveredChange) {
    let id = change.request_id.as_deref().unwrap_or("-");
    let (action, outcome) = (change.action, change.outcome.as_str());
    let text = message!("cli-mcp-undelivered", action = action, outcome = outcome, id = id);
    report::warning(&text, None);
}

/// Prints the configuration of a client, with the options before `config`.
fn print_config(config: &McpConfigArgs) -> Result<(), CliError> {
    let command = env::current_exe()?;
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let arguments = arguments.iter().map(|it| it.to_string_lossy().into_owned());
    let mut arguments: Vec<_> = arguments.collect();
    // The name of the command is the last argument but one.
    if let Some(end) = arguments.iter().rposition(|it| it == "config") {
        arguments.truncate(end);
    }
    let file = config.client.file();
    if !file.is_empty() {
        // Standard error may be closed.
        let _ = writeln!(io::stderr(), "{}", message!("cli-mcp-config", file = file).local());
    }
    let command = command.display().to_string();
    output::file(format!("{}\n", config.client.config(&command, &arguments)).as_bytes())
}
