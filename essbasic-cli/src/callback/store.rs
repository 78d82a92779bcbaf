//! Store of received callbacks: an append-only file of JSON Lines.
//!
//! A line is a received callback, a delivery, the end of all attempts, or the URL of a run. It is valid
//! once its line break is on disk; bytes after the last line break are removed at the next start.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::{env, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::batch::LineSet;
use crate::error::CliError;
use crate::files::{self, with_suffix};
use crate::input;
use crate::message::message;

mod writer;

/// Upper bound of numbers, exclusive.
const MAX_ID: u64 = 1 << 53;

pub(super) use writer::StoreWriter;

/// A line of the store.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Received(StoredCallback),
    Delivered(Delivery),
    /// No more attempts are made.
    Failed(Delivery),
    /// The start of `listen` with a URL to forward to.
    ForwardTo(String),
}

/// A received callback, as it is stored.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct StoredCallback {
    /// Number, in the order of arrival.
    pub(super) id: u64,
    /// Unix time in milliseconds.
    pub(super) at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) event: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) msg_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) organization: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) flow: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signature: Option<String>,
    /// Body, if it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<String>,
    /// Body in base64, if it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body_base64: Option<String>,
}

/// A delivery, or the last attempt of one.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Delivery {
    pub(super) id: u64,
    /// Unix time in milliseconds.
    pub(super) at: i64,
    pub(super) attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) problem: Option<String>,
}

impl StoredCallback {
    /// Sets the body.
    pub(super) fn with_body(mut self, body: &[u8]) -> Self {
        match str::from_utf8(body) {
            Ok(text) => self.body = Some(text.to_owned()),
            Err(_) => self.body_base64 = Some(STANDARD.encode(body)),
        }
        self
    }

    /// Drops the body.
    pub(super) fn without_body(self) -> Self {
        Self { body: None, body_base64: None, ..self }
    }

    /// Returns the body as it was received.
    pub(super) fn body(&self) -> Option<Vec<u8>> {
        match (&self.body, &self.body_base64) {
            (Some(text), _) => Some(text.clone().into_bytes()),
            (None, Some(text)) => STANDARD.decode(text).ok(),
            (None, None) => None,
        }
    }
}

/// Returns the path of the store: that of the option, or the default one.
pub(super) fn path(option: Option<&Path>) -> Result<PathBuf, CliError> {
    if let Some(path) = option {
        return Ok(path.to_owned());
    }
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = variable("XDG_STATE_HOME")
        .or_else(|| env::home_dir().map(|home| home.join(".local/state")));
    let base = base.ok_or_else(|| CliError::usage(message!("callback-no-home")))?;
    Ok(base.join("essbasic/callbacks.jsonl"))
}

/// Lock that gives the exclusive right to write to a store.
#[derive(Debug)]
pub(super) struct StoreLock {
    _file: File,
}

impl StoreLock {
    /// Takes the lock, or returns `None` if another process has it. Creates the folder of the store.
    pub(super) fn try_new(path: &Path) -> Result<Option<Self>, CliError> {
        let problem = |error: io::Error| cannot_use(path, &error);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let mut builder = fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(folder).map_err(problem)?;
        }
        let file = files::open(&with_suffix(path, ".lock")).map_err(problem)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(fs4::TryLockError::WouldBlock) => Ok(None),
            Err(fs4::TryLockError::Error(error)) => Err(problem(error)),
        }
    }
}

/// Numbers of callbacks that were delivered, or whose attempts have ended.
#[derive(Debug, Default)]
pub(super) struct SettledIds {
    /// First number of the store.
    first: u64,
    /// Numbers, from the first one on.
    set: LineSet,
}

impl SettledIds {
    pub(super) fn contains(&self, id: u64) -> bool {
        id.checked_sub(self.first).is_some_and(|index| self.set.contains(index))
    }
}

