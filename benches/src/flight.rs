//! Calls of which so many are on their way at once.

use tokio::task::JoinSet;

use crate::Failure;

/// Makes calls, so many at once, until all have ended.
///
/// # Errors
///
/// The first call's that fails.
pub async fn fly<F>(in_flight: usize, calls: u32, call: impl Fn() -> F) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let mut running = JoinSet::new();
    let mut left = calls;
    while left > 0 || !running.is_empty() {
        while left > 0 && running.len() < in_flight {
            running.spawn(call());
            left -= 1;
        }
        if let Some(ended) = running.join_next().await {
            ended??;
        }
    }
    Ok(())
}
