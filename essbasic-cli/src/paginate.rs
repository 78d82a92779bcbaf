//! `essbasic pages` and `essbasic wait`: pagination and waiters.

use essbasic::{CATALOGUE, Descriptor, Effect, Entry, Pagination};
use essbasic_devtools::escape;
use serde_json::{Map, Value};

use crate::catalogue;
use crate::cli::{PagesArgs, RequestArgs, WaitArgs};
use crate::client;
use crate::error::CliError;
use crate::fleet;
use crate::message::message;
use crate::output;
use crate::request::RequestBuilder;
use crate::settings::Settings;
use crate::suggest;
use crate::target::Target;

/// Prints all items of a paginated action.
pub(crate) fn pages(arguments: &PagesArgs) -> Result<(), CliError> {
    let Prepared { entry, fields, settings } = prepare(&arguments.request)?;
    let action = entry.descriptor();
    let paginator = find_paginator(action, arguments.paginator.as_deref())?;
    if let Some((field, value)) = paginator.when
        && fields.get(field).and_then(Value::as_str) != Some(value)
    {
        return Err(CliError::usage(message!(
            "cli-paginated-only",
            action = action.name,
            field = field,
            value = value
        )));
    }
    client::block_on(async {
        let client = fleet::client(&arguments.request.limiter, &settings).await?;
        let mut items = client.stream_json(action, paginator, &fields);
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| client::explain(error, &settings))?;
            output::line(&escape::json(&item)).map_err(|error| error.unprinted(item))?;
        }
        Ok(())
    })?
}

/// Polls an action until its final state and prints the last response.
pub(crate) fn wait(arguments: &WaitArgs) -> Result<(), CliError> {
    let Prepared { entry, fields, settings } = prepare(&arguments.request)?;
    let action = entry.descriptor();
    if action.wait.is_none() {
        let waitable = CATALOGUE.iter().map(Entry::descriptor).filter(|it| it.wait.is_some());
        let names = waitable.map(|it| it.name).collect::<Vec<_>>().join(", ");
        let message = message!("cli-no-final-state", action = action.name);
        return Err(CliError::usage(message).with_hint(message!("cli-use-one-of", names = names)));
    }
    let reply = client::block_on(async {
        let client = fleet::client(&arguments.request.limiter, &settings).await?;
        let mut wait = client.wait_json(action, &fields);
        if let Some(timeout) = arguments.max_wait {
            wait = wait.timeout(timeout);
        }
        if let Some(interval) = arguments.poll_interval {
            wait = wait.poll_interval(interval, interval);
        }
        wait.await.map_err(|error| client::explain(error, &settings))
    })??;
    let response = Target::Known(entry).check_response(reply)?;
    let printed = output::line(&escape::json(&response));
    printed.map_err(|error| error.after_execution(response, Effect::Read))
}

/// A request that is ready to be sent.
struct Prepared {
    entry: &'static Entry,
    fields: Map<String, Value>,
    settings: Settings,
}

fn prepare(arguments: &RequestArgs) -> Result<Prepared, CliError> {
    let entry = catalogue::find(&arguments.action)?;
    let settings = Settings::new(&arguments.connection)?;
    let request = RequestBuilder::new(&arguments.fields, &settings.profile, false)?;
    let fields = request.read(&Target::Known(entry), arguments.json.as_ref())?;
    // Reports invalid settings before anything is connected.
    client::build(&settings)?;
    Ok(Prepared { entry, fields, settings })
}

/// Returns the named paginator. Default: the first one.
fn find_paginator(
    action: &'static Descriptor,
    name: Option<&str>,
) -> Result<&'static Pagination, CliError> {
    let names = || action.paginations.iter().map(|it| it.name);
    match (action.paginations, name) {
        ([], _) => Err(CliError::usage(message!("cli-not-paginated", action = action.name))),
        ([first, ..], None) => Ok(first),
        (paginators, Some(name)) => paginators.iter().find(|it| it.name == name).ok_or_else(|| {
            CliError::usage(message!("cli-no-paginator", action = action.name, name = name))
                .with_suggestion(suggest::similar_name(name, names()))
        }),
    }
}
