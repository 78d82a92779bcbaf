//! What is new, changed or gone.

use std::collections::BTreeSet;

use essbasic::schema::{Field, Kind, Struct};
use essbasic::{CATALOGUE, Descriptor};

use crate::spec::{Action, Member, Spec};

/// One line for each difference between the catalogue and a description.
pub(crate) fn differences(spec: &Spec) -> Vec<String> {
    let mut comparison = Comparison { spec, seen: BTreeSet::new(), found: Vec::new() };
    for (name, action) in &spec.api.actions {
        match essbasic::find(name) {
            Some(entry) => comparison.action(entry.descriptor(), action),
            None => comparison.found.push(format!("{name}: new action, {}", action.title)),
        }
    }
    for entry in CATALOGUE {
        let name = entry.descriptor().name;
        if !spec.api.actions.contains_key(name) {
            comparison.found.push(format!("{name}: gone"));
        }
    }
    comparison.found
}

struct Comparison<'a> {
    spec: &'a Spec,
    /// Objects that were compared: many actions share them.
    seen: BTreeSet<&'a str>,
    found: Vec<String>,
}

impl<'a> Comparison<'a> {
    fn action(&mut self, ours: &'static Descriptor, theirs: &'a Action) {
        let name = ours.name;
        let version = &self.spec.api.metadata.api_version;
        if ours.version != version {
            self.found.push(format!("{name}: version {version}, ours is {}", ours.version));
        }
        if ours.deprecated != (theirs.status != "online") {
            self.found.push(format!("{name}: the vendor calls it {}", theirs.status));
        }
        if ours.title != theirs.title {
            self.found.push(format!("{name}: the title is {}", theirs.title));
        }
        for code in self.spec.codes(name) {
            if !ours.errors.contains(&code.as_str()) {
                self.found.push(format!("{name}: new code {code}"));
            }
        }
        self.object((ours.request)(), &theirs.input, true);
        self.object((ours.response)(), &theirs.output, false);
    }

    fn object(&mut self, ours: &'static Struct, theirs: &'a str, request: bool) {
        if !self.seen.insert(theirs) {
            return;
        }
        for field in ours.fields {
            if !self.spec.members(theirs).any(|member| member.name == field.name) {
                self.found.push(format!("{theirs}.{}: gone", field.name));
            }
        }
        let spec = self.spec;
        for member in spec.members(theirs) {
            match ours.field(&member.name) {
                Some((_, field)) => self.member(field, member, theirs, request),
                // What is disabled need not be there, and is nobody's business until it is not.
                None if member.disabled => {}
                None => self.found.push(format!("{theirs}.{}: new member", member.name)),
            }
        }
    }

    fn member(&mut self, ours: &'static Field, theirs: &'a Member, object: &str, request: bool) {
        let place = format!("{object}.{}", theirs.name);
        let kind = if self.spec.is_object(theirs) { "object" } else { theirs.of.as_str() };
        let kind = if kind == "date" { "string" } else { kind };
        if (ours.list, ours.kind.name()) != (theirs.is_list(), kind) {
            let list = if theirs.is_list() { "list of " } else { "" };
            self.found.push(format!("{place}: now {list}{kind}"));
            return;
        }
        // The agent is required by every action's prose, whatever its flag says.
        let agent = request && ours.name == "Agent";
        // An object of both sides has two flags, and the catalogue one struct: either will do.
        let flags = [theirs.is_required(true), theirs.is_required(false)];
        if !agent && !theirs.disabled && !flags.contains(&ours.required) {
            let now = if ours.required { "optional" } else { "required" };
            self.found.push(format!("{place}: now {now}"));
        }
        if ours.hidden != theirs.disabled {
            let now = if theirs.disabled { "disabled" } else { "enabled" };
            self.found.push(format!("{place}: now {now}"));
        }
        if let Kind::Object(schema) = ours.kind {
            self.object(schema(), &theirs.of, request);
        }
    }
}
