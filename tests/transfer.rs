//! Files: checked, sent and fetched, over real sockets and from real disks.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use essbasic::Agent;
use essbasic::files::{FileBusinessType, UploadFiles};
use essbasic::request::Request;
use essbasic::transfer::Upload;

use crate::server::{Answer, Arrived, ok};

mod changes;
mod checks;
mod downloads;
mod memory;
mod uploads;

/// A directory that is gone with the test.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "essbasic-transfer-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::SeqCst)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn agent() -> Agent {
    Agent::operator("yDwFakeApplication00000000000001", "org", "operator")
}

fn upload() -> Upload {
    Upload::new(agent(), FileBusinessType::Document)
}

/// So many bytes that pass for a PDF, and differ from one to the next.
fn pdf(length: usize) -> Vec<u8> {
    let numbers = (0..length).map(|at| u8::try_from(at * 7 % 251).unwrap());
    let mut bytes: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain(numbers).collect();
    bytes.truncate(length);
    bytes
}

/// What arrived, as the service reads it.
fn read(arrived: &Arrived) -> UploadFiles {
    Request::read(&arrived.body).unwrap()
}

/// Takes an upload as the service does: an id for each file.
fn take(arrived: &Arrived) -> Answer {
    let files = read(arrived).file_infos.unwrap();
    let names: Vec<_> = files.into_iter().map(|file| file.file_name.unwrap()).collect();
    let ids: Vec<_> = names.iter().map(|name| format!("id-of-{name}")).collect();
    let urls = names.iter().map(|name| format!("https://example.com/{name}?key=bearer"));
    let urls: Vec<_> = urls.collect();
    let members = serde_json::json!({
        "TotalCount": ids.len(), "FileIds": ids, "FileUrls": urls, "Deadline": 1_800_000_000
    });
    ok(&members.to_string())
}
