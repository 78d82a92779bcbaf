//! The choice of a language.

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum_extra::extract::cookie::{Cookie, SameSite};
use essbasic_devtools::Language;
use http::header;

use crate::app_state::AppState;
use crate::language::COOKIE;
use crate::links;
use crate::posted::LineForm;

/// Routes of the choice.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/language", post(choose))
}

/// Stores the choice in a cookie and redirects to the page it was made on.
async fn choose(LineForm(form): LineForm) -> Response {
    let text = |name: &str| form.get(name).map_or("", String::as_str);
    let language = Language::from_tag(text("language")).unwrap_or_default();
    let cookie = Cookie::build((COOKIE, language.tag()))
        .path("/")
        .permanent()
        .same_site(SameSite::Strict)
        .http_only(true)
        .build();
    let cookie = cookie.to_string();
    ([(header::SET_COOKIE, cookie)], Redirect::to(links::local(text("back")))).into_response()
}
