//! Documentation for users of the API names fields and values as on the wire.

use essbasic::CATALOGUE;
use essbasic::schema::StructSchema;
use essbasic_devtools::action_docs::{field_with_wire_names, with_wire_names};
use essbasic_devtools::{Language, catalogue_docs};

fn schema(action: &str) -> &'static StructSchema {
    (essbasic::find_action(action).unwrap().descriptor().request)()
}

#[test]
fn rust_names_of_fields_and_values_are_replaced_in_code_only() {
    let schema = schema("ChannelCreateEmbedWebUrl");
    let doc = "Only `CreateTemplate` of `embed_type`; CreateTemplate, `embed_type";
    let expected = "Only `CREATE_TEMPLATE` of `EmbedType`; CreateTemplate, `embed_type";
    assert_eq!(with_wire_names(doc, schema), expected);
    let nested = with_wire_names("`proxy_operator` `open_id` `Agent`", schema);
    assert_eq!(nested, "`ProxyOperator` `OpenId` `Agent`");
}

#[test]
fn no_field_is_documented_with_the_rust_name_of_its_value() {
    for action in CATALOGUE.iter().map(essbasic::Entry::descriptor) {
        for schema in (action.request)().with_inner() {
            for field in schema.fields {
                for language in Language::ALL {
                    let doc = catalogue_docs::field(language, schema, field);
                    let doc = field_with_wire_names(doc, schema, field);
                    for value in field.values.iter().filter(|value| value.ident != value.wire) {
                        let is_other = schema.field(value.ident).is_some();
                        let code = format!("`{}`", value.ident);
                        let place = format!("{}.{}", schema.name, field.name);
                        assert!(is_other || !doc.contains(&code), "{place}: {doc}");
                    }
                }
            }
        }
    }
}
