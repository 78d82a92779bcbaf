//! Environments and their endpoints.

use std::fmt;
use std::str::FromStr;

use http::HeaderValue;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use url::{Host as UrlHost, Url};

use crate::error::{Error, ErrorKind};
use crate::message::{Message, message};

/// Host of an environment that accepts an action.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Host {
    /// The API host, for nearly all actions.
    Api,
    /// The file host, which accepts bodies of up to 100 MB.
    File,
}

impl Host {
    /// Returns the host as `#[tc_action(host = …)]` takes it: `api` or `file`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::File => "file",
        }
    }
}

/// Environment that a client sends to: API host and file host. No redirect or failover leaves it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "a client has one or two of it")]
pub enum Environment {
    /// Production: contracts are binding and cost money.
    #[default]
    Production,
    /// Production, by the API host of a region. Uploads go to production's file host.
    Region(Region),
    /// The platform's environment for integration testing, with its own keys.
    Test,
    /// Custom hosts, for a sandbox or a proxy.
    Custom {
        /// API host.
        api: Endpoint,
        /// File host, for uploads.
        file: Endpoint,
    },
}

impl Environment {
    /// Creates an environment with one host for everything, such as a sandbox.
    ///
    /// # Errors
    ///
    /// The errors of [`Endpoint::from_str`].
    pub fn custom(url: &str) -> Result<Self, Error> {
        let endpoint: Endpoint = url.parse()?;
        Ok(Self::Custom { api: endpoint.clone(), file: endpoint })
    }

    /// Returns `production`, `test` or `custom`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Production | Self::Region(_) => "production",
            Self::Test => "test",
            Self::Custom { .. } => "custom",
        }
    }

    /// Returns whether both hosts are loopback addresses.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Custom { api, file } => api.is_loopback() && file.is_loopback(),
            Self::Production | Self::Region(_) | Self::Test => false,
        }
    }

    /// Returns whether both hosts are plain HTTP.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_plain_http(&self) -> bool {
        let plain = |endpoint: &Endpoint| endpoint.uri.scheme() == Some(&Scheme::HTTP);
        matches!(self, Self::Custom { api, file } if plain(api) && plain(file))
    }

    /// Returns the endpoint of a service's requests.
    pub fn endpoint(&self, service: &str, host: Host) -> Endpoint {
        let host = match (self, host) {
            (Self::Custom { api, .. }, Host::Api) => return api.clone(),
            (Self::Custom { file, .. }, Host::File) => return file.clone(),
            (Self::Production, Host::Api) => format!("{service}.tencentcloudapi.com"),
            (Self::Region(region), Host::Api) => format!("{service}.{region}.tencentcloudapi.com"),
            (Self::Production | Self::Region(_), Host::File) => "file.ess.tencent.cn".to_owned(),
            (Self::Test, Host::Api) => format!("{service}.test.ess.tencent.cn"),
            (Self::Test, Host::File) => "file.test.ess.tencent.cn".to_owned(),
        };
        Endpoint::new(Scheme::HTTPS, &host)
    }
}

/// A region, such as `ap-guangzhou`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Region(String);

impl FromStr for Region {
    type Err = Error;

