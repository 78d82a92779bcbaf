//! `essbasic callback probe`: checks a receiver with requests like those of the service.

use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_devtools::{Language, t};
use serde_json::{Value, json};
use textwrap::core::display_width;

use super::receiver::{Receiver, ReceiverResponse};
use super::{result_language, secrets, token_missing};
use crate::cli::ProbeArgs;
use crate::error::CliError;
use crate::message::message;
use crate::output::{self, OutputFormat, PrintOptions};
use crate::wrap::wrap;

mod check;
mod slow_body;

use check::{CheckName, Checker};

/// Width of the report in columns.
const WIDTH: usize = 80;

/// Number of columns before the texts.
const INDENT: usize = 7;

/// Result of one check.
#[derive(Clone, Copy, Debug)]
struct Finding {
    check: CheckName,
    response: ReceiverResponse,
    fault: Option<Fault>,
}

/// Fault of a receiver.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fault {
    /// It does not respond with 200, but must.
    NotAccepted,
    /// It responds with 200, but must not.
    Accepted,
    /// It redirects.
    Redirect,
    /// It responds with a success other than 200.
    NotExactly200,
    /// It responds too late, or not at all.
    NoResponse,
    /// Its response is larger than 64 KiB.
    LargeResponse,
    /// It no longer responds.
    Stopped,
    /// One request blocks others.
    Blocks,
}

pub(super) fn run(arguments: &ProbeArgs, print: &PrintOptions) -> Result<(), CliError> {
    let secrets = secrets(&arguments.keys)?;
    if !secrets.has_token() {
        return Err(token_missing());
    }
    let receiver = Receiver::new("URL", &arguments.url, arguments.allow_public, arguments.timeout)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let findings = runtime.block_on(check_all(&receiver, &secrets, arguments))?;
    let faults = findings.iter().filter(|it| it.fault.is_some()).count();
    let language = result_language(print, print.filter.is_none());
    let checks: Vec<_> = findings.iter().map(|it| it.json(language)).collect();
    let report = json!({ "checks": checks, "faults": faults });
    let printed =
        if print.filter.is_none() && matches!(print.output, None | Some(OutputFormat::Text)) {
            let mut lines = findings.iter().flat_map(|it| it.lines(language));
            lines.try_for_each(|line| output::line(&line))
        } else {
            output::result(&report, print)
        };
    if faults == 0 {
        return printed.map_err(|error| error.unprinted(report));
    }
    let message = message!("probe-faults", count = faults);
    Err(CliError::Partial { code: 1, message, hint: None })
}

async fn check_all(
    receiver: &Receiver,
    secrets: &CallbackSecrets,
    arguments: &ProbeArgs,
) -> Result<Vec<Finding>, CliError> {
    let checker = Checker::new(receiver, secrets, arguments.timeout)?;
    let mut findings = Vec::new();
    for check in CheckName::ALL {
        if check.needs_key() && !secrets.has_key() {
            continue;
        }
        let (response, fault) = checker.run(check).await?;
        let is_unreachable = check == CheckName::Empty
            && response.result == Err(super::receiver::NoResponse::NotConnected);
        findings.push(Finding { check, response, fault });
        if is_unreachable {
            break;
        }
    }
    Ok(findings)
}

/// Wraps a text at 80 columns.
fn wrapped(text: &str, first: &str, others: &str) -> Vec<String> {
    let lines = wrap(text, WIDTH, first, others).into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

impl Finding {
    /// Returns the lines of text, at most 80 columns wide.
    fn lines(&self, language: Language) -> Vec<String> {
        let title = self.check.title(language);
        let got = match self.response.result {
            Ok(status) => status.to_string(),
            Err(reason) => reason.message().text(language).to_owned(),
        };
        let milliseconds = u64::try_from(self.response.time.as_millis()).unwrap_or(u64::MAX);
        let label = match self.fault {
            None => t!(language, "probe-ok"),
            Some(_) => t!(language, "probe-fault"),
        };
        let indent = " ".repeat(INDENT);
        let first = format!("{label}{}", " ".repeat(INDENT.saturating_sub(display_width(&label))));
        let result = t!(language, "probe-result", title = title, got = got, ms = milliseconds);
        let mut lines = wrapped(&result, &first, &indent);
        if let Some(fault) = self.fault {
            lines.extend(wrapped(&fault.hint(self.check, language), &indent, &indent));
        }
        lines
    }

    fn json(&self, language: Language) -> Value {
        json!({
            "name": self.check.as_str(),
            "title": self.check.title(language),
            "ok": self.fault.is_none(),
            "status": self.response.status(),
            "milliseconds": u64::try_from(self.response.time.as_millis()).unwrap_or(u64::MAX),
            "fault": self.fault.map(Fault::as_str),
            "hint": self.fault.map(|it| it.hint(self.check, language)),
        })
    }
}

impl Fault {
    const fn as_str(self) -> &'static str {
        match self {
            Self::NotAccepted => "not_accepted",
            Self::Accepted => "accepted",
            Self::Redirect => "redirect",
            Self::NotExactly200 => "not_exactly_200",
            Self::NoResponse => "no_response",
            Self::LargeResponse => "large_response",
            Self::Stopped => "stopped",
            Self::Blocks => "blocks",
        }
    }

    fn hint(self, check: CheckName, language: Language) -> String {
        match self {
            Self::NotAccepted => return check.hint(language),
            Self::Accepted => t!(language, "probe-hint-accepted"),
            Self::Redirect => t!(language, "probe-hint-redirect"),
            Self::NotExactly200 => t!(language, "probe-hint-not-exactly-200"),
            Self::NoResponse => t!(language, "probe-hint-no-response"),
            Self::LargeResponse => t!(language, "probe-hint-large-response"),
            Self::Stopped => t!(language, "probe-hint-stopped"),
            Self::Blocks => t!(language, "probe-hint-blocks"),
        }
        .into_owned()
    }
}
