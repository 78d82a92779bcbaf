//! Callbacks: as they arrive, and behind a signature that is right.

#![no_main]

use std::sync::LazyLock;

use essbasic::callback::CallbackKeys;
use libfuzzer_sys::fuzz_target;

static KEYS: LazyLock<CallbackKeys> = LazyLock::new(|| {
    let keys = CallbackKeys::new("token", "0123456789ABCDEF0123456789ABCDEF");
    keys.expect("a token and a key of the right length").allow_plain()
});

fuzz_target!(|input: (&str, &[u8])| {
    let (signature, body) = input;
    let _ = KEYS.receive(Some(signature), body);
    // Who knows the token may write anything.
    let received = KEYS.receive(Some(&KEYS.sign(body)), body);
    // Nothing that is shown may fail either.
    let _ = format!("{received:?}");
});
