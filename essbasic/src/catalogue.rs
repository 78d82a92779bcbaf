//! The list of all actions, by domain, for tools.

use serde_json::{Map, Value};

use crate::message::Message;
use crate::schema::StructSchema;
use crate::validate::{self, ViolationKind};
use crate::{Action, Descriptor, JsonObject};

/// Declares the list. Domains whose feature is disabled have no actions.
macro_rules! catalogue {
    ($($domain:ident = $feature:literal { $($action:ident,)* })*) => {
        /// All actions, by domain.
        #[allow(deprecated, reason = "deprecated actions are listed too")]
        pub static CATALOGUE: &[Entry] = &[
            $($(
                #[cfg(feature = $feature)]
                Entry::new::<crate::$domain::$action>($feature),
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

/// An action, for tools that select actions by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    domain: &'static str,
    descriptor: fn() -> &'static Descriptor,
    rewrite_request: Rewrite,
    rewrite_output: Rewrite,
}

/// Converts fields to the typed struct and back, or returns `None` if they do not fit. Works on JSON
/// values only, so that an entry instantiates one decoder and one encoder per struct.
type Rewrite = fn(&Map<String, Value>) -> Option<Value>;

impl Entry {
    /// Creates the entry of an action, which need not be in the catalogue.
    pub const fn new<A: Action>(domain: &'static str) -> Self {
        Self {
            domain,
            descriptor: A::descriptor,
            rewrite_request: |fields| serde_json::to_value(A::deserialize(fields).ok()?).ok(),
            rewrite_output: |fields| {
                serde_json::to_value(JsonObject::read_fields::<A::Output>(fields).ok()?).ok()
            },
        }
    }

    /// Returns the name of the action's module, which is also the feature that enables it.
    pub fn domain(&self) -> &'static str {
        self.domain
    }

    /// Returns the action's descriptor.
    pub fn descriptor(&self) -> &'static Descriptor {
        (self.descriptor)()
    }

    /// Decodes a request into the typed action and encodes it again.
    ///
    /// # Errors
    ///
    /// The paths and errors of the fields that could not be decoded.
    pub fn rewrite_request(&self, fields: &Map<String, Value>) -> Result<Value, Message> {
        let kinds = [ViolationKind::Missing, ViolationKind::Mistyped];
        (self.rewrite_request)(fields)
            .ok_or_else(|| describe_mismatch((self.descriptor().request)(), fields, &kinds))
    }

    /// Decodes a response into the typed output and encodes it again. Missing and `null` fields take
    /// their defaults.
    ///
    /// # Errors
    ///
    /// The paths and errors of the fields that have the wrong type.
    pub fn rewrite_output(&self, fields: &Map<String, Value>) -> Result<Value, Message> {
        let kinds = [ViolationKind::Mistyped];
        (self.rewrite_output)(fields)
            .ok_or_else(|| describe_mismatch((self.descriptor().response)(), fields, &kinds))
    }
}

/// Describes the fields that could not be decoded, found with the schema.
fn describe_mismatch(
    schema: &'static StructSchema,
    fields: &Map<String, Value>,
    kinds: &[ViolationKind],
) -> Message {
    let mut mismatches = validate::json(schema, fields);
    mismatches.retain(|it| kinds.contains(&it.kind));
    if mismatches.is_empty() { validate::out_of_range() } else { validate::message(&mismatches) }
}

/// Returns the action with this name.
pub fn find_action(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.descriptor().name == name)
}
