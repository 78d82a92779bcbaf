//! The error codes of essbasic, each with what it means.
//!
//! The platform's common codes are constants of [`ErrorCode`] itself. All of them are open:
//! a code that is not listed keeps its exact text.
//!
//! ```
//! use essbasic::{Error, codes};
//!
//! /// Whether a code that was to be cancelled is gone.
//! fn is_gone(cancelled: Result<(), Error>) -> bool {
//!     match cancelled {
//!         Ok(()) => true,
//!         Err(error) => error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID),
//!     }
//! }
//! ```

use crate::ErrorCode;

/// Declares codes, and the list of them.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: ErrorCode = ErrorCode::new($text);)*

        /// Every code that essbasic is known to answer with, besides the platform's own.
        pub const ALL: &[ErrorCode] = &[$($name),*];
    };
}

codes! {
    /// The template has fields for the initiator to fill in, and nobody fills them when a code is scanned.
    FAILED_OPERATION_QR_CODE_CREATOR_SIGN_COMPONENTS = "FailedOperation.QrCodeCreatorSignComponents";
    /// The template has no signers.
    FAILED_OPERATION_QR_CODE_SIGN_USERS = "FailedOperation.QrCodeSignUsers";
    /// The template's signers, or their order, do not fit a QR code.
    FAILED_OPERATION_QR_CODE_TEMPLATE_ID = "FailedOperation.QrCodeTemplateId";
    /// The service could not read from its database. Reads may be repeated.
    INTERNAL_ERROR_DB_READ = "InternalError.DbRead";
    /// What an id points at does not exist.
    INVALID_PARAMETER_DATA_NOT_FOUND = "InvalidParameter.DataNotFound";
    /// A member has a value that it may not have; the message says which.
    INVALID_PARAMETER_PARAM_ERROR = "InvalidParameter.ParamError";
    /// The agent may not do this to that.
    OPERATION_DENIED_FORBID = "OperationDenied.Forbid";
    /// The organization has no contracts left to start.
    OPERATION_DENIED_NO_QUOTA = "OperationDenied.NoQuota";
    /// The QR code was cancelled, has expired or is used up. The manual's list of codes omits it,
    /// its example shows it.
    OPERATION_DENIED_QR_INVALID = "OperationDenied.QrInvalid";
    /// There is no application with this id.
    RESOURCE_NOT_FOUND_APPLICATION = "ResourceNotFound.Application";
    /// There is no template with this id, or not in this organization.
    RESOURCE_NOT_FOUND_TEMPLATE = "ResourceNotFound.Template";
    /// The organization's plan does not include this feature.
    UNAUTHORIZED_OPERATION_NO_PERMISSION_FEATURE = "UnauthorizedOperation.NoPermissionFeature";
}
