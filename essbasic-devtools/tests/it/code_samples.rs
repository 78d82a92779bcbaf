//! Code samples: Rust programs that compile and run, commands that a shell parses, curl.

mod curl;
mod formats;
mod rust_programs;
mod shell_quoting;
