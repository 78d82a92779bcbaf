//! What stands between the client and the network.

use std::fmt;

use http::Uri;

use crate::error::{Error, ErrorKind};

/// Which proxy requests go through.
#[derive(Clone, Default)]
pub struct Proxy(pub(crate) ProxyConfig);

/// Which one, as the transport sets it up.
#[derive(Clone, Default)]
pub(crate) enum ProxyConfig {
    /// The one that the system names, if any; none to this machine itself.
    #[default]
    Environment,
    None,
    At(String),
}

impl Proxy {
    /// The one that the system or `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name, if any. What
    /// stays on this machine goes through none. This is the default.
    pub fn from_environment() -> Self {
        Self(ProxyConfig::Environment)
    }

    /// None, whatever the system says.
    pub fn none() -> Self {
        Self(ProxyConfig::None)
    }

    /// One's own, for everything: `http://user:password@proxy.example:3128`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when that is no address of a proxy.
    pub fn at(url: impl Into<String>) -> Result<Self, Error> {
        let url = url.into();
        // The address may hold a password, so the error does not repeat it.
        let refuse = |why: &str| Error::new(ErrorKind::Configuration, format!("the proxy {why}"));
        let example = "is not an address: write http://proxy.example:3128";
        let uri: Uri = url.parse().map_err(|_| refuse(example))?;
        match (uri.scheme_str(), uri.authority()) {
            (Some("http" | "https"), Some(_)) => Ok(Self(ProxyConfig::At(url))),
            (Some(_), Some(_)) => Err(refuse("speaks neither http nor https")),
            _ => Err(refuse(example)),
        }
    }
}

impl ProxyConfig {
    /// How the proxy is called in an error, without its password.
    #[cfg(feature = "reqwest")]
    pub(crate) fn describe(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::At(url) => Some(format!("the proxy {}", host(url))),
            Self::Environment => {
                let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
                let set = names.into_iter().find(|name| std::env::var_os(name).is_some());
                set.map(|name| format!("the proxy that {name} names"))
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
            ProxyConfig::Environment => f.write_str("Proxy::from_environment()"),
            ProxyConfig::None => f.write_str("Proxy::none()"),
            ProxyConfig::At(url) => write!(f, "Proxy::at({})", host(url)),
        }
    }
}
