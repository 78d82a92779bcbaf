//! Drawn PDFs: contracts with their signatures, reports, and stand-ins for converted documents.

use chrono::DateTime;
use essbasic::flows::ApproverStatus;
use lopdf::content::{Content, Operation};
use lopdf::{
    Dictionary, Document, LoadOptions, Object, ObjectId, Stream, StringFormat, dictionary,
};

use super::A4;
use super::widths::are_valid;
use crate::state::{Approver, Flow};

/// Maximum number of nodes between a page and the root of the page tree.
const MAX_DEPTH: usize = 32;

/// Maximum width and height of a page in points: 200 inches.
const MAX_LENGTH: f64 = 14_400.0;

/// Maximum size of an unpacked stream of a document that is read: 8 MiB. Streams with pictures and texts
/// stay packed.
const MAX_STREAM_BYTES: usize = 8 << 20;

/// Draws the stand-in for a converted document: a page with the name of the source file.
pub(crate) fn converted(name: &str) -> Vec<u8> {
    one_page(&[format!("沙箱转换自：{name}")])
}

/// Draws an evidence report of a contract.
pub(crate) fn report(flow: &Flow) -> Vec<u8> {
    let mut lines = vec!["签署报告（沙箱）".to_owned()];
    lines.extend(heading(flow));
    lines.extend(flow.approvers.iter().map(signature));
    one_page(&lines)
}

/// Draws a contract: the uploaded PDF, followed by a page with field values and signatures.
///
/// Only that page if `original` is missing or unreadable.
pub(crate) fn contract(flow: &Flow, original: Option<&[u8]>) -> Vec<u8> {
    let mut lines = heading(flow);
    let fills = flow.approvers.iter().flat_map(|it| &it.fills);
    let filled = flow.fields.iter().chain(fills).filter(|field| !field.value.is_empty());
    lines.extend(filled.map(|field| format!("{}：{}", field.name, field.value)));
    lines.extend(flow.approvers.iter().map(signature));
    original.and_then(|original| append_page(original, &lines)).unwrap_or_else(|| one_page(&lines))
}

/// Returns width and height of the first pages of a PDF in points, as viewers show them.
///
/// Returns `None` if it is not a readable PDF.
pub(crate) fn page_sizes(pdf: &[u8], max_pages: usize) -> Option<Vec<(f64, f64)>> {
    let document = load(pdf)?;
    let sizes: Option<Vec<_>> =
        document.get_pages().values().take(max_pages).map(|page| size(&document, *page)).collect();
    sizes.filter(|sizes| !sizes.is_empty())
}

/// Reads an uploaded document. Returns `None` if it is not a PDF, or would take too much memory.
fn load(pdf: &[u8]) -> Option<Document> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM_BYTES);
    if are_valid(pdf) { Document::load_mem_with_options(pdf, options).ok() } else { None }
}

fn size(document: &Document, page: ObjectId) -> Option<(f64, f64)> {
    let shown = inherited(document, page, b"CropBox");
    let corners = shown.or_else(|| inherited(document, page, b"MediaBox"))?.as_array().ok()?;
    let corner = |index: usize| {
        let (_, number) = document.dereference(corners.get(index)?).ok()?;
        number.as_float().ok().map(f64::from)
    };
    let width = (corner(2)? - corner(0)?).abs();
    let height = (corner(3)? - corner(1)?).abs();
    if !(1.0..=MAX_LENGTH).contains(&width) || !(1.0..=MAX_LENGTH).contains(&height) {
        return None;
    }
    let rotation = inherited(document, page, b"Rotate").and_then(|it| it.as_i64().ok());
    let is_sideways = rotation.unwrap_or(0) % 180 != 0;
    Some(if is_sideways { (height, width) } else { (width, height) })
}

/// Returns an attribute of a page, which may be that of a node above it.
fn inherited<'a>(document: &'a Document, page: ObjectId, name: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..MAX_DEPTH {
        let fields = document.get_dictionary(node).ok()?;
        if let Ok(value) = fields.get(name) {
            return document.dereference(value).ok().map(|(_, value)| value);
        }
        node = fields.get(b"Parent").ok()?.as_reference().ok()?;
    }
    None
}

