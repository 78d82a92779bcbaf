//! The documents that links lead to. What they are made of is taken from the state; they are made
//! afterwards, so that nobody waits for them.

use axum::body::Body;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, StatusCode, header};

use super::html;
use crate::pdf;
use crate::state::{Flow, Purpose, State};

/// What a document is made of.
pub(super) enum Document {
    /// A contract, and the PDF in base64 that it was started from.
    Contract(Box<Flow>, Option<String>),
    /// A report of what is known of a contract.
    Report(Box<Flow>),
    /// A template, by its name.
    Template(String),
    /// A file as it was uploaded, in base64, and whether it is a PDF.
    File(String, bool),
}

/// The document that a link leads to, if it leads to one.
pub(super) fn of(state: &State, purpose: &Purpose) -> Option<Document> {
    Some(match purpose {
        Purpose::Download { flow } => {
            let flow = state.flows.get(flow)?.clone();
            let original =
                flow.file.as_ref().and_then(|file| state.file_contents.get(file).cloned());
            Document::Contract(Box::new(flow), original)
        }
        Purpose::Report { report } => {
            let flow = state.flows.get(&state.reports.get(report)?.flow)?;
            Document::Report(Box::new(flow.clone()))
        }
        Purpose::Template { template } => {
            Document::Template(state.templates.get(template)?.name.clone())
        }
        Purpose::File { file } => {
            let is_pdf = state.files.get(file)?.is_pdf();
            Document::File(state.file_contents.get(file)?.clone(), is_pdf)
        }
        Purpose::Seal { seal } => Document::File(state.file_contents.get(seal)?.clone(), false),
        _ => return None,
    })
}

impl Document {
    /// The answer. A document that cannot be made, of whatever somebody has uploaded, takes
    /// nothing else with it.
    pub(super) async fn answer(self) -> Response {
        let made = tokio::task::spawn_blocking(move || self.make()).await;
        let Ok((bytes, is_pdf)) = made else {
            let why = "This document cannot be made.";
            return html::says(StatusCode::INTERNAL_SERVER_ERROR, "文件", why);
        };
        let mut response = Response::new(Body::from(bytes));
        html::guard(&mut response);
        let headers = response.headers_mut();
        let kind = if is_pdf { "application/pdf" } else { "application/octet-stream" };
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if !is_pdf {
            // What is no PDF is saved and never shown: it may be a page with a script.
            let saved = HeaderValue::from_static("attachment");
            headers.insert(header::CONTENT_DISPOSITION, saved);
        }
        response
    }

    fn make(self) -> (Vec<u8>, bool) {
        let decoded = |text: String| STANDARD.decode(text).unwrap_or_default();
        match self {
            Self::Contract(flow, original) => {
                (pdf::contract(&flow, original.map(decoded).as_deref()), true)
            }
            Self::Report(flow) => (pdf::report(&flow), true),
            Self::Template(name) => (pdf::converted(&name), true),
            Self::File(content, is_pdf) => (decoded(content), is_pdf),
        }
    }
}
