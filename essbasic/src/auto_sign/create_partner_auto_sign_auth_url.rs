//! 创建企业授权签授权链接

use super::models::AutoSignSealType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link by which one organization lets another, or your platform, place its seal.
///
/// Either the agent's organization authorizes partners or, with `auth_to_me`, a partner authorizes
/// it. Contracts may then have the seal placed without anybody at hand (授权签). It does what the
/// console does under 企业设置 → 扩展服务 → 企业授权签署 → 合作企业方授权.
///
/// Both organizations must be verified and in the same application. The operator must be the super
/// administrator or the legal representative of theirs, and so must whoever opens the link. If the
/// authorizing organization has not yet switched on signing by authorization, the link first leads
/// them through that.
///
/// A pair that is authorized, or about to be, cannot be authorized again: the seals of such a pair
/// are changed with `ModifyPartnerAutoSignAuthUrl`. Who is authorized stands in
/// `DescribeExtendedServiceAuthDetail`.
///
/// Nothing is charged and nobody is notified: hand the link over yourself. It lives for 7 days.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use an operator who is super administrator or legal representative, and verified organizations |
/// | `FailedOperation` | see the message: the pair may be authorized already |
/// | `InvalidParameter.ParamError` | check names against the business licences, brackets in full width （）; one partner only with `auth_to_me` |
/// | `MissingParameter` | name the partners by id or by name, or authorize the platform |
/// | `ResourceNotFound.Application` | check the application's id, and that the partners are in it |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include it |
#[tc_action(
    name = "CreatePartnerAutoSignAuthUrl",
    version = "2021-05-26",
    response = CreatePartnerAutoSignAuthUrlResponse,
    effect = link,
    at_most_one("AuthorizedOrganizationIds", "AuthorizedOrganizationNames"),
    at_least_one(
        "AuthorizedOrganizationIds",
        "AuthorizedOrganizationNames",
        "PlatformAppAuthorization"
    ),
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound.Application",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "创建企业授权签授权链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreatePartnerAutoSignAuthUrl"
)]
pub struct CreatePartnerAutoSignAuthUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the organization's super administrator or legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Disabled by the vendor: one partner's id; `authorized_organization_ids` has taken its place.
    #[tc(hidden)]
    pub authorized_organization_id: Option<String>,
    /// Disabled by the vendor: one partner's name; `authorized_organization_names` has taken its
    /// place.
    #[tc(hidden)]
    pub authorized_organization_name: Option<String>,
    /// Whether the platform's application is authorized instead of partners, who are then left out.
    /// It is not unless given. The vendor must first allow it, by putting the account on a list.
    pub platform_app_authorization: Option<bool>,
    /// The kinds of seal that may be authorized; all kinds unless given.
    pub seal_types: Option<Vec<AutoSignSealType>>,
    /// Whether the partner authorizes the agent's organization, which works for one partner at a
    /// time. Unless given, the agent's organization authorizes the partners.
    pub auth_to_me: Option<bool>,
    /// The partners, at most 50, by the ids that the vendor gave them (OrganizationId). Either
    /// these or their names.
    #[tc(items = ..=50)]
    pub authorized_organization_ids: Option<Vec<String>>,
    /// The partners, at most 50, by the names on their business licences, with brackets in full
    /// width （）. Either these or their ids.
    #[tc(items = ..=50)]
    pub authorized_organization_names: Option<Vec<String>>,
    /// What the page offers to choose seals by; everything unless given.
    pub limit_auth_type: Option<AuthMethodLimit>,
}

/// What the page offers to choose seals by, when an authorization is given.
///
/// Changing it later takes other values, see `AuthMethodUpdateLimit`.
#[tc_enum(u64)]
pub enum AuthMethodLimit {
    /// Both: whole kinds, and single seals.
    Both = 0,
    /// Kinds of seal only.
    SealType = 1,
    /// Single seals only.
    SealId = 2,
}

/// The link.
#[tc_model]
pub struct CreatePartnerAutoSignAuthUrlResponse {
    /// The link, a short one.
    #[tc(secret)]
    pub url: String,
    /// The page in the vendor's mini program, for an app or another mini program that opens it.
    #[tc(secret)]
    pub mini_app_path: Option<String>,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expire_time: Option<i64>,
}
