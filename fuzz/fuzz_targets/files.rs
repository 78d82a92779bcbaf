//! The files of whoever calls: one text as a credential file, and as the command's configuration.
//! Whatever is wrong with it, no key in it is shown.

#![no_main]

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use essbasic::provider::FileProvider;
use libfuzzer_sys::fuzz_target;

// The command is no library: its parser is compiled here, beside a failure that is a text.
#[allow(dead_code)]
#[path = "../../essbasic-cli/src/config.rs"]
mod config;
#[allow(dead_code)]
#[path = "../../essbasic-cli/src/nearest.rs"]
mod nearest;

mod failure {
    #[derive(Debug)]
    pub(crate) struct Failure(pub(crate) String);

    impl Failure {
        pub(crate) fn usage(message: impl Into<String>) -> Self {
            Self(message.into())
        }

        pub(crate) fn hint(self, hint: Option<String>) -> Self {
            Self(self.0 + &hint.unwrap_or_default())
        }

        pub(crate) fn within(self, what: &str) -> Self {
            Self(format!("{what}: {}", self.0))
        }
    }
}

/// What is taken for the key, wherever an input has it.
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
    for name in [None, Some("other")] {
        if let Ok(profile) = config::Profile::of(input, Path::new("config.toml"), name) {
            let _ = (profile.get("endpoint"), profile.named);
        }
    }
});
