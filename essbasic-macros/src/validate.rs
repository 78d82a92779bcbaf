//! Validates that attributes refer to existing fields, and that generated methods have distinct names.

use syn::ext::IdentExt;

use crate::ast::Field;
use crate::attr::{ActionArgs, Condition, Paginate, Rule};
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
            let wire_names: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
            let existing = names::list(&wire_names);
            let message = format!("no field has this wire name: there are {existing}");
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

/// Validates that no two generated methods share a name. A method whose name is taken is left out.
pub(crate) fn methods(fields: &mut [Field], args: Option<&mut ActionArgs>, errors: &mut Errors) {
    let mut taken = vec![("new".to_owned(), "the constructor")];
    let owner = |taken: &[(String, &'static str)], name: &str| {
        taken.iter().find(|(other, _)| other == name).map(|(_, owner)| *owner)
    };
    if let Some(args) = args {
        taken.push(("send".to_owned(), "the method that sends the action"));
        taken.extend(args.wait.as_ref().map(|_| ("wait".to_owned(), "the waiter's method")));
        args.paginate.retain(|paginate| {
            let name = paginate.method().unraw().to_string();
            if let Some(owner) = owner(&taken, &name) {
                let message = format!(
                    "`{name}` is already {owner}: choose another name, \
                     `paginate(name = stream_…, …)`"
                );
                match &paginate.name {
                    Some(ident) => errors.at(ident, message),
                    None => errors.at(&paginate.item, message),
                }
                return false;
            }
            taken.push((name, "the method of a pagination"));
            true
        });
    }
    // Setters with `#[tc(setter = …)]` come last: the error is then reported where the name is set.
    let (renamed, default): (Vec<_>, Vec<_>) = fields
        .iter_mut()
        .partition(|field| field.setter.as_ref().is_some_and(|setter| *setter != field.ident));
    for field in default.into_iter().chain(renamed) {
        let Some(setter) = &field.setter else { continue };
        let name = setter.unraw().to_string();
        if let Some(owner) = owner(&taken, &name) {
            let message = format!(
                "`{name}` is already {owner}: choose another name for the setter, \
                 `#[tc(setter = with_{name})]`"
            );
            errors.at(setter, message);
            field.setter = None;
        } else {
            taken.push((name, "the setter of another field"));
        }
    }
}

/// Returns whether a field has this wire name.
fn has(fields: &[Field], wire: &str) -> bool {
    fields.iter().any(|field| field.wire == wire)
}
