//! The command as a script meets it: what it prints, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod command {
    mod asking;
    mod batch;
    mod bugs;
    mod calling;
    mod completing;
    mod configuration;
    mod configuring;
    mod connection;
    mod doctor;
    mod dry_run;
    mod examples;
    mod exploring;
    mod listing;
    mod mistakes;
    mod printing;
    mod remembering;
    mod replaying;
    mod signing;
    mod support;
}
