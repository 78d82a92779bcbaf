//! Steps of a call, compared with the least work that each requires.
//!
//! Prints one JSON line per step. `--repeat NAME TIMES` runs one of them that many times and prints
//! nothing, for counting instructions.

use essbasic_benches::{BoxError, baselines, rounded};
use serde_json::json;

fn main() -> Result<(), BoxError> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    if let [option, name, times] = arguments.as_slice()
        && option == "--repeat"
    {
        let benchmark = baselines::find(name)?;
        return (0..times.parse::<u32>()?).try_for_each(|_| (benchmark.ours)());
    }
    for name in baselines::names() {
        let benchmark = baselines::find(name)?;
        let comparison = benchmark.compare()?;
        let line = json!({
            "step": name,
            "ours_us": rounded(comparison.ours.cpu),
            "baseline_us": rounded(comparison.baseline.cpu),
            "ratio": rounded(comparison.ratio.cpu),
            "target": benchmark.target,
            "row": benchmark.row(&comparison),
        });
        println!("{line}");
    }
    Ok(())
}
