//! Templates: finding them, and who may use them.

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
