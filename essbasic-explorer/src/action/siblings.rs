//! Links to the other actions of the domain, the previous and the next one.

use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::{Language, action_docs, t};
use maud::{Markup, html};

/// Renders the links.
pub(super) fn render(entry: &Entry, language: Language) -> Markup {
    let name = entry.descriptor().name;
    let index = CATALOGUE.iter().position(|it| it.descriptor().name == name);
    let at = |index: Option<usize>| index.and_then(|index| CATALOGUE.get(index));
    let previous = at(index.and_then(|index| index.checked_sub(1)));
    let next = at(index.map(|index| index + 1));
    html! {
        nav.siblings aria-label=(t!(language, "other-actions")) {
            details.menu {
                summary { (action_docs::domain_name(entry.domain(), language)) }
                ul {
                    @for other in CATALOGUE.iter().filter(|it| it.domain() == entry.domain()) {
                        @let action = other.descriptor();
                        li {
                            a href={ "/actions/" (action.name) } aria-current=[(action.name == name).then_some("page")] {
                                (action.name)
                            }
                            " " span.faint lang="zh" { (action.title) }
                        }
                    }
                }
            }
            span.steps {
                (step(previous, "prev", "←", &t!(language, "previous-action")))
                (step(next, "next", "→", &t!(language, "next-action")))
            }
        }
    }
}

fn step(entry: Option<&Entry>, rel: &str, arrow: &str, label: &str) -> Markup {
    html! {
        @if let Some(entry) = entry {
            @let name = entry.descriptor().name;
            a rel=(rel) href={ "/actions/" (name) } title=(name) {
                span aria-hidden="true" { (arrow) } span.hidden { (label) " " (name) }
            }
        }
    }
}
