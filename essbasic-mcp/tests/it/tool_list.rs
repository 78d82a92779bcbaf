//! The list of tools is small, and does not change unnoticed.

use std::path::Path;

use essbasic_devtools::Language;
use serde_json::{Value, json};

use super::support::{OnQuestion, builder, connect, sandbox};

/// 3,000 tokens of 4 bytes each.
const MAX_BYTES: usize = 12_000;

#[tokio::test]
async fn the_default_tools_are_as_recorded_and_take_at_most_3000_tokens() {
    let sandbox = sandbox().await;
    for (language, tag) in [(Language::English, "en"), (Language::Chinese, "zh-CN")] {
        let client = connect(builder(&sandbox).language(language), OnQuestion::Undeclared).await;
        let listed = client.request("tools/list", json!({})).await;
        let bytes = listed["result"].to_string().len();
        assert!(bytes <= MAX_BYTES, "{tag}: {bytes} bytes");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = path.join(format!("tests/it/snapshots/tools.{tag}.json"));
        let shown = serde_json::to_string_pretty(&listed["result"]).unwrap() + "\n";
        if std::env::var_os("ESSBASIC_UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(&path, &shown).unwrap();
        }
        let recorded = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            recorded == shown,
            "{} differs; set ESSBASIC_UPDATE_SNAPSHOTS=1 to write it, and read the difference",
            path.display()
        );
    }
}

#[tokio::test]
async fn every_tool_has_a_title_a_description_schemas_and_annotations() {
    let sandbox = sandbox().await;
    let all: Vec<_> = essbasic::CATALOGUE.iter().map(essbasic::Entry::domain).collect();
    let client = connect(builder(&sandbox).toolset(all), OnQuestion::Undeclared).await;
    let listed = client.request("tools/list", json!({})).await;
    let tools = listed["result"]["tools"].as_array().unwrap();
    assert_eq!(tools.len(), 99 + 9);
    for tool in tools {
        let name = tool["name"].as_str().unwrap();
        assert!(name.len() <= 64, "{name}");
        assert!(tool["annotations"]["title"].is_string(), "{name}");
        assert!(!tool["description"].as_str().unwrap().is_empty(), "{name}");
        assert_eq!(tool["inputSchema"]["type"], "object", "{name}");
        assert_eq!(tool["outputSchema"]["type"], "object", "{name}");
        assert_refs(&tool["inputSchema"], &tool["inputSchema"]["$defs"], name);
    }
}

/// Checks that every reference of a schema leads to a definition.
fn assert_refs(schema: &Value, defs: &Value, name: &str) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                let target = reference.strip_prefix("#/$defs/").unwrap();
                assert!(defs[target].is_object(), "{name}: {reference}");
            }
            fields.values().for_each(|it| assert_refs(it, defs, name));
        }
        Value::Array(items) => items.iter().for_each(|it| assert_refs(it, defs, name)),
        _ => {}
    }
}
