//! The same call elsewhere: programs that compile and run, commands that a shell takes apart
//! rightly, curl.

mod curl;
mod programs;
mod words;
