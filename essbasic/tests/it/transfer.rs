//! Uploads and downloads, over sockets and from the file system.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use essbasic::Agent;
use essbasic::files::{FileBusinessType, UploadFiles};
use essbasic::transfer::Upload;
use essbasic_test_support::server::{Reaction, ok};
use http::Request;

mod changed_files;
mod downloads;
mod file_validation;
mod memory;
mod uploads;

/// A directory that is removed when the test ends.
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

/// Returns a file of this length that passes for a PDF; its bytes differ.
fn pdf(length: usize) -> Vec<u8> {
    let numbers = (0..length).map(|index| u8::try_from(index * 7 % 251).unwrap());
    let mut bytes: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain(numbers).collect();
    bytes.truncate(length);
    bytes
}

/// Decodes an upload as the service does.
fn decode(request: &Request<Vec<u8>>) -> UploadFiles {
    essbasic::request::Request::read(request.body()).unwrap()
}

/// Accepts an upload as the service does: returns an ID for each file.
fn accept(request: &Request<Vec<u8>>) -> Reaction {
    let files = decode(request).file_infos.unwrap();
    let names: Vec<_> = files.into_iter().map(|file| file.file_name.unwrap()).collect();
    let ids: Vec<_> = names.iter().map(|name| format!("id-of-{name}")).collect();
    let urls = names.iter().map(|name| format!("https://example.com/{name}?key=bearer"));
    let fields = serde_json::json!({
        "TotalCount": ids.len(),
        "FileIds": ids,
        "FileUrls": urls.collect::<Vec<_>>(),
        "Deadline": 1_800_000_000,
    });
    ok(&fields.to_string())
}