fn heading(flow: &Flow) -> Vec<String> {
    vec![
        format!("合同名称：{}", flow.name),
        format!("合同编号：{}", flow.id),
        format!("合同状态：{}", flow.status),
        format!("发起时间：{}", time(flow.created_on)),
    ]
}

fn signature(it: &Approver) -> String {
    let who = if it.organization_name.is_empty() {
        it.name.clone()
    } else {
        format!("{} {}", it.organization_name, it.name)
    };
    match it.status {
        ApproverStatus::Accept => format!("已签署：{who} {}", time(it.done_on)),
        _ => format!("未签署：{who} {}", it.status),
    }
}

fn time(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).map(|time| time.to_rfc3339()).unwrap_or_default()
}

/// Creates a document of one page.
fn one_page(lines: &[String]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let page = page(&mut document, pages, lines);
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    bytes(&mut document).unwrap_or_default()
}

/// Appends a page to a document. Returns `None` if `original` is not a readable PDF.
fn append_page(original: &[u8], lines: &[String]) -> Option<Vec<u8>> {
    let mut document = load(original)?;
    if document.get_pages().is_empty() {
        return None;
    }
    let pages = document.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()?;
    let page = page(&mut document, pages, lines);
    let tree = document.get_object_mut(pages).ok()?.as_dict_mut().ok()?;
    let count = tree.get(b"Count").and_then(Object::as_i64).ok()?;
    tree.set("Count", count + 1);
    tree.get_mut(b"Kids").ok()?.as_array_mut().ok()?.push(page.into());
    bytes(&mut document)
}

fn bytes(document: &mut Document) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).ok()?;
    Some(bytes)
}

/// Adds a page with lines of text.
fn page(document: &mut Document, pages: ObjectId, lines: &[String]) -> ObjectId {
    let font = font(document);
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["Sandbox".into(), 12.into()]),
        Operation::new("TL", vec![22.into()]),
        Operation::new("Td", vec![72.into(), (i64::from(A4.1) - 72).into()]),
    ];
    for line in lines {
        let text = line.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let text = Object::String(text, StringFormat::Hexadecimal);
        operations.push(Operation::new("Tj", vec![text]));
        operations.push(Operation::new("T*", vec![]));
    }
    operations.push(Operation::new("ET", vec![]));
    let content = Content { operations }.encode().unwrap_or_default();
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), A4.0.into(), A4.1.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "Sandbox" => font } },
        "Contents" => content,
    })
}

