//! Links to the previous and the next page of a list.

use essbasic_devtools::{Language, t};
use maud::{Markup, html};

/// Renders the links, if there is more than one page.
pub(crate) fn render(
    total: usize,
    page_size: usize,
    number: usize,
    address: impl Fn(usize) -> String,
    language: Language,
) -> Markup {
    let last = total.div_ceil(page_size).max(1);
    html! {
        @if last > 1 {
            nav.pages aria-label=(t!(language, "row-pages")) {
                @if number > 1 { a rel="prev" href=(address(number - 1)) { (t!(language, "previous-page")) } }
                span { (number) " / " (last) }
                @if number < last { a rel="next" href=(address(number + 1)) { (t!(language, "next-page")) } }
            }
        }
    }
}
