//! Pages about signatures: the steps of one, and a form that diagnoses a rejected one.

mod answer;
mod form;
mod page;
mod panel;

pub(crate) use answer::of_call;
pub(crate) use page::routes;
pub(crate) use panel::panel;
