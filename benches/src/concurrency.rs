//! Concurrent calls.

use tokio::task::JoinSet;

use crate::BoxError;

/// Makes `calls` calls, at most `in_flight` at a time.
///
/// # Errors
///
/// Returns the error of the first call that fails.
pub async fn run_concurrently<F>(
    in_flight: usize,
    calls: u32,
    call: impl Fn() -> F,
) -> Result<(), BoxError>
where
    F: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    let mut running = JoinSet::new();
    let mut remaining = calls;
    while remaining > 0 || !running.is_empty() {
        while remaining > 0 && running.len() < in_flight {
            running.spawn(call());
            remaining -= 1;
        }
        if let Some(result) = running.join_next().await {
            result??;
        }
    }
    Ok(())
}
