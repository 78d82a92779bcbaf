//! What is kept, and where: a refusal changes nothing, and nothing that was answered is lost.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::{Client, Credential};
use essbasic_sandbox::{Sandbox, ScanError, seed};
use serde_json::{Value, json};

use super::{DAY, client, detail, person, try_request};

/// A folder of a test's own, gone with it.
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
async fn what_was_answered_is_there_after_a_crash() {
    let (folder, crashed) = (Folder::new("live"), Folder::new("crashed"));
    let first = sandbox(&folder.0).await;
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let code = create.send(&client(&first)).await.unwrap().qr_code.qr_code_id.clone();
    let flow = first.scan(&code, &person()).unwrap();
    first.advance(DAY * 6);
    first.sign(&flow, &person()).unwrap();
    // The folder as it is now is what a process that is killed now leaves behind.
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
    assert_eq!(second.scan(&code, &person()), Err(ScanError::Invalid), "the clock was kept too");
}

/// Set where this binary is to be a sandbox that is killed.
const TO_BE_KILLED: &str = "ESSBASIC_TESTS_TO_BE_KILLED";

/// Not a test but the process of one.
#[tokio::test(flavor = "multi_thread")]
async fn a_process_to_be_killed() {
    let Some(folder) = std::env::var_os(TO_BE_KILLED) else { return };
    let sandbox = sandbox(Path::new(&folder)).await;
    println!("listening on {}.", sandbox.endpoint());
    sandbox.run().await.unwrap();
}

/// Says how often a process is killed; three times unless it is said.
const KILLS: &str = "ESSBASIC_TESTS_KILLS";

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_under_load_has_lost_nothing_that_it_answered() {
    let folder = Folder::new("killed");
    let kills = std::env::var(KILLS).map_or(3, |kills| kills.parse().unwrap());
    let mut answered = Vec::new();
    for kill in 0..kills {
        let (mut process, endpoint) = to_be_killed(&folder.0);
        let code = create_code(&endpoint).await;
        let started = Arc::new(Mutex::new(Vec::new()));
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (url, started) = (format!("{endpoint}/sandbox/scan"), Arc::clone(&started));
                tokio::spawn(scan_until_it_is_gone(url, code.clone(), started))
            })
            .collect();
        // Each time at another moment.
        while started.lock().unwrap().len() < 5 + kill {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        process.kill().unwrap();
        process.wait().unwrap();
        for task in tasks {
            task.await.unwrap();
        }
        answered.extend(started.lock().unwrap().drain(..));
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

/// A sandbox in a process of its own, and where it is reached.
fn to_be_killed(folder: &Path) -> (Child, String) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "stories::store::a_process_to_be_killed", "--nocapture"])
        .env(TO_BE_KILLED, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
    let endpoint = said.find_map(|line| {
        let line = line.unwrap();
        let (_, endpoint) = line.split_once("listening on ")?;
        Some(endpoint.trim_end_matches('.').to_owned())
    });
    (process, endpoint.unwrap())
}

/// Starts contracts from a code, and keeps those that were answered.
async fn scan_until_it_is_gone(url: String, code: String, started: Arc<Mutex<Vec<String>>>) {
    let who = json!({"QrCodeId": code, "Name": "测试甲", "Mobile": "13000000001"}).to_string();
    while let Some(seen) = try_request("POST", &url, "application/json", &who).await {
        let seen: Value = serde_json::from_slice(&seen.body).unwrap();
        started.lock().unwrap().push(seen["FlowId"].as_str().unwrap().to_owned());
    }
}

#[tokio::test]
async fn a_sandbox_goes_on_where_the_last_one_ended() {
    let folder = Folder::new("again");
    let first = sandbox(&folder.0).await;
    let flow = first.scan(seed::QR_CODE, &person()).unwrap();
    drop(first);
    let second = sandbox(&folder.0).await;
    second.sign(&flow, &person()).unwrap();
}

#[tokio::test]
async fn a_folder_is_for_one_sandbox_at_a_time() {
    let folder = Folder::new("twice");
    let _first = sandbox(&folder.0).await;
    assert!(Sandbox::builder().data_dir(&folder.0).start().await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_at_once_lose_nothing() {
    let folder = Folder::new("many");
    let sandbox = Arc::new(sandbox(&folder.0).await);
    let client = client(&sandbox);
    let tasks: Vec<_> = (0..64)
        .map(|at| {
            let client = client.clone();
            tokio::spawn(async move {
                // Every caller has an action of its own only by name, so the quota is shared.
                tokio::time::sleep(Duration::from_millis(at / 16 * 1100)).await;
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
