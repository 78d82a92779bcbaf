//! Credential files: no error shows a key of the file.

#![no_main]

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::LazyLock;

use essbasic::provider::FileProvider;
use libfuzzer_sys::fuzz_target;

/// The key in inputs of the corpus.
const KEY: &str = "KeyOfNobodyInAFile";

static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = std::env::temp_dir().join(format!("essbasic-fuzz-{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(0o600).open(&path).expect("a file of our own");
    path
});

fuzz_target!(|input: &str| {
    fs::write(&*FILE, input).expect("a file of our own");
    let file = FileProvider::at(&*FILE);
    for read in [file.read(), file.clone().profile("other").read()] {
        let shown = format!("{read:?}");
        let is_id = read.as_ref().is_ok_and(|it| it.secret_id().contains(KEY));
        assert!(is_id || !shown.contains(KEY), "{shown}");
    }
});
