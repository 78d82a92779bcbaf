//! Callbacks: arbitrary bodies with an arbitrary signature, and with a valid one.

#![no_main]

use std::sync::LazyLock;

use essbasic::callback::CallbackKeys;
use libfuzzer_sys::fuzz_target;

static KEYS: LazyLock<CallbackKeys> = LazyLock::new(|| {
    let keys = CallbackKeys::new("token", "0123456789ABCDEF0123456789ABCDEF");
    keys.expect("token and key have valid lengths").allow_plain()
});

fuzz_target!(|input: (&str, &[u8])| {
    let (signature, body) = input;
    let _ = KEYS.receive(Some(signature), body);
    // A valid signature lets arbitrary bodies reach decryption and parsing.
    let received = KEYS.receive(Some(&KEYS.sign(body)), body);
    let _ = format!("{received:?}");
});
