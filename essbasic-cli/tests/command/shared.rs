//! Batches in PostgreSQL, and a rate limit over Redis.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Output};

use essbasic_sandbox::seed;
use serde_json::Value;
use tempfile::TempDir;

#[cfg(unix)]
use super::support::in_shell;
use super::support::{Sandbox, command, ends};
use crate::postgres_server::PostgresServer;
use crate::redis_server::RedisServer;

const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";

/// Returns the standard output of a command that succeeds.
fn succeeds(output: Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn agent() -> String {
    format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR)
}

/// Returns requests that create codes, and an invalid one.
fn input(count: usize) -> String {
    let line = |number| {
        let template = seed::TEMPLATE;
        format!("{{\"TemplateId\":\"{template}\",\"FlowName\":\"code {number}\"}}\n")
    };
    (1..count).map(line).chain(["nonsense\n".to_owned()]).collect()
}

#[test]
#[ignore = "needs postgres and redis-server"]
fn machines_work_on_one_batch_and_share_the_rate_limit() {
    const LINES: usize = 60;
    let (postgres, redis) = (PostgresServer::start(), RedisServer::start());
    let sandbox = Sandbox::start();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("in.jsonl"), input(LINES)).unwrap();
    let (store, limiter) = (postgres.url(), format!("{}?account=test", redis.url()));
    let agent = agent();
    let machine = || {
        let arguments = [
            "batch",
            CREATE,
            "--input",
            "in.jsonl",
            "--store",
            &store,
            "--name",
            "october",
            "--rate-limiter",
            &limiter,
            "--agent",
            &agent,
        ];
        let mut machine = command(&sandbox.endpoint, &arguments);
        machine.current_dir(folder.path()).stdout(std::process::Stdio::piped());
        machine.spawn().unwrap()
    };
    let machines = [machine(), machine(), machine()];
    for machine in machines {
        let ended = machine.wait_with_output().unwrap();
        // One line is invalid.
        assert_eq!(ended.status.code(), Some(1));
        let summary: Value = serde_json::from_slice(&ended.stdout).unwrap();
        assert_eq!(summary["done"], 59, "{summary}");
        assert_eq!((&summary["refused"], &summary["left"]), (&1.into(), &0.into()));
    }
    let store = ["--store", &store, "--name", "october"];
    let status = [&["batch", "status"], &store[..]].concat();
    let status = succeeds(command(&sandbox.endpoint, &status).output().unwrap());
    let status: Value = serde_json::from_str(&status).unwrap();
    assert_eq!((&status["requests"], &status["sending"]), (&60.into(), &0.into()));

    let results = [&["batch", "results"], &store[..]].concat();
    let results = succeeds(command(&sandbox.endpoint, &results).output().unwrap());
    let results: Vec<Value> = results.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(results.iter().map(|it| it["line"].as_u64().unwrap()).eq(1..=60));
    let codes = results.iter().filter_map(|it| it["response"]["QrCode"]["QrCodeId"].as_str());
    assert_eq!(codes.collect::<BTreeSet<_>>().len(), 59);
    assert_eq!(results[59]["error"]["kind"], "usage");
    assert_eq!(results[0]["ok"], true);
}

#[test]
#[ignore = "needs postgres"]
fn a_batch_in_a_store_writes_its_output_and_is_not_mixed_up() {
    let postgres = PostgresServer::start();
    let sandbox = Sandbox::start();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("in.jsonl"), input(3)).unwrap();
    let (store, agent) = (postgres.url(), agent());
    let arguments = [
        "batch",
        CREATE,
        "--input",
        "in.jsonl",
        "--store",
        &store,
        "--output",
        "out.jsonl",
        "--agent",
        &agent,
    ];
    let run =
        || command(&sandbox.endpoint, &arguments).current_dir(folder.path()).output().unwrap();
    assert_eq!(run().status.code(), Some(1));
    let output = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert_eq!(output.lines().count(), 3);
    fs::write(folder.path().join("in.jsonl"), input(4)).unwrap();
    let mixed = run();
    assert_eq!(mixed.status.code(), Some(2));
    let error = String::from_utf8(mixed.stderr).unwrap();
    assert!(error.contains("another action, input or destination"), "{error}");

    let missing = ["batch", "status", "--store", &store, "--name", "missing"];
    let missing = command(&sandbox.endpoint, &missing).output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_batch_in_a_store_sends_nothing_if_its_output_cannot_be_created() {
    let sandbox = Sandbox::start();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("in.jsonl"), input(3)).unwrap();
    let store = format!("postgres://app@127.0.0.1:{}/app", essbasic_test_support::free_port());
    let arguments = ["batch", CREATE, "--input", "in.jsonl", "--store", &store, "--output"];
    let mut batch = command(&sandbox.endpoint, &arguments);
    let ended = batch.arg("missing/out.jsonl").current_dir(folder.path()).output().unwrap();
    ends(&ended, 2, "--output missing/out.jsonl: ");
}

