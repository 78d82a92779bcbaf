//! A Redis or Valkey server: its address, and the checks of a new connection.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, ConnectionAddr, ErrorKind, IntoConnectionInfo, RedisConnectionInfo,
    RedisError, Script, ServerErrorKind,
};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::{FleetError, FleetErrorKind, tls};

/// Time limit for establishing a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Oldest supported version.
const OLDEST: (u32, u32) = (6, 0);

/// Script with the commands that reservations use.
const CHECK: &str = "redis.call('TIME') redis.call('SET', KEYS[1], '1', 'PX', 1) \
     redis.call('GET', KEYS[1]) redis.call('DEL', KEYS[2]) redis.call('RPUSH', KEYS[2], '1') \
     redis.call('LINDEX', KEYS[2], 0) redis.call('LRANGE', KEYS[2], 0, -1) \
     redis.call('LSET', KEYS[2], 0, '1') redis.call('LTRIM', KEYS[2], 0, -1) \
     redis.call('PEXPIRE', KEYS[2], 1) return 1";

/// A server.
pub(super) struct Server {
    address: Address,
    settings: RedisConnectionInfo,
    tls: Option<Arc<ClientConfig>>,
}

enum Address {
    Tcp(String, u16),
    #[cfg(unix)]
    Unix(std::path::PathBuf),
}

impl Server {
    /// Parses an address.
    pub(super) fn parse(url: &str, roots: &[Vec<u8>]) -> Result<Self, FleetError> {
        // TLS is set up here, with the system's verifier and without a process-wide provider.
        let (plain, is_tls) = match url.split_once("://") {
            Some(("rediss", rest)) => (format!("redis://{rest}"), true),
            Some(("valkeys", rest)) => (format!("valkey://{rest}"), true),
            _ => (url.to_owned(), false),
        };
        let info = plain.as_str().into_connection_info();
        // The library's message may repeat parts of the address, and so of the password.
        let info = info.map_err(|_| unusable("the address of the server is malformed"))?;
        let address = match info.addr().clone() {
            ConnectionAddr::Tcp(host, port) => Address::Tcp(host, port),
            #[cfg(unix)]
            ConnectionAddr::Unix(path) => Address::Unix(path),
            _ => return Err(unusable("the address of the server is not supported")),
        };
        let tls = if is_tls { Some(tls::client_config(roots)?) } else { None };
        Ok(Self { address, settings: info.redis_settings().clone(), tls })
    }

    /// Connects, and checks that the server can be used.
    pub(super) async fn connect(&self) -> Result<MultiplexedConnection, FleetError> {
        let timed_out = || self.unreachable().with_source("timed out");
        within(CONNECT_TIMEOUT, self.connect_and_check(), timed_out).await
    }

    async fn connect_and_check(&self) -> Result<MultiplexedConnection, FleetError> {
        let unreachable = |source| self.unreachable().with_source(source);
        let mut connection = match (&self.address, &self.tls) {
            (Address::Tcp(host, port), None) => {
                let stream = tcp(host, *port).await.map_err(unreachable)?;
                self.set_up(stream).await?
            }
            (Address::Tcp(host, port), Some(config)) => {
                let name = ServerName::try_from(host.clone());
                let name = name.map_err(|_| unusable("the host is not a valid name for TLS"))?;
                let stream = tcp(host, *port).await.map_err(unreachable)?;
                let tls = TlsConnector::from(Arc::clone(config)).connect(name, stream).await;
                self.set_up(tls.map_err(unreachable)?).await?
            }
            #[cfg(unix)]
            (Address::Unix(path), _) => {
                let stream = tokio::net::UnixStream::connect(path).await.map_err(unreachable)?;
                self.set_up(stream).await?
            }
        };
        self.check(&mut connection).await?;
        Ok(connection)
    }

    async fn set_up(
        &self,
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    ) -> Result<MultiplexedConnection, FleetError> {
        // Callers have their own timeout.
        let config = AsyncConnectionConfig::new().set_response_timeout(None);
        let connected = MultiplexedConnection::new_with_config(&self.settings, stream, config);
        let (connection, driver) = connected.await.map_err(|error| self.explain(error))?;
        // Ends when the last clone of the connection is dropped.
        tokio::spawn(driver);
        Ok(connection)
    }

