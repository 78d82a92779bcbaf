//! The sandbox's pages, its control API, and the actions that lead to them: a script, as
//! `essbasic_fuzz::script` reads it.

#![no_main]

use essbasic_fuzz::script;
use essbasic_sandbox::fuzzing::InProcessSandbox;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &str| {
    essbasic_fuzz::run(async { script::play(&InProcessSandbox::new(), script).await });
});
