//! `upload_file`: uploads a local file, after confirmation by a person.
//!
//! The file is read twice: before the question, for its length and hash, and after the confirmation.
//! The uploaded bytes have the hash that was confirmed.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use essbasic::files::FileBusinessType;
use essbasic::transfer::{FileErrorKind, LocalFile, Upload, UploadError};
use essbasic::{Agent, Outcome};
use essbasic_devtools::{Language, t};
use essbasic_explorer::ConfirmationRequest;
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{ToolEffect, ToolOutput, change, parse};
use crate::confirm;
use crate::exchange::Exchange;
use crate::limits;
use crate::outcome::{Reporter, ToolResult};
use crate::shared::Shared;

pub(super) const NAME: &str = "upload_file";

/// Action that uploads.
const ACTION: &str = "UploadFiles";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    path: PathBuf,
    business_type: FileBusinessType,
    agent: Option<Value>,
}

/// A file as it was confirmed.
struct ReadFile {
    path: PathBuf,
    name: String,
    bytes: Vec<u8>,
    hash: String,
}

/// Returns whether the server offers the tool.
pub(super) fn is_offered(shared: &Shared) -> bool {
    essbasic::find_action(ACTION).is_some_and(|entry| shared.scope.offers(entry))
}

pub(super) fn tool(language: Language) -> Tool {
    let types = ["TEMPLATE", "DOCUMENT", "SEAL", "ARCHIVE", "BUSINESSLICENSE"];
    let input = json!({
        "type": "object",
        "properties": {
            "path": { "type": "string", "description": t!(language, "mcp-argument-path") },
            "business_type": { "type": "string", "enum": types },
            "agent": { "type": "object" },
        },
        "required": ["path", "business_type"],
        "additionalProperties": false,
    });
    let (title, description) = (t!(language, "mcp-upload-title"), t!(language, "mcp-upload"));
    let effect = ToolEffect::Changes { is_destructive: false, is_idempotent: false };
    super::tool(NAME, title, description, input, super::call_output(), effect)
}

pub(super) async fn call(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    arguments: Map<String, Value>,
) -> ToolOutput {
    let Arguments { path, business_type, agent } = parse(shared, arguments)?;
    let (action, language) = (shared.scope.offered(ACTION)?.descriptor(), shared.language);
    let file = read(shared, path.clone()).await?;

    let mut request = Map::new();
    request.insert("Agent".to_owned(), agent.unwrap_or(Value::Null));
    request.insert("BusinessType".to_owned(), json!(business_type));
    let content = t!(language, "mcp-file-content", bytes = file.bytes.len(), hash = &file.hash);
    request.insert("FileInfos".to_owned(), json!([{ "FileName": file.name, "FileBody": content }]));
    shared.scope.complete(action, &mut request)?;
    let agent: Agent = serde_json::from_value(request["Agent"].clone())
        .map_err(|_| ToolResult::rejected(t!(language, "mcp-agent-missing"), None))?;
    let note = t!(language, "mcp-question-file", path = file.path.display().to_string());
    let notes = vec![note.into_owned()];
    // A question may stay open for minutes: the contents are read again afterwards.
    let confirmed = (file.path, file.hash);
    drop(file.bytes);
    let asked = ConfirmationRequest { action, request: request.clone(), notes };
    confirm::confirm(shared, exchange, asked).await?;

    let file = read(shared, path).await?;
    // A link on the path may lead to another file, whose name the contract would have.
    if (&file.path, &file.hash) != (&confirmed.0, &confirmed.1) {
        return Err(ToolResult::rejected(t!(language, "mcp-file-changed"), None).into());
    }
    let ReadFile { name, bytes, .. } = file;
    let total = bytes.len();
    let message = t!(language, "mcp-uploading", bytes = total);
    exchange.progress(0.0, 1.0, &message).await;
    let send = {
        let (shared, request) = (Arc::clone(shared), request.clone());
        async move {
            // One file is held and sent at a time.
            let Ok(_permit) = shared.concurrency.uploads.acquire().await else {
                return shared.too_busy();
            };
            let file = LocalFile::from_bytes(name, bytes);
            let sent = Upload::new(agent, business_type).file(file).send(&shared.client).await;
            match sent {
                Ok(files) => uploaded(files, shared.reporter()),
                Err(error) => failed(&error, &request, shared.reporter()),
            }
        }
    };
    let result = change::complete(shared, exchange, action, &request, send).await;
    exchange.progress(1.0, 1.0, &message).await;
    Ok(result.into())
}

