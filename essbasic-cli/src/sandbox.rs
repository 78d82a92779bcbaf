//! `essbasic sandbox`: the local service.

use std::io::{self, Write};

use essbasic::encryption::{Cipher, EncryptionKeys, Mac};
use essbasic::{Credential, Endpoint};
use essbasic_sandbox::{ActionSupport, Callback, Sandbox, SandboxBuilder, StartError, seed};
use serde_json::{Value, json};

use crate::cli::{EncryptionCipher, EncryptionMac, SandboxArgs};
use crate::error::CliError;
use crate::output::{self, OutputFormat, PrintOptions};
use crate::report;
use crate::stop_signals::StopSignals;

pub(crate) fn run(arguments: &SandboxArgs, print: &PrintOptions) -> Result<(), CliError> {
    if arguments.list {
        return list_actions(print);
    }
    hide_panics_of_the_database();
    let mut builder = builder(arguments);
    if let Some(keys) = encryption_keys(arguments)? {
        builder = builder.encryption_keys(keys);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut signals = StopSignals::new()?;
        let sandbox = builder.start().await.map_err(|error| cannot_start(error, arguments))?;
        output::line(&format!("listening on {}", sandbox.endpoint()))?;
        print_instructions(&sandbox, arguments);
        let mut result = Ok(());
        sandbox.run_until(async { result = signals.received().await }).await?;
        result
    })
}

/// Hides the messages of panics that the database causes on a damaged file: the sandbox reports them
/// as errors.
fn hide_panics_of_the_database() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("redb-")) {
            default(panic);
        }
    }));
}

/// Names the option that prevents the start.
fn cannot_start(error: StartError, arguments: &SandboxArgs) -> CliError {
    let (problem, hint) = match &error {
        StartError::Listen(_) => {
            (format!("cannot listen on {}", arguments.listen), "choose another --listen")
        }
        StartError::DataDir(_) => ("--data-dir".to_owned(), "or choose another --data-dir"),
        StartError::Callback(_) => (
            "cannot post callbacks".to_owned(),
            "correct --callback, --callback-key or --callback-token",
        ),
        StartError::PublicUrl => {
            ("--public-url".to_owned(), "write it as in http://192.0.2.1:8899")
        }
        _ => return CliError::usage(format!("cannot start: {error}")),
    };
    CliError::usage(format!("{problem}: {error}")).with_hint(hint)
}

/// Returns the keys of encrypted calls.
fn encryption_keys(arguments: &SandboxArgs) -> Result<Option<EncryptionKeys>, CliError> {
    let (key, mac_key) = match (&arguments.encryption_key, &arguments.encryption_mac_key) {
        (None, None) => return Ok(None),
        (Some(key), Some(mac_key)) => (key.as_str(), mac_key.as_str()),
        _ => {
            return Err(CliError::usage(
                "--encryption-key and --encryption-mac-key need each other",
            ));
        }
    };
    let cipher = match arguments.encryption_cipher {
        EncryptionCipher::AesCbc => Cipher::AesCbc,
        EncryptionCipher::Sm4Cbc => Cipher::Sm4Cbc,
    };
    let mac = match arguments.encryption_mac {
        EncryptionMac::HmacSha256 => Mac::HmacSha256,
        EncryptionMac::HmacSm3 => Mac::HmacSm3,
    };
    let keys = EncryptionKeys::new(cipher, key, mac_key).map_err(|error| {
        CliError::usage(format!("--encryption-key or --encryption-mac-key: {error}"))
    })?;
    Ok(Some(keys.mac(mac)))
}

fn builder(arguments: &SandboxArgs) -> SandboxBuilder {
    let mut builder = Sandbox::builder()
        .pages(essbasic_explorer::sandbox_pages)
        .listen(arguments.listen)
        .credential(Credential::new(&arguments.secret_id, &arguments.secret_key));
    if let Some(folder) = &arguments.data_dir {
        let warn = |text: &str| report::warning(text, None);
        builder = builder.data_dir(folder).storage_reporter(warn);
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
    // The address inside a container differs from the one that others use.
    let public = arguments.public_url.clone().filter(|url| url.parse::<Endpoint>().is_ok());
    let endpoint = public.unwrap_or_else(|| sandbox.endpoint());
    let plain_http = match endpoint.parse::<Endpoint>() {
        Ok(_) => "",
        Err(_) => "\n  export ESSBASIC_PLAIN_HTTP=allow",
    };
    // Standard error may be closed.
    let _ = writeln!(
        io::stderr(),
        "{}\nIn another terminal:\n\n  export ESSBASIC_ENDPOINT={endpoint}{plain_http}\n  export TENCENTCLOUD_SECRET_ID={}\n  export TENCENTCLOUD_SECRET_KEY={key}\n",
        exposure_warning(arguments),
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
