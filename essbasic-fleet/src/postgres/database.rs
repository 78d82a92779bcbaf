//! A PostgreSQL database: its address, its connections, and the checks when connecting.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime,
};
use tokio::time::timeout;
use tokio_postgres::config::Host;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, Error as PgError, Row};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::errors;
use super::migrations::{self, MIGRATIONS, Migration};
use crate::{FleetError, FleetErrorKind, tls};

/// Oldest supported version.
const OLDEST: i32 = 120_000;

/// A PostgreSQL database that all replicas of an application share.
///
/// Holds a pool of connections. Connections that break are replaced. Clones share the pool.
///
/// ```no_run
/// use essbasic_fleet::{Database, PostgresDedupStore};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let database = Database::connect("postgres://app:password@10.0.0.6:5432/app").await?;
/// let store = PostgresDedupStore::new(&database);
/// # Ok(())
/// # }
/// ```
///
/// The tables have names that begin with `essbasic_`, and are in the schema in which the user
/// creates tables (`search_path`). [`connect`](Self::connect) creates and updates them; to do that
/// yourself, see [`Database::migrations`].
///
/// Connect to the server itself or to a pooler in session mode.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    address: Arc<str>,
    max_connections: usize,
    server_timeout: Duration,
}

/// Builder of a [`Database`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `connect` is called"]
pub struct DatabaseBuilder {
    url: String,
    max_connections: usize,
    server_timeout: Duration,
    migrates: bool,
    roots: Vec<Vec<u8>>,
}

impl Database {
    /// Connects with the default settings, see [`builder`](Self::builder).
    ///
    /// # Errors
    ///
    /// As for [`DatabaseBuilder::connect`].
    pub async fn connect(url: impl Into<String>) -> Result<Self, FleetError> {
        Self::builder(url).connect().await
    }

    /// Returns a builder.
    ///
    /// `url` is `postgres://user:password@host:port/database`. TLS is used if the server offers it, and
    /// its certificate is verified; `?sslmode=require` requires TLS, `?sslmode=disable` disables it.
    /// Several hosts may be named, separated by commas.
    pub fn builder(url: impl Into<String>) -> DatabaseBuilder {
        DatabaseBuilder {
            url: url.into(),
            max_connections: 16,
            server_timeout: Duration::from_secs(10),
            migrates: true,
            roots: Vec::new(),
        }
    }

    /// Returns the scripts that create and update the tables, oldest first.
    ///
    /// ```
    /// for migration in essbasic_fleet::Database::migrations() {
    ///     println!("-- version {}\n{}", migration.version, migration.sql);
    /// }
    /// ```
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// Returns a connection of the pool.
    pub(crate) async fn client(&self) -> Result<Object, FleetError> {
        self.pool.get().await.map_err(|error| errors::explain_pool(&self.address, error))
    }

    /// Runs one statement, in a transaction of its own.
    pub(crate) async fn query(
        &self,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, FleetError> {
        let client = self.client().await?;
        let result = self
            .in_time(async {
                let statement = client.prepare_cached(sql).await?;
                client.query(&statement, parameters).await
            })
            .await;
        result.or_else(|error| close_if_unavailable(client, error))
    }

    /// Awaits a response, at most for the server's timeout.
    pub(crate) async fn in_time<T>(
        &self,
        response: impl Future<Output = Result<T, PgError>>,
    ) -> Result<T, FleetError> {
        match timeout(self.server_timeout, response).await {
            Ok(result) => result.map_err(|error| self.explain(error)),
            Err(_) => Err(errors::timed_out(&self.address)),
        }
    }

    pub(crate) fn explain(&self, error: PgError) -> FleetError {
        errors::explain(&self.address, error)
    }

    pub(crate) fn max_connections(&self) -> usize {
        self.max_connections
    }
}

impl DatabaseBuilder {
    /// Sets the maximum number of connections of this process. Default: 16.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections.max(1);
        self
    }

    /// Sets the time after which a statement of this crate, or an attempt to connect, fails.
    ///
    /// Default: 10 seconds.
    pub fn server_timeout(mut self, timeout: Duration) -> Self {
        self.server_timeout = timeout;
        self
    }

    /// Sets whether `connect` creates and updates the tables.
    ///
    /// If not, it checks their version. Default: `true`.
    pub fn migrate(mut self, migrates: bool) -> Self {
        self.migrates = migrates;
        self
    }

