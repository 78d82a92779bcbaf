//! Options of every command that sends: destination, credentials, network.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use essbasic_devtools::t;

use crate::help_texts;
use crate::language;

// An option overrides the profile. A profile selected by name overrides the variables, and these
// override the default profile.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Connection")]
pub(crate) struct ConnectionArgs {
    /// Profile of the configuration file. Default: the profile `default`
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Environment of the service. Default: production [env: ESSBASIC_ENVIRONMENT]
    #[arg(long, value_enum, conflicts_with = "endpoint")]
    pub(crate) environment: Option<EnvironmentName>,
    /// Base URL used instead of the environment's hosts: http://127.0.0.1:8899 [env:
    /// ESSBASIC_ENDPOINT]
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Timeout of a call, including retries. Default: 60
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,
    /// X-TC-Region header; essbasic does not need it [env: TENCENTCLOUD_REGION]
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Language of the service's messages: zh-CN or en-US
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// Proxy, or none. Default: the system's proxy
    #[arg(long, value_name = "URL|none")]
    pub(crate) proxy: Option<String>,
    /// Certificates to trust in addition to the system's
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Maximum number of retries. Default: 3, in a batch 5
    #[arg(long, value_name = "N")]
    pub(crate) retries: Option<u32>,
}

/// An environment that has a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum EnvironmentName {
    #[value(help = help_texts::of_value("environment.production", "Contracts are binding and cost money"))]
    Production,
    #[value(help = help_texts::of_value("environment.test", "Integration testing"))]
    Test,
}

impl EnvironmentName {
    /// Parses the value of a profile or a variable.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::from_str(text, false).ok()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Test => "test",
        }
    }
}

/// Parses a number of seconds. Extreme ones are limited to what a clock can add.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    const MIN: Duration = Duration::from_millis(1);
    const MAX: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

    let usage = || t!(language::current(), "write-seconds").into_owned();
    let seconds: f64 = text.trim().parse().map_err(|_| usage())?;
    if seconds.is_nan() {
        return Err(usage());
    }
    if seconds <= 0.0 {
        return Err(t!(language::current(), "not-greater-than-zero").into_owned());
    }
    Ok(Duration::try_from_secs_f64(seconds).unwrap_or(MAX).clamp(MIN, MAX))
}
