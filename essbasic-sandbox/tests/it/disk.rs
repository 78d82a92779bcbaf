//! Storage on disk: nothing that was answered is lost.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::{Client, Credential};
use essbasic_sandbox::{Sandbox, ScanError, seed};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::support::{DAY, client, detail, person, try_request};

/// A temporary folder of one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = format!("essbasic-sandbox-{}-{name}", std::process::id());
        Self(std::env::temp_dir().join(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn sandbox(folder: &Path) -> Sandbox {
    Sandbox::builder().data_dir(folder).start().await.unwrap()
}

#[tokio::test]
async fn answered_calls_survive_a_crash() {
    let (folder, crashed) = (Folder::new("live"), Folder::new("crashed"));
    let first = sandbox(&folder.0).await;
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let code = create.send(&client(&first)).await.unwrap().qr_code.qr_code_id.clone();
    let flow = first.scan(&code, &person()).unwrap();
    first.advance(DAY * 6);
    first.sign(&flow, &person()).unwrap();
    // A copy of the folder is what a killed process leaves behind.
    std::fs::create_dir_all(&crashed.0).unwrap();
    std::fs::copy(folder.0.join("sandbox.redb"), crashed.0.join("sandbox.redb")).unwrap();

    let second = sandbox(&crashed.0).await;
    assert_eq!(
        detail(&client(&second), &flow).await.flow_status,
        essbasic::models::FlowStatus::All
    );
    assert_eq!(second.events().len(), first.events().len());
    second.scan(&code, &person()).unwrap();
    second.advance(DAY);
    assert_eq!(second.scan(&code, &person()), Err(ScanError::Invalid), "the clock is stored too");
}

/// Folder of the sandbox in the process that is killed.
const KILLED_FOLDER: &str = "ESSBASIC_TESTS_KILLED_FOLDER";

#[ignore = "the process that `a_process_killed_under_load_loses_nothing_it_answered` starts"]
#[tokio::test(flavor = "multi_thread")]
async fn killed_process() {
    let Some(folder) = std::env::var_os(KILLED_FOLDER) else { return };
    let sandbox = sandbox(Path::new(&folder)).await;
    println!("listening on {}.", sandbox.endpoint());
    sandbox.run().await.unwrap();
}

/// Number of processes that are killed. Default: 3.
const KILLS: &str = "ESSBASIC_TESTS_KILLS";

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_under_load_loses_nothing_it_answered() {
    let folder = Folder::new("killed");
    let kills = std::env::var(KILLS).map_or(3, |kills| kills.parse().unwrap());
    let mut answered = Vec::new();
    for kill in 0..kills {
        let (mut process, endpoint) = start_process(&folder.0);
        let code = create_code(&endpoint).await;
        let (started, mut watched) = watch::channel(Vec::new());
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (url, started) = (format!("{endpoint}/sandbox/scan"), started.clone());
                tokio::spawn(scan_until_killed(url, code.clone(), started))
            })
            .collect();
        // A different moment each time.
        watched.wait_for(|flows| flows.len() >= 5 + kill).await.unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
        for task in tasks {
            task.await.unwrap();
        }
        answered.extend(started.borrow().iter().cloned());
    }
    let sandbox = sandbox(&folder.0).await;
    assert!(answered.len() >= 5 * kills);
    for flow in answered {
        sandbox.sign(&flow, &person()).unwrap();
    }
}

async fn create_code(endpoint: &str) -> String {
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let client = Client::builder().credential(credential).endpoint(endpoint).build().unwrap();
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let created = create.max_flow_num(1_000_000).send(&client).await.unwrap();
    created.qr_code.qr_code_id.clone()
}

/// Starts a sandbox in its own process. Returns its endpoint as well.
fn start_process(folder: &Path) -> (Child, String) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "disk::killed_process", "--ignored", "--nocapture"])
        .env(KILLED_FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let endpoint = lines.find_map(|line| {
        let line = line.unwrap();
        let (_, endpoint) = line.split_once("listening on ")?;
        Some(endpoint.trim_end_matches('.').to_owned())
    });
    (process, endpoint.unwrap())
}

/// Starts contracts until the process is killed, and collects those that were answered.
async fn scan_until_killed(url: String, code: String, started: watch::Sender<Vec<String>>) {
    let scan = json!({"QrCodeId": code, "Name": "测试甲", "Mobile": "13000000001"}).to_string();
    while let Some(page) = try_request("POST", &url, "application/json", &scan).await {
        let scanned: Value = serde_json::from_slice(&page.body).unwrap();
        let flow = scanned["FlowId"].as_str().unwrap().to_owned();
        started.send_modify(|flows| flows.push(flow));
    }
}

#[tokio::test]
async fn a_sandbox_continues_where_the_last_one_ended() {
    let folder = Folder::new("again");
    let first = sandbox(&folder.0).await;
    let flow = first.scan(seed::QR_CODE, &person()).unwrap();
    drop(first);
    let second = sandbox(&folder.0).await;
    second.sign(&flow, &person()).unwrap();
}

#[tokio::test]
async fn a_folder_is_used_by_one_sandbox_at_a_time() {
    let folder = Folder::new("twice");
    let _first = sandbox(&folder.0).await;
    assert!(Sandbox::builder().data_dir(&folder.0).start().await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_changes_are_all_stored() {
    let folder = Folder::new("many");
    let builder = Sandbox::builder().data_dir(&folder.0).without_rate_limit();
    let sandbox = builder.start().await.unwrap();
    let client = client(&sandbox);
    let tasks: Vec<_> = (0..64)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let create =
                    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "x");
                create.send(&client).await.unwrap().qr_code.qr_code_id.clone()
            })
        })
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap());
    }
    assert_eq!(ids.len(), 64);
    for id in &ids {
        sandbox.scan(id, &person()).unwrap();
    }
}
