//! How results and errors are printed.

use clap::{Args, ValueEnum};

use crate::output::Filter;

/// How results and errors are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Output {
    /// One JSON value; an error is one JSON object
    Json,
    /// Rows and columns
    Table,
    /// Lines to read; an error has a hint
    Text,
}

// No documentation here: clap would take it for that of the command.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Printing {
    /// How results and errors are written: unless given, an answer is JSON in a pipe and text on
    /// a terminal, and an error is text
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<Output>,
    /// What of the result is printed, in JMESPath: QrCode.QrCodeId
    #[arg(long, value_name = "JMESPATH")]
    pub(crate) filter: Option<Filter>,
}

impl Printing {
    /// The same, and what another says where this says nothing.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            output: self.output.or(other.output),
            filter: self.filter.or_else(|| other.filter.clone()),
        }
    }
}

// A command that takes the options of printing besides its own.
#[derive(Args, Debug)]
pub(crate) struct Printed<T: Args> {
    #[command(flatten)]
    pub(crate) printing: Printing,
    #[command(flatten)]
    pub(crate) command: T,
}
