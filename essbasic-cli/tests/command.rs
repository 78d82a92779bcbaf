//! The command `essbasic`: output, files and exit codes.

#![allow(clippy::unwrap_used, reason = "tests panic")]

mod command {
    mod batch;
    mod call;
    mod callback;
    mod catalogue;
    mod chinese;
    mod completions;
    mod config;
    mod configure;
    mod connection;
    mod doctor;
    mod dry_run;
    mod errors;
    mod explorer;
    mod help_examples;
    mod hostile_text;
    mod output;
    mod paginate;
    mod private_files;
    mod replay;
    mod secret_warning;
    mod secrets;
    mod servers;
    mod sign;
    mod support;
    mod text_files;
}
