//! `essbasic sandbox`: the local service.

use std::io::{self, Write};

use essbasic::encryption::{Cipher, EncryptionErrorKind, EncryptionKeys, Mac};
use essbasic::{Credential, Endpoint};
use essbasic_sandbox::{
    ActionSupport, Callback, CallbackSettingError, FaultError, Sandbox, SandboxBuilder, StartError,
    StorageEvent, seed,
};
use serde_json::{Value, json};

use crate::cli::{EncryptionCipher, EncryptionMac, SandboxArgs};
use crate::client::read_certificates;
use crate::error::CliError;
use crate::message::{Message, detail, message};
use crate::output::{self, OutputFormat, PrintOptions};
use crate::report;
use crate::settings::Setting;
use crate::stop_signals::StopSignals;

pub(crate) fn run(arguments: &SandboxArgs, print: &PrintOptions) -> Result<(), CliError> {
    if arguments.list {
        return list_actions(print);
    }
    hide_panics_of_the_database();
    let builder = builder(arguments)?.encryption_keys(encryption_keys(arguments)?);
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
    let (message, hint) = match &error {
        StartError::Listen(error) => {
            let address = arguments.listen;
            let message = message!("cli-cannot-listen", address = address, problem = error);
            (message, message!("cli-choose-other-listen"))
        }
        StartError::DataDir(error) => {
            let message = message!("cli-option", option = "--data-dir", problem = error);
            (message, message!("cli-choose-data-dir"))
        }
        StartError::Callback(problem) => {
            let message = message!("cli-cannot-callback", problem = callback_problem(*problem));
            (message, message!("cli-correct-callback"))
        }
        StartError::PublicUrl => {
            let problem = message!("cli-invalid-public-url");
            let message = message!("cli-option", option = "--public-url", problem = problem);
            (message, message!("cli-write-public-url"))
        }
        StartError::Fault(problem) => {
            let problem = match problem {
                FaultError::TooMany => message!("cli-fault-too-many"),
                FaultError::Action => message!("cli-fault-name"),
                other => detail(other),
            };
            return CliError::usage(message!("cli-fault", problem = problem));
        }
        StartError::Pages(error) => {
            return CliError::usage(message!("cli-cannot-start", problem = error));
        }
        _ => return CliError::usage(message!("cli-cannot-start", problem = detail(&error))),
    };
    CliError::usage(message).with_hint(hint)
}

/// Returns the message of a problem of callbacks.
fn callback_problem(problem: CallbackSettingError) -> Message {
    match problem {
        CallbackSettingError::Url => message!("cli-callback-url"),
        CallbackSettingError::MissingToken => message!("cli-callback-token"),
        CallbackSettingError::Malformed => message!("cli-callback-key"),
        CallbackSettingError::Tls => message!("cli-callback-tls"),
        CallbackSettingError::TooMany => message!("cli-callback-too-many"),
        CallbackSettingError::Repeated => message!("cli-callback-repeated"),
        other => detail(&other),
    }
}

/// Returns the keys of encrypted calls.
fn encryption_keys(arguments: &SandboxArgs) -> Result<EncryptionKeys, CliError> {
    let (key, mac_key) = match (&arguments.encryption_key, &arguments.encryption_mac_key) {
        (None, None) => (seed::ENCRYPTION_KEY, seed::ENCRYPTION_MAC_KEY),
        (Some(key), Some(mac_key)) => (key.as_str(), mac_key.as_str()),
        _ => {
            return Err(CliError::usage(message!("cli-encryption-keys-together")));
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
        let problem = match error.kind() {
            EncryptionErrorKind::Key => message!("cli-encryption-key-length"),
            EncryptionErrorKind::MacKey => message!("cli-encryption-mac-key-empty"),
            EncryptionErrorKind::SameKey => message!("cli-encryption-same-key"),
            _ => detail(&error),
        };
        CliError::usage(message!("cli-encryption-key", problem = problem))
    })?;
    Ok(keys.mac(mac))
}