fn uploaded(files: Vec<essbasic::transfer::UploadedFile>, reporter: Reporter) -> ToolResult {
    let mut result = ToolResult::new(json!({ "outcome": "done" }));
    if let Some(file) = files.into_iter().next() {
        result.set("request_id", file.request_id);
        let mut response = json!({ "FileIds": [file.file_id], "Deadline": file.deadline });
        if let Some(link) = file.link.filter(|_| reporter.reveal) {
            response["FileUrls"] = json!([link.expose()]);
        }
        result.set("response", response);
    }
    result
}

fn failed(error: &UploadError, request: &Map<String, Value>, reporter: Reporter) -> ToolResult {
    let language = reporter.language;
    let action = essbasic::find_action(ACTION).map(essbasic::Entry::descriptor);
    if let (Some(error), Some(action)) = (error.failed_call(), action) {
        return reporter.error(action, request, error);
    }
    if error.outcome() == Outcome::Unknown {
        let mut result = ToolResult::outcome("unknown", t!(language, "mcp-unknown"));
        result.is_error = true;
        return result;
    }
    let kind = error.file_errors().first().map(|it| it.kind);
    ToolResult::rejected(kind.map_or_else(String::new, |kind| problem(kind, language)), None)
}

/// Reads a file and computes its hash.
async fn read(shared: &Shared, path: PathBuf) -> Result<ReadFile, ToolResult> {
    let language = shared.language;
    let Ok(_permit) = shared.concurrency.uploads.acquire().await else {
        return Err(shared.too_busy());
    };
    let read = tokio::task::spawn_blocking(move || read_file(&path)).await;
    let kind = match read {
        Ok(Ok(file)) => return Ok(file),
        Ok(Err(kind)) => kind,
        Err(_) => FileErrorKind::Unreadable,
    };
    Err(ToolResult::rejected(problem(kind, language), None))
}

fn read_file(path: &Path) -> Result<ReadFile, FileErrorKind> {
    let path = path.canonicalize().map_err(|_| FileErrorKind::Missing)?;
    let metadata = path.metadata().map_err(|_| FileErrorKind::Unreadable)?;
    if !metadata.is_file() {
        return Err(FileErrorKind::NotAFile);
    }
    let name = path.file_name().and_then(|it| it.to_str()).ok_or(FileErrorKind::Name)?.to_owned();
    let file = std::fs::File::open(&path).map_err(|_| FileErrorKind::Unreadable)?;
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| FileErrorKind::Unreadable)?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(FileErrorKind::TooLarge);
    }
    let hash = Sha256::digest(&bytes).iter().fold(String::new(), |mut hash, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
        hash
    });
    Ok(ReadFile { path, name, bytes, hash })
}

/// Returns the reason for which a file cannot be uploaded.
fn problem(kind: FileErrorKind, language: Language) -> String {
    match kind {
        FileErrorKind::Name => t!(language, "mcp-file-name"),
        FileErrorKind::Extension => t!(language, "mcp-file-extension"),
        FileErrorKind::Purpose => t!(language, "mcp-file-purpose"),
        FileErrorKind::Missing => t!(language, "mcp-file-missing"),
        FileErrorKind::NotAFile => t!(language, "mcp-file-not-a-file"),
        FileErrorKind::Empty => t!(language, "mcp-file-empty"),
        FileErrorKind::TooLarge => t!(language, "mcp-file-too-large"),
        FileErrorKind::Content => t!(language, "mcp-file-content-differs"),
        _ => t!(language, "mcp-file-unreadable"),
    }
    .into_owned()
}
