//! Masking of names, numbers, links and keys in results.

use std::collections::{BTreeMap, BTreeSet};

use essbasic::Descriptor;
use essbasic::schema::SecretFields;
use serde_json::{Map, Value};

/// Text that replaces a masked value.
const MASK: &str = "***";

/// Maximum length of a secret that is looked up in a set, in bytes. Names and numbers are shorter.
const MAX_SHORT: usize = 64;

/// Maximum number of longer secrets, such as links, that are searched for in other texts.
const MAX_LONG_SECRETS: usize = 200;

/// Masks the secret fields of a value, and their texts in other fields: contracts may be named after
/// people.
pub(crate) fn value(secret_fields: SecretFields, value: &mut Value) {
    let secrets = Secrets::new(secret_fields.strings(value.clone()));
    secret_fields.visit(value, &mut |value, is_secret| {
        match value {
            Value::Object(_) | Value::Array(_) | Value::Null => {}
            // A mask says that there is a value.
            Value::String(text) if text.is_empty() => {}
            _ if is_secret => *value = MASK.into(),
            Value::String(text) => {
                if let Some(masked) = secrets.mask(text) {
                    *text = masked;
                }
            }
            _ => {}
        }
        true
    });
}

/// Masks the secrets of a request in a text about it.
pub(crate) fn text(action: &Descriptor, request: &Map<String, Value>, text: &str) -> String {
    let secrets = SecretFields::of((action.request)()).or_unknown();
    let secrets = Secrets::new(secrets.strings(Value::Object(request.clone())));
    secrets.mask(text).unwrap_or_else(|| text.to_owned())
}

/// Texts to be masked.
///
/// The time of a search hardly depends on their number: a page of results has hundreds of names.
struct Secrets {
    long: Vec<String>,
    /// Shorter texts by their length in bytes.
    short: BTreeMap<usize, BTreeSet<String>>,
    /// First characters of the shorter texts.
    starts: BTreeSet<char>,
}

impl Secrets {
    /// Takes secrets, the longest first.
    fn new(secrets: Vec<String>) -> Self {
        let (mut long, short): (Vec<_>, Vec<_>) =
            secrets.into_iter().partition(|it| it.len() > MAX_SHORT);
        long.dedup();
        long.truncate(MAX_LONG_SECRETS);
        let starts = short.iter().filter_map(|it| it.chars().next()).collect();
        let mut by_length = BTreeMap::<_, BTreeSet<_>>::new();
        for secret in short {
            by_length.entry(secret.len()).or_default().insert(secret);
        }
        Self { long, short: by_length, starts }
    }

    /// Returns the text without the secrets, if it contains one.
    fn mask(&self, text: &str) -> Option<String> {
        let mut masked = None::<String>;
        for secret in &self.long {
            let current = masked.as_deref().unwrap_or(text);
            if current.contains(secret.as_str()) {
                masked = Some(current.replace(secret.as_str(), MASK));
            }
        }
        let shorter = self.mask_short(masked.as_deref().unwrap_or(text));
        shorter.or(masked)
    }

    fn mask_short(&self, text: &str) -> Option<String> {
        let (mut masked, mut end) = (String::new(), 0);
        for (start, _) in text.char_indices().filter(|(_, char)| self.starts.contains(char)) {
            if start < end {
                continue;
            }
            if let Some(length) = self.length_at(&text[start..]) {
                masked.extend([&text[end..start], MASK]);
                end = start + length;
            }
        }
        (end > 0).then(|| masked + &text[end..])
    }

    /// Returns the length of the longest secret with which a text begins.
    fn length_at(&self, text: &str) -> Option<usize> {
        let mut lengths = self.short.iter().rev();
        let found = lengths.find(|(length, secrets)| {
            text.get(..**length).is_some_and(|start| secrets.contains(start))
        });
        found.map(|(length, _)| *length)
    }
}

#[cfg(test)]
mod tests {
    use essbasic::flows::DescribeFlowDetailInfo;
    use essbasic::schema::SecretFields;
    use essbasic::{Action, Descriptor};
    use serde_json::{Value, json};

    fn masked(flows: &[Value]) -> Value {
        let action: &Descriptor = DescribeFlowDetailInfo::descriptor();
        let mut response = json!({ "FlowInfo": flows });
        super::value(SecretFields::of((action.response)()).or_unknown(), &mut response);
        response
    }

    fn flow(name: &str, signer: &str) -> Value {
        json!({ "FlowName": name, "FlowApproverInfos": [{ "ApproveName": signer }] })
    }

    #[test]
    fn names_of_many_people_are_masked_in_other_texts() {
        let names: Vec<_> = (0..2000)
            .filter_map(|it| char::from_u32(0x4e00 + it))
            .map(|it| format!("张{it}"))
            .collect();
        let flows: Vec<_> = names.iter().map(|it| flow(&format!("{it}的劳动合同"), it)).collect();
        let response = masked(&flows);
        for flow in response["FlowInfo"].as_array().unwrap() {
            assert_eq!(*flow, flow_masked());
        }
    }

    fn flow_masked() -> Value {
        flow("***的劳动合同", "***")
    }

    #[test]
    fn an_empty_value_is_not_masked() {
        let response = masked(&[flow("劳动合同", "")]);
        assert_eq!(response["FlowInfo"][0], flow("劳动合同", ""));
    }

    #[test]
    fn the_longest_name_is_masked() {
        let flows = [flow("张三丰和张三", "张三"), flow("张三丰", "张三丰")];
        let response = masked(&flows);
        assert_eq!(response["FlowInfo"][0]["FlowName"], "***和***");
        assert_eq!(response["FlowInfo"][1]["FlowName"], "***");
    }
}
