//! A file that whole lines are appended to.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::files;

/// A file of whole lines, written by this process alone.
#[derive(Debug)]
pub(crate) struct LineFile {
    file: File,
    path: PathBuf,
    /// Length in bytes, up to the last line that was appended without an error.
    length: u64,
    /// `true` if bytes of lines that failed may follow.
    is_torn: bool,
}

impl LineFile {
    /// Continues the file at a path after `length` bytes of whole lines, and removes what follows.
    pub(crate) fn new(file: File, path: &Path, length: u64) -> io::Result<Self> {
        let mut lines = Self { file, path: path.to_owned(), length, is_torn: true };
        lines.remove_failed()?;
        Ok(lines)
    }

    /// Length in bytes of all whole lines.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Appends lines, all of them or none, if the file is still at its path.
    pub(crate) fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        self.append_with(lines, |_| Ok(()))
    }

    /// Appends lines as [`append`](Self::append) does, and waits until they are on the disk.
    pub(crate) fn append_durable(&mut self, lines: &[u8]) -> io::Result<()> {
        self.append_with(lines, File::sync_data)
    }

    /// Waits until all lines are on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn append_with(
        &mut self,
        lines: &[u8],
        finish: impl FnOnce(&File) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.is_torn {
            self.remove_failed()?;
        }
        let written = self.file.write_all(lines).and_then(|()| finish(&self.file));
        // Lines in a removed file are lost.
        let written = written.and_then(|()| files::check_in_place(&self.file, &self.path));
        match written {
            Ok(()) => self.length += lines.len() as u64,
            Err(_) => {
                self.is_torn = true;
                // If this fails too, the next lines are written only once it has succeeded.
                let _ = self.remove_failed();
            }
        }
        written
    }

    fn remove_failed(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.is_torn = false;
        Ok(())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::{self, OpenOptions};
    use std::io::Write;

    use super::LineFile;

    #[test]
    fn what_could_not_be_removed_after_an_error_is_removed_before_the_next_lines() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lines.jsonl");
        let open = |path: &std::path::Path| {
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)
        };
        // Neither takes bytes nor can be truncated.
        let full = open("/dev/full".as_ref()).unwrap();
        let mut lines = LineFile { file: full, path: path.clone(), length: 4, is_torn: false };
        lines.append_durable(b"{2}\n").unwrap_err();
        let mut file = open(&path).unwrap();
        file.write_all(b"{1}\n{2").unwrap();
        lines.file = file;
        lines.append(b"{3}\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{1}\n{3}\n");
        assert_eq!(lines.length(), 8);
    }
}
