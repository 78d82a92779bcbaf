//! Files, from where they are to the service and back.
//!
//! [`Upload`] sends files from paths, bytes or readers: checked before anything is sent, encoded
//! on the way, never held twice, and split into as many calls as they need. `Download` fetches
//! contracts into writers before their links die. [`Link`] is any link that an answer holds, kept
//! out of logs.
//!
//! ```no_run
//! use essbasic::files::FileBusinessType;
//! use essbasic::transfer::Upload;
//! use essbasic::{Agent, Client};
//!
//! # async fn upload() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env()?;
//! let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
//! let uploaded = Upload::new(agent, FileBusinessType::Document)
//!     .file("offer.pdf")
//!     .file("terms.pdf")
//!     .send(&client)
//!     .await?;
//! for file in &uploaded {
//!     println!("{}", file.file_id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What to rely on
//!
//! - A file on disk is read twice, once to sign it and once to send it, and 8 MB are enough for
//!   either. A file that is written to meanwhile ends the upload with
//!   [`ErrorKind::Local`](crate::ErrorKind::Local): the service never has the whole of something
//!   else than was signed.
//! - A transport of one's own that only knows bytes holds one request at a time, encoded.
//! - When an upload of several calls fails, [`UploadError::uploaded`] has what came through.

mod batch;
mod body;
mod check;
mod contents;
#[cfg(feature = "flows")]
mod download;
mod encoding;
mod error;
mod file_type;
mod link;
mod local_file;
mod upload;

#[cfg(feature = "flows")]
pub use download::{Download, DownloadError, DownloadedFile, FlowDownload, FlowFile};
pub use error::{FileError, FileErrorKind, UploadError};
pub use link::Link;
pub use local_file::LocalFile;
pub use upload::{Upload, UploadedFile};
