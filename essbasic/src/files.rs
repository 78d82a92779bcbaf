//! Files: uploading them, and turning them into PDF.

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
