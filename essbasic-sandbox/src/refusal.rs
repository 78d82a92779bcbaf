//! What the service says no with.

use std::borrow::Cow;

use essbasic::{Descriptor, ErrorCode};

pub(crate) mod reasons;

/// A reason to refuse, in both of the service's languages, with the codes that say it.
///
/// The service has several codes for one reason, and every action documents its own choice of
/// them. So a reason lists its codes, the plainest first, and the action's own list decides.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    codes: Cow<'static, [ErrorCode]>,
    chinese: Cow<'static, str>,
    english: Cow<'static, str>,
}

impl Refusal {
    /// A reason with one code.
    pub(crate) fn new(
        code: ErrorCode,
        chinese: impl Into<Cow<'static, str>>,
        english: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { codes: vec![code].into(), chinese: chinese.into(), english: english.into() }
    }

    /// A reason with several codes, the plainest first.
    pub(crate) fn any_of(
        codes: &'static [ErrorCode],
        chinese: impl Into<Cow<'static, str>>,
        english: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { codes: codes.into(), chinese: chinese.into(), english: english.into() }
    }

    /// The code that an action answers with: the first that it documents; else the class of the
    /// first that every action may answer with.
    pub(crate) fn code(&self, action: Option<&Descriptor>) -> ErrorCode {
        let documented = |code: &str| {
            ErrorCode::COMMON.iter().any(|common| common.as_str() == code)
                || action.is_none_or(|action| action.errors.contains(&code))
        };
        let exact = self.codes.iter().find(|code| {
            action.is_none_or(|action| action.errors.contains(&code.as_str()))
                || code.is_authentication()
        });
        let known = || self.codes.iter().find(|code| documented(code.as_str()));
        let class = || {
            let classes = self.codes.iter().map(ErrorCode::class);
            classes.into_iter().find(|class| documented(class)).map(ErrorCode::from)
        };
        exact.or_else(known).cloned().or_else(class).unwrap_or(ErrorCode::FAILED_OPERATION)
    }

    /// The message in the language of `X-TC-Language`; Chinese unless English is asked for.
    pub(crate) fn message(&self, language: Option<&str>) -> &str {
        match language {
            Some("en-US") => &self.english,
            _ => &self.chinese,
        }
    }
}
