//! Drawings of a document's pages to scale, with their fields.

use essbasic::models::{Component, GenerateMode};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{DocumentLayout, PageSize, PlacedField};
use maud::{Markup, html};
use serde_json::Value;

use crate::limits::{self, cut, short};
use crate::person;

/// Number of colors for signers.
const COLORS: usize = 6;

/// Distance between the lines of the grid, in points.
const GRID: f64 = 50.0;

/// Margin of the outlined text, in points.
const MARGIN: f64 = 72.0;

/// Distance between the outlined lines of text, in points.
const LINE: f64 = 18.0;

/// A field at its position on a page.
#[derive(Clone, Debug)]
pub(crate) struct DrawnField {
    /// Index of the signer; `None` for the initiator.
    pub(crate) signer: Option<usize>,
    /// Index of the page.
    pub(crate) page: usize,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) label: String,
}

impl DrawnField {
    /// Returns the field of a component that is placed by coordinates; `None` for any other.
    pub(crate) fn new(
        signer: Option<usize>,
        component: &Component,
        pages: &[PageSize],
    ) -> Option<Self> {
        let is_by_position = matches!(component.generate_mode, None | Some(GenerateMode::Normal));
        let kind = component.component_type.as_ref().map_or("", |kind| kind.as_str());
        let (y, number) = (component.component_pos_y?, component.component_page.unwrap_or(1));
        let page = page_index(number, pages.len())?;
        let (width, height) = default_size(kind);
        let width = component.component_width.unwrap_or(width);
        let height = component.component_height.unwrap_or(height);
        // Signatures that span pages are at the right edge.
        let edge = pages.get(page)?.width - width;
        let x = component.component_pos_x.or(kind.contains("PAGING").then_some(edge))?;
        let name = component.component_name.as_deref().filter(|name| !name.is_empty());
        let label = cut(name.unwrap_or(kind), 40).0.to_owned();
        is_by_position.then_some(Self { signer, page, x, y, width, height, label })
    }

    /// Adds the signer's name to the label.
    pub(crate) fn of_signer(mut self, names: &[String]) -> Self {
        let name = self.signer.and_then(|index| names.get(index)).filter(|name| !name.is_empty());
        if let Some(name) = name {
            self.label = format!("{name} · {}", self.label);
        }
        self
    }
}

/// Returns the index of a page by its number, which counts from the end if it is negative.
fn page_index(number: i64, pages: usize) -> Option<usize> {
    let pages = i64::try_from(pages).ok()?;
    let index = if number < 0 { pages + number } else { number - 1 };
    usize::try_from(index).ok().filter(|_| index < pages)
}

/// Returns the default width and height of a field of a type, in points.
pub(crate) fn default_size(kind: &str) -> (f64, f64) {
    match kind {
        // 4.2 cm, as seals have by default.
        "SIGN_SEAL" | "SIGN_PAGING_SEAL" => (119.0, 119.0),
        "SIGN_SIGNATURE" | "SIGN_PAGING_SIGNATURE" => (119.0, 43.0),
        "SIGN_LEGAL_PERSON_SEAL" => (57.0, 57.0),
        "CHECK_BOX" => (14.0, 14.0),
        "MULTI_LINE_TEXT" => (220.0, 60.0),
        "FILL_IMAGE" => (120.0, 120.0),
        _ => (120.0, 20.0),
    }
}

