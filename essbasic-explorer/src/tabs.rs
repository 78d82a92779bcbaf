//! Links between the pages about the sandbox's data: contracts, organizations, templates, tables.

use essbasic_devtools::{Language, t};
use maud::{Markup, html};

use crate::paths::{CONTRACTS_PATH, DATA_PATH, ORGANIZATIONS_PATH, PLACING_PATH, TEMPLATES_PATH};

/// Renders the links, with the current one marked.
pub(crate) fn render(current: &str, language: Language) -> Markup {
    let tabs = [
        (CONTRACTS_PATH, t!(language, "contracts-title")),
        (ORGANIZATIONS_PATH, t!(language, "table-organizations")),
        (TEMPLATES_PATH, t!(language, "table-templates")),
        ("/data/qr_codes", t!(language, "table-qr-codes")),
        (PLACING_PATH, t!(language, "place-fields")),
        (DATA_PATH, t!(language, "raw-data")),
    ];
    html! {
        nav.tabs aria-label=(t!(language, "sandbox-data")) {
            @for (path, name) in tabs {
                a href=(path) aria-current=[(path == current).then_some("page")] { (name) }
            }
        }
    }
}
