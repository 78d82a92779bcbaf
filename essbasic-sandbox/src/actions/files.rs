//! Files: uploads within the limits of their business type, conversions to PDF.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::codes;
use essbasic::files::{
    ConvertTaskStatus, CreateFileConvertTask, CreateFileConvertTaskResponse,
    DescribeFileConvertTask, DescribeFileConvertTaskResponse, FileBusinessType, UploadFile,
    UploadFiles, UploadFilesResponse,
};

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::pdf;
use crate::random;
use crate::state::{ConvertTask, Purpose, State, decode, extension};

/// Time of a conversion, in seconds.
const CONVERSION_TIME: i64 = 2;

/// Maximum size of an image, in bytes.
const MAX_IMAGE_SIZE: usize = 8 << 20;

/// Maximum size of any other file, in bytes.
const MAX_FILE_SIZE: usize = 60 << 20;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(upload).write(convert).read(describe)
}

fn upload(state: &mut State, request: UploadFiles) -> Result<UploadFilesResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let files = request.file_infos.unwrap_or_default();
    if files.is_empty() {
        return Err(errors::invalid("FileInfos", "FileInfos must have 1 to 20 items."));
    }
    let names = files.iter().map(|file| checked_name(file, &request.business_type));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    if names.iter().any(|name| file_type(name) != file_type(&names[0])) {
        return Err(errors::invalid("FileInfos", "All files must be of one type."));
    }
    let (mut ids, mut urls, mut deadline) = (Vec::new(), Vec::new(), 0);
    for (file, name) in files.into_iter().zip(names) {
        let business = request.business_type.as_str();
        let (id, expires_on) = state.add_file(owner.clone(), name, business, file.file_body);
        deadline = expires_on;
        urls.push(state.create_link_url(Purpose::File { file: id.clone() }, expires_on));
        ids.push(id);
    }
    let count = super::output::count(ids.len());
    Ok(UploadFilesResponse::new(count, ids, urls).deadline(deadline))
}

/// Checks the content of a file, and that its type suits its business type. Returns its name, with
/// an extension.
fn checked_name(file: &UploadFile, business: &FileBusinessType) -> Result<String, ServiceError> {
    let allowed: &[&str] = match business {
        FileBusinessType::Template => &["pdf", "doc", "docx", "html"],
        FileBusinessType::Document => {
            &["pdf", "doc", "docx", "jpg", "jpeg", "png", "xls", "xlsx", "html"]
        }
        FileBusinessType::Seal | FileBusinessType::BusinessLicense => &["jpg", "jpeg", "png"],
        FileBusinessType::Archive => &["pdf", "zip"],
        _ => {
            return Err(errors::invalid("BusinessType", "The business type does not exist."));
        }
    };
    let mut name = file.file_name.clone().unwrap_or_else(|| "file".to_owned());
    let content = check_content(file, &name)?;
    if !has_extension(&name) {
        name = format!("{name}.{}", content_type(&content, allowed));
    }
    if allowed.contains(&extension(&name).as_str()) {
        return Ok(name);
    }
    let message = format!("FileName must end with one of: {}.", allowed.join(", "));
    Err(errors::invalid("FileName", message))
}

/// Returns whether a name ends in an extension, which `2026.3 合同` does not.
fn has_extension(name: &str) -> bool {
    let is_short = |text: &String| (2..=4).contains(&text.len());
    Some(extension(name)).filter(is_short).is_some_and(|text| {
        text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.chars().all(|it| it.is_ascii_alphanumeric())
    })
}

/// Returns the extension for content without one, by its first bytes. Default: the first that is
/// allowed.
fn content_type(content: &[u8], allowed: &[&'static str]) -> &'static str {
    let by_content: [(&[u8], &[&str]); 6] = [
        (b"%PDF", &["pdf"]),
        (b"\x89PNG", &["png"]),
        (b"\xff\xd8\xff", &["jpg"]),
        (b"PK", &["docx", "zip"]),
        (b"\xd0\xcf\x11\xe0", &["doc"]),
        (b"<", &["html"]),
    ];
    let found = by_content.iter().find(|(start, _)| content.starts_with(start));
    let fits = |kind: &&&str| found.is_none_or(|(_, kinds)| kinds.contains(*kind));
    allowed.iter().find(fits).copied().unwrap_or_default()
}

/// Returns the type of a file by its name. All files of one call have the same type.
fn file_type(name: &str) -> String {
    match extension(name).as_str() {
        "doc" | "docx" => "word".to_owned(),
        "xls" | "xlsx" => "excel".to_owned(),
        "jpg" | "jpeg" | "png" => "picture".to_owned(),
        other => other.to_owned(),
    }
}

/// Checks the encoding and the size of a file. Returns its first bytes.
fn check_content(file: &UploadFile, name: &str) -> Result<Vec<u8>, ServiceError> {
    let is_picture = matches!(extension(name).as_str(), "jpg" | "jpeg" | "png");
    let max_size = if is_picture { MAX_IMAGE_SIZE } else { MAX_FILE_SIZE };
    match decode(&file.file_body) {
        None => Err(errors::invalid("FileBody", "FileBody must be base64.")),
        Some(bytes) if bytes.is_empty() => {
            Err(errors::invalid("FileBody", "FileBody must not be empty."))
        }
        Some(bytes) if bytes.len() > max_size => {
            let message = format!("The file must have at most {} MB.", max_size >> 20);
            Err(errors::invalid("FileBody", message))
        }
        Some(mut bytes) => {
            bytes.truncate(8);
            Ok(bytes)
        }
    }
}

fn convert(
    state: &mut State,
    request: CreateFileConvertTask,
) -> Result<CreateFileConvertTaskResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let file = state.file(&owner, &request.resource_id).ok_or_else(errors::file)?;
    let kind = request.resource_type.as_str();
    let is_other = |name: &str| has_extension(name) && extension(name) != kind;
    if is_other(&request.resource_name) || is_other(&file.name) {
        let message = "ResourceType must be the extension of the file's name and of ResourceName.";
        let code = codes::INVALID_PARAMETER_RESOURCE_TYPE;
        return Err(errors::value(code, "ResourceType", message));
    }
    let stem = request.resource_name.trim_end_matches(kind).trim_end_matches('.');
    let (name, pdf) = (format!("{stem}.pdf"), pdf::converted(&request.resource_name));
    let now = state.now();
    let content = STANDARD.encode(pdf);
    let (file, _) = state.add_file(owner.clone(), name, "DOCUMENT", content);
    let id = random::id();
    state
        .convert_tasks
        .insert(id.clone(), ConvertTask { owner, done_on: now + CONVERSION_TIME, file });
    Ok(CreateFileConvertTaskResponse::new(id))
}

fn describe(
    state: &State,
    request: DescribeFileConvertTask,
) -> Result<DescribeFileConvertTaskResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let task = state.convert_tasks.get(&request.task_id).filter(|task| task.owner == owner);
    let Some(task) = task else {
        return Err(errors::invalid("TaskId", "The task does not exist."));
    };
    let id = request.task_id;
    Ok(if task.done_on > state.now() {
        let status = ConvertTaskStatus::Processing;
        DescribeFileConvertTaskResponse::new(id, status, "文档转换中", "")
    } else {
        let status = ConvertTaskStatus::Completed;
        DescribeFileConvertTaskResponse::new(id, status, "任务处理完成", task.file.as_str())
    })
}
