//! `cargo xtask compare`: differences between the catalogue and the API description.

use std::collections::BTreeSet;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{CATALOGUE, Descriptor};

use crate::spec::{Action, Field, Spec};

/// Returns one line per difference.
pub(crate) fn differences(spec: &Spec) -> Vec<String> {
    let mut comparison = Comparison { spec, compared: BTreeSet::new(), differences: Vec::new() };
    for (name, action) in &spec.api.actions {
        match essbasic::find_action(name) {
            Some(entry) => comparison.action(entry.descriptor(), action),
            None => comparison.differences.push(format!("{name}: new action, {}", action.title)),
        }
    }
    for entry in CATALOGUE {
        let name = entry.descriptor().name;
        if !spec.api.actions.contains_key(name) {
            comparison.differences.push(format!("{name}: removed"));
        }
    }
    comparison.differences
}

struct Comparison<'a> {
    spec: &'a Spec,
    /// Objects that were compared already; many actions share them.
    compared: BTreeSet<&'a str>,
    differences: Vec<String>,
}

impl<'a> Comparison<'a> {
    fn action(&mut self, ours: &'static Descriptor, theirs: &'a Action) {
        let name = ours.name;
        let version = &self.spec.api.metadata.api_version;
        if ours.version != version {
            self.differences.push(format!("{name}: version {version}, ours is {}", ours.version));
        }
        if ours.deprecated != (theirs.status != "online") {
            self.differences.push(format!("{name}: status is now {}", theirs.status));
        }
        if ours.title != theirs.title {
            self.differences.push(format!("{name}: title is now {}", theirs.title));
        }
        for code in self.spec.codes(name) {
            if !ours.errors.contains(&code.as_str()) {
                self.differences.push(format!("{name}: new code {code}"));
            }
        }
        self.object((ours.request)(), &theirs.input, true);
        self.object((ours.response)(), &theirs.output, false);
    }

    fn object(&mut self, ours: &'static StructSchema, theirs: &'a str, is_request: bool) {
        if !self.compared.insert(theirs) {
            return;
        }
        let spec = self.spec;
        for field in ours.fields {
            if !spec.fields(theirs).any(|it| it.name == field.name) {
                self.differences.push(format!("{theirs}.{}: removed", field.name));
            }
        }
        for field in spec.fields(theirs) {
            match ours.field(&field.name) {
                Some((_, known)) => self.field(known, field, theirs, is_request),
                // A disabled field matters only once it is enabled.
                None if field.disabled => {}
                None => self.differences.push(format!("{theirs}.{}: new field", field.name)),
            }
        }
    }

    fn field(
        &mut self,
        ours: &'static FieldSchema,
        theirs: &'a Field,
        object: &str,
        is_request: bool,
    ) {
        let path = format!("{object}.{}", theirs.name);
        let kind = if self.spec.is_object(theirs) { "object" } else { theirs.item_type.as_str() };
        let kind = if kind == "date" { "string" } else { kind };
        if (ours.list, ours.kind.as_str()) != (theirs.is_list(), kind) {
            let list = if theirs.is_list() { "list of " } else { "" };
            self.differences.push(format!("{path}: now {list}{kind}"));
            return;
        }
        // Every action requires the agent, even if its flag is not set.
        let is_agent = is_request && ours.name == "Agent";
        // An object used in requests and responses has two flags, but one struct in the catalogue.
        let required = ours.required || ours.marked_required;
        let flags = [theirs.is_required(true), theirs.is_required(false)];
        if !is_agent && !theirs.disabled && !flags.contains(&required) {
            let now = if required { "optional" } else { "required" };
            self.differences.push(format!("{path}: now {now}"));
        }
        if ours.hidden != theirs.disabled {
            let now = if theirs.disabled { "disabled" } else { "enabled" };
            self.differences.push(format!("{path}: now {now}"));
        }
        if let FieldKind::Object(schema) = ours.kind {
            self.object(schema(), &theirs.item_type, is_request);
        }
    }
}
