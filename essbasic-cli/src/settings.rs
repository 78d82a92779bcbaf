//! How a command calls: its options, before a profile, before the environment's variables.

use std::env;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use essbasic::Endpoint;

use crate::arguments::{Connection, EnvironmentName};
use crate::config::Profile;
use crate::failure::Failure;

/// How a command calls, wherever each part of it was said.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) place: Place,
    /// Where that was said, for whoever wonders.
    pub(crate) placed_by: &'static str,
    pub(crate) plain_http: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) region: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) proxy: Option<String>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) retries: Option<u32>,
    pub(crate) profile: Profile,
}

/// Where everything goes.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// To the hosts of an environment.
    Environment(EnvironmentName),
    /// To one address.
    Endpoint(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment(EnvironmentName::Production) => f.write_str("production"),
            Self::Environment(EnvironmentName::Test) => f.write_str("the test environment"),
            Self::Endpoint(url) => f.write_str(url),
        }
    }
}

impl Settings {
    /// Puts together what was said.
    pub(crate) fn of(connection: &Connection) -> Result<Self, Failure> {
        Self::with(connection, Profile::read(connection.profile.as_deref())?)
    }

    /// Puts together what was said, with a profile that was read.
    pub(crate) fn with(connection: &Connection, profile: Profile) -> Result<Self, Failure> {
        let (place, placed_by) = place(connection, &profile)?;
        if let Place::Endpoint(url) = &place {
            // It may hold a password: what is no address is not shown anywhere.
            Endpoint::plain_http(url)?;
        }
        let plain_http = match variable("ESSBASIC_PLAIN_HTTP")?.as_deref() {
            None => false,
            Some("allow") => true,
            Some(_) => return Err(Failure::usage("ESSBASIC_PLAIN_HTTP is `allow` or nothing")),
        };
        let say = |given: &Option<String>, key: &str| {
            given.clone().or_else(|| profile.get(key).map(str::to_owned))
        };
        let region = match (&connection.region, profile.get("region"), profile.named) {
            (Some(region), ..) => Some(region.clone()),
            (None, Some(region), true) => Some(region.to_owned()),
            (None, region, _) => variable("TENCENTCLOUD_REGION")?.or(region.map(str::to_owned)),
        };
        let ca_file = connection.ca_file.clone();
        Ok(Self {
            place,
            placed_by,
            plain_http,
            timeout: connection.timeout,
            region,
            language: say(&connection.language, "language"),
            proxy: say(&connection.proxy, "proxy"),
            ca_file: ca_file.or_else(|| profile.get("ca_file").map(PathBuf::from)),
            retries: connection.retries,
            profile,
        })
    }
}

/// Address or environment, as one thing: whoever says one overrides the other of somebody else.
fn place(connection: &Connection, profile: &Profile) -> Result<(Place, &'static str), Failure> {
    if let Some(url) = &connection.endpoint {
        return Ok((Place::Endpoint(url.clone()), "--endpoint"));
    }
    if let Some(name) = connection.environment {
        return Ok((Place::Environment(name), "--environment"));
    }
    let by_profile = said(profile.get("endpoint"), profile.get("environment"), "the profile")?;
    let (url, name) = (variable("ESSBASIC_ENDPOINT")?, variable("ESSBASIC_ENVIRONMENT")?);
    let by_variable = said(url.as_deref(), name.as_deref(), "ESSBASIC_ENVIRONMENT")?;
    let by_profile = by_profile.map(|place| (place, "the profile"));
    let by_variable = by_variable.map(|place| (place, "the environment's variables"));
    let found = if profile.named { by_profile.or(by_variable) } else { by_variable.or(by_profile) };
    Ok(found.unwrap_or((Place::Environment(EnvironmentName::Production), "nobody: the default")))
}

fn said(url: Option<&str>, name: Option<&str>, by: &str) -> Result<Option<Place>, Failure> {
    match (url, name) {
        (Some(url), _) => Ok(Some(Place::Endpoint(url.to_owned()))),
        (None, Some(name)) => match EnvironmentName::read(name) {
            Some(name) => Ok(Some(Place::Environment(name))),
            None => Err(Failure::usage(format!(
                "{by}: the environment is `production` or `test`; other hosts are an endpoint"
            ))),
        },
        (None, None) => Ok(None),
    }
}

/// A variable's text; nothing when it is not set or empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Failure> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Failure::usage(format!("{name} is not text"))),
    }
}
