//! The examples of the API reference in `../shared/spec`, sent to the sandbox.
//!
//! Each request is sent with objects of the sandbox in place of the example's, in every state that
//! may fit, until the response has the shape of the example's. What differs in all of them must be
//! listed, with its reason, in `docs/examples.md`, and nothing else may be.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use essbasic::{Descriptor, Error};
use serde_json::{Map, Value};

mod scenario;
mod shape;
mod world;

use scenario::Scenario;
use world::World;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/spec/examples.json");
const DIFFERENCES: &str = include_str!("../../docs/examples.md");

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the vendor's examples in ../shared"]
async fn examples_are_answered_as_in_the_api_reference_or_as_documented() {
    let examples = std::fs::read_to_string(EXAMPLES).unwrap();
    let examples: Map<String, Value> = serde_json::from_str(&examples).unwrap();
    let mut found = BTreeSet::new();
    for (name, all) in &examples {
        let action = essbasic::find_action(name).unwrap().descriptor();
        for (index, example) in all.as_array().unwrap().iter().enumerate() {
            for difference in differences(action, example).await {
                found.insert(format!("| `{name}` | {} | {difference} |", index + 1));
            }
        }
    }
    // A row has an action, the number of its example, a difference, and a reason.
    let is_row = |line: &&str| {
        line.split('|').nth(2).is_some_and(|cell| cell.trim().parse::<usize>().is_ok())
    };
    let documented: BTreeSet<_> = DIFFERENCES.lines().filter(is_row).map(without_reason).collect();
    let mut report = String::new();
    for row in found.difference(&documented) {
        writeln!(report, "not documented: {row}").unwrap();
    }
    for row in documented.difference(&found) {
        writeln!(report, "documented, but not found: {row}").unwrap();
    }
    assert!(report.is_empty(), "\n{report}");
}

fn without_reason(row: &str) -> String {
    let end = row.trim_end_matches('|').rfind('|').unwrap();
    row[..=end].to_owned()
}

/// Returns what differs from an example in the state that fits best.
async fn differences(action: &'static Descriptor, example: &Value) -> Vec<String> {
    let parse =
        |name: &str| serde_json::from_str::<Value>(example[name].as_str().unwrap()).unwrap();
    let (input, output) = (parse("input"), parse("output"));
    let expected = output["Response"].as_object().unwrap();
    let mut best: Option<Vec<String>> = None;
    for scenario in Scenario::all(&input, expected.contains_key("Error")) {
        let mut world = World::new(scenario).await;
        let input = world.adapt(action.name, input.clone()).await;
        let mut response = world.call(action.name, &input).await;
        if scenario.twice {
            response = world.call(action.name, &input).await;
        }
        let differences = compare(action, expected, &input, response);
        if best.as_ref().is_none_or(|best| best.len() > differences.len()) {
            best = Some(differences);
        }
        if best.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
    }
    best.unwrap()
}

fn compare(
    action: &'static Descriptor,
    expected: &Map<String, Value>,
    input: &Value,
    response: Result<Map<String, Value>, Error>,
) -> Vec<String> {
    let code = expected.get("Error").map(|error| error["Code"].as_str().unwrap());
    match (code, response) {
        (Some(code), Err(error)) if error.code().is_some_and(|it| it.as_str() == code) => vec![],
        (_, Err(error)) => {
            let code = error.code().map_or_else(|| error.to_string(), ToString::to_string);
            vec![format!("`{code}`")]
        }
        (Some(_), Ok(_)) => vec!["no error".to_owned()],
        (None, Ok(response)) => shape::differences(action, expected, input, &response),
    }
}
