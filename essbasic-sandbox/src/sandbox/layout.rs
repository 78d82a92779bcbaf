//! Documents to scale: the pages of a contract, template or file, with the fields on them.

use std::io;

use essbasic::models::Component;

use super::SandboxHandle;
use crate::limits;
use crate::pdf;
use crate::state::{Field, Flow, State, Template, decode};

/// A document and its fields.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocumentLayout {
    /// Sizes of the pages, at most 500.
    pub pages: Vec<PageSize>,
    /// The sizes are those of the document. Otherwise it is not a readable PDF, larger than 32 MiB, or the
    /// sandbox was built without its feature `pdf`, and one page of A4 is assumed.
    pub is_measured: bool,
    /// Fields of all parties, at most 1,000.
    pub fields: Vec<PlacedField>,
    /// Number of fields that are left out.
    pub omitted: usize,
}

/// Size of a page in points, 1/72 inch.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageSize {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A field of a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PlacedField {
    /// Index of the signer or party; `None` for a field of the initiator.
    pub signer: Option<usize>,
    /// Type and position. Values that were filled in are left out.
    pub component: Component,
}

impl DocumentLayout {
    /// Creates a document without fields.
    pub fn blank(pages: Vec<PageSize>) -> Self {
        Self { pages, is_measured: true, fields: Vec::new(), omitted: 0 }
    }
}

impl PageSize {
    /// Creates a size in points.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }

    /// A4 in portrait format: 595 by 842 points.
    pub fn a4() -> Self {
        Self::new(pdf::A4.0.into(), pdf::A4.1.into())
    }
}

impl SandboxHandle {
    /// Returns the document of a contract with its fields. Returns `None` if the contract is unknown.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn contract_layout(&self, flow_id: &str) -> io::Result<Option<DocumentLayout>> {
        let found = self.read(|state| {
            let flow = state.flows.get(flow_id)?;
            let file = flow.file.as_ref();
            let content = file.and_then(|file| state.file_contents.get(file).cloned());
            Some((content, contract_fields(state, flow)))
        });
        let Some((content, fields)) = found.await? else { return Ok(None) };
        Ok(Some(layout(content, fields).await))
    }

    /// Returns a template with its fields. Returns `None` if the template is unknown.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn template_layout(&self, template_id: &str) -> io::Result<Option<DocumentLayout>> {
        let found = self.read(|state| {
            let template = state.templates.get(template_id)?;
            let signer = |id: &str| template.parties.iter().position(|it| it.recipient_id == id);
            Some(template_fields(template, signer))
        });
        let Some(fields) = found.await? else { return Ok(None) };
        Ok(Some(layout(None, fields).await))
    }

    /// Returns an uploaded file without fields. Returns `None` if the file is unknown.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn file_layout(&self, file_id: &str) -> io::Result<Option<DocumentLayout>> {
        let content = self.read(|state| {
            state.files.get(file_id)?;
            state.file_contents.get(file_id).cloned()
        });
        let Some(content) = content.await? else { return Ok(None) };
        Ok(Some(layout(Some(content), Vec::new()).await))
    }

    /// Draws the PDF of a contract: its document with signatures. Returns `None` if the contract is unknown.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables), and if the document cannot be drawn.
    pub async fn contract_pdf(&self, flow_id: &str) -> io::Result<Option<Vec<u8>>> {
        let found = self.read(|state| {
            let flow = state.flows.get(flow_id)?.clone();
            let file = flow.file.as_ref();
            let content = file.and_then(|file| state.file_contents.get(file).cloned());
            Some((flow, content))
        });
        let Some((flow, content)) = found.await? else { return Ok(None) };
        let draw = move || {
            let original = content.and_then(|content| decode(&content));
            pdf::contract(&flow, original.as_deref())
        };
        tokio::task::spawn_blocking(draw).await.map(Some).map_err(io::Error::other)
    }

    /// Returns the image of a seal. Returns `None` if it has none.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn seal_image(&self, seal_id: &str) -> io::Result<Option<Vec<u8>>> {
        let content = self.read(|state| {
            state.seals.get(seal_id)?;
            state.file_contents.get(seal_id).cloned()
        });
        Ok(content.await?.and_then(|content| decode(&content)))
    }
}

/// Returns the fields of a contract, by signer.
fn contract_fields(state: &State, flow: &Flow) -> Vec<PlacedField> {
    let of = |signer, field: &Field| {
        let component = field.component.as_deref().cloned()?;
        Some(PlacedField { signer, component })
    };
    if let Some(template) = flow.template.as_ref().and_then(|id| state.templates.get(id)) {
        return template_fields(template, |recipient| flow.party(recipient));
    }
    let own = flow.fields.iter().filter_map(|field| of(None, field));
    let signers = flow.approvers.iter().enumerate().flat_map(|(index, approver)| {
        let fills = approver.fills.iter().filter_map(move |field| of(Some(index), field));
        let signs = approver.sign_fields.iter();
        let sign = move |it: &Component| PlacedField { signer: Some(index), component: it.clone() };
        fills.chain(signs.map(sign))
    });
    own.chain(signers).collect()
}

fn template_fields(
    template: &Template,
    signer: impl Fn(&str) -> Option<usize>,
) -> Vec<PlacedField> {
    let components = template.fill_components().into_iter().chain(template.sign_components());
    let field = |component: Component| PlacedField {
        signer: component.component_recipient_id.as_deref().and_then(&signer),
        component,
    };
    components.map(field).collect()
}

/// Measures the pages of a PDF in base64 away from the threads that serve connections.
async fn layout(content: Option<String>, mut fields: Vec<PlacedField>) -> DocumentLayout {
    let measure = move || {
        let content = content.filter(|it| it.len() <= limits::MEASURED_BASE64_BYTES)?;
        pdf::page_sizes(&decode(&content)?, limits::MEASURED_PAGES)
    };
    // A panic on an uploaded file ends only the task.
    let sizes = tokio::task::spawn_blocking(measure).await.ok().flatten();
    let is_measured = sizes.is_some();
    let pages = sizes.map_or_else(
        || vec![PageSize::a4()],
        |sizes| sizes.into_iter().map(|(width, height)| PageSize::new(width, height)).collect(),
    );
    let omitted = fields.len().saturating_sub(limits::LAID_OUT_FIELDS);
    fields.truncate(limits::LAID_OUT_FIELDS);
    DocumentLayout { pages, is_measured, fields, omitted }
}
