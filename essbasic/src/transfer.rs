//! Uploads and downloads of files in constant memory.
//!
//! [`Upload`] sends files from paths, bytes or readers: validates them first, encodes them while
//! sending, and splits them into as many calls as needed. `Download` writes contracts to writers
//! before their links expire. [`Link`] wraps a link from a response and keeps it out of logs.
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
//! # Guarantees
//!
//! - A file on disk is read twice, to sign it and to send it; both take 8 MB of memory. If it changes
//!   in between, the upload fails with [`ErrorKind::Io`](crate::ErrorKind::Io), and the service never
//!   receives content that differs from the signed content.
//! - A custom transport that does not support streaming buffers one encoded request at a time.
//! - If an upload of several calls fails, [`UploadError::uploaded`] lists the files uploaded so far.

mod body;
mod content;
#[cfg(feature = "flows")]
mod download;
mod error;
mod link;
mod local_file;
mod upload;
mod validate;

#[cfg(feature = "flows")]
pub use download::{Download, DownloadError, DownloadedFile, FlowDownload, FlowFile};
pub use error::{FileError, FileErrorKind, UploadError};
pub use link::{Link, UploadedFile};
pub use local_file::LocalFile;
pub use upload::Upload;
