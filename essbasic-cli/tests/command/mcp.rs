//! `essbasic mcp`: the server as a process, and the configuration of its clients.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::support::{call, command, ends};

/// Sends messages to a server, closes its input, and returns its responses.
fn exchange(mut server: Command, messages: &[Value]) -> Vec<Value> {
    let mut process: Child =
        server.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    for message in messages {
        writeln!(stdin, "{message}").unwrap();
    }
    let mut responses = Vec::new();
    let expected = messages.iter().filter(|it| it.get("id").is_some()).count();
    for line in BufReader::new(process.stdout.take().unwrap()).lines().take(expected) {
        responses.push(serde_json::from_str(&line.unwrap()).unwrap());
    }
    drop(stdin);
    assert_eq!(process.wait().unwrap().code(), Some(0));
    responses
}

fn initialize() -> Value {
    let params = json!({
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": { "name": "test", "version": "1" },
    });
    json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params })
}

fn tool(id: u64, name: &str, arguments: &Value) -> Value {
    let params = json!({ "name": name, "arguments": arguments });
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })
}

#[test]
fn a_server_with_its_own_sandbox_needs_no_account_and_ends_with_its_client() {
    let mut server = command("", &["mcp", "--sandbox"]);
    server.env_clear();
    let read = tool(2, "read", &json!({ "action": "DescribeTemplates" }));
    let responses = exchange(server, &[initialize(), read]);
    assert_eq!(responses[0]["result"]["serverInfo"]["name"], "essbasic");
    let result = &responses[1]["result"]["structuredContent"];
    assert_eq!(result["outcome"], "done", "{result}");
    assert_eq!(result["response"]["TotalCount"], 3);
}

#[test]
fn results_are_in_the_language_of_the_reader() {
    let server = command("", &["mcp", "--sandbox", "--lang", "zh-CN"]);
    let unknown = tool(2, "read", &json!({ "action": "Nothing" }));
    let responses = exchange(server, &[initialize(), unknown]);
    let message = &responses[1]["result"]["structuredContent"]["message"];
    assert_eq!(message, "没有接口 Nothing。");
}

#[test]
fn production_needs_the_option() {
    let mut server = command("", &["mcp"]);
    server.env_remove("ESSBASIC_ENDPOINT").env("ESSBASIC_ENVIRONMENT", "production");
    ends(&server.output().unwrap(), 2, "--environment production");
    let mut server = command("", &["mcp"]);
    server.env_remove("ESSBASIC_ENDPOINT");
    let responses = exchange(server, &[initialize()]);
    let instructions = responses[0]["result"]["instructions"].as_str().unwrap();
    assert!(instructions.contains("test environment"), "{instructions}");
}

#[test]
fn unknown_actions_domains_and_public_addresses_are_usage_errors() {
    for (arguments, text) in [
        (&["mcp", "--sandbox", "--deny", "ChannelCancelFlow,Nothing"][..], "`Nothing`"),
        (&["mcp", "--sandbox", "--toolset", "x"], "`x` is not a domain"),
        (&["mcp", "--sandbox", "--listen", "192.0.2.1:1"], "other machines can reach"),
        (&["mcp", "--sandbox", "--environment", "test"], "--sandbox"),
        (&["mcp", "config", "netscape"], "claude-desktop"),
    ] {
        ends(&call("", arguments), 2, text);
    }
}

#[test]
fn the_configuration_starts_this_command_with_the_options_before_it() {
    for client in ["claude-desktop", "claude-code", "cursor", "gemini", "other"] {
        let output = call("", &["mcp", "--sandbox", "--toolset", "signing", "config", client]);
        let config: Value = serde_json::from_slice(&output.stdout).unwrap();
        let server = &config["mcpServers"]["essbasic"];
        assert_eq!(server["args"], json!(["mcp", "--sandbox", "--toolset", "signing"]), "{client}");
        // The target folder may be a link.
        let command = fs::canonicalize(env!("CARGO_BIN_EXE_essbasic")).unwrap();
        assert_eq!(server["command"].as_str().map(Path::new), Some(&*command));
    }
    let output = call("", &["mcp", "--read-only", "config", "codex"]);
    let config: toml::Table = String::from_utf8(output.stdout).unwrap().parse().unwrap();
    let args = &config["mcp_servers"]["essbasic"]["args"];
    assert_eq!(args.as_array().unwrap().len(), 2);
    let output = call("", &["mcp", "config", "vscode"]);
    let config: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(config["servers"]["essbasic"]["args"], json!(["mcp"]));
}
