//! Tests of the pages, over HTTP as a browser uses them.

#![allow(clippy::unwrap_used, reason = "a panic in a test shows its place")]

mod call_log;
mod callbacks;
mod contracts;
mod data_browser;
mod guides;
mod pages;
mod placing;
mod settings;
mod signature_page;
mod support;
