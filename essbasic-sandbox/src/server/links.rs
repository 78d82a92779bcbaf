//! Links: documents, and pages for people.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::documents::Document;
use super::language::Language;
use super::messages;
use crate::context::Context;
use crate::state::Purpose;

/// Shows the document or the page that a link leads to.
pub(super) async fn open(
    State(context): State<Arc<Context>>,
    language: Language,
    Path(token): Path<String>,
) -> Response {
    let document =
        context.gateway.store().read(|state| Document::find(state, &state.link(&token)?.purpose));
    match document.stored().await {
        Ok(Some(document)) => document.respond(language).await,
        #[cfg(feature = "pages")]
        Ok(None) => super::pages::link(&context, language, &token).await,
        #[cfg(not(feature = "pages"))]
        Ok(None) => messages::link_not_found(language),
        Err(error) => messages::failed(language, error),
    }
}

/// Shows a contract that a link asks to sign.
pub(super) async fn contract(
    State(context): State<Arc<Context>>,
    language: Language,
    Path((token, index)): Path<(String, usize)>,
) -> Response {
    let document = context.gateway.store().read(|state| {
        let Purpose::Sign { flows, .. } = &state.link(&token)?.purpose else { return None };
        Document::find(state, &Purpose::Download { flow: flows.get(index)?.clone() })
    });
    match document.stored().await {
        Ok(Some(document)) => document.respond(language).await,
        Ok(None) => messages::link_not_found(language),
        Err(error) => messages::failed(language, error),
    }
}
