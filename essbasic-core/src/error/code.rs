//! Error codes of the service.

use std::fmt;

use crate::message::OneLine;

/// An error code of the service, matchable and open.
///
/// Common codes of the platform are constants of this type, codes of essbasic are constants in
/// `essbasic::codes`, and unknown codes keep their text:
///
/// ```
/// use essbasic_core::ErrorCode;
///
/// let code = ErrorCode::from("OperationDenied.QrInvalid");
/// assert_eq!(code.class(), "OperationDenied");
/// match code {
///     ErrorCode::REQUEST_LIMIT_EXCEEDED => panic!("rate limited"),
///     other => assert_eq!(other, "OperationDenied.QrInvalid"),
/// }
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct ErrorCode(Repr);

/// Text that fits is stored inline, so that constants can be matched.
#[derive(Clone, Eq, Hash, PartialEq)]
enum Repr {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Box<str>),
}

/// Maximum length stored inline. The longest documented code has 56 bytes.
const SHORT: usize = 62;

/// Declares the platform's common codes.
macro_rules! common_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        impl ErrorCode {
            $($(#[$doc])* pub const $name: Self = Self::new($text);)*

            /// All codes that any service of the platform may return.
            pub const COMMON: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

common_codes! {
    /// The action has been taken offline. Look for its successor in the API reference.
    ACTION_OFFLINE = "ActionOffline";
    /// The `Authorization` header is malformed.
    AUTH_FAILURE_INVALID_AUTHORIZATION = "AuthFailure.InvalidAuthorization";
    /// The secret ID is not a cloud API key. Check where it was copied from.
    AUTH_FAILURE_INVALID_SECRET_ID = "AuthFailure.InvalidSecretId";
    /// Multi-factor authentication failed.
    AUTH_FAILURE_MFA_FAILURE = "AuthFailure.MFAFailure";
    /// The secret ID does not exist in this environment. Test and production have different keys.
    AUTH_FAILURE_SECRET_ID_NOT_FOUND = "AuthFailure.SecretIdNotFound";
    /// The timestamp differs from the service's by more than 5 minutes. Synchronize the clock.
    AUTH_FAILURE_SIGNATURE_EXPIRE = "AuthFailure.SignatureExpire";
    /// The signature is wrong: wrong key, or an intermediary changed the request.
    AUTH_FAILURE_SIGNATURE_FAILURE = "AuthFailure.SignatureFailure";
    /// The session token does not belong to this key, or has expired.
    AUTH_FAILURE_TOKEN_FAILURE = "AuthFailure.TokenFailure";
    /// The key's access policy forbids the action. Ask the account's administrator.
    AUTH_FAILURE_UNAUTHORIZED_OPERATION = "AuthFailure.UnauthorizedOperation";
    /// The request would have succeeded; it was a dry run.
    DRY_RUN_OPERATION = "DryRunOperation";
    /// The operation failed; see the message.
    FAILED_OPERATION = "FailedOperation";
    /// Internal error of the service. Reads can be repeated.
    INTERNAL_ERROR = "InternalError";
    /// Unknown action. Check name and version.
    INVALID_ACTION = "InvalidAction";
    /// A field has the wrong type or format.
    INVALID_PARAMETER = "InvalidParameter";
    /// A field has a value that is not allowed.
    INVALID_PARAMETER_VALUE = "InvalidParameterValue";
    /// The request body has the wrong format.
    INVALID_REQUEST = "InvalidRequest";
    /// The caller's IP address is on the account's deny list.
    IP_IN_BLACKLIST = "IpInBlacklist";
    /// The caller's IP address is not on the account's allow list.
    IP_NOT_IN_WHITELIST = "IpNotInWhitelist";
    /// A quota is used up. Retrying does not help.
    LIMIT_EXCEEDED = "LimitExceeded";
    /// A required field is missing.
    MISSING_PARAMETER = "MissingParameter";
    /// Unknown product.
    NO_SUCH_PRODUCT = "NoSuchProduct";
    /// Unknown version of the API. Check that action and version belong together.
    NO_SUCH_VERSION = "NoSuchVersion";
    /// Too many calls per second. Every action can be retried after a short delay.
    REQUEST_LIMIT_EXCEEDED = "RequestLimitExceeded";
    /// Too many calls of the account in a region.
    REQUEST_LIMIT_EXCEEDED_GLOBAL_REGION_UIN_LIMIT_EXCEEDED = "RequestLimitExceeded.GlobalRegionUinLimitExceeded";
    /// Too many calls from this IP address.
    REQUEST_LIMIT_EXCEEDED_IP_LIMIT_EXCEEDED = "RequestLimitExceeded.IPLimitExceeded";
    /// Too many calls of the account.
    REQUEST_LIMIT_EXCEEDED_UIN_LIMIT_EXCEEDED = "RequestLimitExceeded.UinLimitExceeded";
    /// The request exceeds the gateway's limit of 10 MB.
    REQUEST_SIZE_LIMIT_EXCEEDED = "RequestSizeLimitExceeded";
    /// The resource is in use.
    RESOURCE_IN_USE = "ResourceInUse";
    /// The resource is insufficient.
    RESOURCE_INSUFFICIENT = "ResourceInsufficient";
    /// The resource does not exist.
    RESOURCE_NOT_FOUND = "ResourceNotFound";
    /// The resource is unavailable.
    RESOURCE_UNAVAILABLE = "ResourceUnavailable";
    /// The response exceeds the gateway's limit.
    RESPONSE_SIZE_LIMIT_EXCEEDED = "ResponseSizeLimitExceeded";
    /// The service is unavailable.
    SERVICE_UNAVAILABLE = "ServiceUnavailable";
    /// The caller lacks permission.
    UNAUTHORIZED_OPERATION = "UnauthorizedOperation";
    /// Unknown field. Check its spelling.
    UNKNOWN_PARAMETER = "UnknownParameter";
    /// The operation is not supported.
    UNSUPPORTED_OPERATION = "UnsupportedOperation";
    /// Unsupported protocol. Use POST or GET over HTTPS.
    UNSUPPORTED_PROTOCOL = "UnsupportedProtocol";
    /// The service is not available in this region.
    UNSUPPORTED_REGION = "UnsupportedRegion";
}

impl ErrorCode {
    /// Creates a constant code.
    ///
    /// # Panics
    ///
    /// When the text is longer than 62 bytes; in a constant, at compile time.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        assert!(text.len() <= SHORT, "a constant error code has at most 62 bytes");
        Self::short(text.as_bytes())
    }

    /// Returns the code's text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Always valid: created from a whole `str` only.
            Repr::Short { length, bytes } => {
                str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Repr::Long(text) => text,
        }
    }

    /// Returns the part before the first dot: `OperationDenied` of `OperationDenied.QrInvalid`.
    pub fn class(&self) -> &str {
        let text = self.as_str();
        text.split_once('.').map_or(text, |(class, _)| class)
    }

    /// Returns whether the service rejected the call because of its rate limit. Every action can be
    /// retried.
    pub fn is_throttling(&self) -> bool {
        self.class() == "RequestLimitExceeded"
    }

    /// Returns whether the service rejected the credential or the signature.
    pub fn is_authentication(&self) -> bool {
        self.class() == "AuthFailure"
    }

    /// Returns whether the service failed: `InternalError…` or `ServiceUnavailable…`.
    pub fn is_server_fault(&self) -> bool {
        matches!(self.class(), "InternalError" | "ServiceUnavailable")
    }

    /// Stores a text inline, padded with zeros so that equal texts have equal bytes.
    #[expect(clippy::cast_possible_truncation, reason = "at most 62")]
    const fn short(text: &[u8]) -> Self {
        let mut bytes = [0; SHORT];
        let mut index = 0;
        while index < text.len() {
            bytes[index] = text[index];
            index += 1;
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

/// Escapes control characters, which a code may have as it comes from outside.
impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        OneLine(self.as_str()).fmt(f)
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorCode({self})")
    }
}
