//! Where requests go: the platform's production and test hosts, or a pair of your own.

use std::fmt;
use std::str::FromStr;

use http::HeaderValue;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};

use crate::error::{Error, ErrorKind};

/// Which of an environment's hosts takes an action.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Host {
    /// The API host, for nearly everything.
    Api,
    /// The file host, which takes bodies of up to 100 MB.
    File,
}

impl Host {
    /// The host in one word, as `#[tc_action(host = …)]` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::File => "file",
        }
    }
}

/// One switch for where everything goes. Nothing ever leaves the environment it was sent to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "a client has one or two of it")]
pub enum Environment {
    /// The real service: contracts are binding, and cost money.
    #[default]
    Production,
    /// The real service, by the hosts of a region. Uploads go to the one file host all the same.
    Region(Region),
    /// The platform's environment for joint debugging, with keys of its own.
    Test,
    /// Hosts of your own, for a sandbox or a proxy.
    Custom {
        /// Takes every action but uploads.
        api: Endpoint,
        /// Takes uploads.
        file: Endpoint,
    },
}

impl Environment {
    /// The same host for everything, as a sandbox is reached.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::from_str`].
    pub fn at(url: &str) -> Result<Self, Error> {
        let endpoint: Endpoint = url.parse()?;
        Ok(Self::Custom { api: endpoint.clone(), file: endpoint })
    }

    /// The environment in one word, for logs and hints.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Production | Self::Region(_) => "production",
            Self::Test => "test",
            Self::Custom { .. } => "custom",
        }
    }

    /// Whether everything stays on this machine.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Custom { api, file } => api.is_loopback() && file.is_loopback(),
            Self::Production | Self::Region(_) | Self::Test => false,
        }
    }

    /// Where a service's requests go.
    pub(crate) fn endpoint(&self, service: &str, host: Host) -> Endpoint {
        let host = match (self, host) {
            (Self::Custom { api, .. }, Host::Api) => return api.clone(),
            (Self::Custom { file, .. }, Host::File) => return file.clone(),
            (Self::Production, Host::Api) => format!("{service}.tencentcloudapi.com"),
            (Self::Region(region), Host::Api) => format!("{service}.{region}.tencentcloudapi.com"),
            (Self::Production | Self::Region(_), Host::File) => "file.ess.tencent.cn".to_owned(),
            (Self::Test, Host::Api) => format!("{service}.test.ess.tencent.cn"),
            (Self::Test, Host::File) => "file.test.ess.tencent.cn".to_owned(),
        };
        Endpoint::https(&host)
    }
}

/// A region of the cloud: `ap-guangzhou`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Region(String);

impl FromStr for Region {
    type Err = Error;

    /// Reads `ap-guangzhou`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it is anything but words and digits joined by hyphens.
    fn from_str(region: &str) -> Result<Self, Error> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        if region.split('-').all(|word| !word.is_empty() && word.bytes().all(fits)) {
            return Ok(Self(region.to_owned()));
        }
        let message = format!("`{}` is no region: write `ap-guangzhou`", region.escape_debug());
        Err(Error::new(ErrorKind::Configuration, message))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The scheme and host of a service, with the port where there is one.
#[derive(Clone, Eq, PartialEq)]
pub struct Endpoint {
    uri: Uri,
    /// The `Host` header, made once.
    host: HeaderValue,
}

impl Endpoint {
    /// The value of the `Host` header, port included, which is signed as it is sent.
    pub fn host(&self) -> &str {
        self.uri.authority().map_or("", Authority::as_str)
    }

    /// The same as a header; a clone of it is another look at the same text.
    pub(crate) fn host_header(&self) -> HeaderValue {
        self.host.clone()
    }

    /// The address that requests are posted to.
    pub(crate) fn uri(&self) -> Uri {
        self.uri.clone()
    }

    /// A host of which only the service's name is not our own; the macros allow it letters and
    /// digits alone.
    fn https(host: &str) -> Self {
        let uri = Uri::builder().scheme(Scheme::HTTPS).authority(host).path_and_query("/");
        let host = HeaderValue::from_str(host);
        let host = host.unwrap_or_else(|_| HeaderValue::from_static(""));
        Self { uri: uri.build().unwrap_or_default(), host }
    }

    fn is_loopback(&self) -> bool {
        is_loopback(&self.uri)
    }
}

/// Whether an address never leaves this machine.
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or("").trim_matches(['[', ']']);
    host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Endpoint {
    /// Reads an address that may be plain HTTP to another machine, for a sandbox in a network of
    /// one's own. Everyone between can read the contracts.
    ///
    /// # Errors
    ///
    /// As [`from_str`](Self::from_str), for any other reason.
    pub fn plain_http(url: &str) -> Result<Self, Error> {
        Self::read(url, true)
    }

    fn read(url: &str, plain_http: bool) -> Result<Self, Error> {
        let refuse =
            |why: &str| Err(Error::new(ErrorKind::Configuration, format!("the endpoint {why}")));
        let Ok(uri) = url.parse::<Uri>() else {
            return refuse("is not an address: write https://host or http://127.0.0.1:8899");
        };
        let Some(authority) = uri.authority() else {
            return refuse("names no host: write https://host or http://127.0.0.1:8899");
        };
        if authority.as_str().contains('@') {
            return refuse("has a user name in it: credentials are given apart from it");
        }
        if !matches!(uri.path_and_query().map(PathAndQuery::as_str), None | Some("/" | "")) {
            return refuse("has a path: the service answers at `/` only");
        }
        let Ok(host) = HeaderValue::from_str(authority.as_str()) else {
            return refuse("names a host that cannot stand in a header");
        };
        let endpoint = Self { uri: uri.clone(), host };
        match uri.scheme_str() {
            Some("https") => Ok(endpoint),
            Some("http") if plain_http || endpoint.is_loopback() => Ok(endpoint),
            Some("http") => refuse(
                "is plain HTTP to another machine, where everyone between could read contracts: write https://",
            ),
            _ => refuse(
                "has no scheme of ours: write https://host, or http:// to a sandbox on this machine",
            ),
        }
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    /// Reads `https://host` or `http://127.0.0.1:8899`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when there is no scheme, when there is a user name, a path
    /// or a query, and when plain HTTP would leave this machine.
    fn from_str(url: &str) -> Result<Self, Error> {
        Self::read(url, false)
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
