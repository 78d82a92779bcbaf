//! Templates: listing them and managing access.
//!
//! Start with [`DescribeTemplates`], which returns the IDs needed to start a contract from a
//! template.
//!
//! | task | action |
//! |---|---|
//! | list an organization's templates, parties and fields | [`DescribeTemplates`] |
//! | delete, enable, disable or copy a template | [`OperateTemplate`] |
//! | manage access to a library template of the platform | [`OperateChannelTemplate`] |
//! | create or edit a template on an embedded page | [`ChannelCreateEmbedWebUrl`](crate::signing::ChannelCreateEmbedWebUrl) |
//!
//! Typical order: distribute a template to organizations, look up its recipient IDs with
//! [`DescribeTemplates`], then start contracts with
//! [`CreateFlowsByTemplates`](crate::start_flows::CreateFlowsByTemplates).

mod describe_templates;
mod models;
mod operate_channel_template;
mod operate_template;

pub use describe_templates::{
    DescribeTemplates, DescribeTemplatesResponse, Recipient, RecipientSignType, RecipientType,
    TemplateContent, TemplateDelivery, TemplateInfo, TemplateType,
};
pub use models::TemplateAvailability;
pub use operate_channel_template::{
    AuthFailMessage, ChannelTemplateOperation, OperateChannelTemplate,
    OperateChannelTemplateResponse, TemplateAuthTag, TemplateOperateResult,
};
pub use operate_template::{OperateTemplate, OperateTemplateResponse, TemplateOperation};
