//! What is kept, and where: a refusal changes nothing, and nothing that was answered is lost.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic_sandbox::{Sandbox, ScanRefused, seed};
use serde_json::{Value, json};

use super::{DAY, client, detail, person, request};

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
    let flow = first.start_by_scan(&code, &person()).unwrap();
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
    assert_eq!(second.scan(&code, &person()), Err(ScanRefused::Invalid), "the clock was kept too");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_has_lost_nothing_that_it_answered() {
    let folder = Folder::new("killed");
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "stories::store::a_process_to_be_killed", "--nocapture"])
        .env(TO_BE_KILLED, &folder.0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
    let endpoint = said.find_map(|line| {
        let line = line.unwrap();
        let (_, endpoint) = line.split_once("listening on ")?;
        Some(endpoint.trim_end_matches('.').to_owned())
    });
    let url = format!("{}/sandbox/scan", endpoint.unwrap());
    let started = Arc::new(Mutex::new(Vec::new()));
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (url, started) = (url.clone(), Arc::clone(&started));
            tokio::spawn(async move {
                let who = json!({
                    "QrCodeId": seed::QR_CODE, "Name": "测试甲", "Mobile": "13000000001"
                });
                // Until the process is gone, which ends this with a panic.
                for _ in 0..12 {
                    let seen = request("POST", &url, "application/json", &who.to_string()).await;
                    let seen: Value = serde_json::from_slice(&seen.body).unwrap();
                    started.lock().unwrap().push(seen["FlowId"].as_str().unwrap().to_owned());
                }
            })
        })
        .collect();
    while started.lock().unwrap().len() < 20 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    process.kill().unwrap();
    process.wait().unwrap();
    for task in tasks {
        let _ = task.await;
    }
    let sandbox = sandbox(&folder.0).await;
    let started = started.lock().unwrap().clone();
    assert!(started.len() >= 20);
    for flow in started {
        sandbox.sign(&flow, &person()).unwrap();
    }
}

#[tokio::test]
async fn a_sandbox_goes_on_where_the_last_one_ended() {
    let folder = Folder::new("again");
    let first = sandbox(&folder.0).await;
    let flow = first.start_by_scan(seed::QR_CODE, &person()).unwrap();
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
