//! Credential providers: fixed credentials, variables, files, roles.
//!
//! A client asks its provider when it first needs a credential, and again before that one expires.
//! [`Client::from_env`](crate::Client::from_env) tries the usual sources in order.
//!
//! | provider | source |
//! |---|---|
//! | [`Credential`](crate::Credential) | itself |
//! | [`EnvProvider`] | `TENCENTCLOUD_SECRET_ID`, `…_SECRET_KEY` and `…_TOKEN` |
//! | [`FileProvider`] | a profile of `~/.tencentcloud/credentials` |
//! | [`WebIdentityProvider`] | the web identity of a TKE pod, exchanged for a role at STS |
//! | [`CvmRoleProvider`] | the role of the CVM instance that the process runs on |
//! | [`AssumeRoleProvider`] | a role of this or another account, assumed at STS |
//! | `ProcessProvider` (feature `process`) | the output of a program |
//! | [`ProviderChain`] | the first of several that has a credential |

use std::fs::File;
use std::io::{self, Read};

use crate::message::message;

mod assume_role;
mod chain;
mod cvm_role;
mod env;
mod file;
#[cfg(feature = "process")]
mod process;
mod sts;
mod web_identity;

pub use assume_role::AssumeRoleProvider;
pub use chain::ProviderChain;
pub use cvm_role::CvmRoleProvider;
pub use env::EnvProvider;
pub(crate) use env::variable;
pub use file::FileProvider;
#[doc(hidden)]
pub use file::Line;
#[cfg(feature = "process")]
pub use process::ProcessProvider;
pub use web_identity::WebIdentityProvider;

pub use crate::credential::{CredentialFuture, CredentialProvider, ProviderError};

/// Reads a file of at most `max` bytes.
fn read_at_most(file: File, max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        let message = message!("more than {bytes} bytes", bytes = max);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}