/// Returns the names of the signers of a contract, or the roles of a template, by index.
///
/// Names of people are masked, since a drawing cannot hide them as a `<details>` element does.
pub(crate) fn signer_names(row: &Value) -> Vec<String> {
    let list = |name: &str| row[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let people = list("approvers").iter().map(|it| person::masked_name(&text(&it["name"])));
    let roles = list("parties").iter().map(|it| short(&text(&it["role_name"])));
    people.chain(roles).take(limits::LISTED).collect()
}

/// Renders the first page and all pages that have fields. `names` are those of the signers.
pub(crate) fn render(layout: &DocumentLayout, names: &[String], language: Language) -> Markup {
    let placed = |it: &PlacedField| {
        let field = DrawnField::new(it.signer, &it.component, &layout.pages)?;
        Some(field.of_signer(names))
    };
    let fields: Vec<_> = layout.fields.iter().map(placed).collect();
    let not_drawn = fields.iter().filter(|it| it.is_none()).count() + layout.omitted;
    html! {
        @if !layout.is_measured { p.faint { (t!(language, "page-size-assumed")) } }
        (pages(&layout.pages, &fields, language))
        @if not_drawn > 0 { p.faint { (t!(language, "fields-elsewhere", count = not_drawn)) } }
    }
}

/// Renders pages with fields. A field that is not on one of them is `None`.
pub(crate) fn pages(
    pages: &[PageSize],
    fields: &[Option<DrawnField>],
    language: Language,
) -> Markup {
    let has_field = |index: usize| fields.iter().flatten().any(|field| field.page == index);
    let shown: Vec<_> = (0..pages.len()).filter(|it| *it == 0 || has_field(*it)).collect();
    let omitted = pages.len() - shown.len().min(limits::DRAWN_PAGES);
    html! {
        p.faint { (t!(language, "page-outline")) }
        div.sheets {
            @for index in shown.iter().copied().take(limits::DRAWN_PAGES) { (page(index, pages[index], fields, language)) }
        }
        @if omitted > 0 { p.faint { (t!(language, "pages-without-fields", count = omitted)) } }
    }
}

fn page(index: usize, size: PageSize, fields: &[Option<DrawnField>], language: Language) -> Markup {
    let (width, height) = (number(size.width), number(size.height));
    let title = t!(language, "page-of-size", page = index + 1, width = &width, height = &height);
    let placed = fields.iter().enumerate().filter_map(|(at, field)| Some((at, field.as_ref()?)));
    let own = placed.filter(|(_, field)| field.page == index);
    html! {
        figure.sheet {
            svg viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="group" aria-label=(title) data-page=(index + 1) {
                rect.paper width=(width) height=(height) {}
                path.outline d=(outline(size)) {}
                path.grid d=(grid(size)) {}
                (ruler(size))
                @for (number, field) in own { (drawn(number, field)) }
            }
            figcaption { (title) }
        }
    }
}

fn drawn(index: usize, field: &DrawnField) -> Markup {
    let (x, y) = (number(field.x), number(field.y));
    html! {
        g.{ "field " (color(field.signer)) } data-field=(index) {
            rect x=(x) y=(y) width=(number(field.width)) height=(number(field.height)) {}
            text x=(number(field.x + 3.0)) y=(number(field.y + 11.0)) { (field.label) }
        }
    }
}

/// Returns the CSS class of a signer's color.
fn color(signer: Option<usize>) -> String {
    signer.map_or_else(|| "initiator".to_owned(), |index| format!("signer-{}", index % COLORS))
}

/// Renders a signer's number in the signer's color.
pub(crate) fn mark(signer: Option<usize>) -> Markup {
    html! { span.{ "mark " (color(signer)) } { @if let Some(index) = signer { (index + 1) } @else { "0" } } }
}

/// Returns the lines of the grid as a path.
fn grid(size: PageSize) -> String {
    let (width, height) = (number(size.width), number(size.height));
    let across = steps(size.width, GRID).map(|x| format!("M{x} 0V{height}"));
    let down = steps(size.height, GRID).map(|y| format!("M0 {y}H{width}"));
    across.chain(down).collect()
}

/// Returns bars in place of the text of a page, as a path.
///
/// PDFs are not rendered: no maintained library that renders them is small enough.
fn outline(size: PageSize) -> String {
    let (left, right) = (MARGIN.min(size.width / 4.0), size.width - MARGIN.min(size.width / 4.0));
    let lines = steps(size.height - MARGIN / 2.0, LINE).skip_while(|y| *y < MARGIN);
    let bar = |(index, y): (usize, f64)| match index % 7 {
        // The last line of a paragraph is short, and followed by a space.
        6 => String::new(),
        5 => format!("M{} {y}H{}", number(left), number(left + (right - left) * 0.6)),
        _ => format!("M{} {y}H{}", number(left), number(right)),
    };
    lines.enumerate().map(bar).collect()
}

/// Renders the coordinates at the edges.
fn ruler(size: PageSize) -> Markup {
    html! {
        g.ruler aria-hidden="true" {
            @for x in steps(size.width, 2.0 * GRID) { text x=(x) y="8" { (x) } }
            @for y in steps(size.height, 2.0 * GRID) { text x="2" y=(y) { (y) } }
        }
    }
}

/// Returns the multiples of a distance below a length.
fn steps(length: f64, distance: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(distance), move |at| Some(at + distance))
        .take_while(move |at| *at < length)
}

/// Formats a length with at most two decimals: `119`, `43.25`.
pub(crate) fn number(length: f64) -> String {
    let text = format!("{length:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
