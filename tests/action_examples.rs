//! The examples of every action, sent to a new sandbox each.
//!
//! `ESSBASIC_UPDATE_SNAPSHOTS=1` records the responses again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use essbasic::encryption::{CreateRequestWithEncryptionResponse, Iv};
use essbasic::{CATALOGUE, Client, Entry, validate};
use essbasic_devtools::Language;
use essbasic_devtools::examples::{self, Example};
use essbasic_devtools::request_json::pretty;
use essbasic_sandbox::{Sandbox, Support, seed};
use serde_json::{Map, Value};

mod normalized;

use normalized::Normalizer;

/// The time of the sandboxes: 2027-01-01 in Beijing.
const NOW: i64 = 1_798_797_600;

/// Name of the action that carries another one.
const OUTER: &str = "CreateRequestWithEncryption";

async fn sandbox() -> Sandbox {
    let clock = UNIX_EPOCH + Duration::from_secs(NOW.unsigned_abs());
    Sandbox::builder().clock_at(clock).start().await.unwrap()
}

/// Sends an example to a new sandbox, and returns the response with what the sandbox made up replaced.
async fn response(entry: &Entry, example: &Example) -> Result<Map<String, Value>, String> {
    let sandbox = sandbox().await;
    let client: Client = sandbox.client();
    let request = example.request(NOW);
    let reply = client.call_json(entry.descriptor(), &request).await;
    let reply = reply.map_err(|error| error.to_string())?;
    let endpoint = sandbox.endpoint();
    let mut normalizer = Normalizer::new(NOW, &endpoint);
    if entry.descriptor().name == OUTER {
        return encrypted(&mut normalizer, reply.output.0);
    }
    Ok(normalizer.fields(reply.output.0))
}

/// Normalizes the response inside an encrypted one, and encrypts it with an initialization vector that
/// is always the same.
fn encrypted(
    normalizer: &mut Normalizer<'_>,
    outer: Map<String, Value>,
) -> Result<Map<String, Value>, String> {
    let keys = seed::encryption_keys().unwrap();
    let outer: CreateRequestWithEncryptionResponse = serde_json::from_value(outer.into()).unwrap();
    let inner: Value = serde_json::from_slice(&keys.decrypt_response(&outer).unwrap()).unwrap();
    let mut inner = inner["Response"].as_object().unwrap().clone();
    if let Some(error) = inner.get("Error") {
        return Err(error.to_string());
    }
    inner.insert("RequestId".to_owned(), "00000000-0000-4000-8000-000000000001".into());
    let inner = serde_json::json!({ "Response": normalizer.fields(inner) });
    let iv = Iv::from(*b"sandbox-example2");
    let outer = keys.encrypt_response(inner.to_string().as_bytes(), iv).unwrap();
    Ok(serde_json::to_value(outer).unwrap().as_object().unwrap().clone())
}

fn path(entry: &Entry) -> PathBuf {
    let (domain, name) = (entry.domain(), entry.descriptor().name);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../essbasic-devtools/examples");
    [folder, domain, &format!("{name}.json")].iter().collect()
}

/// The examples of an action as they are written, with relative times.
fn written(entry: &Entry) -> Vec<Map<String, Value>> {
    let path = path(entry);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()));
    match serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    {
        Value::Array(items) => items.iter().map(|it| it.as_object().unwrap().clone()).collect(),
        one => vec![one.as_object().unwrap().clone()],
    }
}

/// Formats the examples of an action, with fields in the order of the API reference.
fn file(entry: &Entry, examples: &[Map<String, Value>]) -> String {
    let action = entry.descriptor();
    let indented =
        |text: String, depth: usize| text.replace('\n', &format!("\n{}", "  ".repeat(depth)));
    let one = |example: &Map<String, Value>| {
        let mut lines = Vec::new();
        if let Some(title) = example.get("Title") {
            let title = indented(serde_json::to_string_pretty(title).unwrap(), 1);
            lines.push(format!("  \"Title\": {title}"));
        }
        if example.get("Simulated") == Some(&Value::Bool(true)) {
            lines.push("  \"Simulated\": true".to_owned());
        }
        for (name, schema) in [("Request", (action.request)()), ("Response", (action.response)())] {
            let fields = indented(pretty(schema, example[name].as_object().unwrap()), 1);
            lines.push(format!("  \"{name}\": {fields}"));
        }
        format!("{{\n{}\n}}", lines.join(",\n"))
    };
    match examples {
        [example] => format!("{}\n", one(example)),
        several => {
            let several = several.iter().map(|it| format!("\n  {}", indented(one(it), 1)));
            format!("[{}\n]\n", several.collect::<Vec<_>>().join(","))
        }
    }
}

