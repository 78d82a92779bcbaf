//! Settings of a call, from options, a profile and variables.

use std::env;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use essbasic::Endpoint;

use crate::cli::{ConnectionArgs, EnvironmentName};
use crate::config::Profile;
use crate::error::CliError;
use crate::message::{Localize, Message, message};

/// Settings of a call.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) destination: Destination,
    /// Option, profile or variables that set the destination.
    pub(crate) destination_source: Message,
    pub(crate) plain_http: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) region: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) proxy: Option<String>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) retries: Option<u32>,
    pub(crate) profile: Profile,
}

/// Destination of calls.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// Hosts of an environment.
    Environment(EnvironmentName),
    /// One base URL.
    Endpoint(String),
}

impl Destination {
    /// Returns whether it is an endpoint on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let Self::Endpoint(url) = self else { return false };
        let Ok(url) = url.parse::<http::Uri>() else { return false };
        let host = url.host().unwrap_or_default().trim_matches(['[', ']']);
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Returns the name of the environment, or the URL.
    pub(crate) fn describe(&self) -> Message {
        match self {
            Self::Environment(EnvironmentName::Production) => message!("cli-production"),
            Self::Environment(EnvironmentName::Test) => message!("cli-test-environment"),
            Self::Endpoint(url) => Message::verbatim(url),
        }
    }
}

impl Settings {
    /// Resolves the settings of a command.
    pub(crate) fn new(connection: &ConnectionArgs) -> Result<Self, CliError> {
        Self::with_profile(connection, Profile::read(connection.profile.as_deref())?)
    }

    /// Resolves the settings with a given profile.
    pub(crate) fn with_profile(
        connection: &ConnectionArgs,
        profile: Profile,
    ) -> Result<Self, CliError> {
        let (destination, destination_source) = resolve_destination(connection, &profile)?;
        if let Destination::Endpoint(url) = &destination {
            // An invalid URL may contain a password: no other code may show it.
            Endpoint::plain_http(url)?;
        }
        let plain_http = match variable("ESSBASIC_PLAIN_HTTP")?.as_deref() {
            None => false,
            Some("allow") => true,
            Some(_) => {
                return Err(CliError::usage(message!("cli-plain-http-variable")));
            }
        };
        let option_or_profile = |option: &Option<String>, key: &str| {
            option.clone().or_else(|| profile.get(key).map(str::to_owned))
        };
        let region = match (&connection.region, profile.get("region"), profile.named) {
            (Some(region), ..) => Some(region.clone()),
            (None, Some(region), true) => Some(region.to_owned()),
            (None, region, _) => variable("TENCENTCLOUD_REGION")?.or(region.map(str::to_owned)),
        };
        let ca_file = connection.ca_file.clone();
        let language = option_or_profile(&connection.language, "language");
        language.as_deref().map_or(Ok(()), check_language)?;
        Ok(Self {
            destination,
            destination_source,
            plain_http,
            timeout: connection.timeout,
            region,
            language,
            proxy: option_or_profile(&connection.proxy, "proxy"),
            ca_file: ca_file.or_else(|| profile.get("ca_file").map(PathBuf::from)),
            retries: connection.retries,
            profile,
        })
    }
}

/// Rejects a language that the service does not have.
pub(crate) fn check_language(language: &str) -> Result<(), CliError> {
    match language {
        "zh-CN" | "en-US" => Ok(()),
        _ => Err(CliError::usage(message!("cli-invalid-language"))
            .with_hint(message!("cli-correct-language"))),
    }
}

/// Resolves endpoint and environment together: setting one overrides the other from a lower source.
fn resolve_destination(
    connection: &ConnectionArgs,
    profile: &Profile,
) -> Result<(Destination, Message), CliError> {
    if let Some(url) = &connection.endpoint {
        return Ok((Destination::Endpoint(url.clone()), Message::verbatim("--endpoint")));
    }
    if let Some(name) = connection.environment {
        return Ok((Destination::Environment(name), Message::verbatim("--environment")));
    }
    let in_profile = message!("cli-the-profile");
    let from_profile =
        parse_destination(profile.get("endpoint"), profile.get("environment"), &in_profile)?;
    let (url, name) = (variable("ESSBASIC_ENDPOINT")?, variable("ESSBASIC_ENVIRONMENT")?);
    let from_variables =
        parse_destination(url.as_deref(), name.as_deref(), "ESSBASIC_ENVIRONMENT")?;
    let from_profile = from_profile.map(|it| (it, in_profile));
    let from_variables = from_variables.map(|it| (it, message!("cli-a-variable")));
    let found = if profile.named {
        from_profile.or(from_variables)
    } else {
        from_variables.or(from_profile)
    };
    Ok(found.unwrap_or_else(|| {
        let production = Destination::Environment(EnvironmentName::Production);
        (production, message!("cli-default"))
    }))
}

fn parse_destination(
    url: Option<&str>,
    name: Option<&str>,
    source: impl Localize,
) -> Result<Option<Destination>, CliError> {
    match (url, name) {
        (Some(url), _) => Ok(Some(Destination::Endpoint(url.to_owned()))),
        (None, Some(name)) => match EnvironmentName::parse(name) {
            Some(name) => Ok(Some(Destination::Environment(name))),
            None => {
                let message = message!("cli-invalid-environment", source = source);
                Err(CliError::usage(message).with_hint(message!("cli-set-endpoint")))
            }
        },
        (None, None) => Ok(None),
    }
}

/// Reads a variable. Returns `None` if it is empty or not set.
pub(crate) fn variable(name: &str) -> Result<Option<String>, CliError> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            Err(CliError::usage(message!("cli-variable-not-utf8", name = name)))
        }
    }
}
