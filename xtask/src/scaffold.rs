//! `cargo xtask scaffold`: the source file of a new action, to be documented.
//!
//! Lines with `// reference:` quote the API reference for the author, who deletes them after
//! writing the documentation.

use std::collections::BTreeSet;
use std::fmt::Write;

use essbasic::schema::StructSchema;
use essbasic::{CATALOGUE, Entry};

use crate::spec::{Field, Spec};
use crate::text::{html_lines, pascal_case, snake_case};

/// Returns the source of an action.
pub(crate) fn action(spec: &Spec, name: &str) -> Result<String, String> {
    let Some(action) = spec.api.actions.get(name) else {
        return Err(format!("the description has no action `{name}`"));
    };
    let has_output = spec.fields(&action.output).next().is_some();
    let (new, known) = models(spec, [&action.input, &action.output]);
    let (request_models, _) = models(spec, [&action.input]);

    let mut file = File::default();
    file.line(&format!("//! {}\n", action.title));
    for model in known.iter().filter(|model| *model != "Agent") {
        file.line(&format!("// use … {model}, from the catalogue"));
    }
    let model = if has_output || !new.is_empty() { ", tc_model" } else { "" };
    file.line(&format!("use crate::{{Agent, tc_action{model}}};\n"));
    file.reference(0, &action.document);
    file.line("/// TODO");
    if action.status != "online" {
        file.line("#[deprecated = \"TODO\"]");
    }
    file.line(&format!(
        "#[tc_action(\n    name = \"{name}\",\n    version = \"{}\",",
        spec.api.metadata.api_version
    ));
    if has_output {
        file.line(&format!("    response = {},", action.output));
    }
    file.line("    effect = TODO,\n    errors(");
    for code in spec.codes(name) {
        file.line(&format!("        \"{code}\","));
    }
    file.line(&format!(
        "    ),\n    title = \"{}\",\n    api_reference = \"https://TODO\"\n)]",
        action.title
    ));
    file.fields(spec, name, &action.input, true);
    let output = has_output.then(|| action.output.clone());
    for object in output.into_iter().chain(new) {
        file.line("");
        file.reference(0, &spec.api.objects[&object].document);
        file.line("/// TODO\n#[tc_model]");
        file.fields(spec, &object, &object, request_models.contains(&object));
    }
    Ok(file.0)
}

/// Returns the models inside some objects: those missing in the catalogue, and those in it.
fn models<'s>(
    spec: &'s Spec,
    objects: impl IntoIterator<Item = &'s String>,
) -> (Vec<String>, Vec<String>) {
    let mut reached = BTreeSet::new();
    let mut queue: Vec<&String> = objects.into_iter().collect();
    while let Some(object) = queue.pop() {
        for field in spec.fields(object).filter(|field| spec.is_object(field)) {
            if reached.insert(field.item_type.clone()) {
                queue.push(&field.item_type);
            }
        }
    }
    let known = catalogue_structs();
    reached.into_iter().partition(|object| !known.contains(object.as_str()))
}

/// Returns the names of all structs of the catalogue.
fn catalogue_structs() -> BTreeSet<&'static str> {
    let actions = CATALOGUE.iter().map(Entry::descriptor);
    let structs = actions.flat_map(|action| [(action.request)(), (action.response)()]);
    structs.flat_map(StructSchema::with_inner).map(|schema| schema.name).collect()
}

/// Methods that the macros generate, whose names a setter cannot have.
const METHODS: [&str; 4] = ["new", "send", "stream", "wait"];

/// Keywords that are names of fields as raw identifiers.
#[rustfmt::skip]
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

#[derive(Default)]
struct File(String);

impl File {
    fn line(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{text}");
    }

    fn reference(&mut self, indent: usize, document: &str) {
        for line in html_lines(document) {
            self.line(&format!("{}// reference: {line}", " ".repeat(indent)));
        }
    }

    fn fields(&mut self, spec: &Spec, name: &str, object: &str, is_request: bool) {
        self.line(&format!("pub struct {name} {{"));
        let mut idents = BTreeSet::new();
        for field in spec.fields(object) {
            let name = snake_case(&field.name);
            let later = (2..).map(|number| format!("{name}_{number}"));
            let mut names = std::iter::once(name.clone()).chain(later);
            let ident = names.find(|name| idents.insert(name.clone())).unwrap_or_default();
            self.field(field, &ident, is_request);
        }
        self.line("}");
    }

    fn field(&mut self, field: &Field, ident: &str, is_request: bool) {
        self.reference(4, &field.document);
        self.line("    /// TODO");
        let mut attributes = Vec::new();
        if field.disabled {
            attributes.push("hidden".to_owned());
        }
        if pascal_case(ident) != field.name {
            attributes.push(format!("rename = \"{}\"", field.name));
        }
        if is_likely_secret(&field.name) {
            attributes.push("secret".to_owned());
        }
        let is_required = field.is_required(is_request);
        if !is_required && !field.disabled && METHODS.contains(&ident) {
            attributes.push(format!("setter = with_{ident}"));
        }
        if !attributes.is_empty() {
            self.line(&format!("    #[tc({})]", attributes.join(", ")));
        }
        let is_agent = is_request && field.name == "Agent";
        let mut kind = rust_type(&field.item_type).to_owned();
        if field.is_list() {
            kind = format!("Vec<{kind}>");
        }
        if !is_agent && !is_required {
            kind = format!("Option<{kind}>");
        }
        let ident = match ident {
            "crate" | "self" | "super" => format!("{ident}_"),
            keyword if KEYWORDS.contains(&keyword) => format!("r#{keyword}"),
            _ => ident.to_owned(),
        };
        self.line(&format!("    pub {ident}: {kind},"));
    }
}

fn rust_type(wire: &str) -> &str {
    match wire {
        "string" | "date" => "String",
        "int64" => "i64",
        "uint64" => "u64",
        "float" => "f64",
        object => object,
    }
}

/// Returns whether a name is likely that of personal data or a bearer link; the author decides.
fn is_likely_secret(name: &str) -> bool {
    ["Mobile", "IdCardNumber", "Email", "Address"].iter().any(|part| name.contains(part))
        || ["Url", "QrCode", "Base64"].iter().any(|end| name.ends_with(end))
}
