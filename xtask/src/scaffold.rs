//! The file of a new action, but for what only a person can write.
//!
//! `// manual:` lines hold the vendor's words for whoever documents the action. They are read,
//! and deleted: what the catalogue says, its authors wrote.

use std::collections::BTreeSet;
use std::fmt::Write;

use essbasic::schema::Struct;
use essbasic::{CATALOGUE, Entry};

use crate::names::{lines, pascal_case, snake_case};
use crate::spec::{Member, Spec};

/// The source of an action.
pub(crate) fn action(spec: &Spec, name: &str) -> Result<String, String> {
    let Some(action) = spec.api.actions.get(name) else {
        return Err(format!("the description has no action `{name}`"));
    };
    let answers = spec.members(&action.output).next().is_some();
    let (new, known) = models(spec, [&action.input, &action.output]);
    let (asked, _) = models(spec, [&action.input]);

    let mut file = File::default();
    file.line(&format!("//! {}\n", action.title));
    for model in known.iter().filter(|model| *model != "Agent") {
        file.line(&format!("// use … {model}, which the catalogue has"));
    }
    let model = if answers || !new.is_empty() { ", tc_model" } else { "" };
    file.line(&format!("use crate::{{Agent, tc_action{model}}};\n"));
    file.manual(0, &action.document);
    file.line("/// TODO");
    if action.status != "online" {
        file.line("#[deprecated = \"TODO\"]");
    }
    file.line(&format!(
        "#[tc_action(\n    name = \"{name}\",\n    version = \"{}\",",
        spec.api.metadata.api_version
    ));
    if answers {
        file.line(&format!("    response = {},", action.output));
    }
    file.line("    retry = TODO,\n    errors(");
    for code in spec.codes(name) {
        file.line(&format!("        \"{code}\","));
    }
    file.line(&format!(
        "    ),\n    title = \"{}\",\n    manual = \"https://TODO\"\n)]",
        action.title
    ));
    file.members(spec, name, &action.input, true);
    let output = answers.then(|| action.output.clone());
    for object in output.into_iter().chain(new) {
        file.line("");
        file.manual(0, &spec.api.objects[&object].document);
        file.line("/// TODO\n#[tc_model]");
        file.members(spec, &object, &object, asked.contains(&object));
    }
    Ok(file.0)
}

/// The models inside some objects: those that the catalogue lacks, and those that it has.
fn models<'s>(
    spec: &'s Spec,
    objects: impl IntoIterator<Item = &'s String>,
) -> (Vec<String>, Vec<String>) {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&String> = objects.into_iter().collect();
    while let Some(object) = waiting.pop() {
        for member in spec.members(object).filter(|member| spec.is_object(member)) {
            if reached.insert(member.of.clone()) {
                waiting.push(&member.of);
            }
        }
    }
    let known = catalogued();
    reached.into_iter().partition(|object| !known.contains(object.as_str()))
}

/// The names of all structs of the catalogue.
fn catalogued() -> BTreeSet<&'static str> {
    let actions = CATALOGUE.iter().map(Entry::descriptor);
    let structs = actions.flat_map(|action| [(action.request)(), (action.response)()]);
    structs.flat_map(Struct::with_inner).map(|schema| schema.name).collect()
}

#[derive(Default)]
struct File(String);

impl File {
    fn line(&mut self, text: &str) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "{text}");
    }

    fn manual(&mut self, indent: usize, document: &str) {
        for line in lines(document) {
            self.line(&format!("{}// manual: {line}", " ".repeat(indent)));
        }
    }

    fn members(&mut self, spec: &Spec, name: &str, object: &str, request: bool) {
        self.line(&format!("pub struct {name} {{"));
        for member in spec.members(object) {
            self.member(member, request);
        }
        self.line("}");
    }

    fn member(&mut self, member: &Member, request: bool) {
        self.manual(4, &member.document);
        self.line("    /// TODO");
        let ident = snake_case(&member.name);
        let mut words = Vec::new();
        if member.disabled {
            words.push("hidden".to_owned());
        }
        if pascal_case(&ident) != member.name {
            words.push(format!("rename = \"{}\"", member.name));
        }
        if is_likely_secret(&member.name) {
            words.push("secret".to_owned());
        }
        if !words.is_empty() {
            self.line(&format!("    #[tc({})]", words.join(", ")));
        }
        let agent = request && member.name == "Agent";
        let mut kind = rust_type(&member.of).to_owned();
        if member.is_list() {
            kind = format!("Vec<{kind}>");
        }
        if !agent && !member.is_required(request) {
            kind = format!("Option<{kind}>");
        }
        let ident = if ident == "type" { "r#type" } else { &ident };
        self.line(&format!("    pub {ident}: {kind},"));
    }
}

fn rust_type(member: &str) -> &str {
    match member {
        "string" | "date" => "String",
        "int64" => "i64",
        "uint64" => "u64",
        "float" => "f64",
        object => object,
    }
}

/// Names that have meant a person or a bearer link so far; the author has the last word.
fn is_likely_secret(name: &str) -> bool {
    ["Mobile", "IdCardNumber", "Email", "Address"].iter().any(|part| name.contains(part))
        || ["Url", "QrCode", "Base64"].iter().any(|end| name.ends_with(end))
}
