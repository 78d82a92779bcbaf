//! `essbasic skeleton`: a request to fill in.

use essbasic::schema::{SampleMode, sample};

use crate::arguments::{self, Output, Printing};
use crate::failure::Failure;
use crate::{catalogue, output};

pub(crate) fn run(arguments: &arguments::Skeleton, printing: &Printing) -> Result<(), Failure> {
    let action = catalogue::entry(&arguments.action)?.descriptor();
    let extent = if arguments.full { SampleMode::Full } else { SampleMode::Required };
    let sample = sample((action.request)(), extent);
    match (printing.output, &printing.filter) {
        (None | Some(Output::Json), None) => output::pretty(&sample),
        _ => output::data(&sample.into(), printing),
    }
}
