//! Properties of all actions, checked on generated values.

mod coding;
mod gateway;
mod limits;
mod signing;
mod values;
