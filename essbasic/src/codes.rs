//! Error codes of essbasic.
//!
//! Common codes of the platform are constants of [`ErrorCode`]. The set is open: a code that is not
//! listed keeps its text.
//!
//! ```
//! use essbasic::{Error, codes};
//!
//! /// Returns whether a QR code is invalid after an attempt to cancel it.
//! fn is_invalid(result: &Result<(), Error>) -> bool {
//!     match result {
//!         Ok(()) => true,
//!         Err(error) => error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID),
//!     }
//! }
//! ```

use crate::ErrorCode;

/// Declares the codes as constants, and a list of all.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: ErrorCode = ErrorCode::new($text);)*

        /// All codes of essbasic, without the common codes of the platform.
        pub const ALL: &[ErrorCode] = &[$($name),*];
    };
}

codes! {
    /// The signature or the access policy was rejected, without further detail.
    AUTH_FAILURE = "AuthFailure";
    /// A signer is not of legal age.
    FAILED_OPERATION_AGE_NOT_ACHIEVE_NORMAL_LEGAL = "FailedOperation.AgeNotAchieveNormalLegal";
    /// An authorization inside the service failed.
    FAILED_OPERATION_AUTH_FAIL = "FailedOperation.AuthFail";
    /// The organization relies on your verification, and its name, credit code and legal
    /// representative are not known yet: call `SyncProxyOrganization` first.
    FAILED_OPERATION_ERR_NOT_SYNC_PROXY_ORGANIZATION = "FailedOperation.ErrNotSyncProxyOrganization";
    /// The organization already has a seal with this name. After an unknown outcome: it was
    /// created.
    FAILED_OPERATION_EXIST_SAME_SEAL_NAME = "FailedOperation.ExistSameSealName";
    /// Too many contracts for one download. Split them.
    FAILED_OPERATION_FLOW_NUM_EXCEED = "FailedOperation.FlowNumExceed";
    /// Already authorized. After an unknown outcome: the call succeeded.
    FAILED_OPERATION_HAS_AUTHORIZED = "FailedOperation.HasAuthorized";
    /// No licences for auto-sign are left. Buy licences.
    FAILED_OPERATION_LICENSE_NO_QUOTA = "FailedOperation.LicenseNoQuota";
    /// No role grants the permission, or the resource does not exist.
    FAILED_OPERATION_NO_ROLE_AUTH = "FailedOperation.NoRoleAuth";
    /// The contract is not waiting for a review.
    FAILED_OPERATION_NOT_AVAILABLE_SIGN_REVIEW = "FailedOperation.NotAvailableSignReview";
    /// The organization's status in the business register has changed. The organization must
    /// resolve this first.
    FAILED_OPERATION_ORGANIZATION_EXPERIENCE_CHANGE = "FailedOperation.OrganizationExperienceChange";
    /// The organization's name differs from the business register. The organization must update it
    /// first.
    FAILED_OPERATION_ORGANIZATION_NAME_CHANGED = "FailedOperation.OrganizationNameChanged";
    /// The organization's name differs from the business register. Only its super administrator or
    /// legal representative can update it.
    FAILED_OPERATION_ORGANIZATION_NAME_NEED_CHANGE = "FailedOperation.OrganizationNameNeedChange";
    /// The organization's data are unchanged. After an unknown outcome: the change was made.
    FAILED_OPERATION_ORGANIZATION_NOT_CHANGE = "FailedOperation.OrganizationNotChange";
    /// The template has fields for the initiator, which remain empty when a code is scanned.
    FAILED_OPERATION_QR_CODE_CREATOR_SIGN_COMPONENTS = "FailedOperation.QrCodeCreatorSignComponents";
    /// The template has no signers.
    FAILED_OPERATION_QR_CODE_SIGN_USERS = "FailedOperation.QrCodeSignUsers";
    /// The template's signers, or their order, do not suit a QR code.
    FAILED_OPERATION_QR_CODE_TEMPLATE_ID = "FailedOperation.QrCodeTemplateId";
    /// The employee is already verified and can no longer be changed this way. After an unknown
    /// outcome: the call succeeded.
    FAILED_OPERATION_STAFF_ALREADY_VERIFY = "FailedOperation.StaffAlreadyVerify";
    /// Auto-sign is already enabled, so its link cannot be withdrawn.
    FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_ALREADY = "FailedOperation.UserAutoSignEnableAlready";
    /// There is no link to withdraw. After an unknown outcome: it was withdrawn.
    FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_URL_NOT_EXIST = "FailedOperation.UserAutoSignEnableUrlNotExist";
    /// An internal call of the service failed.
    INTERNAL_ERROR_API = "InternalError.Api";
    /// The service's database failed.
    INTERNAL_ERROR_DB = "InternalError.Db";
    /// The service could not reach its database.
    INTERNAL_ERROR_DB_CONNECTION = "InternalError.DbConnection";
    /// The service could not insert into its database.
    INTERNAL_ERROR_DB_INSERT = "InternalError.DbInsert";
    /// The service could not read from its database. Reads may be retried.
    INTERNAL_ERROR_DB_READ = "InternalError.DbRead";
    /// The service could not update its database.
    INTERNAL_ERROR_DB_UPDATE = "InternalError.DbUpdate";
    /// The service could not decrypt stored data.
    INTERNAL_ERROR_DECRYPTION = "InternalError.Decryption";
    /// A dependency of the service failed.
    INTERNAL_ERROR_DEPENDS_API = "InternalError.DependsApi";
    /// A database that the service depends on failed.
    INTERNAL_ERROR_DEPENDS_DB = "InternalError.DependsDb";
    /// The service could not encrypt data to store.
    INTERNAL_ERROR_ENCRYPTION = "InternalError.Encryption";
    /// The service could not generate an ID.
    INTERNAL_ERROR_GENERATE_ID = "InternalError.GenerateId";
    /// The service could not generate the PDF. Check that the file is complete and not encrypted.
    INTERNAL_ERROR_PDF = "InternalError.Pdf";
    /// The service could not store the seal image.
    INTERNAL_ERROR_SEAL_UPLOAD = "InternalError.SealUpload";
    /// The service could not serialize its response.
    INTERNAL_ERROR_SERIALIZE = "InternalError.Serialize";
    /// The service failed internally.
    INTERNAL_ERROR_SYSTEM = "InternalError.System";
    /// A third party that the service relies on failed.
    INTERNAL_ERROR_THIRD_PARTY = "InternalError.ThirdParty";
    /// The application does not exist, or the call does not match it.
    INVALID_PARAMETER_APPLICATION = "InvalidParameter.Application";
    /// The signer type is not accepted by this action.
    INVALID_PARAMETER_APPROVER_TYPE = "InvalidParameter.ApproverType";
    /// The identity check of signers is not a documented value.
    INVALID_PARAMETER_APPROVER_VERIFY_TYPE = "InvalidParameter.ApproverVerifyType";
    /// The organization may not use this verification method.
    INVALID_PARAMETER_AUTHORIZATION_TYPE = "InvalidParameter.AuthorizationType";
    /// The contract has the same signer twice.
    INVALID_PARAMETER_BIZ_APPROVER_ALREADY_EXISTS = "InvalidParameter.BizApproverAlreadyExists";
    /// The image of the business licence cannot be read.
    INVALID_PARAMETER_BUSINESS_LICENSE = "InvalidParameter.BusinessLicense";
    /// The reason for cancelling is too long or contains characters that are not allowed.
    INVALID_PARAMETER_CANCEL_REASON = "InvalidParameter.CancelReason";
    /// The identity document number does not match its type.
    INVALID_PARAMETER_CARD_NUMBER = "InvalidParameter.CardNumber";
    /// The identity document type is not accepted here.
    INVALID_PARAMETER_CARD_TYPE = "InvalidParameter.CardType";
    /// A field lies outside its page.
    INVALID_PARAMETER_COMPONENT_POSITION = "InvalidParameter.ComponentPosition";
    /// The field type does not exist.
    INVALID_PARAMETER_COMPONENT_TYPE = "InvalidParameter.ComponentType";
    /// The value of a field does not match its type.
    INVALID_PARAMETER_COMPONENT_VALUE = "InvalidParameter.ComponentValue";
    /// The amount of detail requested for templates is not a documented value.
    INVALID_PARAMETER_CONTENT_TYPE = "InvalidParameter.ContentType";
    /// The custom card has unknown placeholders.
    INVALID_PARAMETER_CUSTOM_SHOW_MAP = "InvalidParameter.CustomShowMap";
    /// Your data are too long, or not base64.
    INVALID_PARAMETER_CUSTOMER_DATA = "InvalidParameter.CustomerData";
    /// The ID refers to nothing.
    INVALID_PARAMETER_DATA_NOT_FOUND = "InvalidParameter.DataNotFound";
    /// A date is malformed, or the range is too long.
    INVALID_PARAMETER_DATE = "InvalidParameter.Date";
    /// The employee ID does not exist.
    INVALID_PARAMETER_DEPART_USER_ID = "InvalidParameter.DepartUserId";
    /// The same task was submitted before. After an unknown outcome: the call succeeded.
    INVALID_PARAMETER_DUP_TASK = "InvalidParameter.DupTask";
    /// A field must not be empty; the message names it.
    INVALID_PARAMETER_EMPTY_PARAMS = "InvalidParameter.EmptyParams";
    /// The endpoint of the link is not a documented value.
    INVALID_PARAMETER_END_POINT = "InvalidParameter.EndPoint";
    /// The file type is not accepted here.
    INVALID_PARAMETER_FILE_TYPE = "InvalidParameter.FileType";
    /// Too few or too many candidate signers.
    INVALID_PARAMETER_FLOW_APPROVER_INFOS = "InvalidParameter.FlowApproverInfos";
    /// There are no signers, or too many.
    INVALID_PARAMETER_FLOW_APPROVERS = "InvalidParameter.FlowApprovers";
    /// The callback address is malformed.
    INVALID_PARAMETER_FLOW_CALLBACK_URL = "InvalidParameter.FlowCallbackUrl";
    /// The deadline is in the past, too far ahead, or not in seconds.
    INVALID_PARAMETER_FLOW_DEAD_LINE = "InvalidParameter.FlowDeadLine";
    /// The description is too long or contains characters that are not allowed.
    INVALID_PARAMETER_FLOW_DESCRIPTION = "InvalidParameter.FlowDescription";
    /// A contract must have exactly one file.
    INVALID_PARAMETER_FLOW_FILE_IDS = "InvalidParameter.FlowFileIds";
    /// Too few or too many contracts.
    INVALID_PARAMETER_FLOW_IDS = "InvalidParameter.FlowIds";
    /// There are no contracts to start, or too many.
    INVALID_PARAMETER_FLOW_INFOS = "InvalidParameter.FlowInfos";
    /// The contract name is too long or contains characters that are not allowed.
    INVALID_PARAMETER_FLOW_NAME = "InvalidParameter.FlowName";
    /// The contract category is too long or contains characters that are not allowed.
    INVALID_PARAMETER_FLOW_TYPE = "InvalidParameter.FlowType";
    /// The recipients of links are not a documented value.
    INVALID_PARAMETER_GENERATE_TYPE = "InvalidParameter.GenerateType";
    /// The image cannot be read, or is too large.
    INVALID_PARAMETER_IMAGE = "InvalidParameter.Image";
    /// An ID is malformed, or refers to nothing.
    INVALID_PARAMETER_INVALID_ID = "InvalidParameter.InvalidId";
    /// The file does not contain the keyword that a field is placed by.
    INVALID_PARAMETER_KEYWORD = "InvalidParameter.Keyword";
    /// The page size exceeds the limit of the action.
    INVALID_PARAMETER_LIMIT = "InvalidParameter.Limit";
    /// The seal name is too long.
    INVALID_PARAMETER_LIMIT_SEAL_NAME = "InvalidParameter.LimitSealName";
    /// The menu status is not a documented value.
    INVALID_PARAMETER_MENU_STATUS = "InvalidParameter.MenuStatus";
    /// A required field is empty.
    INVALID_PARAMETER_MISSING_REQUIRED_PARAMETER_VALUE = "InvalidParameter.MissingRequiredParameterValue";
    /// A mobile number is malformed: 11 digits, without `+86`.
    INVALID_PARAMETER_MOBILE = "InvalidParameter.Mobile";
    /// A name is malformed.
    INVALID_PARAMETER_NAME = "InvalidParameter.Name";
    /// The operator or region of a mobile number is not supported.
    INVALID_PARAMETER_NONSUPPORT_MOBILE = "InvalidParameter.NonsupportMobile";
    /// An open ID is malformed, or belongs to another person.
    INVALID_PARAMETER_OPEN_ID = "InvalidParameter.OpenId";
    /// The operator ID does not exist.
    INVALID_PARAMETER_OPERATOR_ID = "InvalidParameter.OperatorId";
    /// The organization ID does not exist.
    INVALID_PARAMETER_ORGANIZATION_ID = "InvalidParameter.OrganizationId";
    /// The organization name is malformed; parentheses must be full-width: （）.
    INVALID_PARAMETER_ORGANIZATION_NAME = "InvalidParameter.OrganizationName";
    /// A field has an invalid value; the message names it.
    INVALID_PARAMETER_PARAM_ERROR = "InvalidParameter.ParamError";
    /// The file type cannot be converted.
    INVALID_PARAMETER_RESOURCE_TYPE = "InvalidParameter.ResourceType";
    /// The role ID does not exist.
    INVALID_PARAMETER_ROLE_ID = "InvalidParameter.RoleId";
    /// A text contains words that the service does not allow.
    INVALID_PARAMETER_SENSITIVE = "InvalidParameter.Sensitive";
    /// The file has content that the service does not allow.
    INVALID_PARAMETER_SENSITIVE_FILE_CONTENT = "InvalidParameter.SensitiveFileContent";
    /// The signature field type does not exist.
    INVALID_PARAMETER_SIGN_COMPONENT_TYPE = "InvalidParameter.SignComponentType";
    /// The signature field type does not match its signer.
    INVALID_PARAMETER_SIGN_COMPONENTS = "InvalidParameter.SignComponents";
    /// The current status does not allow the operation. After an unknown outcome: the call may have
    /// succeeded.
    INVALID_PARAMETER_STATUS = "InvalidParameter.Status";
    /// The organization's credit code is malformed.
    INVALID_PARAMETER_UNIFORM_SOCIAL_CREDIT_CODE = "InvalidParameter.UniformSocialCreditCode";
    /// The signing order does not match the signers.
    INVALID_PARAMETER_UNORDERED = "InvalidParameter.Unordered";
    /// The field type is not supported here.
    INVALID_PARAMETER_UNSUPPORTED_COMPONENT_TYPE = "InvalidParameter.UnsupportedComponentType";
    /// A contract ID does not exist. The vendor's spelling is kept.
    INVALID_PARAMETER_F_FOW_IDS = "InvalidParameter.fFowIds";
    /// The quota type is not a documented value.
    INVALID_PARAMETER_VALUE_INVALID_QUOTA_TYPE = "InvalidParameterValue.InvalidQuotaType";
    /// A time is malformed, or the range is too long.
    INVALID_PARAMETER_VALUE_INVALID_TIME = "InvalidParameterValue.InvalidTime";
    /// The daily number of calls is used up. Call again the next day.
    LIMIT_EXCEEDED_CALL_TIMES = "LimitExceeded.CallTimes";
    /// Too many contracts to start in one call. Split them.
    LIMIT_EXCEEDED_CREATE_FLOW_NUM = "LimitExceeded.CreateFlowNum";
    /// A file is too large.
    LIMIT_EXCEEDED_FILE_SIZE = "LimitExceeded.FileSize";
    /// Too many contract IDs for one call. Split them.
    LIMIT_EXCEEDED_FLOW_IDS = "LimitExceeded.FlowIds";
    /// Too many contracts for one call. Split them.
    LIMIT_EXCEEDED_FLOW_INFOS = "LimitExceeded.FlowInfos";
    /// Too many employees for one call. Split them.
    LIMIT_EXCEEDED_PROXY_ORGANIZATION_OPERATOR = "LimitExceeded.ProxyOrganizationOperator";
    /// The activation data of the organization are missing.
    MISSING_PARAMETER_COMPANY_ACTIVE_INFO = "MissingParameter.CompanyActiveInfo";
    /// The date range is missing.
    MISSING_PARAMETER_DATE = "MissingParameter.Date";
    /// The contract ID is missing.
    MISSING_PARAMETER_FLOW_ID = "MissingParameter.FlowId";
    /// The contract IDs are missing.
    MISSING_PARAMETER_FLOW_IDS = "MissingParameter.FlowIds";
    /// Neither contract IDs nor a contract group ID were given.
    MISSING_PARAMETER_FLOW_IDS_OR_FLOW_GROUP_ID = "MissingParameter.FlowIdsOrFlowGroupId";
    /// The contracts to download are missing.
    MISSING_PARAMETER_FLOW_INFO = "MissingParameter.FlowInfo";
    /// The name of a field is missing.
    MISSING_PARAMETER_MISS_COMPONENT_NAME = "MissingParameter.MissComponentName";
    /// The organization's open ID is missing from the agent.
    MISSING_PARAMETER_ORG_OPEN_ID = "MissingParameter.OrgOpenId";
    /// The organization is missing.
    MISSING_PARAMETER_ORGANIZATION_ID = "MissingParameter.OrganizationId";
    /// The operator's open ID is missing from the agent.
    MISSING_PARAMETER_PROXY_OPERATOR_OPEN_ID = "MissingParameter.ProxyOperatorOpenId";
    /// The applicant of the report is missing.
    MISSING_PARAMETER_REPORT_APPLICANT = "MissingParameter.ReportApplicant";
    /// The file name is missing.
    MISSING_PARAMETER_RESOURCE_NAME = "MissingParameter.ResourceName";
    /// The seal ID is missing.
    MISSING_PARAMETER_SEAL_ID = "MissingParameter.SealId";
    /// The seal image is missing.
    MISSING_PARAMETER_SEAL_IMAGE = "MissingParameter.SealImage";
    /// The seal name is missing.
    MISSING_PARAMETER_SEAL_NAME = "MissingParameter.SealName";
    /// A signer has no signature field.
    MISSING_PARAMETER_SIGN_COMPONENTS = "MissingParameter.SignComponents";
    /// The template is missing.
    MISSING_PARAMETER_TEMPLATES = "MissingParameter.Templates";
    /// The operator is missing.
    MISSING_PARAMETER_USER_ID = "MissingParameter.UserId";
    /// The operator's open ID is missing from the agent.
    MISSING_PARAMETER_USER_OPEN_ID = "MissingParameter.UserOpenId";
    /// The operation is not allowed; the message gives the reason.
    OPERATION_DENIED = "OperationDenied";
    /// The resource already exists. After an unknown outcome: it was created.
    OPERATION_DENIED_ALREADY_HAS = "OperationDenied.AlreadyHas";
    /// The same signer is given twice.
    OPERATION_DENIED_APPROVER_REPEAT = "OperationDenied.ApproverRepeat";
    /// The visibility is not supported.
    OPERATION_DENIED_AUTH_TAG = "OperationDenied.AuthTag";
    /// The vendor has banned the application. Ask the vendor.
    OPERATION_DENIED_BANNED_APPLICATION = "OperationDenied.BannedApplication";
    /// Signing by authorization is not enabled for contracts from files. Ask the vendor to enable
    /// it.
    OPERATION_DENIED_BY_FILES_SERVER_SIGN_FORBID = "OperationDenied.ByFilesServerSignForbid";
    /// The same copy recipient is given twice.
    OPERATION_DENIED_CC_USER_REPEAT = "OperationDenied.CcUserRepeat";
    /// Only one contract can be downloaded at a time.
    OPERATION_DENIED_DOWN_LOAD_MORE_THAN_ONE = "OperationDenied.DownLoadMoreThanOne";
    /// The agent may not use this file or contract.
    OPERATION_DENIED_ERR_NO_RESOURCE_ACCESS = "OperationDenied.ErrNoResourceAccess";
    /// The application may not verify organizations itself. Ask the vendor to enable it.
    OPERATION_DENIED_ERR_NOT_OPEN_WEAK_AUTHORIZATION = "OperationDenied.ErrNotOpenWeakAuthorization";
    /// The file was deleted.
    OPERATION_DENIED_FILE_DELETED = "OperationDenied.FileDeleted";
    /// The contract is finished. After an unknown outcome: the call succeeded.
    OPERATION_DENIED_FLOW_HAS_TERMINATED = "OperationDenied.FlowHasTerminated";
    /// The contract's status does not allow the operation.
    OPERATION_DENIED_FLOW_STATUS_FORBID = "OperationDenied.FlowStatusForbid";
    /// The agent may not perform this operation on the resource.
    OPERATION_DENIED_FORBID = "OperationDenied.Forbid";
    /// A signer is not of legal age.
    OPERATION_DENIED_INVALID_APPROVER_AGE = "OperationDenied.InvalidApproverAge";
    /// The application may not call this action. Ask the vendor to enable it.
    OPERATION_DENIED_NO_API_AUTH = "OperationDenied.NoApiAuth";
    /// The organization has not enabled verification by mobile number, which it can do in the
    /// console.
    OPERATION_DENIED_NO_APPROVER_MOBILE_CHECK_PERMISSION = "OperationDenied.NoApproverMobileCheckPermission";
    /// The agent has no permission for this contract.
    OPERATION_DENIED_NO_FLOW_PERMISSION = "OperationDenied.NoFlowPermission";
    /// The operator has not completed identity verification.
    OPERATION_DENIED_NO_IDENTITY_VERIFY = "OperationDenied.NoIdentityVerify";
    /// The agent has no permission for this resource.
    OPERATION_DENIED_NO_PERMISSION_USE_RESOURCE = "OperationDenied.NoPermissionUseResource";
    /// The organization may not sign by authorization with this seal.
    OPERATION_DENIED_NO_PERMISSION_USE_SERVER_SIGN_SEAL = "OperationDenied.NoPermissionUseServerSignSeal";
    /// The organization has no contracts left to start. Buy contracts.
    OPERATION_DENIED_NO_QUOTA = "OperationDenied.NoQuota";
    /// Only the super administrator or the legal representative may do this.
    OPERATION_DENIED_NOT_BELONG_SUPER_ADMIN_OR_LEGAL_PERSON = "OperationDenied.NotBelongSuperAdminOrLegalPerson";
    /// Auto-sign is not enabled for the application. Ask the vendor to enable it.
    OPERATION_DENIED_NOT_IN_AUTO_SIGN_WHITE_LIST = "OperationDenied.NotInAutoSignWhiteList";
    /// Organizations of this type cannot do this.
    OPERATION_DENIED_NOT_SUPPORT_ORG_TYPE = "OperationDenied.NotSupportOrgType";
    /// The operation does not exist.
    OPERATION_DENIED_OPERATE_TYPE = "OperationDenied.OperateType";
    /// The operator's role does not grant the permission.
    OPERATION_DENIED_OPERATOR_HAS_NO_PERMISSION = "OperationDenied.OperatorHasNoPermission";
    /// The organization is being closed; no further operations are possible.
    OPERATION_DENIED_ORGANIZATION_CLOSING = "OperationDenied.OrganizationClosing";
    /// The query exceeds the limit. Request less, and less often.
    OPERATION_DENIED_OUT_QUERY_LIMIT = "OperationDenied.OutQueryLimit";
    /// Signing from abroad is not enabled for the organization's employees. Ask the vendor to
    /// enable it.
    OPERATION_DENIED_OVERSEA_ABILITY_NOT_OPEN = "OperationDenied.OverseaAbilityNotOpen";
    /// The person has no signature that can be used.
    OPERATION_DENIED_PERSON_HAS_NO_SIGNATURE = "OperationDenied.PersonHasNoSignature";
    /// The person has not enabled auto-sign, or has disabled it.
    OPERATION_DENIED_PERSON_NO_OPEN_SERVER_SIGN = "OperationDenied.PersonNoOpenServerSign";
    /// No evidence reports are left. Buy reports.
    OPERATION_DENIED_PROVE_NO_QUOTA = "OperationDenied.ProveNoQuota";
    /// The QR code is cancelled, expired or used up. Missing from the vendor's list of codes but
    /// shown in its example. After an unknown outcome: the code was cancelled.
    OPERATION_DENIED_QR_INVALID = "OperationDenied.QrInvalid";
    /// A required field is not filled in.
    OPERATION_DENIED_REQUIRED_COMPONENT_NOT_FILL = "OperationDenied.RequiredComponentNotFill";
    /// A text contains words that the service does not allow.
    OPERATION_DENIED_SENSITIVE = "OperationDenied.Sensitive";
    /// The operator does not belong to the organization.
    OPERATION_DENIED_USER_NOT_IN_ORGANIZATION = "OperationDenied.UserNotInOrganization";
    /// The action is enabled on request only. Ask the vendor.
    OPERATION_DENIED_WHITE_LIST_FORBID = "OperationDenied.WhiteListForbid";
    /// The application does not exist.
    RESOURCE_NOT_FOUND_APPLICATION = "ResourceNotFound.Application";
    /// The application is not authorized.
    RESOURCE_NOT_FOUND_APPLICATION_AUTH = "ResourceNotFound.ApplicationAuth";
    /// The application ID does not exist.
    RESOURCE_NOT_FOUND_APPLICATION_ID = "ResourceNotFound.ApplicationId";
    /// The file does not exist or has expired.
    RESOURCE_NOT_FOUND_FILE = "ResourceNotFound.File";
    /// The contract does not exist in this organization.
    RESOURCE_NOT_FOUND_FLOW = "ResourceNotFound.Flow";
    /// The contract has no such signer.
    RESOURCE_NOT_FOUND_FLOW_APPROVER = "ResourceNotFound.FlowApprover";
    /// The signers of the contract were not found.
    RESOURCE_NOT_FOUND_FLOW_APPROVERS = "ResourceNotFound.FlowApprovers";
    /// The contract group does not exist.
    RESOURCE_NOT_FOUND_FLOW_GROUP = "ResourceNotFound.FlowGroup";
    /// The application does not exist.
    RESOURCE_NOT_FOUND_NOT_EXIST_APPLICATION = "ResourceNotFound.NotExistApplication";
    /// The application has no such organization.
    RESOURCE_NOT_FOUND_ORGANIZATION = "ResourceNotFound.Organization";
    /// The file does not exist or has expired: files are kept for one hour.
    RESOURCE_NOT_FOUND_RESOURCE = "ResourceNotFound.Resource";
    /// The contract group does not exist.
    RESOURCE_NOT_FOUND_SAVE_FLOW_GROUP = "ResourceNotFound.SaveFlowGroup";
    /// The seal does not exist in this organization.
    RESOURCE_NOT_FOUND_SEAL = "ResourceNotFound.Seal";
    /// The partner organization does not exist.
    RESOURCE_NOT_FOUND_TEAM_WORK_ORGANIZATION = "ResourceNotFound.TeamWorkOrganization";
    /// The template does not exist in this organization.
    RESOURCE_NOT_FOUND_TEMPLATE = "ResourceNotFound.Template";
    /// The link does not exist or is not ready yet.
    RESOURCE_NOT_FOUND_URL = "ResourceNotFound.URL";
    /// The organization has no such employee.
    RESOURCE_NOT_FOUND_USER = "ResourceNotFound.User";
    /// The organization has no such verified employee.
    RESOURCE_NOT_FOUND_VERIFY_USER = "ResourceNotFound.VerifyUser";
    /// The organization's plan does not include this feature.
    UNAUTHORIZED_OPERATION_NO_PERMISSION_FEATURE = "UnauthorizedOperation.NoPermissionFeature";
    /// The organization has not allowed the application to download: see `ModifyExtendedService`.
    UNAUTHORIZED_OPERATION_UNAUTHORIZED_OPERATION_DOWNLOAD = "UnauthorizedOperation.UnauthorizedOperationDownload";
    /// The organization has not authorized the application.
    UNAUTHORIZED_OPERATION_UNAUTHORIZED_OPERATION_ORGANIZATION = "UnauthorizedOperation.UnauthorizedOperationOrganization";
}
