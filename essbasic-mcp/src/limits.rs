//! Limits of what the server reads, holds and returns, all in one place.

use std::time::Duration;

/// Maximum length of a message: 12 MiB. A longer one is dropped.
pub(crate) const MESSAGE_BYTES: usize = 12 << 20;

/// Maximum number of calls of tools in progress. Further ones are rejected.
pub(crate) const CALLS: usize = 1024;

/// Maximum length of the arguments of all calls in progress, in KiB: 64 MiB. Further calls are rejected.
pub(crate) const ARGUMENT_KIB: usize = 64 << 10;

/// Maximum number of sessions over HTTP. Further ones are rejected.
pub(crate) const SESSIONS: usize = 64;

/// Time for which a session over HTTP outlasts a question, if its client sends nothing.
pub(crate) const SESSION_MARGIN: Duration = Duration::from_secs(60);

/// Maximum length of a result or a resource in one part: 48 KiB.
pub(crate) const RESULT_BYTES: usize = 48 << 10;

/// Maximum number of results and resources that are kept to be read part by part. The oldest are dropped.
pub(crate) const KEPT_RESULTS: usize = 32;

/// Maximum total length of those results: 64 MiB. The oldest are dropped.
pub(crate) const KEPT_RESULT_BYTES: usize = 64 << 20;

/// Maximum number of changes in the change log. The oldest are dropped.
pub(crate) const CHANGES: usize = 100;

/// Maximum number of questions to clients that have not been answered.
///
/// Of those asked by a result, the oldest are dropped; of those asked by a request, further ones are
/// rejected.
pub(crate) const QUESTIONS: usize = 64;

/// Default time limit for the answer to a question.
pub(crate) const QUESTION_TIME: Duration = Duration::from_secs(600);

/// Maximum time limit for the answer to a question.
pub(crate) const MAX_QUESTION_TIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Maximum number of fields in a question of a client. Longer requests are confirmed on a page.
pub(crate) const QUESTION_FIELDS: usize = 60;

/// Maximum number of characters of a field in a question of a client.
///
/// Longer requests are confirmed on a page.
pub(crate) const QUESTION_CHARACTERS: usize = 300;

/// Default timeout of `wait`. Clients end calls that take longer than about a minute.
pub(crate) const WAIT_TIME: Duration = Duration::from_secs(45);

/// Maximum timeout of `wait`.
pub(crate) const MAX_WAIT_TIME: Duration = Duration::from_secs(600);

/// Interval of progress notifications.
pub(crate) const PROGRESS_INTERVAL: Duration = Duration::from_secs(2);

/// Maximum number of actions in one result of `find_actions`.
pub(crate) const FOUND_ACTIONS: usize = 20;

/// Maximum length of a file to upload: 60 MB.
pub(crate) const FILE_BYTES: u64 = 60_000_000;

/// Maximum number of violations in a result.
pub(crate) const VIOLATIONS: usize = 50;

/// Number of resources on a page of a list.
pub(crate) const RESOURCES: usize = 50;
