//! Which files go in one call: few enough, of one type, and together not too large.

use super::check::ValidatedFile;
use super::encoding::encoded_length;

/// How many files one call takes.
const MOST: usize = 20;

/// How many characters all files of one call have at most: the service takes bodies of up to
/// 100 MB, of which the other members need little.
const LARGEST: u64 = 99_000_000;

/// Splits files into calls, in their order.
pub(super) fn batches(files: Vec<ValidatedFile>) -> Vec<Vec<ValidatedFile>> {
    let mut batches: Vec<Vec<ValidatedFile>> = Vec::new();
    let mut size = 0;
    for file in files {
        let more = encoded_length(file.length);
        match batches.last_mut() {
            Some(batch) if size + more <= LARGEST && has_room(batch, &file) => {
                size += more;
                batch.push(file);
            }
            _ => {
                size = more;
                batches.push(vec![file]);
            }
        }
    }
    batches
}

fn has_room(batch: &[ValidatedFile], file: &ValidatedFile) -> bool {
    batch.len() < MOST && batch.iter().all(|other| other.file_type == file.file_type)
}
