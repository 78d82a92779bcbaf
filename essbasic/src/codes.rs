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
    /// Signature or access policy were refused, without a word on which.
    AUTH_FAILURE = "AuthFailure";
    /// A signer is too young to sign.
    FAILED_OPERATION_AGE_NOT_ACHIEVE_NORMAL_LEGAL = "FailedOperation.AgeNotAchieveNormalLegal";
    /// The service could not authorize the call within.
    FAILED_OPERATION_AUTH_FAIL = "FailedOperation.AuthFail";
    /// The organization relies on your verification, and its name, credit code and legal
    /// representative are not known yet: call `SyncProxyOrganization` first.
    FAILED_OPERATION_ERR_NOT_SYNC_PROXY_ORGANIZATION = "FailedOperation.ErrNotSyncProxyOrganization";
    /// The organization has a seal of this name. After an unknown outcome: it was made.
    FAILED_OPERATION_EXIST_SAME_SEAL_NAME = "FailedOperation.ExistSameSealName";
    /// More contracts than one download takes. Divide them.
    FAILED_OPERATION_FLOW_NUM_EXCEED = "FailedOperation.FlowNumExceed";
    /// It is authorized already. After an unknown outcome: it was done.
    FAILED_OPERATION_HAS_AUTHORIZED = "FailedOperation.HasAuthorized";
    /// No licences for automatic signing are left. Buy some.
    FAILED_OPERATION_LICENSE_NO_QUOTA = "FailedOperation.LicenseNoQuota";
    /// No role gives the right to this, or what it is about does not exist.
    FAILED_OPERATION_NO_ROLE_AUTH = "FailedOperation.NoRoleAuth";
    /// The contract is not at a point where it can be reviewed.
    FAILED_OPERATION_NOT_AVAILABLE_SIGN_REVIEW = "FailedOperation.NotAvailableSignReview";
    /// The organization's standing in the business register has changed. It must settle that first.
    FAILED_OPERATION_ORGANIZATION_EXPERIENCE_CHANGE = "FailedOperation.OrganizationExperienceChange";
    /// The organization's name is no longer that of the business register. It must change it first.
    FAILED_OPERATION_ORGANIZATION_NAME_CHANGED = "FailedOperation.OrganizationNameChanged";
    /// The same, and only its super administrator or legal representative can change it.
    FAILED_OPERATION_ORGANIZATION_NAME_NEED_CHANGE = "FailedOperation.OrganizationNameNeedChange";
    /// The organization's data are what they were. After an unknown outcome: the change was made.
    FAILED_OPERATION_ORGANIZATION_NOT_CHANGE = "FailedOperation.OrganizationNotChange";
    /// The template leaves fields to the initiator, and nobody fills them when a code is scanned.
    FAILED_OPERATION_QR_CODE_CREATOR_SIGN_COMPONENTS = "FailedOperation.QrCodeCreatorSignComponents";
    /// The template has no signers.
    FAILED_OPERATION_QR_CODE_SIGN_USERS = "FailedOperation.QrCodeSignUsers";
    /// The template's signers, or their order, do not fit a QR code.
    FAILED_OPERATION_QR_CODE_TEMPLATE_ID = "FailedOperation.QrCodeTemplateId";
    /// The employee is verified already, and can no longer be changed like this. After an unknown
    /// outcome: it was done.
    FAILED_OPERATION_STAFF_ALREADY_VERIFY = "FailedOperation.StaffAlreadyVerify";
    /// Automatic signing is on already, so the link to it cannot be withdrawn.
    FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_ALREADY = "FailedOperation.UserAutoSignEnableAlready";
    /// There is no link to withdraw. After an unknown outcome: it was withdrawn.
    FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_URL_NOT_EXIST = "FailedOperation.UserAutoSignEnableUrlNotExist";
    /// The service failed in a call of its own.
    INTERNAL_ERROR_API = "InternalError.Api";
    /// The service's database failed.
    INTERNAL_ERROR_DB = "InternalError.Db";
    /// The service could not reach its database.
    INTERNAL_ERROR_DB_CONNECTION = "InternalError.DbConnection";
    /// The service could not add to its database.
    INTERNAL_ERROR_DB_INSERT = "InternalError.DbInsert";
    /// The service could not read from its database. Reads may be repeated.
    INTERNAL_ERROR_DB_READ = "InternalError.DbRead";
    /// The service could not change its database.
    INTERNAL_ERROR_DB_UPDATE = "InternalError.DbUpdate";
    /// The service could not decrypt what it had stored.
    INTERNAL_ERROR_DECRYPTION = "InternalError.Decryption";
    /// A service that this one depends on failed.
    INTERNAL_ERROR_DEPENDS_API = "InternalError.DependsApi";
    /// A database that this service depends on failed.
    INTERNAL_ERROR_DEPENDS_DB = "InternalError.DependsDb";
    /// The service could not encrypt what it was to store.
    INTERNAL_ERROR_ENCRYPTION = "InternalError.Encryption";
    /// The service could not make an id.
    INTERNAL_ERROR_GENERATE_ID = "InternalError.GenerateId";
    /// The service could not compose the PDF. Is it whole, and not encrypted?
    INTERNAL_ERROR_PDF = "InternalError.Pdf";
    /// The service could not store the seal's picture.
    INTERNAL_ERROR_SEAL_UPLOAD = "InternalError.SealUpload";
    /// The service could not write its answer.
    INTERNAL_ERROR_SERIALIZE = "InternalError.Serialize";
    /// The service failed inside.
    INTERNAL_ERROR_SYSTEM = "InternalError.System";
    /// Somebody whom the service relies on failed.
    INTERNAL_ERROR_THIRD_PARTY = "InternalError.ThirdParty";
    /// There is no application with this id, or the call does not fit it.
    INVALID_PARAMETER_APPLICATION = "InvalidParameter.Application";
    /// A signer's type is not one that this action takes.
    INVALID_PARAMETER_APPROVER_TYPE = "InvalidParameter.ApproverType";
    /// The way in which signers show who they are is not one that there is.
    INVALID_PARAMETER_APPROVER_VERIFY_TYPE = "InvalidParameter.ApproverVerifyType";
    /// The way of verifying the organization is not one that it may use.
    INVALID_PARAMETER_AUTHORIZATION_TYPE = "InvalidParameter.AuthorizationType";
    /// A signer stands in the contract twice.
    INVALID_PARAMETER_BIZ_APPROVER_ALREADY_EXISTS = "InvalidParameter.BizApproverAlreadyExists";
    /// The picture of the business licence cannot be read.
    INVALID_PARAMETER_BUSINESS_LICENSE = "InvalidParameter.BusinessLicense";
    /// The reason for cancelling is too long, or holds what it may not.
    INVALID_PARAMETER_CANCEL_REASON = "InvalidParameter.CancelReason";
    /// The number of an identity document does not fit its kind.
    INVALID_PARAMETER_CARD_NUMBER = "InvalidParameter.CardNumber";
    /// The kind of an identity document is not one that is accepted here.
    INVALID_PARAMETER_CARD_TYPE = "InvalidParameter.CardType";
    /// A field lies outside its page.
    INVALID_PARAMETER_COMPONENT_POSITION = "InvalidParameter.ComponentPosition";
    /// A field's type is not one that there is.
    INVALID_PARAMETER_COMPONENT_TYPE = "InvalidParameter.ComponentType";
    /// A field's value does not fit its type.
    INVALID_PARAMETER_COMPONENT_VALUE = "InvalidParameter.ComponentValue";
    /// What is asked about templates is not one of the listed contents.
    INVALID_PARAMETER_CONTENT_TYPE = "InvalidParameter.ContentType";
    /// The custom card has placeholders that there are not.
    INVALID_PARAMETER_CUSTOM_SHOW_MAP = "InvalidParameter.CustomShowMap";
    /// Your own data are too long, or not base64.
    INVALID_PARAMETER_CUSTOMER_DATA = "InvalidParameter.CustomerData";
    /// What an id points at does not exist.
    INVALID_PARAMETER_DATA_NOT_FOUND = "InvalidParameter.DataNotFound";
    /// A date is malformed, or the days are too many.
    INVALID_PARAMETER_DATE = "InvalidParameter.Date";
    /// There is no employee with this id.
    INVALID_PARAMETER_DEPART_USER_ID = "InvalidParameter.DepartUserId";
    /// The same task was handed in already. After an unknown outcome: it was done.
    INVALID_PARAMETER_DUP_TASK = "InvalidParameter.DupTask";
    /// A member that is empty must hold something; the message says which.
    INVALID_PARAMETER_EMPTY_PARAMS = "InvalidParameter.EmptyParams";
    /// The place where the link opens is not one of the listed ones.
    INVALID_PARAMETER_END_POINT = "InvalidParameter.EndPoint";
    /// The file is not of a type that is accepted here.
    INVALID_PARAMETER_FILE_TYPE = "InvalidParameter.FileType";
    /// Too few or too many signers to choose from.
    INVALID_PARAMETER_FLOW_APPROVER_INFOS = "InvalidParameter.FlowApproverInfos";
    /// There are no signers, or too many.
    INVALID_PARAMETER_FLOW_APPROVERS = "InvalidParameter.FlowApprovers";
    /// The callback's address is malformed.
    INVALID_PARAMETER_FLOW_CALLBACK_URL = "InvalidParameter.FlowCallbackUrl";
    /// The deadline is past, too far ahead, or not in seconds.
    INVALID_PARAMETER_FLOW_DEAD_LINE = "InvalidParameter.FlowDeadLine";
    /// The description is too long, or holds what it may not.
    INVALID_PARAMETER_FLOW_DESCRIPTION = "InvalidParameter.FlowDescription";
    /// A contract is made of exactly one file.
    INVALID_PARAMETER_FLOW_FILE_IDS = "InvalidParameter.FlowFileIds";
    /// Too few or too many contracts at once.
    INVALID_PARAMETER_FLOW_IDS = "InvalidParameter.FlowIds";
    /// There are no contracts to start, or too many.
    INVALID_PARAMETER_FLOW_INFOS = "InvalidParameter.FlowInfos";
    /// The contract's name is too long, or holds what it may not.
    INVALID_PARAMETER_FLOW_NAME = "InvalidParameter.FlowName";
    /// The contract's type is too long, or holds what it may not.
    INVALID_PARAMETER_FLOW_TYPE = "InvalidParameter.FlowType";
    /// The kind of signer that links are made for is not one of the listed ones.
    INVALID_PARAMETER_GENERATE_TYPE = "InvalidParameter.GenerateType";
    /// The picture cannot be read, or is too large.
    INVALID_PARAMETER_IMAGE = "InvalidParameter.Image";
    /// An id is malformed, or points at nothing.
    INVALID_PARAMETER_INVALID_ID = "InvalidParameter.InvalidId";
    /// The keyword that a field is placed by is not in the file.
    INVALID_PARAMETER_KEYWORD = "InvalidParameter.Keyword";
    /// A page is larger than the action allows.
    INVALID_PARAMETER_LIMIT = "InvalidParameter.Limit";
    /// The seal's name is too long.
    INVALID_PARAMETER_LIMIT_SEAL_NAME = "InvalidParameter.LimitSealName";
    /// The menu's state is not one of the listed ones.
    INVALID_PARAMETER_MENU_STATUS = "InvalidParameter.MenuStatus";
    /// A member that must hold something is empty.
    INVALID_PARAMETER_MISSING_REQUIRED_PARAMETER_VALUE = "InvalidParameter.MissingRequiredParameterValue";
    /// A mobile number is malformed: 11 digits, without +86.
    INVALID_PARAMETER_MOBILE = "InvalidParameter.Mobile";
    /// A name is malformed.
    INVALID_PARAMETER_NAME = "InvalidParameter.Name";
    /// A mobile number is of an operator or a region that is not supported.
    INVALID_PARAMETER_NONSUPPORT_MOBILE = "InvalidParameter.NonsupportMobile";
    /// An open id is malformed, or belongs to somebody else.
    INVALID_PARAMETER_OPEN_ID = "InvalidParameter.OpenId";
    /// There is no operator with this id.
    INVALID_PARAMETER_OPERATOR_ID = "InvalidParameter.OperatorId";
    /// There is no organization with this id.
    INVALID_PARAMETER_ORGANIZATION_ID = "InvalidParameter.OrganizationId";
    /// The organization's name is malformed; brackets must be full-width: （）.
    INVALID_PARAMETER_ORGANIZATION_NAME = "InvalidParameter.OrganizationName";
    /// A member has a value that it may not have; the message says which.
    INVALID_PARAMETER_PARAM_ERROR = "InvalidParameter.ParamError";
    /// The file's type is not one that can be converted.
    INVALID_PARAMETER_RESOURCE_TYPE = "InvalidParameter.ResourceType";
    /// There is no role with this id.
    INVALID_PARAMETER_ROLE_ID = "InvalidParameter.RoleId";
    /// A text holds words that the service does not allow.
    INVALID_PARAMETER_SENSITIVE = "InvalidParameter.Sensitive";
    /// The file holds content that the service does not allow.
    INVALID_PARAMETER_SENSITIVE_FILE_CONTENT = "InvalidParameter.SensitiveFileContent";
    /// A signing field's type is not one that there is.
    INVALID_PARAMETER_SIGN_COMPONENT_TYPE = "InvalidParameter.SignComponentType";
    /// A signing field's type does not fit its signer.
    INVALID_PARAMETER_SIGN_COMPONENTS = "InvalidParameter.SignComponents";
    /// It is not in a state in which this can be done. After an unknown outcome: it may have been
    /// done.
    INVALID_PARAMETER_STATUS = "InvalidParameter.Status";
    /// The organization's credit code is malformed.
    INVALID_PARAMETER_UNIFORM_SOCIAL_CREDIT_CODE = "InvalidParameter.UniformSocialCreditCode";
    /// The order of signing does not fit the signers.
    INVALID_PARAMETER_UNORDERED = "InvalidParameter.Unordered";
    /// A field's type is not supported here.
    INVALID_PARAMETER_UNSUPPORTED_COMPONENT_TYPE = "InvalidParameter.UnsupportedComponentType";
    /// There is no contract with one of these ids. The vendor's spelling is kept.
    INVALID_PARAMETER_F_FOW_IDS = "InvalidParameter.fFowIds";
    /// The kind of quota is not one of the listed ones.
    INVALID_PARAMETER_VALUE_INVALID_QUOTA_TYPE = "InvalidParameterValue.InvalidQuotaType";
    /// A time is malformed, or the days are too many.
    INVALID_PARAMETER_VALUE_INVALID_TIME = "InvalidParameterValue.InvalidTime";
    /// The day's calls are used up. Call again tomorrow.
    LIMIT_EXCEEDED_CALL_TIMES = "LimitExceeded.CallTimes";
    /// More contracts than one call starts. Divide them.
    LIMIT_EXCEEDED_CREATE_FLOW_NUM = "LimitExceeded.CreateFlowNum";
    /// A file is too large.
    LIMIT_EXCEEDED_FILE_SIZE = "LimitExceeded.FileSize";
    /// More contracts than one call takes. Divide them.
    LIMIT_EXCEEDED_FLOW_IDS = "LimitExceeded.FlowIds";
    /// More contracts than one call takes. Divide them.
    LIMIT_EXCEEDED_FLOW_INFOS = "LimitExceeded.FlowInfos";
    /// More employees than one call takes. Divide them.
    LIMIT_EXCEEDED_PROXY_ORGANIZATION_OPERATOR = "LimitExceeded.ProxyOrganizationOperator";
    /// What activates the organization is missing.
    MISSING_PARAMETER_COMPANY_ACTIVE_INFO = "MissingParameter.CompanyActiveInfo";
    /// The days are missing.
    MISSING_PARAMETER_DATE = "MissingParameter.Date";
    /// The contract's id is missing.
    MISSING_PARAMETER_FLOW_ID = "MissingParameter.FlowId";
    /// The contracts' ids are missing.
    MISSING_PARAMETER_FLOW_IDS = "MissingParameter.FlowIds";
    /// Neither contracts nor a contract group are given.
    MISSING_PARAMETER_FLOW_IDS_OR_FLOW_GROUP_ID = "MissingParameter.FlowIdsOrFlowGroupId";
    /// What to download is missing.
    MISSING_PARAMETER_FLOW_INFO = "MissingParameter.FlowInfo";
    /// A field has no name.
    MISSING_PARAMETER_MISS_COMPONENT_NAME = "MissingParameter.MissComponentName";
    /// The organization's open id is missing from the agent.
    MISSING_PARAMETER_ORG_OPEN_ID = "MissingParameter.OrgOpenId";
    /// The organization is missing.
    MISSING_PARAMETER_ORGANIZATION_ID = "MissingParameter.OrganizationId";
    /// The operator's open id is missing from the agent.
    MISSING_PARAMETER_PROXY_OPERATOR_OPEN_ID = "MissingParameter.ProxyOperatorOpenId";
    /// Who applies for the report is missing.
    MISSING_PARAMETER_REPORT_APPLICANT = "MissingParameter.ReportApplicant";
    /// The file's name is missing.
    MISSING_PARAMETER_RESOURCE_NAME = "MissingParameter.ResourceName";
    /// The seal's id is missing.
    MISSING_PARAMETER_SEAL_ID = "MissingParameter.SealId";
    /// The seal's picture is missing.
    MISSING_PARAMETER_SEAL_IMAGE = "MissingParameter.SealImage";
    /// The seal's name is missing.
    MISSING_PARAMETER_SEAL_NAME = "MissingParameter.SealName";
    /// A signer has no field to sign in.
    MISSING_PARAMETER_SIGN_COMPONENTS = "MissingParameter.SignComponents";
    /// The template is missing.
    MISSING_PARAMETER_TEMPLATES = "MissingParameter.Templates";
    /// The operator is missing.
    MISSING_PARAMETER_USER_ID = "MissingParameter.UserId";
    /// The operator's open id is missing from the agent.
    MISSING_PARAMETER_USER_OPEN_ID = "MissingParameter.UserOpenId";
    /// It is not allowed; the message says why.
    OPERATION_DENIED = "OperationDenied";
    /// It exists already. After an unknown outcome: it was made.
    OPERATION_DENIED_ALREADY_HAS = "OperationDenied.AlreadyHas";
    /// A signer stands there twice.
    OPERATION_DENIED_APPROVER_REPEAT = "OperationDenied.ApproverRepeat";
    /// The visibility is not one that is supported.
    OPERATION_DENIED_AUTH_TAG = "OperationDenied.AuthTag";
    /// The vendor has banned the application. Ask them.
    OPERATION_DENIED_BANNED_APPLICATION = "OperationDenied.BannedApplication";
    /// Signing by authorization is not open for contracts made from files. Ask the vendor for it.
    OPERATION_DENIED_BY_FILES_SERVER_SIGN_FORBID = "OperationDenied.ByFilesServerSignForbid";
    /// Somebody is copied in twice.
    OPERATION_DENIED_CC_USER_REPEAT = "OperationDenied.CcUserRepeat";
    /// Only one can be downloaded at once.
    OPERATION_DENIED_DOWN_LOAD_MORE_THAN_ONE = "OperationDenied.DownLoadMoreThanOne";
    /// The agent may not use this file or contract.
    OPERATION_DENIED_ERR_NO_RESOURCE_ACCESS = "OperationDenied.ErrNoResourceAccess";
    /// The application may not vouch for organizations. Ask the vendor for it.
    OPERATION_DENIED_ERR_NOT_OPEN_WEAK_AUTHORIZATION = "OperationDenied.ErrNotOpenWeakAuthorization";
    /// The file was deleted.
    OPERATION_DENIED_FILE_DELETED = "OperationDenied.FileDeleted";
    /// The contract has ended. After an unknown outcome: it was done.
    OPERATION_DENIED_FLOW_HAS_TERMINATED = "OperationDenied.FlowHasTerminated";
    /// The contract is not at a point where this can be done.
    OPERATION_DENIED_FLOW_STATUS_FORBID = "OperationDenied.FlowStatusForbid";
    /// The agent may not do this to that.
    OPERATION_DENIED_FORBID = "OperationDenied.Forbid";
    /// A signer is too young to sign.
    OPERATION_DENIED_INVALID_APPROVER_AGE = "OperationDenied.InvalidApproverAge";
    /// The application may not call this action. Ask the vendor for it.
    OPERATION_DENIED_NO_API_AUTH = "OperationDenied.NoApiAuth";
    /// The organization has not switched verification by mobile number on; it does so in the
    /// console.
    OPERATION_DENIED_NO_APPROVER_MOBILE_CHECK_PERMISSION = "OperationDenied.NoApproverMobileCheckPermission";
    /// The agent has no right to this contract.
    OPERATION_DENIED_NO_FLOW_PERMISSION = "OperationDenied.NoFlowPermission";
    /// The operator's real name is not verified yet.
    OPERATION_DENIED_NO_IDENTITY_VERIFY = "OperationDenied.NoIdentityVerify";
    /// The agent has no right to this.
    OPERATION_DENIED_NO_PERMISSION_USE_RESOURCE = "OperationDenied.NoPermissionUseResource";
    /// The organization may not sign by authorization with this seal.
    OPERATION_DENIED_NO_PERMISSION_USE_SERVER_SIGN_SEAL = "OperationDenied.NoPermissionUseServerSignSeal";
    /// The organization has no contracts left to start. Buy some.
    OPERATION_DENIED_NO_QUOTA = "OperationDenied.NoQuota";
    /// Only the super administrator or the legal representative may do this.
    OPERATION_DENIED_NOT_BELONG_SUPER_ADMIN_OR_LEGAL_PERSON = "OperationDenied.NotBelongSuperAdminOrLegalPerson";
    /// Automatic signing is not open for the application. Ask the vendor for it.
    OPERATION_DENIED_NOT_IN_AUTO_SIGN_WHITE_LIST = "OperationDenied.NotInAutoSignWhiteList";
    /// Organizations of this kind cannot do this.
    OPERATION_DENIED_NOT_SUPPORT_ORG_TYPE = "OperationDenied.NotSupportOrgType";
    /// The operation is not one that there is.
    OPERATION_DENIED_OPERATE_TYPE = "OperationDenied.OperateType";
    /// The operator's role does not give the right to this.
    OPERATION_DENIED_OPERATOR_HAS_NO_PERMISSION = "OperationDenied.OperatorHasNoPermission";
    /// The organization is being closed, and nothing more can be done with it.
    OPERATION_DENIED_ORGANIZATION_CLOSING = "OperationDenied.OrganizationClosing";
    /// More was asked for than may be. Ask for less, and less often.
    OPERATION_DENIED_OUT_QUERY_LIMIT = "OperationDenied.OutQueryLimit";
    /// Signing from abroad is not open for the organization. Ask the vendor for it.
    OPERATION_DENIED_OVERSEA_ABILITY_NOT_OPEN = "OperationDenied.OverseaAbilityNotOpen";
    /// The person has no signature that could be placed.
    OPERATION_DENIED_PERSON_HAS_NO_SIGNATURE = "OperationDenied.PersonHasNoSignature";
    /// The person has not switched automatic signing on, or has switched it off.
    OPERATION_DENIED_PERSON_NO_OPEN_SERVER_SIGN = "OperationDenied.PersonNoOpenServerSign";
    /// No evidence reports are left. Buy some.
    OPERATION_DENIED_PROVE_NO_QUOTA = "OperationDenied.ProveNoQuota";
    /// The QR code was cancelled, has expired or is used up. The manual's list of codes omits it,
    /// its example shows it. After an unknown outcome: it was cancelled.
    OPERATION_DENIED_QR_INVALID = "OperationDenied.QrInvalid";
    /// A field that must be filled in is not.
    OPERATION_DENIED_REQUIRED_COMPONENT_NOT_FILL = "OperationDenied.RequiredComponentNotFill";
    /// A text holds words that the service does not allow.
    OPERATION_DENIED_SENSITIVE = "OperationDenied.Sensitive";
    /// The operator does not belong to the organization.
    OPERATION_DENIED_USER_NOT_IN_ORGANIZATION = "OperationDenied.UserNotInOrganization";
    /// The action is open on request only. Ask the vendor for it.
    OPERATION_DENIED_WHITE_LIST_FORBID = "OperationDenied.WhiteListForbid";
    /// There is no application with this id.
    RESOURCE_NOT_FOUND_APPLICATION = "ResourceNotFound.Application";
    /// The application was not authorized to do this.
    RESOURCE_NOT_FOUND_APPLICATION_AUTH = "ResourceNotFound.ApplicationAuth";
    /// There is no application with this id.
    RESOURCE_NOT_FOUND_APPLICATION_ID = "ResourceNotFound.ApplicationId";
    /// There is no such file, or it has expired.
    RESOURCE_NOT_FOUND_FILE = "ResourceNotFound.File";
    /// There is no contract with this id, or not in this organization.
    RESOURCE_NOT_FOUND_FLOW = "ResourceNotFound.Flow";
    /// The contract has no such signer.
    RESOURCE_NOT_FOUND_FLOW_APPROVER = "ResourceNotFound.FlowApprover";
    /// The contract's signers cannot be found.
    RESOURCE_NOT_FOUND_FLOW_APPROVERS = "ResourceNotFound.FlowApprovers";
    /// There is no contract group with this id.
    RESOURCE_NOT_FOUND_FLOW_GROUP = "ResourceNotFound.FlowGroup";
    /// There is no application with this id.
    RESOURCE_NOT_FOUND_NOT_EXIST_APPLICATION = "ResourceNotFound.NotExistApplication";
    /// There is no such organization in the application.
    RESOURCE_NOT_FOUND_ORGANIZATION = "ResourceNotFound.Organization";
    /// There is no file with this id, or it has expired: files live for an hour.
    RESOURCE_NOT_FOUND_RESOURCE = "ResourceNotFound.Resource";
    /// There is no contract group with this id.
    RESOURCE_NOT_FOUND_SAVE_FLOW_GROUP = "ResourceNotFound.SaveFlowGroup";
    /// There is no seal with this id, or not in this organization.
    RESOURCE_NOT_FOUND_SEAL = "ResourceNotFound.Seal";
    /// There is no such partner organization.
    RESOURCE_NOT_FOUND_TEAM_WORK_ORGANIZATION = "ResourceNotFound.TeamWorkOrganization";
    /// There is no template with this id, or not in this organization.
    RESOURCE_NOT_FOUND_TEMPLATE = "ResourceNotFound.Template";
    /// There is no such link, or it is not ready yet.
    RESOURCE_NOT_FOUND_URL = "ResourceNotFound.URL";
    /// There is no such employee in the organization.
    RESOURCE_NOT_FOUND_USER = "ResourceNotFound.User";
    /// There is no such employee whose real name is verified.
    RESOURCE_NOT_FOUND_VERIFY_USER = "ResourceNotFound.VerifyUser";
    /// The organization's plan does not include this feature.
    UNAUTHORIZED_OPERATION_NO_PERMISSION_FEATURE = "UnauthorizedOperation.NoPermissionFeature";
    /// The organization has not allowed downloads by the application: see `ModifyExtendedService`.
    UNAUTHORIZED_OPERATION_UNAUTHORIZED_OPERATION_DOWNLOAD = "UnauthorizedOperation.UnauthorizedOperationDownload";
    /// The organization has not authorized the application.
    UNAUTHORIZED_OPERATION_UNAUTHORIZED_OPERATION_ORGANIZATION = "UnauthorizedOperation.UnauthorizedOperationOrganization";
}
