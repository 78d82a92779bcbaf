//! Numbers of the lines on which rows of CSV start.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::input;

/// A reader of CSV that remembers where lines start, until their rows are parsed.
pub(in super::super) struct LineIndex<R> {
    inner: R,
    delimiter: u8,
    offset: u64,
    line: u64,
    after_cr: bool,
    at_line_start: bool,
    /// Length of the row so far.
    row_bytes: u64,
    cell: Cell,
    quote_line: u64,
    /// Offset and number of lines that are not blank.
    starts: VecDeque<(u64, u64)>,
    /// Line of a quote that is not closed at the end of the input.
    pub(super) unclosed: Option<u64>,
}

/// State of a CSV parser in a cell.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Cell {
    Start,
    Plain,
    Quoted,
    /// After a quote in a quoted cell.
    Quote,
}

impl<R> LineIndex<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> Self {
        Self {
            inner,
            delimiter,
            offset: 0,
            line: 1,
            after_cr: false,
            at_line_start: true,
            row_bytes: 0,
            cell: Cell::Start,
            quote_line: 0,
            starts: VecDeque::new(),
            unclosed: None,
        }
    }

    /// Returns the number of the first line that starts at an offset or after it and is not blank.
    pub(super) fn line_at(&mut self, offset: u64) -> u64 {
        while self.starts.front().is_some_and(|(start, _)| *start < offset) {
            self.starts.pop_front();
        }
        self.starts.front().map_or(self.line, |(_, line)| *line)
    }

    fn advance(&mut self, byte: u8) {
        let is_break = matches!(byte, b'\n' | b'\r');
        if is_break {
            // The second byte of CR LF belongs to the first.
            self.line += u64::from(!(byte == b'\n' && self.after_cr));
            self.at_line_start = true;
        } else if std::mem::take(&mut self.at_line_start) && self.cell == Cell::Start {
            // No row starts inside a quoted cell, which may have millions of lines.
            self.starts.push_back((self.offset, self.line));
        }
        self.after_cr = byte == b'\r';
        self.cell = match (self.cell, byte) {
            (Cell::Quoted, b'"') => Cell::Quote,
            (Cell::Quoted, _) | (Cell::Quote, b'"') => Cell::Quoted,
            (Cell::Start, b'"') => {
                self.quote_line = self.line;
                Cell::Quoted
            }
            _ if is_break || byte == self.delimiter => Cell::Start,
            _ => Cell::Plain,
        };
        self.row_bytes = if is_break && self.cell == Cell::Start { 0 } else { self.row_bytes + 1 };
        self.offset += 1;
    }
}

impl<R: Read> Read for LineIndex<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        buffer[..read].iter().for_each(|byte| self.advance(*byte));
        // A quote that is never closed makes one row of all others, which the parser holds.
        input::check_length(self.row_bytes)?;
        if read == 0 && self.cell == Cell::Quoted {
            self.unclosed = Some(self.quote_line);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::LineIndex;

    #[test]
    fn lines_inside_a_quoted_cell_are_not_remembered() {
        let text = format!("h\n\"{}\"\nlast\n", "a\n".repeat(10_000));
        let mut index = LineIndex::new(text.as_bytes(), b',');
        io::copy(&mut index, &mut io::sink()).unwrap();
        assert_eq!(index.starts.len(), 3);
        let last = (text.len() - "last\n".len()) as u64;
        assert_eq!(index.line_at(last), 10_003);
    }
}
