//! The database file of the data folder: opened, read and written as a whole.
//!
//! Only its owner can read folder and file. A file that is damaged, or of another program, is
//! rejected and left as it is.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use redb::{Builder, Database, DatabaseError, ReadableTable, TableDefinition, TableHandle};

use crate::state::State;
use crate::table::Change;

/// All rows of all tables, by table name and key.
const ROWS: TableDefinition<'static, (&'static str, &'static str), &'static [u8]> =
    TableDefinition::new("rows");

/// First bytes of a file of redb.
const MAGIC: &[u8] = b"redb";

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The file, which one process at a time can use.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    /// `None` after a failure: redb accepts nothing more until it is opened again.
    database: Option<Database>,
}

impl DatabaseFile {
    /// Opens or creates the file in a folder, and reads its rows into the state.
    pub(super) fn open(folder: &Path, state: &mut State) -> io::Result<Self> {
        create_folder(folder).map_err(|it| named(folder, it.kind(), &it))?;
        let path = folder.join("sandbox.redb");
        let is_new = !reject_foreign(&path)?;
        let file = open_file(&path, is_new).map_err(|it| named(&path, it.kind(), &it))?;
        let read = contained(|| {
            let mut database = create(file)?;
            if !database.check_integrity()? {
                return Err("a checksum differs".into());
            }
            restore(&database, state, is_new)?;
            Ok(database)
        });
        match read {
            Ok(database) => Ok(Self { path, database: Some(database) }),
            Err(error) if error.is::<InUse>() => Err(io::ErrorKind::ResourceBusy.into()),
            Err(error) => Err(named(
                &path,
                io::ErrorKind::InvalidData,
                format!(
                    "{error}. The file is damaged, or of another program: restore it from a copy, \
                     or move it away to start with new data"
                ),
            )),
        }
    }

    /// Writes changes in one transaction. After a failure, the file is opened again.
    pub(super) fn write(&mut self, changes: &[Change]) -> io::Result<()> {
        let database = self.database.take();
        let written = contained(|| {
            let database = match database {
                Some(database) => database,
                None => create(open_file(&self.path, false)?)?,
            };
            write(&database, changes)?;
            Ok(database)
        });
        match written {
            Ok(database) => {
                self.database = Some(database);
                Ok(())
            }
            Err(error) => Err(named(&self.path, io::ErrorKind::Other, error)),
        }
    }
}

/// Another process uses the file.
#[derive(Debug)]
struct InUse;

impl std::fmt::Display for InUse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("another sandbox uses the file")
    }
}

impl std::error::Error for InUse {}

/// Runs an access to the file. redb panics on some damaged files, which is an error here.
fn contained<T>(access: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let access = || catch_unwind(AssertUnwindSafe(access));
    access().unwrap_or_else(|_| Err("the structure of the file is invalid".into()))
}

/// Adds the path to an error.
fn named(path: &Path, kind: io::ErrorKind, error: impl std::fmt::Display) -> io::Error {
    io::Error::new(kind, format!("{}: {error}", path.display()))
}

/// Creates the folder for its owner alone. A symbolic link is not followed.
fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match fs::symlink_metadata(folder) {
        Ok(it) if it.is_dir() => Ok(()),
        Ok(it) if it.is_symlink() => {
            Err(io::Error::other("is a symbolic link: name the folder that it leads to"))
        }
        Ok(_) => Err(io::ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => builder.create(folder),
        Err(error) => Err(error),
    }
}

/// Rejects anything but a file of redb. Returns whether there is a file.
fn reject_foreign(path: &Path) -> io::Result<bool> {
    let reject = |problem: &str| Err(named(path, io::ErrorKind::InvalidData, problem));
    match fs::symlink_metadata(path) {
        Ok(it) if it.is_symlink() => return reject("is a symbolic link, which is not followed"),
        Ok(it) if !it.is_file() => return reject("is not a file"),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(named(path, error.kind(), &error)),
    }
    let mut start = [0; MAGIC.len()];
    let read = File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut start));
    match read {
        Ok(()) if start == MAGIC => Ok(true),
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Err(named(path, error.kind(), &error))
        }
        _ => reject(
            "is not a database of the sandbox: restore it from a copy, or move it away to start \
             with new data",
        ),
    }
}

fn open_file(path: &Path, is_new: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(is_new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    if !is_new {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    Ok(file)
}

fn create(file: File) -> Result<Database, Failure> {
    Builder::new().create_file(file).map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => InUse.into(),
        other => other.into(),
    })
}

fn restore(database: &Database, state: &mut State, is_new: bool) -> Result<(), Failure> {
    if is_new {
        let transaction = database.begin_write()?;
        transaction.open_table(ROWS)?;
        transaction.commit()?;
    }
    let transaction = database.begin_read()?;
    if transaction.list_tables()?.any(|table| table.name() != "rows") {
        return Err("it has tables of another program".into());
    }
    let rows = transaction.open_table(ROWS)?;
    for row in rows.iter()? {
        let (key, content) = row?;
        let (table, key) = key.value();
        if let Some(table) = state.journals().into_iter().find(|it| it.name() == table) {
            // serde's message may repeat the row's content.
            table.restore(key, content.value()).map_err(|_| {
                let name = table.name();
                format!("a row of {name} cannot be read: another version may have written it")
            })?;
        }
    }
    Ok(())
}

fn write(database: &Database, changes: &[Change]) -> Result<(), Failure> {
    let transaction = database.begin_write()?;
    {
        let mut rows = transaction.open_table(ROWS)?;
        for change in changes {
            let key = (change.table, change.key.as_str());
            match &change.row {
                Some(row) => drop(rows.insert(key, row.as_slice())?),
                None => drop(rows.remove(key)?),
            }
        }
    }
    transaction.commit()?;
    Ok(())
}
