//! `essbasic batch`.

mod early_stop;
mod input;
mod killed;
mod line_numbers;
mod memory;
mod service;
#[cfg(unix)]
mod store;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use essbasic_sandbox::seed;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::support::{Sandbox, command, ends};

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";
const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";

/// A folder with an input, and the command that processes it.
struct Batch {
    folder: TempDir,
    endpoint: String,
    arguments: Vec<String>,
}

impl Batch {
    /// Creates a batch of JSON lines.
    fn new(endpoint: &str, action: &str, lines: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("in.jsonl"), lines).unwrap();
        let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
        let arguments =
            ["batch", action, "--input", "in.jsonl", "--output", "out.jsonl", "--agent"];
        let arguments = arguments.into_iter().chain([agent.as_str()]).map(str::to_owned).collect();
        Self { folder, endpoint: endpoint.to_owned(), arguments }
    }

    fn with(mut self, more: &[&str]) -> Self {
        self.arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
        self
    }

    fn command(&self) -> Command {
        let arguments: Vec<_> = self.arguments.iter().map(String::as_str).collect();
        let mut command = command(&self.endpoint, &arguments);
        command.current_dir(self.folder.path());
        command
    }

    fn run(&self) -> Output {
        self.command().output().unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Reads the results by line, and checks that no line has two.
    fn results(&self, name: &str) -> BTreeMap<u64, Value> {
        read(&self.path(name))
    }
}

fn read(path: &Path) -> BTreeMap<u64, Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut results = BTreeMap::new();
    for line in text.lines() {
        let result: Value = serde_json::from_str(line).unwrap();
        let previous = results.insert(result["line"].as_u64().unwrap(), result);
        assert!(previous.is_none(), "a line has two results");
    }
    results
}

/// Requests that create codes, each with another name.
fn creations(count: usize) -> String {
    let line = |index| json!({"TemplateId": seed::TEMPLATE, "FlowName": format!("flow {index}")});
    lines((0..count).map(line))
}

/// Requests that cancel codes, each another code.
fn cancellations(count: usize) -> String {
    lines((0..count).map(|index| json!({"QrCodeId": format!("{index:032}")})))
}

/// Joins requests, one per line.
fn lines(requests: impl Iterator<Item = Value>) -> String {
    requests.map(|request| request.to_string() + "\n").collect()
}

#[test]
fn csv_rows_create_codes_and_json_lines_cancel_them() {
    let sandbox = Sandbox::start();
    let template = json!({"TemplateId": seed::TEMPLATE, "FlowName": "code {{name}}", "MaxFlowNum": "{{most}}"});
    let batch = Batch::new(&sandbox.endpoint, CREATE, "");
    fs::write(batch.path("rows.csv"), "name,most\na,3\n\"b \"\"b\"\"\",\nc,many\n").unwrap();
    let rows = ["--csv", "rows.csv", "--template", &template.to_string()];
    let batch = Batch {
        arguments: batch
            .arguments
            .iter()
            .filter(|it| !["--input", "in.jsonl"].contains(&it.as_str()))
            .cloned()
            .collect(),
        ..batch
    };
    let batch = batch.with(&rows);
    let created = batch.run();
    ends(&created, 1, "1 requests were rejected");
    let summary: Value = serde_json::from_slice(&created.stdout).unwrap();
    assert_eq!(summary, json!({"requests": 3, "done": 2, "refused": 1, "unknown": 0, "left": 0}));
    let results = batch.results("out.jsonl");
    assert_eq!(results.keys().copied().collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(results[&4]["error"]["message"], "the column `most` must be int64");

    let codes = results.values().filter(|result| result["ok"] == true);
    let codes = codes.map(|result| json!({"QrCodeId": result["response"]["QrCode"]["QrCodeId"]}));
    let batch = Batch::new(&sandbox.endpoint, CANCEL, &lines(codes));
    ends(&batch.run(), 0, "");
    // A second run has nothing left to do.
    ends(&batch.run(), 0, "");
    assert!(batch.results("out.jsonl").values().all(|result| result["ok"] == true));
    assert!(!batch.path("out.jsonl.unknown.jsonl").exists());
}
