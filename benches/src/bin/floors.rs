//! Pieces of a call, each beside the least that has to be done for it.
//!
//! Prints one JSON line for each. `--repeat NAME TIMES` does one of them so many times and prints
//! nothing, for whoever counts instructions.

use essbasic_benches::{Failure, floors, rounded};
use serde_json::json;

fn main() -> Result<(), Failure> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    if let [option, name, times] = arguments.as_slice()
        && option == "--repeat"
    {
        let floor = floors::named(name)?;
        return (0..times.parse::<u32>()?).try_for_each(|_| (floor.ours)());
    }
    for name in floors::names() {
        let floor = floors::named(name)?;
        let compared = floor.compare()?;
        let line = json!({
            "piece": name,
            "ours_us": rounded(compared.ours.cpu),
            "floor_us": rounded(compared.beside.cpu),
            "ratio": rounded(compared.ratio.cpu),
            "aim": floor.aim,
            "row": floor.row(&compared),
        });
        println!("{line}");
    }
    Ok(())
}