    async fn check(&self, connection: &mut MultiplexedConnection) -> Result<(), FleetError> {
        match redis::cmd("INFO").arg("server").query_async::<String>(connection).await {
            Ok(info) => self.check_version(&info)?,
            // Users that may not ask can still use the server.
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoPerm) => {}
            Err(error) => return Err(self.explain(error)),
        }
        let check = Script::new(CHECK);
        let mut check = check.key("{essbasic:check}:text");
        let checked = check.key("{essbasic:check}:list").invoke_async::<()>(connection).await;
        checked.map_err(|error| self.explain(error))
    }

    fn check_version(&self, info: &str) -> Result<(), FleetError> {
        let field = |name: &str| {
            info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
        };
        if field("redis_mode") == Some("cluster") {
            let message = format!("the server at {self} is a node of a cluster");
            let hint =
                "use the address of the cluster's proxy, or of a server without cluster mode";
            return Err(FleetError::new(FleetErrorKind::Configuration, message, hint));
        }
        // Valkey reports the version of Redis that it is compatible with.
        let Some(version) = field("redis_version") else { return Ok(()) };
        let mut parts = version.split('.').map_while(|part| part.parse::<u32>().ok());
        let (Some(major), minor) = (parts.next(), parts.next().unwrap_or(0)) else { return Ok(()) };
        if (major, minor) >= OLDEST {
            return Ok(());
        }
        let message = format!("the server at {self} is Redis {version}");
        let hint = "use Redis 6.0 or newer, or Valkey";
        Err(FleetError::new(FleetErrorKind::Version, message, hint))
    }

    /// Turns an error of the library into one that says what to do.
    fn explain(&self, error: RedisError) -> FleetError {
        let server_kind = match error.kind() {
            ErrorKind::Server(kind) => Some(kind),
            _ => None,
        };
        let (kind, problem, hint) = match (error.kind(), error.code(), server_kind) {
            (ErrorKind::AuthenticationFailed, ..) | (_, Some("NOAUTH" | "WRONGPASS"), _) => (
                FleetErrorKind::Authentication,
                "rejected user or password",
                "put the server's user and password into the address: `redis://user:password@host:port`",
            ),
            _ if is_forbidden(&error, server_kind) => (
                FleetErrorKind::Permission,
                "does not permit the user to reserve permits",
                "allow it: `ACL SETUSER name ~{essbasic:* +@connection +@scripting +@list +@string \
                 +del +pexpire +time +info`",
            ),
            (_, _, Some(ServerErrorKind::ReadOnly)) => (
                FleetErrorKind::ReadOnly,
                "is a read-only replica",
                "use the address of the primary",
            ),
            (_, _, Some(ServerErrorKind::Moved | ServerErrorKind::ClusterDown)) => (
                FleetErrorKind::Configuration,
                "is a node of a cluster",
                "use the address of the cluster's proxy, or of a server without cluster mode",
            ),
            (_, Some("OOM" | "MISCONF" | "NOREPLICAS"), _) => (
                FleetErrorKind::ReadOnly,
                "accepts no writes",
                "give it memory and disk, or enough replicas; its log has the reason",
            ),
            (ErrorKind::Parse | ErrorKind::UnexpectedReturnType, ..) => (
                FleetErrorKind::Configuration,
                "does not respond as Redis or Valkey does",
                "check host and port, and use `rediss://` if the server requires TLS",
            ),
            _ => return self.unreachable().with_source(error),
        };
        FleetError::new(kind, format!("the server at {self} {problem}"), hint).with_source(error)
    }

    fn unreachable(&self) -> FleetError {
        let message = format!("cannot connect to the server at {self}");
        let hint = "check host, port and network, that the server runs, and whether it requires TLS \
                    (`rediss://`)";
        FleetError::new(FleetErrorKind::Unavailable, message, hint)
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.address {
            Address::Tcp(host, port) => write!(f, "{host}:{port}"),
            #[cfg(unix)]
            Address::Unix(path) => write!(f, "{}", path.display()),
        }
    }
}

/// Returns whether the user lacks a permission, of its own or in a script: Redis 7.0 and Valkey 9 report
/// the latter as an error of the script, without a code.
fn is_forbidden(error: &RedisError, kind: Option<ServerErrorKind>) -> bool {
    let text = error.to_string();
    kind == Some(ServerErrorKind::NoPerm)
        || ["can't run this command", "has no permissions"].iter().any(|it| text.contains(it))
}

async fn tcp(host: &str, port: u16) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect((host, port)).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn unusable(message: &str) -> FleetError {
    let hint = "write it as `redis://user:password@host:port/database`; `rediss://` for TLS";
    FleetError::new(FleetErrorKind::Configuration, message, hint)
}

/// Limits the time of an attempt to connect.
pub(super) async fn within<T>(
    limit: Duration,
    future: impl Future<Output = Result<T, FleetError>>,
    otherwise: impl FnOnce() -> FleetError,
) -> Result<T, FleetError> {
    timeout(limit, future).await.unwrap_or_else(|_| Err(otherwise()))
}
