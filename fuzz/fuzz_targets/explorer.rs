//! Explorer pages: search, forms, inspector and data browser, driven by a script of requests (see
//! `essbasic_fuzz::script`). Requests that a page sends to the sandbox fail to connect.

#![no_main]

use essbasic_fuzz::script;
use essbasic_sandbox::fuzzing::InProcessSandbox;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &str| {
    essbasic_fuzz::block_on(async {
        let sandbox = InProcessSandbox::with_pages(essbasic_explorer::sandbox_pages)
            .expect("TLS is available");
        script::run(&sandbox, script).await;
    });
});
