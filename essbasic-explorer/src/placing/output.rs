//! The placed fields as a part of the request of `ChannelCreateFlowByFiles`.

use serde_json::{Map, Number, Value, json};

use super::draft::Draft;

/// Maximum length of the query that fills in a form.
const MAX_QUERY: usize = 24_000;

/// Returns `Components` of the initiator, and the fields of each signer.
pub(super) fn request(drafts: &[Draft]) -> Value {
    let of = |party: usize, is_signed: bool| -> Value {
        let own = drafts.iter().filter(|it| it.party == party && it.is_signed() == is_signed);
        own.map(component).collect()
    };
    let signers = drafts.iter().map(|it| it.party).max().unwrap_or(0);
    let signer = |party: usize| {
        let (fills, signs) = (of(party, false), of(party, true));
        let mut signer = Map::new();
        if fills != json!([]) {
            signer.insert("Components".to_owned(), fills);
        }
        signer.insert("SignComponents".to_owned(), signs);
        Value::Object(signer)
    };
    let mut request = Map::new();
    // The initiator signs as one of the signers.
    let own = of(0, false);
    if own != json!([]) {
        request.insert("Components".to_owned(), own);
    }
    if signers > 0 {
        request.insert("FlowApprovers".to_owned(), (1..=signers).map(signer).collect());
    }
    Value::Object(request)
}

/// Returns a component with whole numbers where there is no fraction.
fn component(draft: &Draft) -> Value {
    let mut value = serde_json::to_value(draft.component()).unwrap_or_default();
    if let Value::Object(members) = &mut value {
        members.retain(|_, value| !value.is_null());
        for value in members.values_mut() {
            #[expect(clippy::cast_possible_truncation, reason = "at most 14,400")]
            if let Some(whole) = value.as_f64().filter(|it| it.fract() == 0.0) {
                *value = Value::Number(Number::from(whole as i64));
            }
        }
    }
    value
}

/// Returns a query that fills in the form of the action; `None` if it is too long for an address.
pub(super) fn query(request: &Value, file: &str) -> Option<String> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !file.is_empty() {
        query.append_pair("FileIds.0", file);
    }
    append(&mut query, String::new(), request);
    Some(query.finish()).filter(|query| query.len() <= MAX_QUERY)
}

fn append(query: &mut form_urlencoded::Serializer<'_, String>, path: String, value: &Value) {
    let join =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| append(query, join(name), value));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, value)| append(query, join(&index.to_string()), value));
        }
        Value::String(text) => drop(query.append_pair(&path, text)),
        other => drop(query.append_pair(&path, &other.to_string())),
    }
}
