//! The list of all actions, by domain; what tools read in place of a registry.

use crate::request::Request;
use crate::{Action, Descriptor, Error, Json, Reply, envelope};

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
    rewrite_request: fn(&[u8]) -> Result<Json, Error>,
    rewrite_answer: fn(u16, &[u8]) -> Result<Reply<Json>, Error>,
    read_output: fn(&Json) -> Result<(), Error>,
}

impl Entry {
    /// The entry of an action, also of one that is not in the catalogue.
    pub const fn of<A: Action>(domain: &'static str) -> Self {
        Self {
            domain,
            descriptor: A::descriptor,
            rewrite_request: |body| Json::write(&Request::read::<A>(body)?),
            rewrite_answer: |status, body| {
                envelope::open::<A::Output>(status, body)?.try_map(|output| Json::write(&output))
            },
            read_output: |answer| answer.read::<A::Output>().map(drop),
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

    /// Reads a request's body into the typed action, and writes it again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid), with the path of the member that is
    /// not as it should be.
    pub fn rewrite_request(&self, body: &[u8]) -> Result<Json, Error> {
        (self.rewrite_request)(body)
    }

    /// Opens an answer of some HTTP status, reads its members into the typed output, and writes
    /// them again.
    ///
    /// # Errors
    ///
    /// The service's refusal, or why the answer cannot be read.
    pub fn rewrite_answer(&self, status: u16, body: &[u8]) -> Result<Reply<Json>, Error> {
        (self.rewrite_answer)(status, body)
    }

    /// Whether an answer can be read as this action's.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Answer`](crate::ErrorKind::Answer), with the path of the member that is not
    /// as it should be.
    pub fn read_output(&self, answer: &Json) -> Result<(), Error> {
        (self.read_output)(answer)
    }
}

/// The action with this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.descriptor().name == name)
}
