//! Language of the reader.

/// A language that messages are written in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Language {
    /// English, the language of all rustdoc.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Returns the language tag: `en` or `zh`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// Returns the value of `X-TC-Language`, the language of the service's messages.
    pub fn service_tag(self) -> &'static str {
        match self {
            Self::English => "en-US",
            Self::Chinese => "zh-CN",
        }
    }

    /// Returns the separator between two sentences: a space, in Chinese nothing.
    pub fn sentence_separator(self) -> &'static str {
        match self {
            Self::English => " ",
            Self::Chinese => "",
        }
    }

    /// Parses a language tag or a locale: `zh`, `zh-CN`, `zh_CN.UTF-8`. Returns `None` for other
    /// languages.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split(['-', '_', '.', '@']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// Chooses the language for an `Accept-Language` header. Default: English.
    ///
    /// The first supported language of the header wins; weights are ignored, since browsers list
    /// languages in order of preference.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut tags = accept_language.split(',').filter_map(|range| range.split(';').next());
        tags.find_map(Self::from_tag).unwrap_or_default()
    }
}
