//! Signing pages and control API of the sandbox, driven by a script of requests (see
//! `essbasic_fuzz::script`).

#![no_main]

use essbasic_fuzz::script;
use essbasic_sandbox::fuzzing::InProcessSandbox;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &str| {
    essbasic_fuzz::block_on(async { script::run(&InProcessSandbox::new(), script).await });
});
