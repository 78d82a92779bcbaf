//! `essbasic callback trigger`: sends events with sample contents.

use essbasic::callback::{CallbackKeys, Event, MAX_BODY_BYTES};
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_devtools::callback_samples::{CALLBACK_SAMPLES, CallbackSample, callback_sample};
use essbasic_devtools::{code_samples, escape, request_json};
use serde_json::{Map, Value, json};

use super::receiver::{Receiver, ReceiverResponse};
use super::{result_language, secrets, token_missing};
use crate::cli::{Malformed, TriggerArgs};
use crate::error::CliError;
use crate::input::{self, Source, json_problem};
use crate::message::{Message, message};
use crate::output::{self, OutputFormat, PrintOptions};
use crate::request;
use crate::suggest;

/// Token of another application, for damaged requests.
const OTHER_TOKEN: &str = "another-token-not-yours";

/// Key of another application, for damaged requests.
const OTHER_KEY: &str = "ANOTHERKEYANOTHERKEYANOTHERKEY32";

/// A request that is to be sent.
#[derive(Clone, Debug)]
pub(super) struct SignedRequest {
    pub(super) event: &'static str,
    pub(super) msg_id: String,
    pub(super) signature: Option<String>,
    pub(super) body: bytes::Bytes,
}

pub(super) fn run(arguments: &TriggerArgs, print: &PrintOptions) -> Result<(), CliError> {
    if arguments.list {
        return list(print);
    }
    let secrets = secrets(&arguments.keys)?;
    let requests = requests(arguments, &secrets)?;
    if arguments.print_curl {
        let url = arguments.to.as_deref().unwrap_or("http://localhost:3000/callback");
        return requests.iter().try_for_each(|request| output::line(&curl(request, url)));
    }
    let url = arguments.to.as_deref().unwrap_or_default();
    let receiver = Receiver::new("--to", url, arguments.allow_public, arguments.timeout)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let responses = runtime.block_on(async {
        let mut responses = Vec::new();
        for (at, request) in requests.iter().enumerate() {
            if let Some(delay) = arguments.delay.filter(|_| at > 0) {
                tokio::time::sleep(delay).await;
            }
            responses.push(receiver.post(request.signature.as_deref(), request.body.clone()).await);
        }
        responses
    });
    let deliveries: Vec<_> = requests.iter().zip(&responses).map(delivery).collect();
    let report = json!({ "deliveries": deliveries });
    let printed = output::result(&report, print);
    // What the receiver responded counts more than that it cannot be printed.
    check(&responses, arguments.malformed).and(printed.map_err(|error| error.unprinted(report)))
}

fn list(print: &PrintOptions) -> Result<(), CliError> {
    if print.filter.is_some() || matches!(print.output, Some(OutputFormat::Json)) {
        let names: Vec<_> = CALLBACK_SAMPLES.iter().map(|it| json!({ "name": it.name })).collect();
        return output::data(&Value::Array(names), print);
    }
    let language = result_language(print, true);
    CALLBACK_SAMPLES
        .iter()
        .try_for_each(|it| output::line(&format!("{:<36} {}", it.name, it.title(language))))
}

/// Returns the requests in the order in which they are sent.
fn requests(
    arguments: &TriggerArgs,
    secrets: &CallbackSecrets,
) -> Result<Vec<SignedRequest>, CliError> {
    let samples = arguments.events.iter().map(|name| {
        callback_sample(name).ok_or_else(|| {
            let known = CALLBACK_SAMPLES.iter().map(|it| it.name);
            let hint = suggest::similar_name(name, known)
                .unwrap_or_else(|| message!("callback-list-events"));
            CliError::usage(message!("callback-no-event", name = name)).with_hint(hint)
        })
    });
    let samples = samples.collect::<Result<Vec<_>, _>>()?;
    let changes = match &arguments.json {
        None => vec![Map::new()],
        Some(source) => changes(source)?,
    };
    let mut requests = Vec::new();
    for sample in samples {
        for change in &changes {
            let fields = fields(sample, change, &arguments.set)?;
            let request = SignedRequest::new(sample.name, &fields, secrets)?;
            let request = match arguments.malformed {
                Some(kind) => request.damaged(kind, &fields, secrets)?,
                None => request,
            };
            let copies = usize::try_from(arguments.duplicate).unwrap_or(usize::MAX);
            requests.extend(std::iter::repeat_n(request, copies));
        }
    }
    if arguments.shuffle {
        fastrand::shuffle(&mut requests);
    }
    Ok(requests)
}

/// Reads the fields to replace, of one event or of several.
fn changes(source: &Source) -> Result<Vec<Map<String, Value>>, CliError> {
    let text = input::read_text("--json", source)?;
    let in_option = |problem: Message| {
        CliError::usage(message!("cli-option", option = "--json", problem = problem))
    };
    let value = request_json::parse(&text).map_err(|error| in_option(json_problem(&error)))?;
    let items = match value {
        Value::Array(items) => items,
        object => vec![object],
    };
    let fields = items.into_iter().map(|item| match item {
        Value::Object(fields) => Ok(fields),
        _ => Err(in_option(message!("callback-json-list"))),
    });
    fields.collect()
}

