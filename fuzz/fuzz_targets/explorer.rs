//! The explorer's pages: what is searched, typed into forms and posted, and what the inspector and
//! the state show of calls with anything in them. A script, as `essbasic_fuzz::script` reads it.
//!
//! What a page sends to the sandbox does not arrive: nobody listens where it sends to.

#![no_main]

use essbasic_fuzz::script;
use essbasic_sandbox::fuzzing::Door;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &str| {
    essbasic_fuzz::run(async {
        let door = Door::with_pages(essbasic_explorer::sandbox_pages).expect("TLS can be set up");
        script::play(&door, script).await;
    });
});
