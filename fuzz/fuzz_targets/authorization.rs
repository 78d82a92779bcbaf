//! The header that a server verifies: what is written is read back, and nothing else is trusted.

#![no_main]

use essbasic::sign::Authorization;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    if let Some(read) = Authorization::read(header) {
        assert!(header.contains(read.secret_id) && header.contains(read.signature));
    }
});
