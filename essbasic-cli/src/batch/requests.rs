//! The requests of an input, completed with what the options set.

use std::io;
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::input::{Rows, Survey};
use super::line_set::LineSet;
use crate::error::CliError;
use crate::message::{Message, message};
use crate::request::RequestBuilder;
use crate::target::Target;

/// Reader of the requests of an input.
pub(super) struct Requests {
    pub(super) path: PathBuf,
    pub(super) survey: Survey,
    pub(super) rows: Rows,
    pub(super) request: RequestBuilder,
    pub(super) target: Target,
}

/// Number of a line and its request, or the error of one that is invalid.
pub(super) type NumberedRequest = (u64, Result<Map<String, Value>, CliError>);

impl Requests {
    /// Reads the next request whose line is not in `completed`.
    pub(super) fn next(&mut self, completed: &LineSet) -> io::Result<Option<NumberedRequest>> {
        let Some(row) = self.rows.next(completed)? else { return Ok(None) };
        let request = row.request.map_err(CliError::usage).and_then(|mut fields| {
            self.request.complete(&self.target, &mut fields)?;
            Ok(fields)
        });
        Ok(Some((row.line, request)))
    }

    /// Checks that the input did not change while it was read.
    pub(super) fn check_unchanged(&self) -> Result<(), Message> {
        let is_current = self.survey.is_current(&self.path);
        if is_current { Ok(()) } else { Err(message!("cli-input-changed")) }
    }
}
