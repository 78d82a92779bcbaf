//! What a shell remembers of a command line, and everybody on the machine can see meanwhile.

use clap::ArgMatches;
use clap::parser::ValueSource;
use essbasic_sandbox::seed;

use crate::arguments::Output;
use crate::failure::warn;

/// What is secret of what can be typed, and where it had better stand.
const SECRETS: [(&str, &str, &str); 4] = [
    ("secret_key", "--secret-key", "TENCENTCLOUD_SECRET_KEY"),
    ("sandbox_key", "--secret-key", "ESSBASIC_SANDBOX_KEY"),
    ("callback_key", "--callback-key", "ESSBASIC_CALLBACK_KEY"),
    ("callback_token", "--callback-token", "ESSBASIC_CALLBACK_TOKEN"),
];

/// Warns of each secret that was typed, rather than left in a variable.
pub(crate) fn warn_of(matches: &ArgMatches, output: Option<Output>) {
    let Some((_, matches)) = matches.subcommand() else { return };
    let typed = |id: &str| {
        // An argument that this command has not is none that was typed.
        let value = matches.try_get_one::<String>(id).ok().flatten()?;
        (matches.value_source(id) == Some(ValueSource::CommandLine)).then_some(value)
    };
    for (id, option, variable) in SECRETS {
        if typed(id).is_some_and(|value| value != seed::SECRET_KEY) {
            let text = format!(
                "{option}: a shell remembers what is typed, and others on this machine see it; leave it in the variable {variable}"
            );
            warn(&text, output);
        }
    }
    if typed("proxy").is_some_and(|url| url.contains('@')) {
        let text =
            "--proxy: a shell remembers the password in it; leave it in the variable HTTPS_PROXY";
        warn(text, output);
    }
}
