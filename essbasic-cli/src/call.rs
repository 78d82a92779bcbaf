//! `essbasic call`: one action, sent.

use essbasic::Client;
use serde_json::Value;

use crate::arguments;
use crate::failure::Failure;
use crate::{catalogue, input, output};

pub(crate) fn run(arguments: &arguments::Call) -> Result<(), Failure> {
    let entry = catalogue::entry(&arguments.action)?;
    let descriptor = entry.descriptor();
    let mut members = match &arguments.json {
        Some(source) => input::object("--json", source)?,
        None => serde_json::Map::new(),
    };
    for set in &arguments.set {
        input::set(&mut members, (descriptor.request)(), set)?;
    }

    let client = Client::from_env()?;
    let mut call = client.call_json(descriptor, &members);
    if arguments.unchecked {
        call = call.unchecked();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let reply = runtime.block_on(call.into_future())?;

    let mut members = reply.output.0;
    entry
        .rewrite_output(&members)
        .map_err(|found| Failure::unreadable(&found, &reply.request_id))?;
    members.insert("RequestId".to_owned(), Value::from(reply.request_id));
    output::json(&members)
}
