//! The members of a request or an answer, as a tree.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::action_docs::{strip_markdown, with_wire_names};

use super::page::{Page, named};

/// The members of a request.
pub(super) fn request(page: &mut Page, schema: &'static StructSchema) {
    Tree { page, answer: false, inside: Vec::new() }.members("", schema, true);
}

/// The members of an answer, and the request id that every answer has.
pub(super) fn answer(page: &mut Page, schema: &'static StructSchema) {
    let mut tree = Tree { page, answer: true, inside: Vec::new() };
    tree.members("", schema, false);
    page.wrapped("└─ ", "   ", &named("RequestId", "string"));
    page.wrapped("     ", "     ", "The id under which the vendor's support finds the call.");
}

struct Tree<'a> {
    page: &'a mut Page,
    /// Whether it is an answer, of which nothing is required of anybody.
    answer: bool,
    /// The structs around the one that is told.
    inside: Vec<&'static str>,
}

impl Tree<'_> {
    /// Tells a struct's members, the last of them as such where nothing comes after it.
    fn members(&mut self, indent: &str, schema: &'static StructSchema, ends: bool) {
        self.inside.push(schema.name);
        for rule in schema.rules.iter().filter(|_| !self.answer) {
            let others = format!("{indent}│    ");
            self.page.wrapped(&format!("{indent}│  "), &others, &format!("Rule: {rule}."));
        }
        let mut members = schema.fields.iter().filter(|field| !field.hidden).peekable();
        if members.peek().is_none() && ends {
            self.page.wrapped(indent, indent, "Nothing.");
        }
        while let Some(field) = members.next() {
            let last = ends && members.peek().is_none();
            let (branch, inner) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.member(&format!("{indent}{branch}"), &format!("{indent}{inner}"), schema, field);
        }
        self.inside.pop();
    }

    fn member(
        &mut self,
        branch: &str,
        indent: &str,
        around: &'static StructSchema,
        field: &'static FieldSchema,
    ) {
        let schema = match field.kind {
            FieldKind::Object(schema) => Some(schema()),
            _ => None,
        };
        let again = schema.is_some_and(|schema| self.inside.contains(&schema.name));
        self.page.wrapped(branch, &format!("{indent}  "), &self.signature(field, again));
        let below = format!("{indent}  ");
        self.page.wrapped(&below, &below, &strip_markdown(&with_wire_names(field.doc, around)));
        for value in field.values {
            let said = named(value.wire, &strip_markdown(value.doc));
            self.page.wrapped(&format!("{below}  "), &format!("{below}      "), &said);
        }
        if let Some(schema) = schema.filter(|_| !again) {
            self.members(indent, schema, true);
        }
    }

    fn signature(&self, field: &FieldSchema, again: bool) -> String {
        let list = if field.list { "list of " } else { "" };
        let kind = match field.kind {
            FieldKind::Object(schema) => schema().name,
            other => other.name(),
        };
        let mut told = vec![format!("{list}{kind}")];
        if again {
            told.push("as above".to_owned());
        }
        if field.required && !self.answer {
            told.push("required".to_owned());
        }
        if field.secret {
            told.push("secret".to_owned());
        }
        if !self.answer {
            told.extend(field.constraints.iter().map(ToString::to_string));
        }
        named(field.name, &told.join(", "))
    }
}