    /// Parses a region such as `ap-guangzhou`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it is not lower-case letters and digits joined by hyphens.
    fn from_str(region: &str) -> Result<Self, Error> {
        let valid = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        if region.split('-').all(|word| !word.is_empty() && word.bytes().all(valid)) {
            return Ok(Self(region.to_owned()));
        }
        let region = region.escape_debug().to_string();
        let message =
            message!("`{region}` is not a region; expected `ap-guangzhou`", region = region);
        Err(Error::new(ErrorKind::Configuration, message))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Scheme, host and port of a service.
///
/// Normalized as HTTP clients do: the host in lower case without a trailing dot, addresses in their
/// shortest form, the scheme's default port dropped. The host that is signed is thus the one that is
/// sent.
#[derive(Clone, Eq, PartialEq)]
pub struct Endpoint {
    uri: Uri,
    /// The `Host` header's value.
    host: HeaderValue,
}

impl Endpoint {
    /// Returns the `Host` header's value, with the port if there is one. It is signed as it is sent.
    pub fn host(&self) -> &str {
        self.uri.authority().map_or("", Authority::as_str)
    }

    /// Returns the same as a header value, which shares the text.
    pub(crate) fn host_header(&self) -> HeaderValue {
        self.host.clone()
    }

    /// Returns the URL that requests are posted to.
    pub(crate) fn uri(&self) -> Uri {
        self.uri.clone()
    }

    /// Creates an endpoint. The host is valid: it was parsed, or is the name of a service, which macros
    /// and `RawAction` restrict to lower-case letters and digits.
    fn new(scheme: Scheme, host: &str) -> Self {
        let uri = Uri::builder().scheme(scheme).authority(host).path_and_query("/");
        let host = HeaderValue::from_str(host);
        let host = host.unwrap_or_else(|_| HeaderValue::from_static(""));
        Self { uri: uri.build().unwrap_or_default(), host }
    }

    fn is_loopback(&self) -> bool {
        is_loopback(&self.uri)
    }
}

/// Returns whether a URL's host is `localhost` or a loopback address.
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or("").trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Compares the texts of two URLs, which is cheaper than `==`, for which case does not count.
pub(crate) fn is_same_url(one: &Uri, other: &Uri) -> bool {
    fn texts(uri: &Uri) -> [Option<&str>; 3] {
        let rest = uri.path_and_query().map(PathAndQuery::as_str);
        [uri.scheme_str(), uri.authority().map(Authority::as_str), rest]
    }
    texts(one) == texts(other)
}

/// Normalizes host and port of a URL; `None` if the host is not valid.
fn normalize(url: &Uri) -> Option<Authority> {
    let url = Url::parse(&url.to_string()).ok()?;
    let host = match url.host()? {
        UrlHost::Domain(name) => name.strip_suffix('.').unwrap_or(name).to_owned(),
        address => address.to_string(),
    };
    let valid = !host.is_empty() && !host.ends_with('.');
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{host}{port}").parse().ok().filter(|_| valid)
}

impl Endpoint {
    /// Parses a URL that may be plain HTTP to another machine, for a sandbox in a private network.
    /// Anyone on that network can read the contracts.
    ///
    /// # Errors
    ///
    /// The errors of [`from_str`](Self::from_str), except for plain HTTP.
    pub fn plain_http(url: &str) -> Result<Self, Error> {
        Self::parse(url, true)
    }

    fn parse(url: &str, plain_http: bool) -> Result<Self, Error> {
        let invalid = |message: Message| Err(Error::new(ErrorKind::Configuration, message));
        let Ok(uri) = url.parse::<Uri>() else {
            return invalid(message!(
                "the endpoint is not a URL; expected https://host or http://127.0.0.1:8899"
            ));
        };
        let Some(authority) = uri.authority() else {
            return invalid(message!(
                "the endpoint has no host; expected https://host or http://127.0.0.1:8899"
            ));
        };
        if authority.as_str().contains('@') {
            return invalid(message!(
                "the endpoint contains a user name; credentials are set separately"
            ));
        }
        if !matches!(uri.path_and_query().map(PathAndQuery::as_str), None | Some("/" | "")) {
            return invalid(message!("the endpoint has a path; the service responds at `/` only"));
        }
        let scheme = match uri.scheme_str() {
            Some("https") => Scheme::HTTPS,
            Some("http") => Scheme::HTTP,
            _ => {
                return invalid(message!(
                    "the endpoint must use https://, or http:// for a sandbox on this machine"
                ));
            }
        };
        let Some(authority) = normalize(&uri) else {
            return invalid(message!("the endpoint has an invalid host or port"));
        };
        let endpoint = Self::new(scheme, authority.as_str());
        if uri.scheme() == Some(&Scheme::HTTP) && !plain_http && !endpoint.is_loopback() {
            return invalid(message!(
                "the endpoint is plain HTTP to another machine; use https://"
            ));
        }
        Ok(endpoint)
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    /// Parses a URL such as `https://host` or `http://127.0.0.1:8899`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the scheme is missing, when there is a user name, a path or a
    /// query, and for plain HTTP to another machine.
    fn from_str(url: &str) -> Result<Self, Error> {
        Self::parse(url, false)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.uri.scheme_str().unwrap_or("https"), self.host())
    }
}
