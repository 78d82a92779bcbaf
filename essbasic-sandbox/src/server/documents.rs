//! Documents behind links.
//!
//! Their data is copied from the state; they are drawn after its lock is released.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};

use super::language::Language;
use super::messages;
use super::response;
use crate::pdf;
use crate::state::{Flow, Purpose, State, decode};

/// Data that a document is drawn from.
pub(super) enum Document {
    /// A contract, and the uploaded PDF in base64.
    Contract(Box<Flow>, Option<String>),
    /// An evidence report of a contract.
    Report(Box<Flow>),
    /// A template, by its name.
    Template(String),
    /// An uploaded file in base64.
    File { content: String, is_pdf: bool },
}

impl Document {
    /// Returns the document that a link leads to, if it leads to one.
    pub(super) fn find(state: &State, purpose: &Purpose) -> Option<Self> {
        Some(match purpose {
            Purpose::Download { flow } => {
                let flow = state.flows.get(flow)?.clone();
                let original = flow.file.as_ref();
                let original = original.and_then(|file| state.file_contents.get(file).cloned());
                Self::Contract(Box::new(flow), original)
            }
            Purpose::Report { report } => {
                let flow = state.flows.get(&state.reports.get(report)?.flow)?;
                Self::Report(Box::new(flow.clone()))
            }
            Purpose::Template { template } => {
                Self::Template(state.templates.get(template)?.name.clone())
            }
            Purpose::File { file } => {
                let is_pdf = state.files.get(file)?.is_pdf();
                Self::File { content: state.file_contents.get(file)?.clone(), is_pdf }
            }
            Purpose::Seal { seal } => {
                Self::File { content: state.file_contents.get(seal)?.clone(), is_pdf: false }
            }
            _ => return None,
        })
    }

    /// Draws the document and responds with it. A panic on an uploaded file ends only this response.
    pub(super) async fn respond(self, language: Language) -> Response {
        let drawn = tokio::task::spawn_blocking(move || self.draw()).await;
        let Ok((bytes, is_pdf)) = drawn else {
            let text = language.select("无法生成此文件。", "This document could not be created.");
            let title = language.select("文件", "Document");
            return messages::message(StatusCode::INTERNAL_SERVER_ERROR, language, title, text);
        };
        let content_type = if is_pdf { "application/pdf" } else { "application/octet-stream" };
        let mut response = response::response(StatusCode::OK, content_type, Body::from(bytes));
        if !is_pdf {
            // An uploaded file may be a page with a script: save it, never show it.
            let attachment = HeaderValue::from_static("attachment");
            response.headers_mut().insert(header::CONTENT_DISPOSITION, attachment);
        }
        response
    }

    /// Returns the bytes, and whether they are a PDF.
    fn draw(self) -> (Vec<u8>, bool) {
        let decode = |text: String| decode(&text).unwrap_or_default();
        match self {
            Self::Contract(flow, original) => {
                (pdf::contract(&flow, original.map(decode).as_deref()), true)
            }
            Self::Report(flow) => (pdf::report(&flow), true),
            Self::Template(name) => (pdf::converted(&name), true),
            Self::File { content, is_pdf } => (decode(content), is_pdf),
        }
    }
}
