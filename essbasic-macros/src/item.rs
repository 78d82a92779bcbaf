//! The struct underneath: what it may be, and its members.

use syn::{Fields, Item, ItemStruct, Meta};

use crate::errors::Errors;
use crate::field::Field;

/// What the macros derive, and the user therefore must not.
const DERIVED: [&str; 5] = ["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];

/// The struct and what its members are; nothing when it is no struct with named fields.
pub(crate) fn read(item: &Item, errors: &mut Errors) -> Option<(ItemStruct, Vec<Field>)> {
    let Item::Struct(item) = item else {
        errors.at(
            item,
            "an action or a model is a struct: `pub struct DescribeFlowDetailInfo { … }`",
        );
        return None;
    };
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "generic parameters are not supported: the wire has one shape");
    }
    for attribute in &item.attrs {
        if attribute.path().is_ident("serde") {
            errors.at(attribute, "the wire format follows from the members; remove `#[serde(…)]`");
        }
        if let (true, Meta::List(list)) = (attribute.path().is_ident("derive"), &attribute.meta) {
            derives(list, errors);
        }
    }
    let Fields::Named(named) = &item.fields else {
        let message = format!("the members need names: write `struct {} {{ … }}`", item.ident);
        errors.at(&item.ident, message);
        return None;
    };
    let fields: Vec<_> =
        named.named.iter().filter_map(|field| Field::read(field, errors)).collect();
    wire_names(&fields, errors);
    Some((item.clone(), fields))
}

fn derives(list: &syn::MetaList, errors: &mut Errors) {
    let _ = list.parse_nested_meta(|derive| {
        let name = derive.path.segments.last().map(|last| last.ident.to_string());
        if let Some(name) = name.filter(|name| DERIVED.contains(&name.as_str())) {
            errors.at(&derive.path, format_args!("`{name}` is derived already; remove it here"));
        }
        Ok(())
    });
}

fn wire_names(fields: &[Field], errors: &mut Errors) {
    for (at, field) in fields.iter().enumerate() {
        if fields[..at].iter().any(|other| other.wire == field.wire) {
            errors
                .at(&field.ident, format_args!("two members have the wire name `{}`", field.wire));
        }
    }
}
