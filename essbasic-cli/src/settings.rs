//! Settings of a call, from options, a profile and variables.

use std::env;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use essbasic::{Endpoint, Proxy, Region};

use crate::cli::{ConnectionArgs, EnvironmentName};
use crate::config::Profile;
use crate::error::CliError;
use crate::message::{Message, message};

mod setting;

pub(crate) use setting::Setting;

/// Settings of a call.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) destination: Setting<Destination>,
    pub(crate) plain_http: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) region: Option<Setting>,
    pub(crate) language: Option<Setting>,
    /// `None`: the system's proxy.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) ca_file: Option<Setting<PathBuf>>,
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
        // Normalized: `LOCALHOST.` is this machine too.
        let Ok(endpoint) = Endpoint::plain_http(url) else { return false };
        let Ok(url) = endpoint.to_string().parse::<http::Uri>() else { return false };
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
        let destination = resolve_destination(connection, &profile)?;
        // An invalid URL may contain a password: no other code may show it.
        destination.apply(|it| match it {
            Destination::Endpoint(url) => Endpoint::plain_http(url).map(drop),
            Destination::Environment(_) => Ok(()),
        })?;
        let plain_http = match variable("ESSBASIC_PLAIN_HTTP")?.as_deref() {
            None => false,
            Some("allow") => true,
            Some(_) => {
                return Err(CliError::usage(message!("cli-plain-http-variable")));
            }
        };
        let option_or_profile = |name: &str, option: &Option<String>, key: &str| {
            let option = option.clone().map(|value| Setting::named(name, value));
            option.or_else(|| Setting::of_profile(&profile, key))
        };
        let region = option_or_profile("--region", &connection.region, "region");
        let region = match region {
            Some(region) if connection.region.is_some() || profile.named => Some(region),
            region => Setting::of_variable("TENCENTCLOUD_REGION")?.or(region),
        };
        if let Some(region) = &region {
            region.apply(|it| it.parse::<Region>())?;
        }
        let language = option_or_profile("--language", &connection.language, "language");
        if let Some(language) = &language {
            language.apply(|it| check_language(it))?;
        }
        let proxy = option_or_profile("--proxy", &connection.proxy, "proxy");
        let proxy = proxy.map(|proxy| {
            proxy.apply(|it| if it == "none" { Ok(Proxy::none()) } else { Proxy::url(it) })
        });
        let ca_file = connection.ca_file.clone().map(|path| Setting::named("--ca-file", path));
        let ca_file =
            ca_file.or_else(|| Some(Setting::of_profile(&profile, "ca_file")?.map(PathBuf::from)));
        Ok(Self {
            destination,
            plain_http,
            timeout: connection.timeout,
            region,
            language,
            proxy: proxy.transpose()?,
            ca_file,
            retries: connection.retries,
            profile,
        })
    }
}

/// Rejects a language that the service does not have.
pub(crate) fn check_language(language: &str) -> Result<(), CliError> {
    match language {
        "zh-CN" | "en-US" => Ok(()),
        _ => Err(CliError::usage(message!("cli-invalid-language"))),
    }
}

/// Resolves endpoint and environment together: setting one overrides the other from a lower source.
fn resolve_destination(
    connection: &ConnectionArgs,
    profile: &Profile,
) -> Result<Setting<Destination>, CliError> {
    if let Some(url) = &connection.endpoint {
        return Ok(Setting::named("--endpoint", Destination::Endpoint(url.clone())));
    }
    if let Some(name) = connection.environment {
        return Ok(Setting::named("--environment", Destination::Environment(name)));
    }
    let in_profile = |key| Setting::of_profile(profile, key);
    let from_profile = parse_destination(in_profile("endpoint"), in_profile("environment"))?;
    let from_variables = parse_destination(
        Setting::of_variable("ESSBASIC_ENDPOINT")?,
        Setting::of_variable("ESSBASIC_ENVIRONMENT")?,
    )?;
    let found = if profile.named {
        from_profile.or(from_variables)
    } else {
        from_variables.or(from_profile)
    };
    Ok(found.unwrap_or_else(|| Setting {
        value: Destination::Environment(EnvironmentName::Production),
        source: message!("cli-default"),
    }))
}

fn parse_destination(
    url: Option<Setting>,
    name: Option<Setting>,
) -> Result<Option<Setting<Destination>>, CliError> {
    if let Some(url) = url {
        return Ok(Some(url.map(Destination::Endpoint)));
    }
    let Some(name) = name else { return Ok(None) };
    let environment = name.apply(|name| {
        EnvironmentName::parse(name).ok_or_else(|| {
            CliError::usage(message!("cli-invalid-environment"))
                .with_hint(message!("cli-set-endpoint"))
        })
    })?;
    Ok(Some(name.map(|_| Destination::Environment(environment))))
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

#[cfg(test)]
mod tests {
    use super::Destination;

    #[test]
    fn an_endpoint_on_this_machine_is_recognized_in_any_spelling() {
        let is_loopback = |url: &str| Destination::Endpoint(url.to_owned()).is_loopback();
        for url in
            ["http://localhost", "http://LOCALHOST:1", "https://localhost.", "http://[::1]:1"]
        {
            assert!(is_loopback(url), "{url}");
        }
        for url in ["https://localhost.example", "https://essbasic.invalid", "http://192.0.2.1"] {
            assert!(!is_loopback(url), "{url}");
        }
    }
}
