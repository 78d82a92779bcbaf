//! Files that only their owner can read, replaced atomically.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::Path;

use crate::error::CliError;
use crate::output::OutputFormat;
use crate::report;

/// Replaces a file, readable by its owner only. Warns if others could read it before.
pub(super) fn write(path: &Path, text: &str, format: Option<OutputFormat>) -> Result<(), CliError> {
    if is_readable_by_others(path) {
        let shown = path.display();
        let text = format!("others on this machine could read {shown}; from now on only you can");
        report::warning(&text, format);
    }
    replace(path, text)
        .map_err(|error| CliError::usage(format!("cannot write {}: {error}", path.display())))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // The target of a symbolic link is replaced, not the link.
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    create_folder(folder)?;
    // Temporary files have mode 0600.
    let mut file = tempfile::Builder::new().prefix(".essbasic-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Creates a folder and its missing parents, accessible to their owner only.
fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn is_readable_by_others(path: &Path) -> bool {
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
