//! Files: uploaded for an hour, longer when a contract was started from them.

use serde::{Deserialize, Serialize};

use super::{Owner, State, new_id};

/// For how long an uploaded file can be used.
const LIFE: i64 = 60 * 60;

/// A file that was uploaded or converted.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct File {
    pub(crate) owner: Owner,
    pub(crate) name: String,
    pub(crate) business: String,
    pub(crate) expires_on: i64,
    /// Whether a contract was started from it, so that it stays.
    pub(crate) used: bool,
}

impl File {
    /// Whether its name says that it is a PDF.
    pub(crate) fn is_pdf(&self) -> bool {
        extension(&self.name) == "pdf"
    }
}

impl State {
    /// Keeps a file, and drops those whose hour is over; gives its id and its end.
    pub(crate) fn keep_file(
        &mut self,
        owner: Owner,
        name: String,
        business: &str,
        content: String,
    ) -> (String, i64) {
        let now = self.now();
        let over = |file: &File| !file.used && file.expires_on <= now;
        let old: Vec<_> =
            self.files.iter().filter(|(_, file)| over(file)).map(|(id, _)| id.to_owned()).collect();
        for id in old {
            self.files.remove(&id);
            self.file_contents.remove(&id);
        }
        let (id, expires_on) = (new_id(), now + LIFE);
        let file = File { owner, name, business: business.to_owned(), expires_on, used: false };
        self.files.insert(id.clone(), file);
        self.file_contents.insert(id.clone(), content);
        (id, expires_on)
    }

    /// A file of an organization that can still be used.
    pub(crate) fn file(&self, owner: &Owner, id: &str) -> Option<&File> {
        let now = self.now();
        self.files.get(id).filter(|file| file.owner == *owner && file.expires_on > now)
    }
}

/// What stands after the last dot of a name, in lower case.
pub(crate) fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}
