//! Requests to start from: `essbasic skeleton`.

use essbasic::Descriptor;
use essbasic::schema::{SampleMode, sample};
use essbasic_devtools::examples;
use serde_json::{Map, Value};

use crate::catalogue;
use crate::cli::SkeletonArgs;
use crate::config::Profile;
use crate::error::CliError;
use crate::message::message;
use crate::output::{self, OutputFormat, PrintOptions};
use crate::request::AgentIds;

/// Prints a request template, or an example.
pub(crate) fn print(arguments: &SkeletonArgs, options: &PrintOptions) -> Result<(), CliError> {
    let action = catalogue::find(&arguments.action)?.descriptor();
    let request = match arguments.example {
        Some(number) => example(action, number, arguments.profile.as_deref())?,
        None if arguments.full => sample((action.request)(), SampleMode::Full),
        None => sample((action.request)(), SampleMode::Required),
    };
    match (options.output, &options.filter) {
        (None | Some(OutputFormat::Json), None) => output::request((action.request)(), &request),
        _ => output::data(&request.into(), options),
    }
}

/// Returns the request of an example, with the agent of a profile if it has one.
fn example(
    action: &'static Descriptor,
    number: usize,
    profile: Option<&str>,
) -> Result<Map<String, Value>, CliError> {
    let all = examples::for_action(action.name);
    let Some(example) = number.checked_sub(1).and_then(|index| all.get(index)) else {
        let message = message!("cli-no-such-example", action = action.name, count = all.len());
        return Err(CliError::usage(message));
    };
    let mut request = example.request(examples::now());
    let ids = AgentIds::from_option_or_profile(None, &Profile::read(profile)?)?;
    let mut agent = Map::new();
    ids.complete_agent(&mut agent);
    if example.has_default_agent() && !agent.is_empty() {
        request.insert("Agent".to_owned(), agent.into());
    }
    Ok(request)
}