fn builder(arguments: &SandboxArgs) -> Result<SandboxBuilder, CliError> {
    let mut builder = Sandbox::builder()
        .pages(essbasic_explorer::sandbox_pages)
        .listen(arguments.listen)
        .credential(Credential::new(&arguments.secret_id, &arguments.secret_key))
        .fault_seed(arguments.fault_seed);
    if let Some(folder) = &arguments.data_dir {
        let warn = |event: StorageEvent<'_>| report::warning(&storage_warning(event), None);
        builder = builder.data_dir(folder).storage_reporter(warn);
    }
    if let Some(url) = &arguments.public_url {
        builder = builder.public_url(url);
    }
    for callback in callbacks(arguments)? {
        builder = builder.callback(callback);
    }
    for fault in &arguments.faults {
        builder = builder.fault(fault.clone());
    }
    Ok(if arguments.control { builder.control_api(true) } else { builder })
}

/// Returns the callbacks: each URL with its key and token, or with those of all.
fn callbacks(arguments: &SandboxArgs) -> Result<Vec<Callback>, CliError> {
    let urls = &arguments.callback;
    let or_variable = |values: &[String], name: &str| {
        if urls.is_empty() || !values.is_empty() {
            return Ok::<_, CliError>(values.to_vec());
        }
        Ok(Setting::of_variable(name)?.map(|it| it.value).into_iter().collect())
    };
    let keys = or_variable(&arguments.callback_key, "ESSBASIC_CALLBACK_KEY")?;
    let tokens = or_variable(&arguments.callback_token, "ESSBASIC_CALLBACK_TOKEN")?;
    let of = |option: &str, values: &[String], index: usize| match values {
        [one] => Ok(Some(one.clone())),
        _ if values.is_empty() || values.len() == urls.len() => Ok(values.get(index).cloned()),
        _ => {
            let (given, urls) = (values.len(), urls.len());
            let message =
                message!("cli-callback-pairs", option = option, given = given, urls = urls);
            Err(CliError::usage(message).with_hint(message!("cli-callback-pairs-hint")))
        }
    };
    let certificate = arguments.callback_ca_file.clone().map(|path| {
        Setting::named("--callback-ca-file", path).apply(|path| read_certificates(path))
    });
    let certificate = certificate.transpose()?;
    let callback = |(index, url): (usize, &String)| {
        let mut callback = Callback::new(url);
        if let Some(key) = of("--callback-key", &keys, index)? {
            callback = callback.key(key);
        }
        if let Some(token) = of("--callback-token", &tokens, index)? {
            callback = callback.token(token);
        }
        Ok(match &certificate {
            Some(pem) => callback.root_certificate(pem.as_slice()),
            None => callback,
        })
    };
    urls.iter().enumerate().map(callback).collect()
}

/// Returns the warning that the data folder cannot be written, or can be again.
fn storage_warning(event: StorageEvent<'_>) -> Message {
    match event {
        StorageEvent::Failed(error) => message!("cli-storage-failed", problem = error),
        StorageEvent::Recovered => message!("cli-storage-works"),
        other => detail(&other),
    }
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
    let placeholder = message!("cli-your-secret-key");
    let key = match arguments.secret_key.as_str() {
        known @ seed::SECRET_KEY => known,
        _ => placeholder.local(),
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
        "{}\n{}\n\n  export ESSBASIC_ENDPOINT={endpoint}{plain_http}\n  export TENCENTCLOUD_SECRET_ID={}\n  export TENCENTCLOUD_SECRET_KEY={key}\n",
        exposure_warning(arguments),
        message!("cli-other-terminal").local(),
        arguments.secret_id,
    );
}

/// Returns the warning for a sandbox that other machines can reach.
fn exposure_warning(arguments: &SandboxArgs) -> String {
    let warning = match (arguments.listen.ip().is_loopback(), arguments.control) {
        (true, _) => return String::new(),
        (false, false) => message!("cli-exposed"),
        (false, true) => message!("cli-exposed-control"),
    };
    format!("\n{}\n", warning.local())
}
