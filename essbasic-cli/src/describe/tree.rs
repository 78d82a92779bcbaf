//! Tree of the fields of a request or a response.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::action_docs::{strip_markdown, with_wire_names};

use super::page::{Page, styled_name};

/// Writes the fields of a request.
pub(super) fn request(page: &mut Page, schema: &'static StructSchema) {
    Tree { page, is_response: false, enclosing: Vec::new() }.fields("", schema, true);
}

/// Writes the fields of a response, including the request ID.
pub(super) fn response(page: &mut Page, schema: &'static StructSchema) {
    let mut tree = Tree { page, is_response: true, enclosing: Vec::new() };
    tree.fields("", schema, false);
    page.wrapped("└─ ", "   ", &styled_name("RequestId", "string"));
    page.wrapped("     ", "     ", "ID of the call, for the vendor's support.");
}

struct Tree<'a> {
    page: &'a mut Page,
    is_response: bool,
    /// Names of the structs around the current one.
    enclosing: Vec<&'static str>,
}

impl Tree<'_> {
    /// Writes the fields of a struct. `is_end` says that nothing follows at this level.
    fn fields(&mut self, indent: &str, schema: &'static StructSchema, is_end: bool) {
        self.enclosing.push(schema.name);
        for rule in schema.rules.iter().filter(|_| !self.is_response) {
            let others = format!("{indent}│    ");
            self.page.wrapped(&format!("{indent}│  "), &others, &format!("Rule: {rule}."));
        }
        let mut fields = schema.fields.iter().filter(|field| !field.hidden).peekable();
        if fields.peek().is_none() && is_end {
            self.page.wrapped(indent, indent, "No fields.");
        }
        while let Some(field) = fields.next() {
            let is_last = is_end && fields.peek().is_none();
            let (branch, inner) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.field(&format!("{indent}{branch}"), &format!("{indent}{inner}"), schema, field);
        }
        self.enclosing.pop();
    }

    fn field(
        &mut self,
        branch: &str,
        indent: &str,
        parent: &'static StructSchema,
        field: &'static FieldSchema,
    ) {
        let schema = field.kind.object();
        let is_recursive = schema.is_some_and(|schema| self.enclosing.contains(&schema.name));
        self.page.wrapped(branch, &format!("{indent}  "), &self.signature(field, is_recursive));
        let below = format!("{indent}  ");
        self.page.wrapped(&below, &below, &strip_markdown(&with_wire_names(field.doc, parent)));
        for value in field.values {
            let text = styled_name(value.wire, &strip_markdown(value.doc));
            self.page.wrapped(&format!("{below}  "), &format!("{below}      "), &text);
        }
        if let Some(schema) = schema.filter(|_| !is_recursive) {
            self.fields(indent, schema, true);
        }
    }

    fn signature(&self, field: &FieldSchema, is_recursive: bool) -> String {
        let list = if field.list { "list of " } else { "" };
        let kind = match field.kind {
            FieldKind::Object(schema) => schema().name,
            other => other.name(),
        };
        let mut parts = vec![format!("{list}{kind}")];
        if is_recursive {
            parts.push("as above".to_owned());
        }
        if field.required && !self.is_response {
            parts.push("required".to_owned());
        }
        if field.secret {
            parts.push("secret".to_owned());
        }
        if !self.is_response {
            parts.extend(field.constraints.iter().map(ToString::to_string));
        }
        styled_name(field.name, &parts.join(", "))
    }
}
