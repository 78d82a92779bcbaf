//! Web pages for essbasic: find, read and try actions; inspect calls, signatures and sandbox data.
//!
//! [`sandbox_pages`] serves the pages of a sandbox, [`environment_pages`] those of a real environment,
//! which require a token and ask for confirmation before a call changes anything.
//!
//! Pages are rendered on the server from the schemas of actions; none knows a particular action. They
//! load nothing from other hosts and work without JavaScript.
//!
//! # Modules
//!
//! | module | contents |
//! |---|---|
//! | `app_state` | client, credential and sandbox that all pages share |
//! | `security_headers`, `token` | checks of every request, headers of every response |
//! | `page`, `language`, `assets` | frame, language, styles and scripts |
//! | `search`, `action`, `markdown` | list of actions, page of one action, its documentation |
//! | `form`, `submit`, `confirmation`, `result` | form of a request, sending it, its result |
//! | `code_samples`, `signature` | code samples, signing steps, signature diagnosis |
//! | `calls`, `data_browser`, `sandbox_page`, `flash` | call log, tables and commands of a sandbox |
//! | `tree`, `links` | JSON as a tree, with links and redaction |
//!
//! Texts come from the catalogue of `essbasic-devtools`.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use essbasic_sandbox::SandboxHandle;

mod action;
mod app_state;
mod assets;
mod calls;
mod code_samples;
mod confirmation;
mod data_browser;
mod flash;
mod form;
mod language;
mod links;
mod markdown;
mod page;
mod result;
mod sandbox_page;
mod search;
mod security_headers;
mod signature;
mod submit;
mod time;
mod token;
mod tree;

pub use app_state::Environment;
pub use token::new_token;

use app_state::AppState;

/// Returns the pages of a sandbox, for
/// [`SandboxBuilder::pages`](essbasic_sandbox::SandboxBuilder::pages).
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn sandbox_pages(sandbox: SandboxHandle) -> io::Result<Router> {
    Ok(router(AppState::for_sandbox(sandbox)?).layer(from_fn(security_headers::apply)))
}

/// Returns the pages of an environment. The first request must have `?token=…` in its address; later
/// ones have it in a cookie.
///
/// Calls that change anything, cost money or notify people are sent after confirmation.
pub fn environment_pages(environment: Environment, token: &str) -> Router {
    let token: Arc<str> = token.into();
    router(AppState::for_environment(environment))
        .layer(from_fn_with_state(token, token::require_token))
        .layer(from_fn(security_headers::apply))
}

fn router(state: AppState) -> Router {
    Router::new()
        .merge(search::routes())
        .merge(action::routes())
        .merge(submit::routes())
        .merge(signature::routes())
        .merge(language::routes())
        .merge(calls::routes())
        .merge(data_browser::routes())
        .merge(assets::routes())
        .with_state(state)
}
