//! The journal: what a run is about, and which lines were about to be sent.
//!
//! Its first line is JSON. Each other says `12`: line 12 is about to be sent; or `-12`: it was
//! not, after all. What stands behind the last line break was never relied on.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lines::Lines;
use crate::failure::Failure;

mod writer;

pub(super) use writer::{Marker, Writer};

/// What a run is about. A run that goes on is about the same.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct About {
    pub(super) journal: u32,
    pub(super) action: String,
    pub(super) version: String,
    pub(super) service: String,
    pub(super) place: String,
    /// The hash of the input.
    pub(super) input: String,
    /// The hash of all that is said of a request beside it.
    pub(super) recipe: String,
}

/// A journal that was read, and is not written yet.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    about: About,
    /// The lines that were about to be sent.
    marked: Lines,
}

impl Journal {
    /// Where the journal of an output is.
    pub(super) fn path(output: &Path) -> PathBuf {
        beside(output, ".journal")
    }

    /// Reads the journal of an output, if there is one, and checks that it is about the same.
    pub(super) fn read(path: PathBuf, about: About, most: u64) -> Result<Self, Failure> {
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { path, about, marked: Lines::default() });
            }
            Err(error) => return Err(refuse(&path, &format!("it cannot be read: {error}"))),
        };
        let mut reader = BufReader::new(file);
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        let before: About = serde_json::from_slice(&line)
            .map_err(|_| refuse(&path, "it is none, or one of another version of this command"))?;
        before.is_same(&about).map_err(|why| refuse(&path, why))?;
        let mut marked = Lines::default();
        loop {
            line.clear();
            reader.read_until(b'\n', &mut line)?;
            let Some(mark) = line.strip_suffix(b"\n") else { break };
            let number = std::str::from_utf8(mark).ok().and_then(|mark| mark.parse::<i64>().ok());
            let number = number.filter(|number| number.unsigned_abs() <= most);
            match number {
                Some(number @ 1..) => _ = marked.insert(number.unsigned_abs()),
                Some(number @ ..=-1) => marked.remove(number.unsigned_abs()),
                _ => return Err(refuse(&path, "it holds something that no run writes")),
            }
        }
        Ok(Self { path, about, marked })
    }

    /// The lines that were about to be sent.
    pub(super) fn marked(&self) -> &Lines {
        &self.marked
    }

    /// Writes it anew, each mark once, and goes on writing it. A mark stays whatever becomes of its
    /// line: it holds even if somebody takes the results away.
    pub(super) fn write(&self) -> Result<Writer, Failure> {
        let failed = |error: io::Error| {
            let path = self.path.display();
            io::Error::other(format!("the journal {path} cannot be written: {error}"))
        };
        let new = beside(&self.path, ".new");
        let written = self.write_to(&new).and_then(|()| fs::rename(&new, &self.path));
        written.map_err(failed)?;
        self.sync_folder().map_err(failed)?;
        let file = OpenOptions::new().append(true).open(&self.path).map_err(failed)?;
        Ok(Writer::start(file)?)
    }

    fn write_to(&self, path: &Path) -> io::Result<()> {
        let mut file = io::BufWriter::new(File::create(path)?);
        serde_json::to_writer(&mut file, &self.about)?;
        writeln!(file)?;
        for line in self.marked.iter() {
            writeln!(file, "{line}")?;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    /// Makes sure that the file's name would outlive a crash of the machine.
    fn sync_folder(&self) -> io::Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if cfg!(unix) { File::open(folder.unwrap_or(Path::new(".")))?.sync_all() } else { Ok(()) }
    }
}

impl About {
    /// Refuses to go on with something else.
    fn is_same(&self, now: &Self) -> Result<(), &'static str> {
        let changes = [
            (self.journal == now.journal, "it is of another version of this command"),
            (
                self.action == now.action
                    && self.version == now.version
                    && self.service == now.service,
                "it was begun for another action",
            ),
            (self.place == now.place, "it was begun in another environment"),
            (self.input == now.input, "the input has changed since it was begun"),
            (
                self.recipe == now.recipe,
                "--set, --file, --agent or --template said something else when it was begun",
            ),
        ];
        changes.into_iter().find(|(same, _)| !same).map_or(Ok(()), |(_, why)| Err(why))
    }
}

/// A file beside another, by what its name ends in.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn refuse(path: &Path, why: &str) -> Failure {
    let hint = "to go on, give all as it was; to begin something new, name another --output";
    Failure::usage(format!("the journal {}: {why}", path.display())).hint(Some(hint.to_owned()))
}