    /// Adds root certificates for TLS, as PEM, to those of the system.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Connects, checks the server, and creates or updates the tables.
    ///
    /// # Errors
    ///
    /// Every [`FleetErrorKind`] except `Busy`; the error's hint says what to do.
    pub async fn connect(self) -> Result<Database, FleetError> {
        let mut config = parse(&self.url)?;
        let address: Arc<str> = address(&config).into();
        config.connect_timeout(self.server_timeout);
        config.keepalives_idle(Duration::from_secs(30));
        if config.get_application_name().is_none() {
            config.application_name("essbasic-fleet");
        }
        let tls = MakeRustlsConnect::new(Arc::unwrap_or_clone(tls::client_config(&self.roots)?));
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, tls, manager))
            .max_size(self.max_connections)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(self.server_timeout))
            .create_timeout(Some(self.server_timeout))
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(
                    async move { client.batch_execute(DURABLE).await.map_err(HookError::Backend) },
                )
            }))
            .build()
            .map_err(|error| unusable("the settings of the pool").with_source(error))?;
        let Self { max_connections, server_timeout, migrates, .. } = self;
        let database = Database { pool, address, max_connections, server_timeout };
        let prepared = timeout(server_timeout.saturating_mul(3), database.prepare(migrates)).await;
        prepared.unwrap_or_else(|_| Err(errors::timed_out(&database.address)))?;
        Ok(database)
    }
}

impl Database {
    async fn prepare(&self, migrates: bool) -> Result<(), FleetError> {
        let mut client = self.client().await?;
        let row = client.query_one(SERVER, &[]).await.map_err(|error| self.explain(error))?;
        let version: i32 = row.get(0);
        let (is_read_only, is_durable): (bool, bool) = (row.get(1), row.get(2));
        if version < OLDEST {
            let version = version / 10_000;
            let message = format!("the server at {} is PostgreSQL {version}", self.address);
            let hint = "use PostgreSQL 12 or newer";
            return Err(FleetError::new(FleetErrorKind::Version, message, hint));
        }
        if is_read_only {
            let message = format!("the server at {} is a read-only replica", self.address);
            return Err(FleetError::new(FleetErrorKind::ReadOnly, message, errors::READ_ONLY));
        }
        if !is_durable {
            tracing::warn!(
                server = %self.address,
                "the server runs with `fsync = off`; it loses data when its machine crashes"
            );
        }
        migrations::prepare(&mut client, &self.address, migrates).await
    }
}

/// Returns an error, and closes the connection if the error says that it does not respond.
pub(super) fn close_if_unavailable<T>(client: Object, error: FleetError) -> Result<T, FleetError> {
    if error.kind() == FleetErrorKind::Unavailable {
        drop(Object::take(client));
    }
    Err(error)
}

/// Waits for the disk when a transaction commits, even where the user's default is not to.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', false) \
    WHERE current_setting('synchronous_commit') = 'off'";

const SERVER: &str = "SELECT current_setting('server_version_num')::int, \
    pg_is_in_recovery() OR current_setting('transaction_read_only')::bool, \
    current_setting('fsync')::bool";

fn parse(url: &str) -> Result<Config, FleetError> {
    // Certificates are always verified.
    let url = url.replace("sslmode=verify-full", "sslmode=require");
    let url = url.replace("sslmode=verify-ca", "sslmode=require");
    // The library's message may repeat parts of the address, and so of the password.
    let config = Config::from_str(&url).map_err(|_| unusable("the address of the server"))?;
    if config.get_hosts().is_empty() {
        return Err(unusable("the host in the address of the server"));
    }
    Ok(config)
}

/// Returns hosts, ports and database, without user and password.
fn address(config: &Config) -> String {
    let ports = config.get_ports();
    let port = |index: usize| ports.get(index).or(ports.first()).copied().unwrap_or(5432);
    let hosts = config.get_hosts().iter().enumerate().map(|(index, host)| match host {
        Host::Tcp(host) => format!("{host}:{}", port(index)),
        #[cfg(unix)]
        Host::Unix(path) => path.display().to_string(),
    });
    let hosts: Vec<_> = hosts.collect();
    let database = config.get_dbname().map(|name| format!("/{name}")).unwrap_or_default();
    format!("{}{database}", hosts.join(","))
}

fn unusable(what: &str) -> FleetError {
    let hint = "write it as `postgres://user:password@host:5432/database`";
    let message = format!("{what} is missing or malformed");
    FleetError::new(FleetErrorKind::Configuration, message, hint)
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("address", &self.address)
            .field("connections", &self.pool.status().size)
            .field("max_connections", &self.max_connections)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DatabaseBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address contains a password.
        f.debug_struct("DatabaseBuilder")
            .field("max_connections", &self.max_connections)
            .field("server_timeout", &self.server_timeout)
            .field("migrates", &self.migrates)
            .finish_non_exhaustive()
    }
}
