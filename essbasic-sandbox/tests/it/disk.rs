//! Storage on disk: nothing that was answered is lost.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::{Client, Credential};
use essbasic_sandbox::{Sandbox, ScanError, StartError, seed};
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
    let sandbox = match folder.to_str() {
        Some("") => Sandbox::start().await.unwrap(),
        _ => sandbox(Path::new(&folder)).await,
    };
    println!("listening on {}.", sandbox.endpoint());
    sandbox.run_until(std::future::pending()).await.unwrap();
}

/// Number of processes that are killed. Default: 3.
const KILLS: &str = "ESSBASIC_TESTS_KILLS";

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_under_load_loses_nothing_it_answered() {
    let folder = Folder::new("killed");
    let kills = std::env::var(KILLS).map_or(3, |kills| kills.parse().unwrap());
    let mut answered = Vec::new();
    for kill in 0..kills {
        let (mut process, endpoint) = start_process(Some(&folder.0));
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

/// Starts a sandbox in its own process, in memory or on a folder. Returns its endpoint as well.
pub(crate) fn start_process(folder: Option<&Path>) -> (Child, String) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "disk::killed_process", "--ignored", "--nocapture"])
        .env(KILLED_FOLDER, folder.unwrap_or(Path::new("")))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let endpoint = output.by_ref().lines().find_map(|line| {
        let line = line.unwrap();
        let (_, endpoint) = line.split_once("listening on ")?;
        Some(endpoint.trim_end_matches('.').to_owned())
    });
    // The test runner in the process fails if it cannot print.
    process.stdout = Some(output.into_inner());
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

/// Starts a sandbox on a folder that it must reject. Returns the error.
async fn rejected(folder: &Path) -> String {
    match Sandbox::builder().data_dir(folder).start().await.unwrap_err() {
        StartError::DataDir(error) => error.to_string(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_damaged_or_foreign_file_is_rejected_by_its_name() {
    let folder = Folder::new("damaged");
    drop(sandbox(&folder.0).await);
    let file = folder.0.join("sandbox.redb");
    // The file is closed in the background.
    while redb::Database::open(&file).is_err() {
        tokio::task::yield_now().await;
    }
    let whole = std::fs::read(&file).unwrap();
    let mut damaged: Vec<Vec<u8>> = [0, 1, 8, 9, 100, 320, 1000, 4096, 5000, whole.len() / 2]
        .map(|length| whole[..length].to_vec())
        .into();
    damaged.push(whole[..whole.len() - 1].to_vec());
    damaged.push(b"name,mobile\n".repeat(1000));
    damaged.push(b"SQLite format 3\0".repeat(1000));
    let mut renamed = whole.clone();
    for at in 0..whole.len() - 8 {
        if &whole[at..at + 8] == b"qr_codes" {
            renamed[at] = b'x';
        }
    }
    damaged.push(renamed);
    for at in [0, 64] {
        let mut flipped = whole.clone();
        flipped[at] ^= 0xff;
        damaged.push(flipped);
    }
    for (index, bytes) in damaged.iter().enumerate() {
        std::fs::write(&file, bytes).unwrap();
        let started = Sandbox::builder().data_dir(&folder.0).start().await;
        let Err(error) = started else { panic!("case {index} is accepted") };
        let error = error.to_string();
        assert!(error.contains("sandbox.redb") && error.contains("a copy"), "{index}: {error}");
    }
    std::fs::write(&file, &whole).unwrap();
    sandbox(&folder.0).await.scan(seed::QR_CODE, &person()).unwrap();
}

#[tokio::test]
async fn a_database_of_another_program_is_rejected_and_keeps_its_tables() {
    let table = redb::TableDefinition::<&str, u64>::new("theirs");
    let folder = Folder::new("theirs");
    std::fs::create_dir_all(&folder.0).unwrap();
    let path = folder.0.join("sandbox.redb");
    let database = redb::Database::create(&path).unwrap();
    let write = database.begin_write().unwrap();
    write.open_table(table).unwrap().insert("x", 7).unwrap();
    write.commit().unwrap();
    drop(database);
    assert!(rejected(&folder.0).await.contains("another program"));
    let database = redb::Database::open(&path).unwrap();
    let read = database.begin_read().unwrap();
    assert_eq!(read.open_table(table).unwrap().get("x").unwrap().unwrap().value(), 7);
    assert_eq!(read.list_tables().unwrap().count(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn the_folder_is_private_and_no_link_is_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = Folder::new("private");
    let data = folder.0.join("data");
    drop(sandbox(&data).await);
    let file = data.join("sandbox.redb");
    assert_eq!((mode(&data), mode(&file)), (0o700, 0o600));

    let link = folder.0.join("link");
    symlink(&data, &link).unwrap();
    assert!(rejected(&link).await.contains("symbolic link"));
    let (other, target) = (folder.0.join("other"), folder.0.join("target"));
    std::fs::create_dir(&other).unwrap();
    symlink(&target, other.join("sandbox.redb")).unwrap();
    assert!(rejected(&other).await.contains("symbolic link"));
    assert!(!target.exists());
    assert!(rejected(&file).await.contains("sandbox.redb"), "a file is no folder");
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
