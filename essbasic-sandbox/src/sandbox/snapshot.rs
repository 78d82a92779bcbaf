//! Snapshots of a sandbox's data, to compare and to go back to.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::Sandbox;
use super::rows::row_id;
use crate::state::{State, pii};
use crate::table::{ReadRow, ReadTable};

/// Table that every transaction changes.
const SETTINGS: &str = "settings";

/// The data of a sandbox at one time: all tables and the clock, without faults and the call log.
///
/// ```
/// # use std::error::Error;
/// use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
/// use essbasic_sandbox::{Sandbox, seed};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn Error>> {
/// let sandbox = Sandbox::start().await?;
/// let before = sandbox.snapshot();
/// let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
/// cancel.send(&sandbox.client()).await?;
///
/// let changes = sandbox.snapshot().changes_since(&before);
/// assert_eq!(changes[0].to_string(), format!("qr_codes {}: cancelled: false -> true", seed::QR_CODE));
///
/// sandbox.restore(&before);
/// assert!(sandbox.snapshot().changes_since(&before).is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Snapshot(Arc<State>);

/// A row that differs between two snapshots.
#[derive(Clone)]
#[non_exhaustive]
pub struct RowChange {
    /// Name of the table.
    pub table: &'static str,
    /// Public ID of the row: its key, or a hash of a secret key.
    pub id: String,
    /// Fields of the row before, unless it was added.
    pub before: Option<Value>,
    /// Fields of the row after, unless it was removed.
    pub after: Option<Value>,
}

impl Sandbox {
    /// Returns the data as it is now. Rows that do not change are shared with the sandbox.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(Arc::new(self.store().read(State::copy_rows).stored_blocking()))
    }

    /// Goes back to a snapshot, also one of another sandbox. The clock is set back, too; the call
    /// log and faults stay, and so do the address and the callback.
    pub fn restore(&self, snapshot: &Snapshot) {
        let restored: Result<(), Infallible> = self.transact(|state| {
            state.restore(&snapshot.0);
            Ok(())
        });
        restored.unwrap_or_else(|never| match never {});
    }
}

impl Snapshot {
    /// Returns the rows that differ from an earlier snapshot, by table and key. The clock is left
    /// out.
    pub fn changes_since(&self, earlier: &Self) -> Vec<RowChange> {
        let (before, after) = (earlier.0.read_tables(), self.0.read_tables());
        let tables = before.into_iter().zip(after);
        tables
            .filter(|(table, _)| table.name() != SETTINGS)
            .flat_map(|(before, after)| changes(before, after))
            .collect()
    }
}

/// Returns the rows that differ between two states of a table.
fn changes(before: &dyn ReadTable, after: &dyn ReadTable) -> Vec<RowChange> {
    let keys = |table: &dyn ReadTable| table.rows(false, 0, usize::MAX).into_iter();
    let keys: BTreeSet<_> = keys(before).chain(keys(after)).map(|(key, _)| key).collect();
    let change = |key: String| {
        let rows = (before.row(&key), after.row(&key));
        if let (Some(before), Some(after)) = &rows
            && Arc::ptr_eq(before, after)
        {
            return None;
        }
        let json = |row: Option<Arc<dyn ReadRow>>| row.map(|row| row.json());
        let change = RowChange {
            table: after.name(),
            id: row_id(after.name(), &key),
            before: json(rows.0),
            after: json(rows.1),
        };
        (change.before != change.after).then_some(change)
    };
    keys.into_iter().filter_map(change).collect()
}

impl RowChange {
    /// Returns the paths of the fields that differ, such as `approvers.0.status`. Empty if the row
    /// was added or removed.
    pub fn fields(&self) -> Vec<String> {
        self.differences().into_iter().map(|it| it.path).collect()
    }

    fn differences(&self) -> Vec<Difference<'_>> {
        let mut differences = Vec::new();
        if let (Some(before), Some(after)) = (&self.before, &self.after) {
            compare(&mut differences, String::new(), Some(before), Some(after));
        }
        differences
    }
}

/// A field that differs.
struct Difference<'a> {
    path: String,
    before: Option<&'a Value>,
    after: Option<&'a Value>,
}

fn compare<'a>(
    differences: &mut Vec<Difference<'a>>,
    path: String,
    before: Option<&'a Value>,
    after: Option<&'a Value>,
) {
    let join =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (before, after) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
            for name in names {
                compare(differences, join(name), before.get(name), after.get(name));
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for index in 0..before.len().max(after.len()) {
                let path = join(&index.to_string());
                compare(differences, path, before.get(index), after.get(index));
            }
        }
        (before, after) if before == after => {}
        (before, after) => differences.push(Difference { path, before, after }),
    }
}

/// Returns whether a field is personal or secret. Its path has indexes, those of the table have none.
fn is_personal(table: &str, path: &str) -> bool {
    let names = path.split('.').filter(|it| it.parse::<usize>().is_err()).collect::<Vec<_>>();
    let starts = |personal: &&str| {
        let personal: Vec<_> = personal.split('.').collect();
        names.starts_with(&personal) || personal.starts_with(&names)
    };
    pii(table).paths.iter().any(starts)
}

/// Shows the fields that differ with their values, but no personal data.
impl fmt::Display for RowChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.table, self.id)?;
        if self.before.is_none() {
            return f.write_str("added");
        }
        if self.after.is_none() {
            return f.write_str("removed");
        }
        for (index, Difference { path, before, after }) in self.differences().iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            if is_personal(self.table, path) {
                write!(f, "{path}: ***")?;
            } else {
                write!(f, "{path}: {} -> {}", shown(*before), shown(*after))?;
            }
        }
        Ok(())
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

impl fmt::Debug for RowChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RowChange({self})")
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: usize = self.0.read_tables().iter().map(|table| table.len()).sum();
        write!(f, "Snapshot({rows} rows)")
    }
}
