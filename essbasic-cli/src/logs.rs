//! `essbasic logs`: the call log of a running sandbox.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use clap::ValueEnum;
use essbasic::transport::{Body, Transport};
use essbasic::{Client, Endpoint};
use essbasic_devtools::escape;
use http::{Request, StatusCode};
use serde_json::Value;
use tokio::time::{Instant, sleep_until};

use crate::cli::LogsArgs;
use crate::error::CliError;
use crate::message::{Message, message};
use crate::output::{self, OutputFormat, PrintOptions};
use crate::settings::Setting;
use crate::stop_signals::StopSignals;

/// Endpoint of a sandbox without options.
const DEFAULT_ENDPOINT: &str = "http://127.0.0.1:8899";

/// Seconds that one request waits for records.
const WAIT: u64 = 20;

/// Time limit of one request.
const TIMEOUT: Duration = Duration::from_secs(WAIT + 10);

/// Minimum time between two requests that bring no record: a server may ignore that it is to wait.
const PAUSE: Duration = Duration::from_secs(1);

/// Width of the column of kinds.
const KIND_WIDTH: usize = 10;

/// Width of the column of names.
const NAME_WIDTH: usize = 40;

pub(crate) fn run(arguments: &LogsArgs, print: &PrintOptions) -> Result<(), CliError> {
    let log = Log::new(arguments)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut signals = StopSignals::new()?;
        tokio::select! {
            printed = log.print(arguments, print) => printed,
            stopped = signals.received() => stopped,
            () = reader_closed(), if arguments.follow => Ok(()),
        }
    })
}

/// Waits until the reader of standard output has closed it, also while nothing is printed.
#[cfg(unix)]
async fn reader_closed() {
    use std::os::fd::AsFd;

    use tokio::io::Interest;
    use tokio::net::unix::pipe::Sender;

    // Files cannot be watched, and are not closed either. Nothing is written through the copy.
    let copy = io::stdout().as_fd().try_clone_to_owned();
    if let Ok(stdout) = copy.and_then(Sender::from_owned_fd_unchecked)
        && stdout.ready(Interest::ERROR).await.is_ok()
    {
        return;
    }
    std::future::pending::<()>().await;
}

#[cfg(not(unix))]
async fn reader_closed() {
    std::future::pending::<()>().await;
}

/// The call log of a sandbox.
struct Log {
    endpoint: Setting,
    transport: Arc<dyn Transport>,
    /// The filter, as a query.
    filter: String,
}

impl Log {
    fn new(arguments: &LogsArgs) -> Result<Self, CliError> {
        let option = arguments.endpoint.clone().map(|url| Setting::named("--endpoint", url));
        let endpoint = match option {
            Some(option) => option,
            None => Setting::of_variable("ESSBASIC_ENDPOINT")?
                .unwrap_or_else(|| Setting::named("--endpoint", DEFAULT_ENDPOINT.to_owned())),
        };
        endpoint.apply(|url| Endpoint::plain_http(url).map(drop))?;
        let client = Client::builder().endpoint(&endpoint.value).allow_plain_http();
        let transport = endpoint.apply(|_| client.build_transport())?;
        let mut filter = form_urlencoded::Serializer::new(String::new());
        let word =
            |value: Option<clap::builder::PossibleValue>| value.map(|it| it.get_name().to_owned());
        let kind = arguments.kind.and_then(|it| word(it.to_possible_value()));
        let outcome = arguments.outcome.and_then(|it| word(it.to_possible_value()));
        for (name, value) in
            [("Kind", kind), ("Outcome", outcome), ("Action", arguments.action.clone())]
        {
            if let Some(value) = value {
                filter.append_pair(name, &value);
            }
        }
        Ok(Self { endpoint, transport, filter: filter.finish() })
    }

    /// Prints the last records, and with `--follow` those that come.
    async fn print(&self, arguments: &LogsArgs, print: &PrintOptions) -> Result<(), CliError> {
        let (mut query, mut before) = (format!("Tail={}", arguments.tail), None);
        loop {
            let next = Instant::now() + PAUSE;
            let (records, last) = self.list(&query).await?;
            for record in &records {
                show(record, print)?;
            }
            // Records that do not advance would be printed for ever.
            let is_over = records.is_empty() || before == Some(last);
            match (is_over, arguments.follow) {
                (true, false) => return Ok(()),
                (true, true) => sleep_until(next).await,
                (false, _) => {}
            }
            before = Some(last);
            query = format!("After={last}&Wait={}", if arguments.follow { WAIT } else { 0 });
        }
    }

