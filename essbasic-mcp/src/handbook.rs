//! Pages of the handbook, in both languages.

use essbasic_devtools::Language;

/// Folder of the sources that pages include.
const SOURCES: &str = "https://github.com/essbasic/essbasic-rust/blob/main/";

/// A page of the handbook.
pub(crate) struct Page {
    /// Name of the file, without extension.
    pub(crate) name: &'static str,
    english: &'static str,
    chinese: &'static str,
}

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        &[$(Page {
            name: $name,
            english: include_str!(concat!("../handbook/en/src/", $name, ".md")),
            chinese: include_str!(concat!("../handbook/zh-CN/src/", $name, ".md")),
        }),*]
    };
}

/// All pages, in the order of the handbook.
pub(crate) const PAGES: &[Page] = pages![
    "first-call",
    "onboarding",
    "contract-from-file",
    "contract-from-template",
    "qr-code",
    "signing-links",
    "callbacks",
    "errors",
    "testing",
    "mcp",
    "production",
    "replicas",
    "other-engines",
];

/// Returns a page by its name.
pub(crate) fn find(name: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.name == name)
}

impl Page {
    /// Returns the title: the first heading.
    pub(crate) fn title(&self, language: Language) -> &'static str {
        let first = self.source(language).lines().next().unwrap_or_default();
        first.trim_start_matches(['#', ' '])
    }

    /// Returns the text in Markdown, with links in place of included programs.
    pub(crate) fn text(&self, language: Language) -> String {
        let lines = self.source(language).lines().map(|line| {
            let included = line.strip_prefix("{{#include ").and_then(|it| it.strip_suffix("}}"));
            match included {
                Some(path) => {
                    // An anchor after the path selects a part of the file.
                    let path = path.split_once(':').map_or(path, |(path, _)| path);
                    format!("// {SOURCES}{}", path.trim_start_matches("../"))
                }
                None => line.to_owned(),
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn source(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}
