//! Proxy settings.

#[cfg(feature = "reqwest")]
use std::env;
use std::fmt;

use http::Uri;
#[cfg(feature = "reqwest")]
use http::{
    HeaderValue,
    uri::{Authority, Scheme},
};
#[cfg(feature = "reqwest")]
use hyper_util::client::proxy::matcher::Matcher;

use crate::error::{Error, ErrorKind};
use crate::message::{Message, message};

/// A proxy that requests are sent through.
#[derive(Clone, Default)]
pub struct Proxy(pub(crate) ProxyConfig);

/// Proxy setting of the transport.
#[derive(Clone, Default)]
pub(crate) enum ProxyConfig {
    /// The system's; none for loopback addresses.
    #[default]
    System,
    Direct,
    Url(ProxyUrl),
}

/// A validated URL of a proxy.
#[derive(Clone)]
pub(crate) struct ProxyUrl {
    #[cfg_attr(not(feature = "reqwest"), expect(dead_code, reason = "for the transport"))]
    pub(crate) url: String,
    /// Host and port, without user name and password.
    pub(crate) address: String,
}

impl Proxy {
    /// Uses the system's proxy, or that of `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. The default.
    ///
    /// Requests to loopback addresses use none.
    pub fn system() -> Self {
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
        let parsed = ProxyUrl::parse(url.into());
        parsed.map(|url| Self(ProxyConfig::Url(url))).map_err(|problem| {
            let message = message!("the proxy {problem}", problem = problem);
            Error::new(ErrorKind::Configuration, message)
        })
    }

    #[cfg(feature = "reqwest")]
    pub(crate) fn is_default(&self) -> bool {
        matches!(self.0, ProxyConfig::System)
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ProxyConfig::System => f.write_str("Proxy::system()"),
            ProxyConfig::Direct => f.write_str("Proxy::none()"),
            ProxyConfig::Url(url) => write!(f, "Proxy::url({})", url.address),
        }
    }
}

impl ProxyUrl {
    /// Parses a URL.
    ///
    /// # Errors
    ///
    /// The problem, without any part of the URL: an apparent host may be part of a password.
    fn parse(url: String) -> Result<Self, Message> {
        let not_a_url = || message!("is not a URL; expected http://proxy.example:3128");
        if url.matches('@').count() > 1 || url.contains(['#', '?', '\\']) {
            return Err(unescaped());
        }
        let uri: Uri = url.parse().map_err(|_| not_a_url())?;
        let authority = uri.authority().ok_or_else(not_a_url)?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            Some(_) => return Err(message!("must use the scheme http or https")),
            None => return Err(not_a_url()),
        }
        if !matches!(uri.path(), "" | "/") {
            return Err(unescaped());
        }
        let address = authority.as_str();
        let address = address.split_once('@').map_or(address, |(_, address)| address).to_owned();
        let host = authority.host();
        // A port beyond 65535 would become the default one in silence.
        if host.is_empty() || address != host && authority.port_u16().is_none() {
            return Err(not_a_url());
        }
        Ok(Self { url, address })
    }
}

/// Returns the problem of a URL with reserved characters that are not percent-encoded.
fn unescaped() -> Message {
    message!(
        "has a path, or a special character in its password: write `/` as %2F, `?` as %3F, `#` as %23 and `@` as %40"
    )
}

/// Selects the proxy of each request, by the rules of reqwest.
#[cfg(feature = "reqwest")]
#[derive(Debug)]
pub(crate) struct ProxySelector {
    matcher: Matcher,
    is_system: bool,
}

#[cfg(feature = "reqwest")]
impl ProxySelector {
    /// Reads the environment and the system's settings, unless one proxy is used for everything.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the variable that applies is not a proxy's URL.
    pub(crate) fn new(config: &ProxyConfig, plain_http: bool) -> Result<Option<Self>, Error> {
        let matcher = match config {
            ProxyConfig::Direct => return Ok(None),
            ProxyConfig::Url(url) => Matcher::builder().all(url.url.as_str()).build(),
            ProxyConfig::System => {
                if let Some((name, url)) = proxy_variable(plain_http) {
                    let url = if url.contains("://") { url } else { format!("http://{url}") };
                    ProxyUrl::parse(url).map_err(|problem| {
                        let message = message!(
                            "the proxy set in {name} {problem}",
                            name = name,
                            problem = problem
                        );
                        Error::new(ErrorKind::Configuration, message)
                    })?;
                }
                Matcher::from_system()
            }
        };
        Ok(Some(Self { matcher, is_system: matches!(config, ProxyConfig::System) }))
    }

    /// Returns the proxy of requests to a URL, if there is one.
    pub(crate) fn select(&self, url: &Uri) -> Option<SelectedProxy> {
        let proxy = self.matcher.intercept(url)?;
        let address = proxy.uri().authority().map_or("", Authority::as_str);
        let variable = proxy_variable(url.scheme() == Some(&Scheme::HTTP));
        let description = match variable.filter(|_| self.is_system) {
            Some((name, _)) => {
                message!("the proxy {address} set in {name}", address = address, name = name)
            }
            None => message!("the proxy {address}", address = address),
        };
        let authorization = proxy.basic_auth().cloned();
        Some(SelectedProxy { uri: proxy.uri().clone(), authorization, description })
    }
}

/// The proxy of a request.
#[cfg(feature = "reqwest")]
pub(crate) struct SelectedProxy {
    pub(crate) uri: Uri,
    pub(crate) authorization: Option<HeaderValue>,
    /// Host and port, and the variable that sets them.
    pub(crate) description: Message,
}

/// Returns the variable that sets the proxy for a scheme, by the rules of reqwest.
#[cfg(feature = "reqwest")]
fn proxy_variable(plain_http: bool) -> Option<(&'static str, String)> {
    let scheme =
        if plain_http { ["HTTP_PROXY", "http_proxy"] } else { ["HTTPS_PROXY", "https_proxy"] };
    [scheme, ["ALL_PROXY", "all_proxy"]].into_iter().find_map(|names| {
        // Of two spellings, the first that is set counts, even if it is empty.
        // One that is not valid Unicode is no URL, and must not be passed over either.
        let value = |name| Some(env::var_os(name)?.to_string_lossy().into_owned());
        let set = names.into_iter().find_map(|name| Some((name, value(name)?)));
        set.filter(|(_, url)| !url.is_empty())
    })
}
