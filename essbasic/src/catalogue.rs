//! The list of all actions, by domain; what tools read in place of a registry.

use serde_json::{Map, Value};

use crate::schema::{Model, StructSchema};
use crate::validate::{self, ViolationKind};
use crate::{Action, Descriptor};

/// Writes the list: a domain that is not compiled in has no actions.
macro_rules! catalogue {
    ($($domain:ident = $feature:literal { $($action:ident,)* })*) => {
        /// Every action of the catalogue, domain by domain.
        #[allow(deprecated, reason = "what the vendor advises against is listed too")]
        pub static CATALOGUE: &[Entry] = &[
            $($(
                #[cfg(feature = $feature)]
                Entry::of::<crate::$domain::$action>($feature),
            )*)*
        ];
    };
}

catalogue! {
    auto_sign = "auto_sign" {
        ChannelCancelUserAutoSignEnableUrl,
        ChannelCreateUserAutoSignEnableUrl,
        ChannelCreateUserAutoSignSealUrl,
        ChannelDescribeUserAutoSignStatus,
        ChannelDisableUserAutoSign,
        ChannelRenewAutoSignLicense,
        CreatePartnerAutoSignAuthUrl,
        ModifyPartnerAutoSignAuthUrl,
    }
    billing = "billing" {
        ChannelDescribeAccountBillDetail,
        ChannelDescribeBillUsageDetail,
        DescribeUsage,
    }
    employees = "employees" {
        ChannelCreateRole,
        ChannelCreateUserRoles,
        ChannelDeleteRole,
        ChannelDeleteRoleUsers,
        ChannelDescribeEmployees,
        ChannelDescribeRoles,
        ChannelModifyRole,
        CreateEmployeeChangeUrl,
        SyncProxyOrganizationOperators,
    }
    encryption = "encryption" {
        CreateRequestWithEncryption,
    }
    evidence = "evidence" {
        ChannelVerifyPdf,
        CreateChannelFlowEvidenceReport,
        CreateFlowBlockchainEvidenceUrl,
        CreatePersonAuthCertificateImage,
        DescribeChannelFlowEvidenceReport,
    }
    files = "files" {
        CreateFileConvertTask,
        DescribeFileConvertTask,
        UploadFiles,
    }
    flows = "flows" {
        CancelOrganizationFlows,
        ChannelBatchCancelFlows,
        ChannelCancelFlow,
        ChannelCreateBatchCancelFlowUrl,
        ChannelCreateBoundFlows,
        ChannelCreateFlowReminds,
        ChannelCreateFlowSignReview,
        ChannelDescribeFlowComponents,
        ChannelDescribeSignFaceVideo,
        CreateFlowForwards,
        CreateFlowGroupSignReview,
        DescribeCancelFlowsTask,
        DescribeFlowDetailInfo,
        DescribeResourceUrlsByFlows,
        DescribeUserFlowType,
        GetDownloadFlowUrl,
        ModifyFlowDeadline,
    }
    organizations = "organizations" {
        ChannelCreateOrganizationModifyQrCode,
        CreateBatchAdminChangeInvitations,
        CreateBatchAdminChangeInvitationsUrl,
        CreateBatchInitOrganizationUrl,
        CreateBatchOrganizationAuthorizationUrl,
        CreateBatchOrganizationRegistrationTasks,
        CreateChannelOrganizationInfoChangeUrl,
        CreateChannelSubOrganizationActive,
        CreateCloseOrganizationUrl,
        CreateConsoleLoginUrl,
        CreateModifyAdminAuthorizationUrl,
        CreateOrganizationAuthFile,
        DeleteOrganizationAuthorizations,
        DescribeBatchOrganizationRegistrationTasks,
        DescribeBatchOrganizationRegistrationUrls,
        DescribeChannelOrganizations,
        ModifyOrganizationBusinessInfo,
        SyncProxyOrganization,
    }
    seals = "seals" {
        ChannelCreatePreparedPersonalEsign,
        ChannelCreateSealPolicy,
        ChannelDeleteSealPolicies,
        ChannelDescribeOrganizationSeals,
        ChannelUpdateSealStatus,
        CreateEmployeeQualificationSealQrCode,
        CreateLegalSealQrCode,
        CreateSealByImage,
        DescribeChannelSealPolicyWorkflowUrl,
    }
    services = "services" {
        DescribeExtendedServiceAuthDetail,
        DescribeExtendedServiceAuthInfo,
        ModifyExtendedService,
    }
    signing = "signing" {
        ChannelCancelMultiFlowSignQRCode,
        ChannelCreateBatchQuickSignUrl,
        ChannelCreateBatchSignUrl,
        ChannelCreateEmbedWebUrl,
        ChannelCreateFlowSignUrl,
        ChannelCreateMultiFlowSignQRCode,
        ChannelCreateOrganizationBatchSignUrl,
        ChannelCreateWebThemeConfig,
        CreateSignUrls,
    }
    start_flows = "start_flows" {
        ArchiveDynamicFlow,
        ChannelCreateDynamicFlowApprover,
        ChannelCreateFlowApprovers,
        ChannelCreateFlowByFiles,
        ChannelCreateFlowGroupByFiles,
        ChannelCreateFlowGroupByTemplates,
        ChannelCreatePrepareFlow,
        ChannelCreatePrepareFlowGroup,
        ChannelCreateReleaseFlow,
        CreateFlowsByTemplates,
        PrepareFlows,
    }
    templates = "templates" {
        DescribeTemplates,
        OperateChannelTemplate,
        OperateTemplate,
    }
}