#[cfg(unix)]
#[test]
#[ignore = "needs postgres"]
fn an_output_that_cannot_be_written_is_reported_and_the_store_keeps_the_results() {
    let postgres = PostgresServer::start();
    let sandbox = Sandbox::start();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("in.jsonl"), input(3)).unwrap();
    let (store, agent) = (postgres.url(), agent());
    let arguments = ["batch", CREATE, "--input", "in.jsonl", "--store", &store];
    let output = ["--output", "out.jsonl", "--agent", &agent];
    let mut batch = command(&sandbox.endpoint, &[&arguments[..], &output].concat());
    batch.current_dir(folder.path());
    // Limits the size of files, as if the disk were full.
    let full = in_shell(&batch, "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"").output().unwrap();
    ends(&full, 6, "--output out.jsonl: ");
    ends(&full, 6, "essbasic batch results");
    let summary: Value = serde_json::from_slice(&full.stdout).unwrap();
    assert_eq!((&summary["done"], &summary["left"]), (&2.into(), &0.into()));
    let results = ["batch", "results", "--store", &store];
    let results = succeeds(command(&sandbox.endpoint, &results).output().unwrap());
    assert_eq!(results.lines().count(), 3);
}

#[test]
#[ignore = "needs postgres"]
fn a_batch_whose_store_is_gone_does_not_end_as_if_it_were_done() {
    let mut postgres = PostgresServer::start();
    let sandbox = Sandbox::start();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("in.jsonl"), input(1000)).unwrap();
    let (store, agent) = (postgres.url(), agent());
    let arguments = ["batch", CREATE, "--input", "in.jsonl", "--store", &store, "--rate", "5"];
    let output = ["--output", "out.jsonl", "--agent", &agent];
    let mut batch = command(&sandbox.endpoint, &[&arguments[..], &output].concat());
    let (piped, stdout) = (std::process::Stdio::piped(), std::process::Stdio::piped());
    let mut batch = batch.current_dir(folder.path()).stderr(piped).stdout(stdout).spawn().unwrap();
    let status = ["batch", "status", "--store", &store];
    let is_running = || {
        let status = command(&sandbox.endpoint, &status).output().unwrap();
        let status: Option<Value> = serde_json::from_slice(&status.stdout).ok();
        status.is_some_and(|it| it["done"].as_u64() > Some(0))
    };
    while !is_running() {
        assert!(batch.try_wait().unwrap().is_none());
    }
    postgres.kill();
    let mut errors = BufReader::new(batch.stderr.take().unwrap());
    let interrupt = |process: u32| {
        let id = process.to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    };
    interrupt(batch.id());
    // It waits for calls, and so for the store.
    let mut line = String::new();
    errors.read_line(&mut line).unwrap();
    interrupt(batch.id());
    let ended = batch.wait_with_output().unwrap();
    errors.read_to_string(&mut line).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{line}");
    assert!(line.contains("when the store is available"), "{line}");
    let summary: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!((&summary["done"], &summary["left"]), (&Value::Null, &Value::Null));
}

#[test]
fn servers_that_cannot_be_reached_are_reported_and_nothing_is_sent() {
    let sandbox = Sandbox::start();
    let port = essbasic_test_support::free_port();
    let redis = format!("redis://:s3cret@127.0.0.1:{port}");
    let agent = agent();
    let call = [
        "call",
        "DescribeTemplates",
        "--rate-limiter",
        &redis,
        "--agent",
        &agent,
        "--output",
        "text",
    ];
    for language in ["en", "zh-CN"] {
        let ended = command(&sandbox.endpoint, &call).args(["--lang", language]).output().unwrap();
        assert_eq!(ended.status.code(), Some(5));
        let error = String::from_utf8(ended.stderr).unwrap();
        assert!(error.contains(&port.to_string()) && !error.contains("s3cret"), "{error}");
        assert_eq!(error.contains("服务器不可用"), language == "zh-CN", "{error}");
    }
    let store = format!("postgres://app:s3cret@127.0.0.1:{port}/app");
    let status = ["batch", "status", "--store", &store];
    let ended = command(&sandbox.endpoint, &status).output().unwrap();
    assert_eq!(ended.status.code(), Some(5));
    assert!(!String::from_utf8(ended.stderr).unwrap().contains("s3cret"));
    let malformed = ["batch", "status", "--store", "nonsense"];
    assert_eq!(command(&sandbox.endpoint, &malformed).output().unwrap().status.code(), Some(2));
}

#[test]
#[ignore = "needs redis-server"]
fn commands_share_a_rate_limit() {
    let redis = RedisServer::start();
    let sandbox = Sandbox::start();
    let (url, agent) = (redis.url(), agent());
    redis.command("CONFIG RESETSTAT");
    for arguments in [["call", "DescribeTemplates"], ["pages", "DescribeTemplates"]] {
        let arguments = [&arguments[..], &["--rate-limiter", &url, "--agent", &agent]].concat();
        succeeds(command(&sandbox.endpoint, &arguments).output().unwrap());
    }
    assert!(redis.reservations() >= 2);
}
