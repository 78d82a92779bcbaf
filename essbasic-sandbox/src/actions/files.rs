//! Files: uploaded within the limits of what they are for, converted to PDF in a moment.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::codes;
use essbasic::files::{
    ConvertTaskStatus, CreateFileConvertTask, CreateFileConvertTaskResponse,
    DescribeFileConvertTask, DescribeFileConvertTaskResponse, FileBusinessType, UploadFile,
    UploadFiles, UploadFilesResponse,
};

use super::Actions;
use crate::pdf;
use crate::refusal::{Refusal, reasons};
use crate::state::{ConvertTask, Purpose, State, extension, new_id};

/// How long a conversion takes.
const CONVERTING_TAKES: i64 = 2;

/// The largest picture, and the largest other file.
const LARGEST: (usize, usize) = (8 << 20, 60 << 20);

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(upload).write(convert).read(describe)
}

fn upload(state: &mut State, request: UploadFiles) -> Result<UploadFilesResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let files = request.file_infos.unwrap_or_default();
    if files.is_empty() {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        return Err(reasons::value(code, "FileInfos", "FileInfos must have 1 to 20 items."));
    }
    let mut kinds = files.iter().map(|file| kind(file.file_name.as_deref().unwrap_or_default()));
    let first = kinds.next();
    if kinds.any(|kind| Some(kind) != first) {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        return Err(reasons::value(code, "FileInfos", "All files must be of one type."));
    }
    let (mut ids, mut urls, mut deadline) = (Vec::new(), Vec::new(), 0);
    for file in files {
        let name = name(&file, &request.business_type)?;
        fits(&file, &name)?;
        let business = request.business_type.as_str();
        let (id, expires_on) = state.keep_file(owner.clone(), name, business, file.file_body);
        deadline = expires_on;
        urls.push(state.mint_url(Purpose::File { file: id.clone() }, expires_on));
        ids.push(id);
    }
    let count = super::count(ids.len());
    Ok(UploadFilesResponse::new(count, ids, urls).deadline(deadline))
}

/// The file's name, when it is of a kind that can be used for what it is for.
fn name(file: &UploadFile, business: &FileBusinessType) -> Result<String, Refusal> {
    let allowed: &[&str] = match business {
        FileBusinessType::Template => &["pdf", "doc", "docx", "html"],
        FileBusinessType::Document => {
            &["pdf", "doc", "docx", "jpg", "jpeg", "png", "xls", "xlsx", "html"]
        }
        FileBusinessType::Seal | FileBusinessType::BusinessLicense => &["jpg", "jpeg", "png"],
        FileBusinessType::Archive => &["pdf", "zip"],
        _ => {
            let code = codes::INVALID_PARAMETER_PARAM_ERROR;
            return Err(reasons::value(code, "BusinessType", "There is no such business type."));
        }
    };
    let name = file.file_name.clone().unwrap_or_else(|| "file.pdf".to_owned());
    if allowed.contains(&extension(&name).as_str()) {
        return Ok(name);
    }
    let why = format!("FileName must end with one of: {}.", allowed.join(", "));
    Err(reasons::value(codes::INVALID_PARAMETER_PARAM_ERROR, "FileName", why))
}

/// What kind of file a name stands for; those of one call are all of one.
fn kind(name: &str) -> String {
    match extension(name).as_str() {
        "doc" | "docx" => "word".to_owned(),
        "xls" | "xlsx" => "excel".to_owned(),
        "jpg" | "jpeg" | "png" => "picture".to_owned(),
        other => other.to_owned(),
    }
}

fn fits(file: &UploadFile, name: &str) -> Result<(), Refusal> {
    let is_picture = matches!(extension(name).as_str(), "jpg" | "jpeg" | "png");
    let largest = if is_picture { LARGEST.0 } else { LARGEST.1 };
    let code = codes::INVALID_PARAMETER_PARAM_ERROR;
    match STANDARD.decode(&file.file_body) {
        Err(_) => Err(reasons::value(code, "FileBody", "FileBody must be base64.")),
        Ok(bytes) if bytes.is_empty() => {
            Err(reasons::value(code, "FileBody", "FileBody must not be empty."))
        }
        Ok(bytes) if bytes.len() > largest => {
            let why = format!("The file must have at most {} MB.", largest >> 20);
            Err(reasons::value(code, "FileBody", why))
        }
        Ok(_) => Ok(()),
    }
}

fn convert(
    state: &mut State,
    request: CreateFileConvertTask,
) -> Result<CreateFileConvertTaskResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let file = state.file(&owner, &request.resource_id).ok_or_else(reasons::file)?;
    let kind = request.resource_type.as_str();
    if extension(&request.resource_name) != kind || extension(&file.name) != kind {
        let why = "ResourceType must be the ending of the file's name and of ResourceName.";
        let code = codes::INVALID_PARAMETER_RESOURCE_TYPE;
        return Err(reasons::value(code, "ResourceType", why));
    }
    let stem = request.resource_name.rsplit_once('.').map_or("file", |(stem, _)| stem);
    let (name, pdf) = (format!("{stem}.pdf"), pdf::converted(&request.resource_name));
    let now = state.now();
    let content = STANDARD.encode(pdf);
    let (file, _) = state.keep_file(owner.clone(), name, "DOCUMENT", content);
    let id = new_id();
    state
        .convert_tasks
        .insert(id.clone(), ConvertTask { owner, done_on: now + CONVERTING_TAKES, file });
    Ok(CreateFileConvertTaskResponse::new(id))
}

fn describe(
    state: &State,
    request: DescribeFileConvertTask,
) -> Result<DescribeFileConvertTaskResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let task = state.convert_tasks.get(&request.task_id).filter(|task| task.owner == owner);
    let Some(task) = task else {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        return Err(reasons::value(code, "TaskId", "There is no such task."));
    };
    let id = request.task_id;
    Ok(if task.done_on > state.now() {
        let status = ConvertTaskStatus::Processing;
        DescribeFileConvertTaskResponse::new(id, status, "处理中", "")
    } else {
        let status = ConvertTaskStatus::Completed;
        DescribeFileConvertTaskResponse::new(id, status, "处理成功", task.file.as_str())
    })
}