/// Adds a Chinese font that PDF readers bring along, so that none has to be embedded.
fn font(document: &mut Document) -> ObjectId {
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => "STSong-Light",
        "Flags" => 6,
        "FontBBox" => vec![(-25).into(), (-254).into(), 1000.into(), 880.into()],
        "ItalicAngle" => 0,
        "Ascent" => 880,
        "Descent" => -120,
        "CapHeight" => 880,
        "StemV" => 93,
    });
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType0",
        "BaseFont" => "STSong-Light",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("GB1"),
            "Supplement" => 4,
        },
        "DW" => 1000,
        "FontDescriptor" => descriptor,
    });
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => "STSong-Light",
        "Encoding" => "UniGB-UCS2-H",
        "DescendantFonts" => vec![descendant.into()],
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::state::Owner;

    fn flow() -> Flow {
        let mut flow = Flow::new(Owner::new("app", "org"), "operator", "采购合同", 0);
        let mut approver = Approver::new(essbasic::models::ApproverType::Person);
        "测试甲".clone_into(&mut approver.name);
        approver.status = ApproverStatus::Accept;
        flow.approvers.push(approver);
        flow
    }

    /// Returns the number of pages and their content streams.
    fn read(pdf: &[u8]) -> (usize, Vec<u8>) {
        let document = Document::load_mem(pdf).unwrap_or_default();
        let pages = document.get_pages();
        let text = pages.values().flat_map(|page| document.get_page_content(*page));
        (pages.len(), text.collect())
    }

    /// Encodes a text as it appears in a content stream.
    fn hex_digits(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| format!("{unit:04X}").into_bytes()).collect()
    }

    #[test]
    fn a_contract_lists_its_signatures() {
        let (pages, text) = read(&contract(&flow(), None));
        assert_eq!(pages, 1);
        let signed = hex_digits("已签署：测试甲");
        assert!(text.windows(signed.len()).any(|part| part.eq_ignore_ascii_case(&signed)));
    }

    /// Returns a document of one page with these attributes.
    fn page_with(attributes: &[(&str, Object)]) -> Vec<u8> {
        let mut document = Document::load_mem(&one_page(&[])).unwrap_or_default();
        let page = document.get_pages().values().next().copied().unwrap_or_default();
        if let Ok(fields) = document.get_object_mut(page).and_then(Object::as_dict_mut) {
            for (name, value) in attributes {
                fields.set(*name, value.clone());
            }
        }
        bytes(&mut document).unwrap_or_default()
    }

    #[test]
    fn sizes_of_pages_are_read_turned_and_limited() {
        let corners = |corners: [i64; 4]| Object::from(corners.map(Object::from).to_vec());
        assert_eq!(page_sizes(crate::pdf::BLANK, 9), Some(vec![(595.0, 842.0)]));
        let turned = [("CropBox", corners([10, 20, 310, 220])), ("Rotate", 90.into())];
        assert_eq!(page_sizes(&page_with(&turned), 9), Some(vec![(200.0, 300.0)]));
        for wrong in [corners([0, 0, 0, 842]), corners([0, 0, 20_000, 842]), Object::Null] {
            assert_eq!(page_sizes(&page_with(&[("MediaBox", wrong)]), 9), None);
        }
        assert_eq!(page_sizes(b"%PDF-1.4 no more", 9), None);
        let two = contract(&flow(), Some(crate::pdf::BLANK));
        assert_eq!(page_sizes(&two, 9).map(|it| it.len()), Some(2));
        assert_eq!(page_sizes(&two, 1).map(|it| it.len()), Some(1));
    }

    /// Returns a document whose pages are in a packed stream that unpacks to a size.
    fn packed(bytes: usize) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>",
        ];
        let (mut index, mut content) = (String::new(), String::new());
        for (number, object) in (1..).zip(objects) {
            let _ = write!(index, "{number} {} ", content.len());
            content += object;
        }
        let first = index.len();
        let content = format!("{index}{content}{}", " ".repeat(bytes));
        let dictionary = dictionary! { "Type" => "ObjStm", "N" => 3, "First" => i64::try_from(first).unwrap_or(0) };
        let mut stream = Stream::new(dictionary, content.into_bytes());
        stream.compress().unwrap_or_default();
        let length = stream.content.len();
        let mut pdf = b"%PDF-1.5\n".to_vec();
        let at = pdf.len();
        pdf.extend(format!("4 0 obj<</Type/ObjStm/N 3/First {first}/Filter/FlateDecode/Length {length}>>stream\n").bytes());
        pdf.extend(stream.content);
        pdf.extend(b"\nendstream endobj\n");
        let start = pdf.len();
        let entries = [[0, 0, 0], [2, 4, 0], [2, 4, 1], [2, 4, 2], [1, at, 0], [1, start, 0]];
        pdf.extend(b"5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length 36>>stream\n");
        for [kind, at, index] in entries {
            let [kind, index] = [kind, index].map(|it| u8::try_from(it).unwrap_or(0));
            pdf.push(kind);
            pdf.extend(u32::try_from(at).unwrap_or(0).to_be_bytes());
            pdf.push(index);
        }
        pdf.extend(format!("\nendstream endobj\nstartxref\n{start}\n%%EOF\n").bytes());
        pdf
    }

    #[test]
    fn a_document_is_not_read_if_it_unpacks_to_much_more() {
        assert_eq!(page_sizes(&packed(1 << 20), 9), Some(vec![(595.0, 842.0)]));
        let bomb = packed(64 << 20);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(page_sizes(&bomb, 9), None);
    }

    #[test]
    fn the_blank_document_is_valid() {
        assert_eq!(read(crate::pdf::BLANK).0, 1);
    }

    #[test]
    fn signatures_are_appended_to_the_uploaded_pdf() {
        let uploaded = converted("contract.docx");
        assert_eq!(read(&contract(&flow(), Some(&uploaded))).0, 2);
        assert_eq!(read(&contract(&flow(), Some(b"%PDF-1.4 no more"))).0, 1);
    }
}
