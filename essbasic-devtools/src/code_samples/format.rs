//! Formats of code samples: languages, SDKs and commands.

use std::borrow::Cow;

use super::sdk::{go, java, node, php, python};
use super::{Sample, SampleBody, command, rust, script};
use crate::{Language, t};

/// A format that needs only the request: its signature is computed when the sample runs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SampleFormat {
    /// A Rust program with this library.
    Rust,
    /// A command line of `essbasic`.
    Command,
    /// A shell script that signs and calls curl.
    Curl,
    /// A Python program with the vendor's SDK.
    Python,
    /// A Go program with the vendor's SDK.
    Go,
    /// A Java program with the vendor's SDK.
    Java,
    /// A Node.js program with the vendor's SDK.
    Node,
    /// A PHP program with the vendor's SDK.
    Php,
}

impl SampleFormat {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::Rust,
        Self::Command,
        Self::Curl,
        Self::Python,
        Self::Go,
        Self::Java,
        Self::Node,
        Self::Php,
    ];

    /// Returns the name on a command line and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Command => "command",
            Self::Curl => "curl",
            Self::Python => "python",
            Self::Go => "go",
            Self::Java => "java",
            Self::Node => "node",
            Self::Php => "php",
        }
    }

    /// Returns the title, in a language of pages.
    pub fn title(self, language: Language) -> Cow<'static, str> {
        match self {
            Self::Rust => "Rust".into(),
            Self::Command => t!(language, "sample-command"),
            Self::Curl => "curl".into(),
            Self::Python => "Python".into(),
            Self::Go => "Go".into(),
            Self::Java => "Java".into(),
            Self::Node => "Node.js".into(),
            Self::Php => "PHP".into(),
        }
    }

    /// Returns the format with a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// Returns the name of the file that the sample is.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Rust => "src/main.rs",
            Self::Command | Self::Curl => "sample.sh",
            Self::Python => "sample.py",
            Self::Go => "main.go",
            Self::Java => "Sample.java",
            Self::Node => "sample.cjs",
            Self::Php => "sample.php",
        }
    }

    /// Renders a call. A Rust program starts with its dependencies as a comment.
    pub fn render(self, sample: &Sample<'_>) -> String {
        match self {
            Self::Rust => {
                let program =
                    rust::program(sample.action, sample.endpoint, sample.members, sample.unchecked);
                let manifest = program.manifest.lines().map(|line| format!("// {line}\n"));
                format!("// Cargo.toml:\n{}{}", manifest.collect::<String>(), program.main)
            }
            Self::Command => {
                let Sample { action, endpoint, members, unchecked } = *sample;
                command::render(action, endpoint, members, unchecked, SampleBody::Inline) + "\n"
            }
            Self::Curl => script::program(sample),
            Self::Python => python::program(sample),
            Self::Go => go::program(sample),
            Self::Java => java::program(sample),
            Self::Node => node::program(sample),
            Self::Php => php::program(sample),
        }
    }
}
