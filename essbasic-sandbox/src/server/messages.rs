//! Short messages for browsers.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;

use super::language::Language;
use super::response::response;
use crate::errors::StorageError;

/// Creates a page that shows one sentence; plain text without the feature `pages`.
pub(super) fn message(
    status: StatusCode,
    #[cfg_attr(not(feature = "pages"), expect(unused_variables))] language: Language,
    title: &str,
    sentence: &str,
) -> Response {
    #[cfg(feature = "pages")]
    {
        let content = maud::html! { p.notice role="status" { (sentence) } };
        super::frame::page(status, language, (title, ""), &content)
    }
    #[cfg(not(feature = "pages"))]
    {
        let text = Body::from(format!("{title}\n{sentence}\n"));
        response(status, "text/plain; charset=utf-8", text)
    }
}

/// Responds to a link that is unknown, used up or expired.
pub(super) fn link_not_found(language: Language) -> Response {
    let sentence = if cfg!(feature = "pages") {
        language.select(
            "此链接不存在、已使用或已过期。",
            "This link is unknown, has been used, or has expired.",
        )
    } else {
        language.select(
            "此链接没有对应的文件。面向签署人的页面需要启用功能 `pages`。",
            "This link leads to no document. Pages for people need the feature `pages`.",
        )
    };
    message(StatusCode::NOT_FOUND, language, language.select("链接", "Link"), sentence)
}

/// Responds to a form of a link that is unknown, used up or expired.
#[cfg(feature = "pages")]
pub(super) fn link_gone(language: Language) -> Response {
    let mut response = link_not_found(language);
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

/// Responds to a path that leads nowhere.
pub(super) fn nothing_here(language: Language) -> Response {
    let text = language.select(
        "此路径不存在。API 调用请发送到 `/`。\n",
        "There is nothing at this path. API calls are requests to `/`.\n",
    );
    response(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", Body::from(text))
}

/// Responds to a change or a read that the disk failed.
pub(super) fn failed(language: Language, _: StorageError) -> Response {
    let sentence = language.select(
        "沙箱无法写入其数据目录，此操作可能未生效。",
        "The sandbox cannot write to its data folder: this may not have taken effect.",
    );
    message(
        StatusCode::INTERNAL_SERVER_ERROR,
        language,
        language.select("沙箱", "Sandbox"),
        sentence,
    )
}
