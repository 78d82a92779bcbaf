//! The file of an audit log, and its rotation.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file that lines are appended to, and that is rotated when it is full.
pub(super) struct LogFile {
    path: PathBuf,
    max_bytes: u64,
    max_files: u32,
    /// The open file and its size; `None` after an error.
    file: Option<(File, u64)>,
}

impl LogFile {
    /// Opens the file, or creates it.
    ///
    /// # Errors
    ///
    /// If it cannot be opened.
    pub(super) fn open(path: PathBuf, max_bytes: u64, max_files: u32) -> io::Result<Self> {
        let file = Some(append(&path)?);
        Ok(Self { path, max_bytes, max_files, file })
    }

    /// Appends a whole line, to a new file if this one is full.
    ///
    /// # Errors
    ///
    /// If it cannot be written; no part of it stays in the file.
    pub(super) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let (file, size) = match self.file.take() {
            Some(open) => open,
            None => append(&self.path)?,
        };
        let length = line.len() as u64;
        let (mut file, size) = if size > 0 && size.saturating_add(length) > self.max_bytes {
            file.sync_data()?;
            self.rotate()?;
            append(&self.path)?
        } else {
            (file, size)
        };
        if let Err(error) = file.write_all(line) {
            // A torn line would make the next one unreadable, too.
            let _ = file.set_len(size);
            return Err(error);
        }
        self.file = Some((file, size + length));
        Ok(())
    }

    /// Waits until all lines are on disk.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        match &self.file {
            Some((file, _)) => file.sync_data(),
            None => Ok(()),
        }
    }

    /// Renames `<path>` to `<path>.1`, that to `<path>.2`, and so on; the oldest is replaced.
    fn rotate(&self) -> io::Result<()> {
        if self.max_files == 0 {
            return fs::remove_file(&self.path);
        }
        // The maximum may be any number, such as `u32::MAX` to keep all files.
        let is_free = |number: &u32| fs::symlink_metadata(self.rotated(*number)).is_err();
        let free = (1..self.max_files).find(is_free).unwrap_or(self.max_files);
        for number in (1..free).rev() {
            match fs::rename(self.rotated(number), self.rotated(number + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::rename(&self.path, self.rotated(1))?;
        sync_folder(&self.path)
    }

    fn rotated(&self, number: u32) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{number}"));
        name.into()
    }
}

/// Opens a file for appending, and returns its size. Adds a missing line break at its end.
fn append(path: &Path) -> io::Result<(File, u64)> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let mut size = file.seek(SeekFrom::End(0))?;
    if size > 0 {
        let mut last = [0];
        file.seek(SeekFrom::Start(size - 1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            file.write_all(b"\n")?;
            size += 1;
        }
    }
    Ok((file, size))
}

/// Waits until a renamed file is on disk under its new name.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}
