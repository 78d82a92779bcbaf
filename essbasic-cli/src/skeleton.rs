//! `essbasic skeleton`: a request to fill in.

use essbasic::schema::{Extent, sample};

use crate::failure::Failure;
use crate::{arguments, catalogue, output};

pub(crate) fn run(arguments: &arguments::Skeleton) -> Result<(), Failure> {
    let action = catalogue::entry(&arguments.action)?.descriptor();
    let extent = if arguments.full { Extent::Full } else { Extent::Required };
    output::pretty(&sample((action.request)(), extent))
}
