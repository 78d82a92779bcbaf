//! Support for the tests of several crates and for fuzz targets. Depends on none of them.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "tests fail where it panics")]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "short texts, read more easily"
)]

pub mod certificate;
pub mod metrics;
pub mod nginx;
mod port;
mod properties;
pub mod server;
pub mod tc3;
#[path = "../../../essbasic-cli/src/help_texts/tests/translation.rs"]
pub mod translation;

pub use port::free_port;
pub use properties::holds;
