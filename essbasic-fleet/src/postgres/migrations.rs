//! The tables and their versions.

use deadpool_postgres::ClientWrapper;
use tokio_postgres::{Error as PgError, GenericClient};

use super::errors;
use crate::{FleetError, FleetErrorKind};

/// Advisory lock that a replica holds while it migrates. Any number that others do not use.
const LOCK: i64 = 0x6573_7362_6173_6963;

/// A step from one version of the tables to the next.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Migration {
    /// Version of the tables after this step.
    pub version: i32,
    /// SQL script. Run it in a transaction; it records its version.
    pub sql: &'static str,
}

pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("migrations/1_callbacks.sql") },
    Migration { version: 2, sql: include_str!("migrations/2_batches.sql") },
];

/// Tables that are written and read.
const TABLES: &[&str] =
    &["essbasic_dedup", "essbasic_inbox", "essbasic_batch", "essbasic_batch_line"];

/// Reads and writes that a table needs.
const PRIVILEGES: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE"];

const NEWEST: i32 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// Checks the version of the tables, migrates if `migrates` is set, and checks permissions.
pub(super) async fn prepare(
    client: &mut ClientWrapper,
    address: &str,
    migrates: bool,
) -> Result<(), FleetError> {
    let explain = |error| errors::explain(address, error);
    let mut version = version(&**client).await.map_err(explain)?;
    if version < NEWEST && migrates {
        version = migrate(client).await.map_err(explain)?;
    }
    if version > NEWEST {
        let message =
            format!("the tables at {address} have version {version}, newer than {NEWEST}");
        let hint = "update essbasic-fleet in this application; an older one may not write them";
        return Err(FleetError::new(FleetErrorKind::Schema, message, hint));
    }
    if version < NEWEST {
        let message = format!("the tables at {address} have version {version}, not {NEWEST}");
        let hint = "run the scripts of `Database::migrations` whose version is newer";
        return Err(FleetError::new(FleetErrorKind::Schema, message, hint));
    }
    let missing = missing_privileges(client).await.map_err(explain)?;
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!("the user at {address} lacks {}", missing.join(", "));
    let hint = "grant it: `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA … TO …`";
    Err(FleetError::new(FleetErrorKind::Permission, message, hint))
}

/// Looks the table up without `to_regclass`, whose result may be cached.
const EXISTS: &str = "SELECT EXISTS (SELECT FROM pg_class \
    WHERE relname = 'essbasic_schema' AND relkind = 'r' AND pg_table_is_visible(oid))";

const VERSION: &str = "SELECT coalesce(max(version), 0) FROM essbasic_schema";

/// Returns the version of the tables; 0 if there are none.
async fn version(client: &impl GenericClient) -> Result<i32, PgError> {
    if !client.query_one(EXISTS, &[]).await?.get::<_, bool>(0) {
        return Ok(0);
    }
    Ok(client.query_one(VERSION, &[]).await?.get(0))
}

/// Runs the migrations that are missing, in a transaction. Other replicas wait.
async fn migrate(client: &mut ClientWrapper) -> Result<i32, PgError> {
    let transaction = client.transaction().await?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    // Another replica may have migrated meanwhile.
    let version = version(&*transaction).await?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > version) {
        transaction.batch_execute(migration.sql).await?;
    }
    transaction.commit().await?;
    Ok(version.max(NEWEST))
}

async fn missing_privileges(client: &ClientWrapper) -> Result<Vec<String>, PgError> {
    let query = "SELECT p || ' on ' || t \
        FROM unnest($1::text[]) AS t, unnest($2::text[]) AS p \
        WHERE NOT has_table_privilege(t::regclass, p)";
    let rows = client.query(query, &[&TABLES, &PRIVILEGES]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}