#[tokio::test]
async fn every_example_is_accepted_by_a_new_sandbox_with_the_recorded_response() {
    let writes = std::env::var_os("ESSBASIC_UPDATE_SNAPSHOTS").is_some();
    let (mut accepted, mut problems) = (0, Vec::new());
    for entry in CATALOGUE {
        let name = entry.descriptor().name;
        let support = Sandbox::actions().into_iter().find(|it| it.name == name).unwrap().support;
        let mut written = written(entry);
        let before = file(entry, &written);
        for (index, example) in examples::for_action(name).iter().enumerate() {
            match response(entry, example).await {
                Ok(response) => {
                    written[index].insert("Response".to_owned(), response.into());
                    accepted += usize::from(index == 0);
                }
                Err(error) => problems.push(format!("{name} {index}: {error}")),
            }
            written[index].insert("Simulated".to_owned(), (support == Support::Canned).into());
        }
        let now = file(entry, &written);
        if writes {
            std::fs::write(path(entry), now).unwrap();
        } else if now != before {
            problems.push(format!("{name}: {}", normalized::first_difference(&before, &now)));
        }
    }
    assert!(
        problems.is_empty(),
        "set ESSBASIC_UPDATE_SNAPSHOTS=1 to record the responses, and read the difference:\n{}",
        problems.join("\n")
    );
    assert_eq!(accepted, CATALOGUE.len());
}

/// Returns a value with numbers such as `43.0` as `43`.
fn whole(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            serde_json::from_str(text.strip_suffix(".0").unwrap_or(&text)).unwrap()
        }
        Value::Array(items) => items.iter().map(whole).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), whole(value))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn every_example_is_valid_and_survives_its_typed_struct() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let examples = examples::for_action(action.name);
        assert_eq!(examples.len(), written(entry).len(), "{}", action.name);
        for (index, example) in examples.iter().enumerate() {
            let (request, response) = (example.request(NOW), example.response(NOW));
            let violations = validate::json((action.request)(), &request);
            assert!(violations.is_empty(), "{} {index}: {violations:?}", action.name);
            let rewritten = entry.rewrite_request(&request).unwrap();
            assert_eq!(whole(&rewritten), whole(&request.into()), "{} {index}", action.name);
            let rewritten = entry.rewrite_output(&response).unwrap();
            assert_eq!(whole(&rewritten), whole(&response.into()), "{} {index}", action.name);
        }
    }
}

#[test]
fn examples_of_an_action_have_different_titles_in_both_languages() {
    for entry in CATALOGUE {
        let name = entry.descriptor().name;
        let examples = examples::for_action(name);
        for language in Language::ALL {
            let titles: Vec<_> = examples.iter().filter_map(|it| it.title(language)).collect();
            let different: BTreeSet<_> = titles.iter().filter(|it| !it.is_empty()).collect();
            assert_eq!(different.len(), titles.len(), "{name}");
            let is_titled = examples.len() == 1 || titles.len() == examples.len();
            assert!(is_titled, "{name}: several examples need titles");
        }
        let is_canned = |it: &essbasic_sandbox::ActionSupport| it.support == Support::Canned;
        let support = Sandbox::actions().into_iter().find(|it| it.name == name).unwrap();
        assert_eq!(examples::is_simulated(name), is_canned(&support), "{name}");
    }
}

#[test]
fn the_agent_of_examples_is_that_of_a_new_sandbox() {
    assert_eq!(Value::Object(examples::agent()), serde_json::to_value(seed::agent()).unwrap());
    assert!(examples::for_action("Nothing").is_empty());
}
