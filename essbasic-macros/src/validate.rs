//! Validation of what a type's attributes name against its fields.

use syn::Type;

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

/// Validates that an action has the fields by which it is paginated.
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

/// Validates that no two fields have one wire name.
pub(crate) fn wire_names(fields: &[Field], errors: &mut Errors) {
    for (index, field) in fields.iter().enumerate() {
        if fields[..index].iter().any(|other| other.wire == field.wire) {
            errors.at(&field.ident, format_args!("two fields have the wire name `{}`", field.wire));
        }
    }
}

/// Validates that the wire knows the type of a field.
pub(crate) fn field_type(field: &Field, errors: &mut Errors) {
    let scalar = field.scalar_type();
    let message = if names::generic_argument(scalar, "Option").is_some() {
        "a field is present or absent: one `Option`, outermost"
    } else if names::generic_argument(scalar, "Vec").is_some() {
        "the wire has no lists of lists"
    } else if field.is_any_of(&["i8", "i16", "i32", "isize"]) {
        "the wire's signed integer is `i64`"
    } else if field.is_any_of(&["u8", "u16", "u32", "usize"]) {
        "the wire's unsigned integer is `u64`"
    } else if field.is_any_of(&["f32"]) {
        "the wire's float is `f64`"
    } else if matches!(scalar, Type::Reference(_)) {
        "an action owns what it sends: write `String`, not a reference"
    } else if !matches!(scalar, Type::Path(_)) {
        "a field is a `String`, `i64`, `u64`, `f64`, `bool`, a model, or a `Vec` of those"
    } else {
        return;
    };
    errors.at(scalar, message);
}

fn has(fields: &[Field], wire: &str) -> bool {
    fields.iter().any(|field| field.wire == wire)
}
