//! Proxy settings.

use std::fmt;

use http::Uri;

use crate::error::{Error, ErrorKind};

/// Proxy that requests are sent through.
#[derive(Clone, Default)]
pub struct Proxy(pub(crate) ProxyConfig);

/// Proxy as the transport configures it.
#[derive(Clone, Default)]
pub(crate) enum ProxyConfig {
    /// The system's; none for loopback addresses.
    #[default]
    System,
    Direct,
    Url(String),
}

impl Proxy {
    /// Uses the proxy of the system, or of `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. Requests to
    /// loopback addresses use none. The default.
    pub fn from_environment() -> Self {
        Self(ProxyConfig::System)
    }

    /// Uses no proxy.
    pub fn none() -> Self {
        Self(ProxyConfig::Direct)
    }

    /// Uses one proxy for all requests: `http://user:password@proxy.example:3128`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when `url` is not a proxy's URL.
    pub fn url(url: impl Into<String>) -> Result<Self, Error> {
        let url = url.into();
        // The URL may contain a password, so errors do not repeat it.
        let invalid =
            |problem: &str| Error::new(ErrorKind::Configuration, format!("the proxy {problem}"));
        let no_url = "is not a URL; expected http://proxy.example:3128";
        let uri: Uri = url.parse().map_err(|_| invalid(no_url))?;
        match (uri.scheme_str(), uri.authority()) {
            (Some("http" | "https"), Some(_)) => Ok(Self(ProxyConfig::Url(url))),
            (Some(_), Some(_)) => Err(invalid("must use the scheme http or https")),
            _ => Err(invalid(no_url)),
        }
    }

    #[cfg(feature = "reqwest")]
    pub(crate) fn is_default(&self) -> bool {
        matches!(self.0, ProxyConfig::System)
    }
}

impl ProxyConfig {
    /// Describes the proxy in errors, without its password.
    #[cfg(feature = "reqwest")]
    pub(crate) fn describe(&self) -> Option<String> {
        match self {
            Self::Direct => None,
            Self::Url(url) => Some(format!("the proxy {}", host(url))),
            Self::System => {
                let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
                let set = names.into_iter().find(|name| std::env::var_os(name).is_some());
                set.map(|name| format!("the proxy set in {name}"))
            }
        }
    }
}

fn host(url: &str) -> String {
    let uri = url.parse::<Uri>().unwrap_or_default();
    let port = uri.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{}{port}", uri.host().unwrap_or_default())
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ProxyConfig::System => f.write_str("Proxy::from_environment()"),
            ProxyConfig::Direct => f.write_str("Proxy::none()"),
            ProxyConfig::Url(url) => write!(f, "Proxy::url({})", host(url)),
        }
    }
}
