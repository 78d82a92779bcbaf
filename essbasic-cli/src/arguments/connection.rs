//! Where a command sends, and how: the options of every command that sends.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

// Each goes before the same in a profile, and that before its variable where the profile was
// asked for by name.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Connection")]
pub(crate) struct Connection {
    /// The profile of the configuration file that is used; `default` unless given
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Which environment is called [env: ESSBASIC_ENVIRONMENT]
    #[arg(long, value_enum, conflicts_with = "endpoint")]
    pub(crate) environment: Option<EnvironmentName>,
    /// One address for everything: http://127.0.0.1:8899 [env: ESSBASIC_ENDPOINT]
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// The seconds that a call may take, its repetitions included; 60 unless given
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<std::time::Duration>,
    /// X-TC-Region, which essbasic does not need [env: TENCENTCLOUD_REGION]
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// The language of the service's messages: zh-CN or en-US
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// The proxy, or none; the system's unless given
    #[arg(long, value_name = "URL|none")]
    pub(crate) proxy: Option<String>,
    /// Certificates to trust besides the system's
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<PathBuf>,
    /// How often a call that may be repeated is; 3 times unless given
    #[arg(long, value_name = "N")]
    pub(crate) retries: Option<u32>,
}

/// An environment that has a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum EnvironmentName {
    /// The real service: contracts are binding, and cost money
    Production,
    /// The platform's environment for joint debugging
    Test,
}

impl EnvironmentName {
    /// Reads what a profile or a variable says.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::from_str(text, false).ok()
    }

    /// What a profile calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Test => "test",
        }
    }
}

pub(super) fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds: 2.5")?;
    match std::time::Duration::try_from_secs_f64(seconds) {
        Ok(duration) if !duration.is_zero() => Ok(duration),
        _ => Err("it must be greater than zero".to_owned()),
    }
}