/// Returns the fields of an event: those of its sample, with changes.
fn fields(
    sample: &CallbackSample,
    change: &Map<String, Value>,
    set: &[String],
) -> Result<Map<String, Value>, CliError> {
    let mut fields = sample.fields();
    fields.extend(change.clone());
    let schema = Event::schema(sample.name);
    for assignment in set {
        request::assign(&mut fields, schema, assignment)?;
    }
    Ok(fields)
}

impl SignedRequest {
    /// Creates the request of an event, with a new message ID.
    pub(super) fn new(
        event: &'static str,
        fields: &Map<String, Value>,
        secrets: &CallbackSecrets,
    ) -> Result<Self, CliError> {
        let msg_id = format!("yDwTrigger{:022x}", fastrand::u64(..));
        let message = json!({
            "MsgId": msg_id,
            "MsgType": event,
            "MsgVersion": "ThirdPartyApp",
            "MsgData": fields,
        });
        // Printed commands contain it, and must be what was signed.
        let message = escape::json(&message);
        let (signature, body) = match secrets.keys() {
            Some(keys) => {
                let signed = keys.encrypt_text(&message);
                (Some(signed.signature), signed.body)
            }
            None if secrets.has_key() => return Err(token_missing()),
            None => (None, message.into_bytes()),
        };
        Ok(Self { event, msg_id, signature, body: body.into() })
    }

    /// Returns the request, damaged in this way.
    fn damaged(
        self,
        kind: Malformed,
        fields: &Map<String, Value>,
        secrets: &CallbackSecrets,
    ) -> Result<Self, CliError> {
        let keys = secrets.keys().ok_or_else(token_missing)?;
        let signed = |body: Vec<u8>| {
            let signature = Some(keys.sign(&body));
            Self { signature, body: body.into(), ..self.clone() }
        };
        Ok(match kind {
            Malformed::WrongSignature => Self { signature: Some(other_signature(&self)?), ..self },
            Malformed::NoSignature => Self { signature: None, ..self },
            Malformed::WrongKey => signed(encrypted_with_another_key(&self, fields)?),
            Malformed::NotEncrypted => signed(plain(&self, fields)),
            Malformed::Cut => {
                let text = String::from_utf8_lossy(&self.body[..self.body.len() / 2]);
                let body = format!("{}\"}}", text.trim_end_matches(['=', '\\', '"']));
                signed(body.into_bytes())
            }
            Malformed::NotJson => signed(b"this is not JSON".to_vec()),
            Malformed::TooLarge => {
                let mut body = self.body.to_vec();
                body.resize(MAX_BODY_BYTES + 1, b' ');
                signed(body)
            }
        })
    }
}

/// Returns the signature of a request with another token.
pub(super) fn other_signature(request: &SignedRequest) -> Result<String, CliError> {
    let keys = CallbackKeys::plain(OTHER_TOKEN).map_err(std::io::Error::other)?;
    Ok(keys.sign(&request.body))
}

/// Returns the body of an event that is encrypted with another key.
pub(super) fn encrypted_with_another_key(
    request: &SignedRequest,
    fields: &Map<String, Value>,
) -> Result<Vec<u8>, CliError> {
    let keys = CallbackKeys::new(OTHER_TOKEN, OTHER_KEY).map_err(std::io::Error::other)?;
    Ok(keys.encrypt_text(&plain(request, fields)).body)
}

fn plain(request: &SignedRequest, fields: &Map<String, Value>) -> Vec<u8> {
    let (id, event) = (&request.msg_id, request.event);
    escape::json(&json!({"MsgId": id, "MsgType": event, "MsgData": fields})).into_bytes()
}

fn delivery((request, response): (&SignedRequest, &ReceiverResponse)) -> Value {
    let mut delivery = response.json();
    delivery["event"] = request.event.into();
    delivery["msg_id"] = request.msg_id.as_str().into();
    delivery
}

/// Returns the request as a curl command.
fn curl(request: &SignedRequest, url: &str) -> String {
    let quote = code_samples::shell_quote;
    let header = match &request.signature {
        Some(signature) => {
            format!(" \\\n  -H {}", quote(&format!("Content-Signature: {signature}")))
        }
        None => String::new(),
    };
    let (url, body) = (quote(url), quote(&String::from_utf8_lossy(&request.body)));
    format!(
        "curl -sS {url} \\\n  -H 'Content-Type: application/json'{header} \\\n  --data-binary {body}"
    )
}

fn check(responses: &[ReceiverResponse], malformed: Option<Malformed>) -> Result<(), CliError> {
    let accepted = responses.iter().filter(|it| it.is_ok()).count();
    let (all, failed) = (responses.len(), responses.len() - accepted);
    let (is_wrong, message, hint) = match malformed {
        None => (
            failed > 0,
            message!("callback-not-accepted", failed = failed, all = all),
            message!("callback-not-accepted-hint"),
        ),
        Some(_) => (
            accepted > 0,
            message!("callback-malformed-accepted", accepted = accepted, all = all),
            message!("callback-malformed-accepted-hint"),
        ),
    };
    if !is_wrong {
        return Ok(());
    }
    Err(CliError::Partial { code: 1, message, hint: Some(hint) })
}
