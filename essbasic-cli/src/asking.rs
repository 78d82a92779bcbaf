//! `essbasic pages` and `essbasic wait`: an action that is asked until there is no more to ask.

use essbasic::{CATALOGUE, Client, Descriptor, Entry, Pagination};
use serde_json::{Map, Value};

use crate::arguments::{self, Asked};
use crate::catalogue;
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::request::Recipe;
use crate::settings::Settings;
use crate::target::Target;
use crate::{client, input, output};

/// A listing, item by item.
pub(crate) fn pages(arguments: &arguments::Pages) -> Result<(), Failure> {
    let (action, members, client) = asked(&arguments.asked)?;
    let listing = listing(action, arguments.listing.as_deref())?;
    if let Some((member, value)) = listing.when
        && members.get(member).and_then(Value::as_str) != Some(value)
    {
        let message = format!("{} lists only with {member} {value}", action.name);
        return Err(Failure::usage(message));
    }
    runtime()?.block_on(async {
        let mut items = client.stream_json(action, listing, &members);
        while let Some(item) = items.next().await {
            output::line(&item?.to_string())?;
        }
        Ok(())
    })
}

/// The last answer, once what it is about has ended.
pub(crate) fn wait(arguments: &arguments::Wait) -> Result<(), Failure> {
    let (action, members, client) = asked(&arguments.asked)?;
    if action.wait.is_none() {
        let waits = CATALOGUE.iter().map(Entry::descriptor).filter(|it| it.wait.is_some());
        let names = waits.map(|it| it.name).collect::<Vec<_>>().join(", ");
        let message = format!("nothing that {} asks after is known to end", action.name);
        return Err(Failure::usage(message).hint(Some(format!("these can be waited for: {names}"))));
    }
    let mut wait = client.wait_json(action, &members);
    if let Some(within) = arguments.within {
        wait = wait.timeout(within);
    }
    if let Some(every) = arguments.every {
        wait = wait.poll_interval(every, every);
    }
    let reply = runtime()?.block_on(wait.into_future())?;
    let mut answer = reply.output.0;
    answer.insert("RequestId".to_owned(), reply.request_id.into());
    output::line(&Value::Object(answer).to_string())
}

/// The request, and whom to ask.
fn asked(asked: &Asked) -> Result<(&'static Descriptor, Map<String, Value>, Client), Failure> {
    let entry = catalogue::entry(&asked.action)?;
    let mut members = match &asked.json {
        Some(source) => input::object("--json", source)?,
        None => Map::new(),
    };
    let settings = Settings::of(&asked.connection)?;
    let recipe = Recipe::new(&asked.members, &settings.profile, false)?;
    recipe.complete(&Target::Known(entry), &mut members)?;
    Ok((entry.descriptor(), members, client::build(&settings)?))
}

/// The listing that was named, or the only one.
fn listing(
    action: &'static Descriptor,
    name: Option<&str>,
) -> Result<&'static Pagination, Failure> {
    let names = || action.paginations.iter().map(|listing| listing.name);
    match (action.paginations, name) {
        ([], _) => Err(Failure::usage(format!("{} is no listing", action.name))),
        ([first, ..], None) => Ok(first),
        (listings, Some(name)) => {
            listings.iter().find(|listing| listing.name == name).ok_or_else(|| {
                let message = format!("{} has no listing `{name}`", action.name);
                Failure::usage(message).hint(nearest(name, names()))
            })
        }
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
