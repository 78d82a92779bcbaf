//! The fields that are being placed, as a form has them.

use std::collections::BTreeMap;

use essbasic::models::{Component, ComponentType, GenerateMode};
use essbasic_sandbox::{DocumentLayout, PageSize};
use serde_json::{Map, Value};

use crate::document::{DrawnField, default_size};
use crate::limits;

/// Types that can be added; fields of a contract may have others.
pub(super) const KINDS: [&str; 9] = [
    "SIGN_SIGNATURE",
    "SIGN_SEAL",
    "SIGN_DATE",
    "SIGN_LEGAL_PERSON_SEAL",
    "TEXT",
    "MULTI_LINE_TEXT",
    "DATE",
    "CHECK_BOX",
    "FILL_IMAGE",
];

/// Maximum number of signers, as a contract from a file has.
pub(super) const MAX_SIGNERS: usize = 50;

/// Maximum length of a coordinate or a size in points: 200 inches.
const MAX_LENGTH: f64 = 14_400.0;

/// A document whose fields are being placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub(super) contract: String,
    pub(super) template: String,
    pub(super) file: String,
    /// Width, height and number of the pages of a blank document, as they were entered.
    pub(super) blank: Option<(f64, f64, usize)>,
}

/// A field that is being placed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// 0 for the initiator, 1 for the first signer.
    pub(super) party: usize,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) page: i64,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Other members of the field of a contract, as JSON.
    pub(super) base: Map<String, Value>,
}

/// Members that the form has itself.
const OWN: [&str; 9] = [
    "ComponentType",
    "ComponentName",
    "ComponentPage",
    "ComponentPosX",
    "ComponentPosY",
    "ComponentWidth",
    "ComponentHeight",
    "GenerateMode",
    "ComponentRecipientId",
];

impl Source {
    /// Reads the document that a query or form names. Default: a page of A4.
    pub(super) fn read(form: &BTreeMap<String, String>) -> Self {
        let text = |name: &str| form.get(name).map(|it| it.trim().to_owned()).unwrap_or_default();
        let length = |name: &str| number(form, name).filter(|it| (1.0..=MAX_LENGTH).contains(it));
        let pages = form.get("pages").and_then(|it| it.trim().parse().ok()).unwrap_or(1);
        let blank = length("width").zip(length("height"));
        Self {
            contract: text("contract"),
            template: text("template"),
            file: text("file"),
            blank: blank.map(|(width, height)| (width, height, pages)),
        }
    }

    /// Returns the pages of a blank document.
    pub(super) fn blank_pages(&self) -> Vec<PageSize> {
        match self.blank {
            Some((width, height, pages)) => {
                vec![PageSize::new(width, height); pages.clamp(1, limits::DRAWN_PAGES)]
            }
            None => vec![PageSize::a4()],
        }
    }
}

/// Returns a finite number of a form.
fn number(form: &BTreeMap<String, String>, name: &str) -> Option<f64> {
    form.get(name)?.trim().parse().ok().filter(|it: &f64| it.is_finite())
}

impl Draft {
    /// Creates a field of a type on a page, below the fields that are there.
    pub(super) fn new(kind: &str, party: usize, page: i64, index: usize) -> Self {
        let (width, height) = default_size(kind);
        #[expect(clippy::cast_precision_loss, reason = "at most 200 fields")]
        let y = 60.0 + 50.0 * (index % 14) as f64;
        let (kind, name) = (kind.to_owned(), String::new());
        Self { party, kind, name, page, x: 72.0, y, width, height, base: Map::new() }
    }

    /// Returns the fields of a document that are placed by coordinates, and the number of others.
    pub(super) fn of_layout(layout: &DocumentLayout) -> (Vec<Self>, usize) {
        let draft = |placed: &essbasic_sandbox::PlacedField| {
            let drawn = DrawnField::new(placed.signer, &placed.component, &layout.pages)?;
            Some(Self {
                party: placed.signer.map_or(0, |index| index + 1),
                kind: placed.component.component_type.as_ref()?.as_str().to_owned(),
                name: placed.component.component_name.clone().unwrap_or_default(),
                page: placed.component.component_page.unwrap_or(1),
                x: drawn.x,
                y: drawn.y,
                width: drawn.width,
                height: drawn.height,
                base: base(&placed.component),
            })
        };
        let drafts: Vec<_> =
            layout.fields.iter().filter_map(draft).take(limits::PLACED_FIELDS).collect();
        let left_out = layout.fields.len() - drafts.len() + layout.omitted;
        (drafts, left_out)
    }

    /// Reads the fields of a form. Numbers that are none, or off every page, are corrected.
    pub(super) fn read(form: &BTreeMap<String, String>) -> Vec<Self> {
        let removed = form.get("remove").and_then(|index| index.parse::<usize>().ok());
        let indexes = (0..limits::PLACED_FIELDS).filter(|index| Some(*index) != removed);
        indexes.filter_map(|index| Self::read_one(form, index)).collect()
    }

    fn read_one(form: &BTreeMap<String, String>, index: usize) -> Option<Self> {
        let text = |name: &str| form.get(&format!("{name}.{index}")).map(|it| it.trim());
        let length = |name: &str, default: f64| {
            let length = number(form, &format!("{name}.{index}")).unwrap_or(default);
            (length.clamp(0.0, MAX_LENGTH) * 100.0).round() / 100.0
        };
        let kind = text("type").filter(|it| is_kind(it))?.to_owned();
        let (width, height) = default_size(&kind);
        let base = text("base").and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default();
        Some(Self {
            party: text("party")?.parse::<usize>().unwrap_or(0).min(MAX_SIGNERS),
            name: text("name").unwrap_or_default().chars().take(limits::NAME_CHARACTERS).collect(),
            page: text("page").and_then(|it| it.parse().ok()).unwrap_or(1),
            x: length("x", 0.0),
            y: length("y", 0.0),
            width: length("w", width).max(1.0),
            height: length("h", height).max(1.0),
            base,
            kind,
        })
    }

    /// Returns whether the field is signed; others are filled in.
    pub(super) fn is_signed(&self) -> bool {
        self.kind.starts_with("SIGN_")
    }

    /// Returns the field as a component.
    pub(super) fn component(&self) -> Component {
        let base = Value::Object(self.base.clone());
        let component: Component = serde_json::from_value(base).unwrap_or_default();
        let component = component
            .component_type(ComponentType::from(self.kind.clone()))
            .generate_mode(GenerateMode::Normal)
            .component_page(self.page)
            .component_pos_x(self.x)
            .component_pos_y(self.y)
            .component_width(self.width)
            .component_height(self.height);
        if self.name.is_empty() { component } else { component.component_name(self.name.as_str()) }
    }

    /// Returns the field as it is drawn, if its page exists.
    pub(super) fn drawn(&self, pages: &[PageSize]) -> Option<DrawnField> {
        DrawnField::new(self.party.checked_sub(1), &self.component(), pages)
    }
}

/// Returns whether a text can be the name of a field type.
pub(super) fn is_kind(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|it| it == b'_' || it.is_ascii_uppercase())
}

/// Returns the members of a component that the form does not have.
fn base(component: &Component) -> Map<String, Value> {
    let Ok(Value::Object(mut members)) = serde_json::to_value(component) else { return Map::new() };
    members.retain(|name, value| !value.is_null() && !OWN.contains(&name.as_str()));
    members
}
