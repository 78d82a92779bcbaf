//! Pages on essbasic: find an action, read it, try it, and watch what arrives.
//!
//! Everything is made of the schemas that the macros write: no page knows a particular action. The
//! pages are rendered here, load nothing from elsewhere, and work without their scripts, which only
//! save reloading.
//!
//! # How it is made
//!
//! Each page is a module with its addresses (`routes`), on one `Site`: where calls go, and who
//! signs them. The `guard` stands before all of them; `page` is the frame around each, in the
//! reader's `language`; `assets` are the style and the scripts.
//!
//! What there is to say of an action is gathered in [`about`], for the command too; `markdown` makes
//! its documentation HTML. `find` lists and searches; `action` is the page of one, whose `form` is
//! made of its schema and read back into a request; `send` sends that, and `answer` shows what came
//! of it. Pages of a real environment stand behind a `token`, and ask before they act: what waits to
//! be agreed to is `pending`.
//!
//! [`same_call`] writes a call as a program, a command and curl; [`signature`] shows how one is signed,
//! and finds out why one was refused. Both serve the command and other programs too.
//!
//! Of a sandbox, `inspector` shows the calls that reached it, live, and `state` what it keeps, with
//! forms for what a tester does to it. Both draw JSON as a `tree`, in which people and secrets are
//! hidden, and `places` makes links of the ids in it.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use essbasic_sandbox::SandboxHandle;

mod action;
mod answer;
mod assets;
mod code_samples;
mod environment;
mod find;
mod form;
mod guard;
mod inspector;
mod language;
mod markdown;
mod page;
mod pending;
mod places;
mod said;
mod send;
mod signature;
mod site;
mod state;
mod time;
mod token;
mod tree;
mod watched;

pub use environment::Environment;

use site::Site;

/// The pages of a sandbox, for [`SandboxBuilder::pages`](essbasic_sandbox::SandboxBuilder::pages).
///
/// # Errors
///
/// When no client for the sandbox can be made, which is when this system's TLS cannot be set up.
pub fn of_sandbox(inside: SandboxHandle) -> io::Result<Router> {
    Ok(router(Site::sandbox(inside)?).layer(from_fn(guard::stand)))
}

/// The pages of an environment, for whoever shows the token: once in the address, as `?token=…`,
/// and then in the cookie that it is answered with.
///
/// What costs money, notifies people or changes anything is sent only once it was agreed to.
pub fn of_environment(environment: Environment, token: &str) -> Router {
    let token: Arc<str> = token.into();
    router(Site::environment(environment))
        .layer(from_fn_with_state(token, token::stand))
        .layer(from_fn(guard::stand))
}

/// A token that nobody guesses, for [`of_environment`].
pub fn new_token() -> String {
    token::random()
}

fn router(site: Site) -> Router {
    Router::new()
        .merge(find::routes())
        .merge(action::routes())
        .merge(signature::routes())
        .merge(language::routes())
        .merge(inspector::routes())
        .merge(state::routes())
        .merge(assets::routes())
        .with_state(site)
}
