//! Tree of the fields of a request or a response.

use std::borrow::Cow;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::action_docs::{field_with_wire_names, strip_markdown};
use essbasic_devtools::{Language, catalogue_docs, error_text, t};

use super::page::{Page, styled_name};

/// Writer of the fields of a request or a response.
pub(super) struct Tree<'a> {
    page: &'a mut Page,
    language: Language,
    is_response: bool,
    /// Names of the structs around the current one.
    enclosing: Vec<&'static str>,
}

impl<'a> Tree<'a> {
    /// Writes the fields of a request.
    pub(super) fn request(page: &'a mut Page, language: Language, schema: &'static StructSchema) {
        let mut tree = Tree { page, language, is_response: false, enclosing: Vec::new() };
        tree.fields("", schema, true);
    }

    /// Writes the fields of a response, including the request ID.
    pub(super) fn response(page: &'a mut Page, language: Language, schema: &'static StructSchema) {
        let mut tree = Tree { page, language, is_response: true, enclosing: Vec::new() };
        tree.fields("", schema, false);
        tree.page.wrapped("└─ ", "   ", &styled_name("RequestId", "string"));
        tree.page.wrapped("     ", "     ", &t!(language, "request-id-doc"));
    }

    /// Writes the fields of a struct. `is_end` says that nothing follows at this level.
    fn fields(&mut self, indent: &str, schema: &'static StructSchema, is_end: bool) {
        self.enclosing.push(schema.name);
        for rule in schema.rules.iter().filter(|_| !self.is_response) {
            let others = format!("{indent}│    ");
            let rule = error_text::rule(self.language, rule);
            let rule = t!(self.language, "rule", rule = rule);
            self.page.wrapped(&format!("{indent}│  "), &others, &rule);
        }
        let mut fields = schema.fields.iter().filter(|field| !field.hidden).peekable();
        if fields.peek().is_none() && is_end {
            self.page.wrapped(indent, indent, &t!(self.language, "no-fields"));
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
        let doc = catalogue_docs::field(self.language, parent, field);
        let text = |doc| strip_markdown(&field_with_wire_names(doc, parent, field));
        self.page.wrapped(&below, &below, &text(doc));
        for value in field.values {
            let doc = catalogue_docs::value(self.language, field, value);
            let text = styled_name(value.wire, &text(doc));
            self.page.wrapped(&format!("{below}  "), &format!("{below}      "), &text);
        }
        if let Some(schema) = schema.filter(|_| !is_recursive) {
            self.fields(indent, schema, true);
        }
    }

    fn signature(&self, field: &FieldSchema, is_recursive: bool) -> String {
        let language = self.language;
        let kind = match field.kind {
            FieldKind::Object(schema) => schema().name,
            other => other.as_str(),
        };
        let is_required = field.required && !self.is_response;
        let mut parts = vec![if field.list {
            t!(language, "list-of", type = kind).into_owned()
        } else {
            kind.to_owned()
        }];
        let mut add = |condition: bool, text: Cow<'static, str>| {
            parts.extend(Some(text.into_owned()).filter(|_| condition));
        };
        add(is_recursive, t!(language, "see-above"));
        add(is_required, t!(language, "required"));
        add(field.secret, t!(language, "secret"));
        if !self.is_response {
            let limits = field.constraints.iter();
            parts.extend(limits.map(|it| error_text::constraint(language, it)));
        }
        styled_name(field.name, &parts.join(&t!(language, "list-separator")))
    }
}
