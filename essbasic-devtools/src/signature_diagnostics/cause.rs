//! Causes of a rejected signature, each with title, explanation and remedy.

use crate::language::Language;
use crate::t;

/// Declares the causes and their texts.
macro_rules! causes {
    ($($(#[$doc:meta])* $cause:ident => $title:literal, $explanation:literal, $remedy:literal;)*) => {
        /// Cause of a difference between client and service.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Cause {
            $($(#[$doc])* $cause,)*
        }

        impl Cause {
            /// Returns title, explanation and remedy.
            pub(super) fn texts(self, language: Language) -> [String; 3] {
                match self {
                    $(Self::$cause => [
                        t!(language, $title).into_owned(),
                        t!(language, $explanation).into_owned(),
                        t!(language, $remedy).into_owned(),
                    ],)*
                }
            }
        }
    };
}

causes! {
    /// The signature was made with another key, or the key was derived differently.
    WrongKey => "cause-wrong-key", "cause-wrong-key-explanation", "cause-wrong-key-remedy";
    /// The SecretKey was used with white space around it.
    KeyWhitespace => "cause-key-whitespace", "cause-key-whitespace-explanation", "cause-key-whitespace-remedy";
    /// The service does not know the SecretId.
    SecretId => "cause-secret-id", "cause-secret-id-explanation", "cause-secret-id-remedy";
    /// The signed host is not the requested one.
    Host => "cause-host", "cause-host-explanation", "cause-host-remedy";
    /// The date of the scope is not that of the timestamp.
    Date => "cause-date", "cause-date-explanation", "cause-date-remedy";
    /// The date of the scope is that of another time zone.
    LocalDate => "cause-local-date", "cause-local-date-explanation", "cause-local-date-remedy";
    /// The scope names another service.
    Service => "cause-service", "cause-service-explanation", "cause-service-remedy";
    /// The signed content type is not the sent one.
    ContentType => "cause-content-type", "cause-content-type-explanation", "cause-content-type-remedy";
    /// The hashed body is not the sent one.
    Body => "cause-body", "cause-body-explanation", "cause-body-remedy";
    /// The signed headers are in another order.
    HeaderOrder => "cause-header-order", "cause-header-order-explanation", "cause-header-order-remedy";
    /// The signed action is not the sent one, or not in lower case.
    Action => "cause-action", "cause-action-explanation", "cause-action-remedy";
    /// White space that the service does not have.
    TrailingSpace => "cause-trailing-space", "cause-trailing-space-explanation", "cause-trailing-space-remedy";
    /// The empty line after the headers is missing or repeated.
    BlankLine => "cause-blank-line", "cause-blank-line-explanation", "cause-blank-line-remedy";
    /// The signed headers are not those that `SignedHeaders` lists.
    SignedHeaders => "cause-signed-headers", "cause-signed-headers-explanation", "cause-signed-headers-remedy";
    /// Hexadecimal digits in upper case.
    UpperHex => "cause-upper-hex", "cause-upper-hex-explanation", "cause-upper-hex-remedy";
    /// The timestamp is in milliseconds.
    Milliseconds => "cause-milliseconds", "cause-milliseconds-explanation", "cause-milliseconds-remedy";
    /// The signed timestamp is not the sent one.
    Timestamp => "cause-timestamp", "cause-timestamp-explanation", "cause-timestamp-remedy";
    /// The timestamp is more than five minutes off.
    Expired => "cause-expired", "cause-expired-explanation", "cause-expired-remedy";
    /// The signed method is not the used one.
    Method => "cause-method", "cause-method-explanation", "cause-method-remedy";
    /// The signed path is not the requested one.
    Path => "cause-path", "cause-path-explanation", "cause-path-remedy";
    /// The signed query is not the sent one.
    Query => "cause-query", "cause-query-explanation", "cause-query-remedy";
    /// Another signed header differs.
    Header => "cause-header", "cause-header-explanation", "cause-header-remedy";
    /// Lines end with CR LF.
    LineEnds => "cause-line-ends", "cause-line-ends-explanation", "cause-line-ends-remedy";
    /// The first line of the string to sign differs.
    Algorithm => "cause-algorithm", "cause-algorithm-explanation", "cause-algorithm-remedy";
    /// The scope has another form.
    Scope => "cause-scope", "cause-scope-explanation", "cause-scope-remedy";
    /// The hash in the string to sign is not that of the canonical request.
    CanonicalHash => "cause-canonical-hash", "cause-canonical-hash-explanation", "cause-canonical-hash-remedy";
    /// The `Authorization` header is missing or has another form.
    Authorization => "cause-authorization", "cause-authorization-explanation", "cause-authorization-remedy";
    /// A line is missing or superfluous.
    Layout => "cause-layout", "cause-layout-explanation", "cause-layout-remedy";
}
