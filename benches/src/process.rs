//! Resource usage of processes, from Linux's `/proc`.

use std::fs;
use std::time::Duration;

use crate::BoxError;

/// Clock ticks per second in `/proc`, the same on every Linux.
const TICKS: f64 = 100.0;

/// Returns the processor time of all child processes that have ended and were waited for.
///
/// # Errors
///
/// Returns an error on systems without `/proc`.
pub fn cpu_of_children() -> Result<Duration, BoxError> {
    let stat = fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("processor time of child processes requires Linux: {error}"))?;
    // The program's name can contain anything, and ends with the last parenthesis.
    let (_, fields) = stat.rsplit_once(')').ok_or("no program name in /proc/self/stat")?;
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<f64>);
    let ticks = ticks.sum::<Result<f64, _>>()?;
    Ok(Duration::from_secs_f64(ticks / TICKS))
}

/// Returns the peak memory of this process in KiB.
///
/// # Errors
///
/// Returns an error on systems without `/proc`.
pub fn peak_memory() -> Result<u32, BoxError> {
    let status = fs::read_to_string("/proc/self/status")
        .map_err(|error| format!("peak memory requires Linux: {error}"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    Ok(kib.ok_or("no VmHWM in /proc/self/status")?.parse()?)
}
