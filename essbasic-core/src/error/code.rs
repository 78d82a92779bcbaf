//! Error codes: what the service says no with.

use std::fmt;

/// An error code of the service: matchable, and open.
///
/// The platform's common codes are constants here, a service's own are constants of its
/// catalogue, and a code that nobody has heard of keeps its exact text:
///
/// ```
/// use essbasic_core::ErrorCode;
///
/// let code = ErrorCode::from("OperationDenied.QrInvalid");
/// assert_eq!(code.class(), "OperationDenied");
/// match code {
///     ErrorCode::REQUEST_LIMIT_EXCEEDED => panic!("called too often"),
///     other => assert_eq!(other, "OperationDenied.QrInvalid"),
/// }
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct ErrorCode(Repr);

/// Inline where it fits, so that constants can be matched; what fits is always inline.
#[derive(Clone, Eq, Hash, PartialEq)]
enum Repr {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Box<str>),
}

/// The longest documented code has 56 bytes.
const SHORT: usize = 62;

/// Declares the platform's codes, each with what it means and what to do about it.
macro_rules! common_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        impl ErrorCode {
            $($(#[$doc])* pub const $name: Self = Self::new($text);)*

            /// Every code that any service of the platform may answer with.
            pub const COMMON: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

common_codes! {
    /// The action has been taken offline. Look for its successor in the manual.
    ACTION_OFFLINE = "ActionOffline";
    /// The `Authorization` header has not the expected form.
    AUTH_FAILURE_INVALID_AUTHORIZATION = "AuthFailure.InvalidAuthorization";
    /// The secret id is not one of the platform's cloud API keys. Check where it was copied from.
    AUTH_FAILURE_INVALID_SECRET_ID = "AuthFailure.InvalidSecretId";
    /// Multi-factor authentication failed.
    AUTH_FAILURE_MFA_FAILURE = "AuthFailure.MFAFailure";
    /// The secret id does not exist, or not in this environment: test keys and production keys
    /// are not interchangeable.
    AUTH_FAILURE_SECRET_ID_NOT_FOUND = "AuthFailure.SecretIdNotFound";
    /// The timestamp is more than five minutes off. Set the clock.
    AUTH_FAILURE_SIGNATURE_EXPIRE = "AuthFailure.SignatureExpire";
    /// The signature does not verify. The key is wrong, or something between changed the request.
    AUTH_FAILURE_SIGNATURE_FAILURE = "AuthFailure.SignatureFailure";
    /// The session token does not belong to this key, or has expired.
    AUTH_FAILURE_TOKEN_FAILURE = "AuthFailure.TokenFailure";
    /// The access policy of this key forbids the action. Ask who administers the account.
    AUTH_FAILURE_UNAUTHORIZED_OPERATION = "AuthFailure.UnauthorizedOperation";
    /// The request would have succeeded, and was only a dry run.
    DRY_RUN_OPERATION = "DryRunOperation";
    /// The operation failed; the message says more.
    FAILED_OPERATION = "FailedOperation";
    /// The service failed inside. Reads may be repeated.
    INTERNAL_ERROR = "InternalError";
    /// No such action. Check its name and version.
    INVALID_ACTION = "InvalidAction";
    /// A member has the wrong type or form.
    INVALID_PARAMETER = "InvalidParameter";
    /// A member's value is not one that it may have.
    INVALID_PARAMETER_VALUE = "InvalidParameterValue";
    /// The request body is not in the expected format.
    INVALID_REQUEST = "InvalidRequest";
    /// The caller's address is on the account's blacklist.
    IP_IN_BLACKLIST = "IpInBlacklist";
    /// The caller's address is not on the account's whitelist.
    IP_NOT_IN_WHITELIST = "IpNotInWhitelist";
    /// A quota is used up. Waiting a second does not help.
    LIMIT_EXCEEDED = "LimitExceeded";
    /// A member that must be there is not.
    MISSING_PARAMETER = "MissingParameter";
    /// No such product.
    NO_SUCH_PRODUCT = "NoSuchProduct";
    /// No such version of the API. Check that action and version belong together.
    NO_SUCH_VERSION = "NoSuchVersion";
    /// Too many calls in this second. Safe to repeat after a moment, whatever the action.
    REQUEST_LIMIT_EXCEEDED = "RequestLimitExceeded";
    /// Too many calls of the account in one region.
    REQUEST_LIMIT_EXCEEDED_GLOBAL_REGION_UIN_LIMIT_EXCEEDED = "RequestLimitExceeded.GlobalRegionUinLimitExceeded";
    /// Too many calls from this address.
    REQUEST_LIMIT_EXCEEDED_IP_LIMIT_EXCEEDED = "RequestLimitExceeded.IPLimitExceeded";
    /// Too many calls of the account.
    REQUEST_LIMIT_EXCEEDED_UIN_LIMIT_EXCEEDED = "RequestLimitExceeded.UinLimitExceeded";
    /// The request is larger than the gateway takes: 10 MB.
    REQUEST_SIZE_LIMIT_EXCEEDED = "RequestSizeLimitExceeded";
    /// The resource is in use.
    RESOURCE_IN_USE = "ResourceInUse";
    /// There is not enough of the resource.
    RESOURCE_INSUFFICIENT = "ResourceInsufficient";
    /// No such resource.
    RESOURCE_NOT_FOUND = "ResourceNotFound";
    /// The resource cannot be used now.
    RESOURCE_UNAVAILABLE = "ResourceUnavailable";
    /// The answer is larger than the gateway passes on.
    RESPONSE_SIZE_LIMIT_EXCEEDED = "ResponseSizeLimitExceeded";
    /// The service cannot be used now.
    SERVICE_UNAVAILABLE = "ServiceUnavailable";
    /// The caller may not do this.
    UNAUTHORIZED_OPERATION = "UnauthorizedOperation";
    /// A member that the action does not know. Check its spelling.
    UNKNOWN_PARAMETER = "UnknownParameter";
    /// The operation is not supported.
    UNSUPPORTED_OPERATION = "UnsupportedOperation";
    /// The request's protocol is not supported: only POST and GET over HTTPS.
    UNSUPPORTED_PROTOCOL = "UnsupportedProtocol";
    /// The service does not exist in this region.
    UNSUPPORTED_REGION = "UnsupportedRegion";
}

impl ErrorCode {
    /// A code known when the program is compiled.
    ///
    /// # Panics
    ///
    /// When the text is longer than 62 bytes; in a constant, the compiler says so.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        assert!(text.len() <= SHORT, "a constant error code has at most 62 bytes");
        Self::short(text.as_bytes())
    }

    /// The code's exact text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Made from a whole `str` only, so never anything but its text.
            Repr::Short { length, bytes } => {
                str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Repr::Long(text) => text,
        }
    }

    /// What stands before the first dot: `OperationDenied` of `OperationDenied.QrInvalid`.
    pub fn class(&self) -> &str {
        let text = self.as_str();
        text.split_once('.').map_or(text, |(class, _)| class)
    }

    /// Whether the account or the address called too often; safe to repeat for every action.
    pub fn is_throttling(&self) -> bool {
        self.class() == "RequestLimitExceeded"
    }

    /// Whether the credential or the signature was refused.
    pub fn is_authentication(&self) -> bool {
        self.class() == "AuthFailure"
    }

    /// A text that fits inline, padded with zeros so that equal texts are equal bytes.
    #[expect(clippy::cast_possible_truncation, reason = "at most 62")]
    const fn short(text: &[u8]) -> Self {
        let mut bytes = [0; SHORT];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text[at];
            at += 1;
        }
        Self(Repr::Short { length: text.len() as u8, bytes })
    }
}

impl From<&str> for ErrorCode {
    fn from(text: &str) -> Self {
        match text.len() {
            0..=SHORT => Self::short(text.as_bytes()),
            _ => Self(Repr::Long(text.into())),
        }
    }
}

impl PartialEq<str> for ErrorCode {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == text
    }
}

impl PartialEq<&str> for ErrorCode {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == *text
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorCode({self})")
    }
}
