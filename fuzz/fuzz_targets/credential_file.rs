//! Credential files: arbitrary text, read with and without a profile. The secret key never appears
//! in the result's `Debug` output.

#![no_main]

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::LazyLock;

use essbasic::provider::FileProvider;
use libfuzzer_sys::fuzz_target;

/// Secret key in the corpus.
const KEY: &str = "SecretKeyInFile";

static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = std::env::temp_dir().join(format!("essbasic-fuzz-{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(0o600).open(&path).expect("temporary file is writable");
    path
});

fuzz_target!(|input: &str| {
    fs::write(&*FILE, input).expect("temporary file is writable");
    let file = FileProvider::at(&*FILE);
    for result in [file.read(), file.clone().profile("other").read()] {
        let debug = format!("{result:?}");
        let is_id = result.as_ref().is_ok_and(|credential| credential.secret_id().contains(KEY));
        assert!(is_id || !debug.contains(KEY), "{debug}");
    }
});
