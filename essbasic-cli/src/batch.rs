//! `essbasic batch`: one action many times, a call a line, and able to go on where it stopped.
//!
//! | file | what it holds |
//! |---|---|
//! | the output | a line for every request that was answered, or that was found to be none |
//! | `<output>.unknown.jsonl` | a line for every request that may have been done, nobody knows |
//! | `<output>.journal` | what the run is about, and every line that was about to be sent |
//!
//! Before a request is sent that must not be sent twice, the journal says so, durably. Whoever
//! goes on finds it there without an answer, and leaves it alone.

use crate::arguments::{self, Printing};
use crate::failure::Failure;
use crate::output;
use crate::request::Recipe;
use crate::settings::Settings;
use crate::target::Target;

mod engine;
mod gate;
mod hashing;
mod journal;
mod later;
mod lines;
mod progress;
mod results;
mod rows;
mod setup;
mod tally;
mod template;
mod verdict;

use setup::Setup;

pub(crate) fn run(arguments: &arguments::Batch, printing: &Printing) -> Result<(), Failure> {
    let target = Target::find(&arguments.named)?;
    let settings = Settings::of(&arguments.connection)?;
    let recipe = Recipe::new(&arguments.members, &settings.profile, arguments.unchecked)?;
    let setup = Setup::new(arguments, target, &settings, recipe);
    let setup = setup.map_err(Failure::before_sending)?;

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (tally, stopped) = runtime.block_on(engine::run(setup))?;
    // Calls that nobody waits for any more are dropped, not waited for.
    runtime.shutdown_background();

    let told = output::result(&tally.json(), printing);
    let ended = tally.ended(stopped);
    match (ended, told) {
        // How the batch ended matters more than who listens.
        (Err(failure), _) => Err(failure),
        (Ok(()), Err(Failure::Machine(_))) => Ok(()),
        (Ok(()), told) => told,
    }
}