    /// Requests one list of records. Returns them, and the number to go on after.
    async fn list(&self, query: &str) -> Result<(Vec<Value>, u64), CliError> {
        let base = self.endpoint.value.trim_end_matches('/');
        let url = format!("{base}/sandbox/records?{query}&{}", self.filter);
        let unusable = |problem: Message| {
            let endpoint = &self.endpoint.value;
            let message = message!("logs-unusable", endpoint = endpoint, problem = problem);
            CliError::usage(message).with_hint(message!("logs-unusable-hint"))
        };
        let request = Request::get(url).body(Body::from(Bytes::new()));
        let request = request.map_err(|_| unusable(message!("logs-invalid-address")))?;
        let response = self
            .transport
            .send(request, TIMEOUT)
            .await
            .map_err(|_| unusable(message!("logs-no-response")))?;
        match response.status() {
            StatusCode::OK => serde_json::from_slice(response.body())
                .ok()
                .and_then(records)
                .ok_or_else(|| unusable(message!("logs-no-sandbox"))),
            StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => {
                Err(unusable(message!("logs-no-control-api")))
            }
            status => Err(unusable(message!("logs-status", status = u64::from(status.as_u16())))),
        }
    }
}

/// Takes the records, and the number to go on after, from a response of a sandbox.
fn records(mut page: Value) -> Option<(Vec<Value>, u64)> {
    let last = page.get("Last")?.as_u64()?;
    match page.get_mut("Records")?.take() {
        Value::Array(records) => Some((records, last)),
        _ => None,
    }
}

/// Prints a record: as a line, or as JSON on one line.
fn show(record: &Value, print: &PrintOptions) -> Result<(), CliError> {
    let is_text = print.filter.is_none() && print.output != Some(OutputFormat::Json);
    if is_text { output::line(&line(record)) } else { output::data(record, print) }
}

/// Returns a record as a line: time, kind, name, outcome.
fn line(record: &Value) -> String {
    let text = |name: &str| escape::line(record[name].as_str().unwrap_or_default()).into_owned();
    let time = text("Time");
    let time = time.split('T').nth(1).unwrap_or(&time).trim_end_matches('Z').to_owned();
    let milliseconds = record["Milliseconds"].as_f64();
    let duration = milliseconds.map(|it| format!("{it} ms")).unwrap_or_default();
    let number = &record["Number"];
    let name = match &*text("Kind") {
        "connection" => message!("logs-tls").local().to_owned(),
        "person" => format!("{} {}", act(&text("Name")).local(), ids(record)),
        _ => text("Name"),
    };
    let method = text("SignatureMethod");
    let details = ["Code", "Problem", "RequestId"].map(text);
    let details = details.into_iter().chain([method]).filter(|it| !it.is_empty());
    let details = details.collect::<Vec<_>>().join("  ");
    let outcome = outcome(&text("Outcome"), record["HttpStatus"].as_u64());
    format!(
        "{number:>5}  {time}  {:<KIND_WIDTH$}  {name:<NAME_WIDTH$}  {}  {duration:>9}  {details}",
        kind(&text("Kind")).local(),
        outcome.local(),
    )
    .trim_end()
    .to_owned()
}

/// Returns the contracts of an act, or its QR code or seal.
fn ids(record: &Value) -> String {
    let flows = record["FlowIds"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut ids: Vec<_> = flows.iter().filter_map(Value::as_str).collect();
    if ids.is_empty() {
        ids.extend(record["Subject"].as_str());
    }
    escape::line(&ids.join(" ")).into_owned()
}

fn kind(word: &str) -> Message {
    match word {
        "call" => message!("logs-call"),
        "person" => message!("logs-person"),
        "callback" => message!("logs-callback"),
        _ => message!("logs-connection"),
    }
}

fn act(word: &str) -> Message {
    match word {
        "scan" => message!("act-scan"),
        "sign" => message!("act-sign"),
        "decline" => message!("act-decline"),
        "fill" => message!("act-fill"),
        "review-seal" => message!("act-review-seal"),
        _ => message!("act-complete-link"),
    }
}

fn outcome(word: &str, status: Option<u64>) -> Message {
    match word {
        "done" => message!("outcome-done"),
        "canned" => message!("outcome-simulated"),
        "rejected" => message!("outcome-refused"),
        "no-response" => message!("outcome-no-response"),
        "disconnected" => message!("outcome-disconnected"),
        _ => Message::verbatim(format!("HTTP {}", status.unwrap_or_default())),
    }
}
