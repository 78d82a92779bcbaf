//! Tests of the pages, over HTTP as a browser uses them.

#![allow(clippy::unwrap_used, reason = "a panic in a test shows its place")]

mod call_log;
mod callbacks;
mod data_browser;
mod pages;
mod signature_page;
mod support;
