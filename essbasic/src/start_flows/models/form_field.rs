//! What a field of a contract says.

use crate::tc_model;

/// What a field of a contract says. The field is named by its id or by its name.
///
/// The value is always a text; what it must look like depends on the field:
///
/// | the field | its value |
/// |---|---|
/// | `TEXT` | text, without emoji |
/// | `MULTI_LINE_TEXT` | text that wraps by itself, and at `\n`; without emoji |
/// | `CHECK_BOX` | `true` or `false` |
/// | `FILL_IMAGE` | a picture's id from `UploadFiles`, JPEG or PNG |
/// | `ATTACHMENT` | one to six such ids, with `,` between them |
/// | `SELECTOR` | the option's text; several with `、` between them |
/// | `DATE` | `2024年05月28日` |
/// | `DISTRICT` | province, city and district, `广东省深圳市福田区` |
/// | `DYNAMIC_TABLE` | a table in JSON, see below |
///
/// Some fields look closer: a number, with or without decimals; an e-mail address; a Chinese
/// mobile number of 11 digits; a valid identity number; an organization's name, with `（）` for its
/// brackets; a unified social credit code; a legal representative's name of 2 to 25 Chinese
/// characters or 1 to 50 letters; an opinion of at most 50 characters.
///
/// A table has at most 10 columns and at most 100 characters in a cell. Rows and columns are
/// counted from 1, and a cell may span several of them:
///
/// ```
/// use essbasic::start_flows::FormField;
/// use serde_json::json;
///
/// let table = json!({
///     "headers": [{"content": "品名", "widthPercent": 70}, {"content": "数量"}],
///     "rowCount": 1,
///     "body": {"cells": [
///         {"rowStart": 1, "rowEnd": 1, "columnStart": 1, "columnEnd": 1, "content": "番茄"},
///         {"rowStart": 1, "rowEnd": 1, "columnStart": 2, "columnEnd": 2, "content": "50",
///          "style": {"bold": true, "color": "#b50000", "fontSize": 12, "align": "RIGHT"}},
///     ]},
/// });
/// let field = FormField::new(table.to_string()).component_name("清单");
/// assert!(field.component_value.starts_with('{'));
/// ```
///
/// Columns without a `widthPercent` share what the others leave. A style may also name a `font`,
/// 黑体 or 宋体; sizes are 6 to 72, alignments `LEFT`, `CENTER` and `RIGHT`.
/// `"settings": {"headerRowDisplay": false}` beside the body leaves the header out of the document.
#[tc_model(at_least_one("ComponentId", "ComponentName"))]
pub struct FormField {
    /// What the field says, in the form that its type asks for.
    #[tc(secret)]
    pub component_value: String,
    /// The field's id, as the console shows it. `CreateFlowsByTemplates` does not look at it: give
    /// it the name.
    pub component_id: Option<String>,
    /// The field's name, as the console shows it.
    pub component_name: Option<String>,
    /// Whether the value is kept from being changed on a page that starts the contract. It may be
    /// unless given.
    pub lock_component_value: Option<bool>,
}