/// State of a store that was read.
#[derive(Debug, Default)]
pub(super) struct StoreState {
    pub(super) settled: SettledIds,
    /// Number of the next callback.
    pub(super) next_id: u64,
    /// Size of all whole lines, in bytes.
    pub(super) length: u64,
    /// URL of the last run that forwarded.
    pub(super) forward_to: Option<String>,
}

impl StoreState {
    /// Reads a store. It does not have to exist.
    pub(super) fn read(path: &Path) -> Result<Self, CliError> {
        let mut state = Self { next_id: 1, ..Self::default() };
        let Some(mut reader) = StoreReader::open(path)? else { return Ok(state) };
        let mut settled: Option<SettledIds> = None;
        while let Some((line, _)) = reader.next()? {
            let (id, is_settled) = match line {
                Line::Received(it) => (it.id, false),
                Line::Delivered(it) | Line::Failed(it) => (it.id, true),
                Line::ForwardTo(url) => {
                    state.forward_to = Some(url);
                    continue;
                }
            };
            let settled =
                settled.get_or_insert_with(|| SettledIds { first: id, set: LineSet::default() });
            let index = id.saturating_sub(settled.first);
            // A damaged number must not make the set larger than the file.
            if id == 0 || id >= MAX_ID || index / 8 > reader.position {
                return Err(reader.damaged());
            }
            if is_settled && id >= settled.first {
                settled.set.insert(index);
            }
            state.next_id = state.next_id.max(id + 1);
        }
        state.settled = settled.unwrap_or_default();
        state.length = reader.position;
        Ok(state)
    }
}

/// A reader of the lines of a store, one by one.
#[derive(Debug)]
pub(super) struct StoreReader {
    path: PathBuf,
    reader: BufReader<File>,
    /// Offset of the next line.
    position: u64,
    number: u64,
    buffer: Vec<u8>,
}

impl StoreReader {
    /// Opens a store, or returns `None` if it does not exist.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, CliError> {
        let file = match files::open_existing(path, OpenOptions::new().read(true)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot_use(path, &error)),
        };
        let reader = BufReader::new(file);
        Ok(Some(Self { path: path.to_owned(), reader, position: 0, number: 0, buffer: Vec::new() }))
    }

    /// Reads the next line with its offset.
    ///
    /// Returns `None` at the end, and before a line that is not complete yet.
    pub(super) fn next(&mut self) -> Result<Option<(Line, u64)>, CliError> {
        self.buffer.clear();
        let read = input::read_line(&mut self.reader, &mut self.buffer);
        read.map_err(|error| cannot_use(&self.path, &error))?;
        if self.buffer.last() != Some(&b'\n') {
            // The rest of the line may be written later.
            self.seek(self.position)?;
            return Ok(None);
        }
        let offset = self.position;
        self.position += self.buffer.len() as u64;
        self.number += 1;
        let line = serde_json::from_slice(&self.buffer).map_err(|_| self.damaged())?;
        // A large body must not stay in memory.
        self.buffer.shrink_to(64 << 10);
        Ok(Some((line, offset)))
    }

    /// Returns the error of the line that was read last.
    fn damaged(&self) -> CliError {
        CliError::usage(message!("callback-store-line", path = self.path, line = self.number))
            .with_hint(message!("callback-store-hint"))
    }

    /// Returns the offset of the next line.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Reads the callback at an offset.
    pub(super) fn received_at(&mut self, offset: u64) -> Result<Option<StoredCallback>, CliError> {
        self.seek(offset)?;
        match self.next()? {
            Some((Line::Received(received), _)) => Ok(Some(received)),
            _ => Ok(None),
        }
    }

    fn seek(&mut self, offset: u64) -> Result<(), CliError> {
        let sought = self.reader.seek(SeekFrom::Start(offset));
        self.position = sought.map_err(|error| cannot_use(&self.path, &error))?;
        Ok(())
    }
}

pub(super) fn cannot_use(path: &Path, error: &io::Error) -> CliError {
    CliError::usage(message!("callback-store", path = path, problem = error))
}

/// Returns the time as Unix time in milliseconds.
pub(super) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap_or_default().as_millis()).unwrap_or(i64::MAX)
}
