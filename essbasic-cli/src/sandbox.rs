//! `essbasic sandbox`: the local service.

use std::io::{self, Write};

use essbasic::Credential;
use essbasic_sandbox::{ActionSupport, Callback, Sandbox, SandboxBuilder, seed};
use serde_json::{Value, json};

use crate::cli::SandboxArgs;
use crate::error::CliError;
use crate::output::{self, OutputFormat, PrintOptions};

pub(crate) fn run(arguments: &SandboxArgs, print: &PrintOptions) -> Result<(), CliError> {
    if arguments.list {
        return list_actions(print);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let sandbox = builder(arguments).start().await.map_err(|error| {
            // The only settings that it validates are those of callbacks.
            if error.kind() == io::ErrorKind::InvalidInput {
                return CliError::usage(format!("cannot post callbacks: {error}"))
                    .with_hint("correct --callback, --callback-key or --callback-token");
            }
            CliError::usage(format!("cannot start on {}: {error}", arguments.listen)).with_hint(
                "choose another address with --listen, or another folder with --data-dir",
            )
        })?;
        output::line(&format!("listening on {}", sandbox.endpoint()))?;
        print_instructions(&sandbox, arguments);
        sandbox.run().await.map_err(CliError::from)
    })
}

fn builder(arguments: &SandboxArgs) -> SandboxBuilder {
    let mut builder = Sandbox::builder()
        .pages(essbasic_explorer::sandbox_pages)
        .listen(arguments.listen)
        .credential(Credential::new(&arguments.secret_id, &arguments.secret_key));
    if let Some(folder) = &arguments.data_dir {
        builder = builder.data_dir(folder);
    }
    if let Some(url) = &arguments.public_url {
        builder = builder.public_url(url);
    }
    if let Some(url) = &arguments.callback {
        let mut callback = Callback::new(url);
        if let Some(key) = &arguments.callback_key {
            callback = callback.key(key);
        }
        if let Some(token) = &arguments.callback_token {
            callback = callback.token(token);
        }
        builder = builder.callback(callback);
    }
    if arguments.control { builder.control_api(true) } else { builder }
}

/// Lists the actions and how far the sandbox implements each.
fn list_actions(print: &PrintOptions) -> Result<(), CliError> {
    let actions = Sandbox::actions();
    if print.filter.is_some() || !matches!(print.output, None | Some(OutputFormat::Text)) {
        let to_json =
            |it: &ActionSupport| json!({"name": it.name, "support": it.support.to_string()});
        let actions: Vec<Value> = actions.iter().map(to_json).collect();
        return output::data(&json!({ "actions": actions }), print);
    }
    for action in actions {
        output::line(&format!("{:<48} {}", action.name, action.support))?;
    }
    Ok(())
}

/// Prints how to connect, on standard error.
fn print_instructions(sandbox: &Sandbox, arguments: &SandboxArgs) {
    let key = match arguments.secret_key.as_str() {
        known @ seed::SECRET_KEY => known,
        _ => "<your secret key>",
    };
    // Standard error may be closed.
    let _ = writeln!(
        io::stderr(),
        "{}\nIn another terminal:\n\n  export ESSBASIC_ENDPOINT={}\n  export TENCENTCLOUD_SECRET_ID={}\n  export TENCENTCLOUD_SECRET_KEY={key}\n",
        exposure_warning(arguments),
        sandbox.endpoint(),
        arguments.secret_id,
    );
}

/// Returns the warning for a sandbox that other machines can reach.
fn exposure_warning(arguments: &SandboxArgs) -> &'static str {
    match (arguments.listen.ip().is_loopback(), arguments.control) {
        (true, _) => "",
        (false, false) => "\nWARNING: other machines can reach this address and open its links.\n",
        (false, true) => {
            "\nWARNING: other machines can reach this address and its control API, which reads and \
             changes all data.\n"
        }
    }
}
