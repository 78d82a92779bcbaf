//! Warnings about secrets on the command line, which shells record and other users can see.

use clap::ArgMatches;
use clap::parser::ValueSource;
use essbasic_sandbox::seed;

use crate::message::message;
use crate::output::OutputFormat;
use crate::report;

/// Secret arguments: ID, option, and the variable to use instead.
const SECRETS: [(&str, &str, &str); 11] = [
    ("secret_key", "--secret-key", "TENCENTCLOUD_SECRET_KEY"),
    ("sandbox_key", "--secret-key", "ESSBASIC_SANDBOX_KEY"),
    ("callback_key", "--callback-key", "ESSBASIC_CALLBACK_KEY"),
    ("callback_token", "--callback-token", "ESSBASIC_CALLBACK_TOKEN"),
    ("signing_token", "--token", "ESSBASIC_CALLBACK_TOKEN"),
    ("encryption_key_32", "--key", "ESSBASIC_CALLBACK_KEY"),
    ("forward_token", "--forward-token", "ESSBASIC_FORWARD_TOKEN"),
    ("forward_key", "--forward-key", "ESSBASIC_FORWARD_KEY"),
    ("access_token", "--access-token", "ESSBASIC_MCP_TOKEN"),
    ("encryption_key", "--encryption-key", "ESSBASIC_ENCRYPTION_KEY"),
    ("encryption_mac_key", "--encryption-mac-key", "ESSBASIC_ENCRYPTION_MAC_KEY"),
];

/// Warns about each secret that was typed instead of being read from a variable.
pub(crate) fn warn_if_typed(matches: &ArgMatches, format: Option<OutputFormat>) {
    let Some((_, mut matches)) = matches.subcommand() else { return };
    while let Some((_, inner)) = matches.subcommand() {
        matches = inner;
    }
    let typed = |id: &str| {
        // `Err` means that this command does not have the argument.
        let value = matches.try_get_one::<String>(id).ok().flatten()?;
        (matches.value_source(id) == Some(ValueSource::CommandLine)).then_some(value)
    };
    for (id, option, variable) in SECRETS {
        if typed(id).is_some_and(|value| value != seed::SECRET_KEY) {
            let text = message!("cli-secret-typed", option = option, variable = variable);
            report::warning(&text, format);
        }
    }
    if typed("proxy").is_some_and(|url| url.contains('@')) {
        report::warning(&message!("cli-password-typed"), format);
    }
}
