//! Support for the tests of several crates and for fuzz targets. Depends on none of them.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "tests fail where it panics")]

pub mod server;
pub mod tc3;
