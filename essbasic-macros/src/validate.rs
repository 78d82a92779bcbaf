//! Checks that the attributes of a type name fields that exist.

use crate::ast::Field;
use crate::attr::{Condition, Paginate, Rule};
use crate::errors::Errors;
use crate::names;

/// Validates the field names of a rule.
pub(crate) fn rule(rule: &Rule, fields: &[Field], errors: &mut Errors) {
    let strings = rule.strings();
    let names = match rule {
        Rule::RequiredIf(_) => strings.get(..2).unwrap_or(strings),
        _ => strings,
    };
    for name in names {
        if !has(fields, &name.value()) {
            let wires: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
            let message = format!("no field has this wire name: there are {}", names::list(&wires));
            errors.at(name, message);
        }
    }
}

/// Validates that an action has the fields that its pagination uses.
pub(crate) fn paginate(paginate: &Paginate, fields: &[Field], errors: &mut Errors) {
    if !has(fields, "Offset") || !has(fields, "Limit") {
        errors.at(&paginate.item, "a paginated action has fields `Offset` and `Limit`");
    }
    if let Some(Condition(field, _)) = &paginate.when
        && !has(fields, &field.value())
    {
        errors.at(field, "no field has this wire name");
    }
}

fn has(fields: &[Field], wire: &str) -> bool {
    fields.iter().any(|field| field.wire == wire)
}
