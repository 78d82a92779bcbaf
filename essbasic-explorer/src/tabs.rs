//! Links between the pages about the sandbox's data: contracts, organizations, templates, tables.

use essbasic_devtools::{Language, t};
use maud::{Markup, html};

use crate::{contracts, data_browser, organizations, placing, templates};

/// Renders the links, with the current one marked.
pub(crate) fn render(current: &str, language: Language) -> Markup {
    let tabs = [
        (contracts::PATH, t!(language, "contracts-title")),
        (organizations::PATH, t!(language, "table-organizations")),
        (templates::PATH, t!(language, "table-templates")),
        ("/data/qr_codes", t!(language, "table-qr-codes")),
        (placing::PATH, t!(language, "place-fields")),
        (data_browser::PATH, t!(language, "raw-data")),
    ];
    html! {
        nav.tabs aria-label=(t!(language, "sandbox-data")) {
            @for (path, name) in tabs {
                a href=(path) aria-current=[(path == current).then_some("page")] { (name) }
            }
        }
    }
}
