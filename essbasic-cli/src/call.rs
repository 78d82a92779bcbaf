//! `essbasic call`: one action, sent.

use serde_json::Map;

use crate::arguments::{self, Printing};
use crate::failure::Failure;
use crate::request::Recipe;
use crate::settings::Settings;
use crate::target::Target;
use crate::{client, dry_run, input, output};

pub(crate) fn run(arguments: &arguments::Call, printing: &Printing) -> Result<(), Failure> {
    let target = Target::find(&arguments.named)?;
    let mut members = match &arguments.json {
        Some(source) => input::object("--json", source)?,
        None => Map::new(),
    };
    let settings = Settings::of(&arguments.connection)?;
    let recipe = Recipe::new(&arguments.members, &settings.profile, arguments.unchecked)?;
    recipe.complete(&target, &mut members)?;
    if arguments.dry_run {
        return dry_run::run(arguments, &target, &members, &settings, printing);
    }

    let client = client::build(&settings)?;
    let call = target.call(&client, &members, arguments.unchecked);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let reply = runtime.block_on(call.into_future())?;
    let request_id = reply.request_id.clone();
    let answer = target.answer(reply.output.0, reply.request_id)?;
    let schema = target.descriptor().map(|action| (action.response)());
    output::answer(&answer, schema, printing).map_err(|failure| failure.after_acting(&request_id))
}
