//! A file that is the user's alone: written whole or not at all, and never open to others.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::Path;

use crate::arguments::Output;
use crate::failure::{Failure, warn};

/// Writes a file in place of another, for its owner alone from its first byte on.
pub(super) fn keep(path: &Path, text: &str, output: Option<Output>) -> Result<(), Failure> {
    write(path, text, output)
        .map_err(|error| Failure::usage(format!("cannot write {}: {error}", path.display())))
}

fn write(path: &Path, text: &str, output: Option<Output>) -> io::Result<()> {
    if is_open(path) {
        let shown = path.display();
        let text = format!("others on this machine could open {shown}; from now on only you can");
        warn(&text, output);
    }
    // Where it is a link to a file elsewhere, that is written and the link stays.
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    make(folder)?;
    // It is made with 0600, under a name of its own.
    let mut file = tempfile::Builder::new().prefix(".essbasic-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Makes a folder that is its owner's alone, and those above it that are missing.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Whether others than its owner can read or write a file.
fn is_open(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::metadata(path).is_ok_and(|it| it.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
