//! What the system counts for a process; Linux alone tells it without `unsafe`.

use std::fs;
use std::time::Duration;

use crate::Failure;

/// Clock ticks in a second, as `/proc` counts them on every Linux.
const TICKS: f64 = 100.0;

/// The processor time of all child processes that have ended and were waited for, and of theirs.
///
/// # Errors
///
/// Where there is no `/proc`.
pub fn cpu_of_children() -> Result<Duration, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("only Linux tells what child processes cost: {error}"))?;
    // The program's name may hold anything, and ends with the last bracket.
    let (_, behind) = stat.rsplit_once(')').ok_or("a name in brackets")?;
    let ticks = behind.split_whitespace().skip(13).take(2).map(str::parse::<f64>);
    let ticks = ticks.sum::<Result<f64, _>>()?;
    Ok(Duration::from_secs_f64(ticks / TICKS))
}

/// The most memory that this process has held, in KiB.
///
/// # Errors
///
/// Where there is no `/proc`.
pub fn peak_memory() -> Result<u32, Failure> {
    let status = fs::read_to_string("/proc/self/status")
        .map_err(|error| format!("only Linux tells the most that was held: {error}"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmHWM")?;
    Ok(kib.parse()?)
}