/// One action, for who knows it by name only.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    domain: &'static str,
    descriptor: fn() -> &'static Descriptor,
    rewrite_request: Rewrite,
    rewrite_output: Rewrite,
}

/// Members into a typed struct and back. From JSON values alone, so that listing an action costs
/// one reader and one writer of its structs, and no more.
type Rewrite = fn(&Map<String, Value>) -> serde_json::Result<Value>;

impl Entry {
    /// The entry of an action, also of one that is not in the catalogue.
    pub const fn of<A: Action>(domain: &'static str) -> Self {
        Self {
            domain,
            descriptor: A::descriptor,
            rewrite_request: rewrite::<A>,
            rewrite_output: rewrite::<A::Output>,
        }
    }

    /// The module that the action lives in, and the feature that compiles it.
    pub fn domain(&self) -> &'static str {
        self.domain
    }

    /// All that is known of the action before it is made.
    pub fn descriptor(&self) -> &'static Descriptor {
        (self.descriptor)()
    }

    /// Reads a request's members into the typed action, and writes them again.
    ///
    /// # Errors
    ///
    /// What is wrong with the members, by their paths.
    pub fn rewrite_request(&self, members: &Map<String, Value>) -> Result<Value, String> {
        (self.rewrite_request)(members).map_err(|_| wrong((self.descriptor().request)(), members))
    }

    /// Reads an answer's members into the typed output, and writes them again.
    ///
    /// # Errors
    ///
    /// What is wrong with the members, by their paths.
    pub fn rewrite_output(&self, members: &Map<String, Value>) -> Result<Value, String> {
        (self.rewrite_output)(members).map_err(|_| wrong((self.descriptor().response)(), members))
    }
}

fn rewrite<M: Model>(members: &Map<String, Value>) -> serde_json::Result<Value> {
    serde_json::to_value(M::deserialize(members)?)
}

/// Why members cannot be read: the schema knows what the reader stumbled over.
fn wrong(schema: &'static StructSchema, members: &Map<String, Value>) -> String {
    let found = validate::json(schema, members).into_iter();
    let shape =
        found.filter(|it| matches!(it.kind, ViolationKind::Missing | ViolationKind::Mistyped));
    let told: Vec<_> = shape.map(|violation| violation.to_string()).collect();
    if told.is_empty() { "a number is out of range".to_owned() } else { told.join("; ") }
}

/// The action with this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.descriptor().name == name)
}
