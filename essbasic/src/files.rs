//! Uploading files and converting them to PDF.
//!
//! Start with [`UploadFiles`]. The [`transfer`](crate::transfer) module uploads from disk in
//! constant memory.
//!
//! | task | action |
//! |---|---|
//! | upload PDFs, images, licences | [`UploadFiles`] |
//! | convert Word, Excel, images or HTML to PDF | [`CreateFileConvertTask`], then [`DescribeFileConvertTask`] |
//!
//! Typical order: upload; convert unless the file is a PDF; start a contract with
//! [`ChannelCreateFlowByFiles`](crate::start_flows::ChannelCreateFlowByFiles) while the ID is
//! valid, which is one hour.

mod create_file_convert_task;
mod describe_file_convert_task;
mod upload_files;

pub use create_file_convert_task::{
    ConvertResourceType, CreateFileConvertTask, CreateFileConvertTaskResponse,
};
pub use describe_file_convert_task::{
    ConvertTaskStatus, DescribeFileConvertTask, DescribeFileConvertTaskResponse,
};
pub use upload_files::{FileBusinessType, UploadFile, UploadFiles, UploadFilesResponse};
