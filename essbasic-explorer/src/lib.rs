//! Web pages for essbasic: find, read and try actions; inspect calls, signatures and sandbox data.
//!
//! [`sandbox_pages`] serves the pages of a sandbox, [`environment_pages`] those of a real environment,
//! which require a token and ask for confirmation before a call changes anything. [`confirmation_pages`]
//! ask for the confirmation of requests that another program wants to send.
//!
//! Pages are rendered on the server from the schemas of actions; only the guides name particular ones.
//! They load nothing from other hosts and work without JavaScript.
//!
//! # Modules
//!
//! | module | contents |
//! |---|---|
//! | `app_state` | client, credential and sandbox that all pages share |
//! | `security_headers`, `access` | checks of every request, headers of every response |
//! | `posted`, `form_memory`, `limits`, `work` | posted forms, their memory, limits of size, work off the async runtime |
//! | `page`, `banner`, `error_page`, `language`, `language_switch`, `assets` | frame, errors, language, styles and scripts |
//! | `home`, `guides` | home page and guides of a sandbox |
//! | `search`, `action`, `markdown` | list of actions, page of one action, its documentation |
//! | `form`, `submit`, `confirmation`, `result` | form of a request, sending it, its result |
//! | `confirmation_queue`, `confirmation_page` | requests of another program that wait for confirmation |
//! | `code_samples`, `signature` | code samples, signing steps, signature diagnosis |
//! | `calls`, `callbacks`, `data_browser`, `sandbox_page`, `flash`, `fault` | call log, callbacks, tables and commands of a sandbox |
//! | `contracts`, `organizations`, `templates`, `tabs` | pages about what the sandbox holds |
//! | `placing`, `document` | placing fields on a document, documents to scale |
//! | `status`, `person`, `pagination`, `row_list` | statuses, people, pages of a list and the list of a table, as these pages show them |
//! | `settings` | callbacks, clock, faults and snapshots of a running sandbox |
//! | `tree`, `links`, `paths` | JSON as a tree, with links and redaction, paths of pages |
//!
//! Texts come from the catalogue of `essbasic-devtools`.

use std::io;
use std::sync::Arc;

use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Extension, Router};
use essbasic_sandbox::SandboxHandle;

mod access;
mod action;
mod app_state;
mod assets;
mod banner;
mod callbacks;
mod calls;
mod code_samples;
mod confirmation;
mod confirmation_page;
mod confirmation_queue;
mod contracts;
mod data_browser;
mod document;
mod error_page;
mod fault;
mod flash;
mod form;
mod form_memory;
mod guides;
mod highlight;
mod home;
mod language;
mod language_switch;
mod limits;
mod links;
mod markdown;
mod organizations;
mod page;
mod pagination;
mod paths;
mod person;
mod placing;
mod posted;
mod result;
mod row_list;
mod sandbox_page;
mod search;
mod security_headers;
mod settings;
mod signature;
mod status;
mod submit;
mod tabs;
mod templates;
mod time;
mod tree;
mod work;

pub use access::new_token;
pub use app_state::RemoteEnvironment;
pub use confirmation_queue::{ConfirmationQueue, ConfirmationRequest, Decision};

use access::Access;
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

/// Returns the pages of an environment. A browser gets access with the address `/?token=…`.
///
/// It keeps the access in two halves: a cookie, which it sends to every port of a host, opens pages
/// that show documentation; sending, signing and showing data also require the token, which is stored
/// for this port alone and sent in a header. Without scripts, forms ask for the token.
///
/// Calls that change anything, cost money or notify people are sent after confirmation.
pub fn environment_pages(environment: RemoteEnvironment, token: &str) -> Router {
    let access = Arc::new(Access::new(token));
    router(AppState::for_environment(environment, Arc::clone(&access)))
        .layer(from_fn_with_state(access, access::require_cookie))
        .layer(from_fn(security_headers::apply))
}

/// Returns the pages on which a person confirms or declines the requests of another program.
///
/// A page is found by its address alone, which [`Decision::Waiting`] returns. Forms are accepted from
/// browsers only.
pub fn confirmation_pages(environment: RemoteEnvironment, queue: ConfirmationQueue) -> Router {
    let state = AppState::for_confirmations(environment);
    confirmation_page::routes()
        .merge(language_switch::routes())
        .merge(assets::routes())
        .layer(Extension(queue))
        .with_state(state)
        .layer(from_fn(security_headers::apply))
}

fn router(state: AppState) -> Router {
    Router::new()
        .merge(home::routes())
        .merge(search::routes())
        .merge(guides::routes())
        .merge(action::routes())
        .merge(submit::routes())
        .merge(signature::routes())
        .merge(language_switch::routes())
        .merge(calls::routes())
        .merge(callbacks::routes())
        .merge(contracts::routes())
        .merge(organizations::routes())
        .merge(templates::routes())
        .merge(placing::routes())
        .merge(data_browser::routes())
        .merge(settings::routes())
        .merge(assets::routes())
        .layer(from_fn_with_state(state.clone(), error_page::render))
        .with_state(state)
}
