//! Files with keys or people's data: readable by their owner only, replaced atomically, and never
//! written through a symbolic link that another user may have made.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::message::message;

/// Opens or creates a private file to read and write it.
///
/// # Errors
///
/// If the path is a symbolic link, or no regular file.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    let mut new = options.clone();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    // Creates a new file only, which never follows a link.
    match new.create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => open_existing(path, &options),
        result => result,
    }
}

/// Opens an existing file, unless its path is a symbolic link, or no regular file.
pub(crate) fn open_existing(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let named = regular_file(path)?;
    let file = options.open(path)?;
    // The path may have become a link since.
    if is_same(&named, &file.metadata()?) && is_same(&named, &regular_file(path)?) {
        return Ok(file);
    }
    Err(io::Error::other(message!("cli-file-replaced")))
}

/// Checks that an open file is still the one at its path: what is written to another one is lost.
pub(crate) fn check_in_place(file: &File, path: &Path) -> io::Result<()> {
    let is_in_place = match fs::symlink_metadata(path) {
        Ok(named) => is_same(&named, &file.metadata()?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if is_in_place { Ok(()) } else { Err(io::Error::other(message!("cli-file-gone"))) }
}

/// Makes a file private that another user may have created.
///
/// # Errors
///
/// If the file belongs to another user, who may have created it. File systems without permissions
/// are no error.
pub(crate) fn make_private(file: &File, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let changed = file.set_permissions(fs::Permissions::from_mode(0o600));
        if is_accessible(folder_of(path), 0o022) {
            changed?;
        }
    }
    #[cfg(not(unix))]
    let _ = (file, path);
    Ok(())
}

fn regular_file(path: &Path) -> io::Result<fs::Metadata> {
    let metadata = fs::symlink_metadata(path)?;
    match metadata.file_type() {
        kind if kind.is_file() => Ok(metadata),
        kind if kind.is_symlink() => Err(io::Error::other(message!("cli-symbolic-link"))),
        _ => Err(io::Error::other(message!("cli-not-a-file"))),
    }
}

#[cfg(unix)]
fn is_same(left: &fs::Metadata, right: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    (left.dev(), left.ino()) == (right.dev(), right.ino())
}

#[cfg(not(unix))]
fn is_same(_left: &fs::Metadata, right: &fs::Metadata) -> bool {
    right.is_file()
}

/// A file that replaces another one when it is complete.
pub(crate) struct Replacement {
    file: NamedTempFile,
    path: PathBuf,
}

impl Replacement {
    /// Creates an empty private file in the folder of a path.
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        Self::with_mode(path, 0o600)
    }

    fn with_mode(path: &Path, mode: u32) -> io::Result<Self> {
        // Renaming would replace a device or a pipe, such as /dev/null.
        if fs::metadata(path).is_ok_and(|existing| !existing.is_file()) {
            return Err(io::Error::other(message!("cli-not-a-file")));
        }
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
        #[cfg(not(unix))]
        let _ = mode;
        // The name did not exist, not even as a link.
        let file = builder.prefix(".essbasic-").tempfile_in(folder_of(path))?;
        Ok(Self { file, path: path.to_owned() })
    }

    pub(crate) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Replaces the file at the path, durably. Returns the open file.
    pub(crate) fn commit(self) -> io::Result<File> {
        self.file.as_file().sync_all()?;
        let file = self.file.persist(&self.path)?;
        if cfg!(unix) {
            File::open(folder_of(&self.path))?.sync_all()?;
        }
        Ok(file)
    }
}

/// Replaces a file by private contents.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut new = Replacement::new(path)?;
    new.file().write_all(contents)?;
    new.commit().map(drop)
}

/// Replaces a file by contents that everybody may read.
pub(crate) fn replace_public(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut new = Replacement::with_mode(path, 0o644)?;
    new.file().write_all(contents)?;
    new.commit().map(drop)
}

/// Waits for the exclusive right to change a file, which ends when the lock is dropped.
///
/// Creates the folder of the file, accessible to its owner only.
pub(crate) fn lock(path: &Path) -> io::Result<File> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder_of(path))?;
    let lock = open(&with_suffix(path, ".lock"))?;
    fs4::FileExt::lock(&lock)?;
    Ok(lock)
}

/// Returns the file that a path leads to. A dangling link counts as a file.
///
/// # Errors
///
/// If the path is a symbolic link that another user may have made.
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    if is_accessible(folder_of(path), 0o022) {
        return Err(io::Error::other(message!("cli-link-in-shared-folder")));
    }
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        result => result,
    }
}

/// Returns whether a file has any of these permissions; `false` on systems without them.
pub(crate) fn is_accessible(path: &Path, permissions: u32) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::metadata(path).is_ok_and(|it| it.permissions().mode() & permissions != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = (path, permissions);
        false
    }
}

/// Appends a suffix to the name of a file.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Returns the folder that contains a path.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
