//! `essbasic sandbox`: the local service, until stopped.

use std::io::{self, Write};

use essbasic::Credential;
use essbasic_sandbox::{Callback, Sandbox, SandboxBuilder};
use serde_json::{Value, json};

use crate::arguments::{self, Output, Printing};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(arguments: &arguments::Sandbox, printing: &Printing) -> Result<(), Failure> {
    if arguments.list {
        return list(printing);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let sandbox = builder(arguments).start().await.map_err(|error| {
            let message = format!("cannot start on {}: {error}", arguments.listen);
            let hint = "choose another address with --listen, or another folder with --data-dir";
            Failure::usage(message).hint(Some(hint.to_owned()))
        })?;
        output::line(&format!("listening on {}", sandbox.endpoint()))?;
        explain(&sandbox, arguments);
        sandbox.run().await.map_err(Failure::from)
    })
}

/// The sandbox that was asked for.
fn builder(arguments: &arguments::Sandbox) -> SandboxBuilder {
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

/// Which actions there are, and how far the sandbox goes with each.
fn list(printing: &Printing) -> Result<(), Failure> {
    let actions = Sandbox::actions();
    if printing.filter.is_some() || !matches!(printing.output, None | Some(Output::Text)) {
        let action = |it: &essbasic_sandbox::ActionSupport| json!({"name": it.name, "support": it.support.to_string()});
        let actions: Vec<Value> = actions.iter().map(action).collect();
        return output::data(&json!({ "actions": actions }), printing);
    }
    for action in actions {
        output::line(&format!("{:<48} {}", action.name, action.support))?;
    }
    Ok(())
}

/// How to reach it, for a person; standard output has said all that a program wants.
fn explain(sandbox: &Sandbox, arguments: &arguments::Sandbox) {
    let key = match arguments.secret_key.as_str() {
        known @ essbasic_sandbox::seed::SECRET_KEY => known,
        _ => "<the key you gave>",
    };
    // Whoever closed standard error does not want to know.
    let _ = writeln!(
        io::stderr(),
        "{}\nIn another terminal:\n\n  export ESSBASIC_ENDPOINT={}\n  export TENCENTCLOUD_SECRET_ID={}\n  export TENCENTCLOUD_SECRET_KEY={key}\n",
        warning(arguments),
        sandbox.endpoint(),
        arguments.secret_id,
    );
}

/// What a person must know who lets others reach it.
fn warning(arguments: &arguments::Sandbox) -> &'static str {
    match (arguments.listen.ip().is_loopback(), arguments.control) {
        (true, _) => "",
        (false, false) => {
            "\nWARNING: it listens beyond this machine. Whoever reaches it can open its links.\n"
        }
        (false, true) => {
            "\nWARNING: it listens beyond this machine, with its control API. Whoever reaches it \
             can read and change everything that it keeps.\n"
        }
    }
}
