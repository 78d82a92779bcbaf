//! Pages about signatures: signing steps, and a form that diagnoses a rejected signature.

mod form;
mod page;
mod report;
mod steps;

pub(crate) use page::routes;
pub(crate) use report::of_call;
pub(crate) use steps::panel;
