//! Commands of the settings: a form posts one, and the page that it redirects to shows the result.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDateTime;
use essbasic_sandbox::{CallbackSettingError, Command, Fault, FaultCode, FaultKind, SnapshotError};
use http::StatusCode;

use super::callbacks::Draft;
use super::page;
use crate::paths::SETTINGS_PATH;
use crate::posted::LineForm;
use crate::sandbox_page::SandboxPage;
use crate::{flash, links};

/// Fields of a posted form.
struct SettingsForm(BTreeMap<String, String>);

/// Code of a form that lacks a field.
const INVALID: &str = "!invalid-form";

/// Executes a command.
pub(super) async fn execute(context: SandboxPage, LineForm(form): LineForm) -> Response {
    let form = SettingsForm(form);
    let (part, code) = match form.text("command").unwrap_or_default() {
        "add-callback" | "save-callback" => return save_callback(&context, &form).await,
        "remove-callback" => ("callbacks", remove_callback(&context, &form)),
        "advance-clock" | "set-clock" | "real-time" => ("clock", clock(&context, &form).await),
        "inject-fault" => ("faults", inject_fault(&context, &form)),
        "remove-fault" => match form.number("id").map(|id| context.sandbox.remove_fault(id)) {
            Some(true) => ("faults", "fault-removed"),
            _ => ("faults", "!unknown"),
        },
        "clear-faults" => {
            context.sandbox.clear_faults();
            ("faults", "faults-cleared")
        }
        "save-snapshot" | "restore-snapshot" | "delete-snapshot" | "reset" => {
            ("data", data(&context, &form).await)
        }
        "end-all" => return end_all(&context, &form).await,
        _ => ("", INVALID),
    };
    see(part, code)
}

/// Redirects to a part of the page, with a message.
fn see(part: &str, code: &str) -> Response {
    let address = flash::address(SETTINGS_PATH, code);
    Redirect::to(&format!("{address}{}{part}", if part.is_empty() { "" } else { "#" }))
        .into_response()
}

async fn save_callback(context: &SandboxPage, form: &SettingsForm) -> Response {
    let text = |name| form.text(name).unwrap_or_default().to_owned();
    let draft =
        Draft { id: form.number("id"), url: text("url"), token: text("token"), key: text("key") };
    let result = match draft.id {
        Some(id) => context.sandbox.replace_callback(id, draft.callback()).await,
        None => context.sandbox.add_callback(draft.callback()).await.map(drop),
    };
    match result {
        Ok(()) => see("callbacks", "callback-saved"),
        // What was entered stays in the form.
        Err(error) => {
            let query = BTreeMap::from([("message".to_owned(), callback_error(error).to_owned())]);
            let message = flash::message(&query, context.language);
            page::render(context, StatusCode::UNPROCESSABLE_ENTITY, &message, Some(&draft))
        }
    }
}

fn callback_error(error: CallbackSettingError) -> &'static str {
    match error {
        CallbackSettingError::Url => "!callback-url",
        CallbackSettingError::MissingToken => "!callback-token",
        CallbackSettingError::Malformed | CallbackSettingError::TooLong => "!callback-key",
        CallbackSettingError::TooMany => "!callback-too-many",
        CallbackSettingError::Repeated => "!callback-repeated",
        CallbackSettingError::NotFound => "!unknown",
        _ => "!callback-tls",
    }
}

fn remove_callback(context: &SandboxPage, form: &SettingsForm) -> &'static str {
    let removed = form.number("id").map(|id| context.sandbox.remove_callback(id));
    if removed == Some(Ok(())) { "callback-removed" } else { "!unknown" }
}

async fn clock(context: &SandboxPage, form: &SettingsForm) -> &'static str {
    let command = match form.text("command") {
        Some("real-time") => Some(Command::ResetClock),
        Some("set-clock") => form.time().map(|time| Command::SetClock {
            time,
            is_stopped: form.text("stopped") == Some("yes"),
        }),
        _ => form.number("seconds").map(|it| Command::Advance(Duration::from_secs(it))),
    };
    let Some(command) = command else { return INVALID };
    match context.sandbox.execute(&command).await {
        Ok(_) => "clock",
        Err(error) => flash::error(error),
    }
}

fn inject_fault(context: &SandboxPage, form: &SettingsForm) -> &'static str {
    match form.fault() {
        Ok(fault) => context.sandbox.inject_fault(fault).map_or("!too-many-faults", |_| "fault"),
        Err(code) => code,
    }
}

async fn data(context: &SandboxPage, form: &SettingsForm) -> &'static str {
    let (sandbox, id) = (&context.sandbox, form.number("id").unwrap_or_default());
    let (result, code) = match form.text("command") {
        Some("save-snapshot") => {
            let name = form.text("name").unwrap_or_default();
            (sandbox.save_snapshot(name).await.map(drop), "snapshot-saved")
        }
        Some("restore-snapshot") => (sandbox.restore_snapshot(id).await, "snapshot-restored"),
        Some("delete-snapshot") => (sandbox.delete_snapshot(id), "snapshot-deleted"),
        _ => (sandbox.reset().await, "reset"),
    };
    match result {
        Ok(()) => code,
        Err(SnapshotError::TooMany) => "!too-many-snapshots",
        Err(SnapshotError::Name) => "!snapshot-name",
        Err(SnapshotError::NotFound) => "!unknown",
        Err(_) => "!failed",
    }
}

/// Clears all faults and goes back to real time, from the banner of any page.
async fn end_all(context: &SandboxPage, form: &SettingsForm) -> Response {
    context.sandbox.clear_faults();
    if let Err(error) = context.sandbox.execute(&Command::ResetClock).await {
        return see("", flash::error(error));
    }
    Redirect::to(links::local(form.text("back").unwrap_or(SETTINGS_PATH))).into_response()
}

impl SettingsForm {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// Returns a time in UTC, with or without seconds, in Unix seconds.
    fn time(&self) -> Option<i64> {
        let text = self.text("time")?;
        let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
        let parse = |format: &&str| NaiveDateTime::parse_from_str(text, format).ok();
        let time = formats.iter().find_map(parse)?.and_utc().timestamp();
        (0..=253_402_300_799).contains(&time).then_some(time)
    }

    fn fault(&self) -> Result<Fault, &'static str> {
        let kind = match self.text("kind").ok_or(INVALID)? {
            "reject" => {
                let code = FaultCode::find(self.text("code").unwrap_or_default());
                FaultKind::Reject(code.ok_or("!fault-code")?)
            }
            "delay" => FaultKind::Delay(self.number("value").ok_or(INVALID)?),
            "status" => {
                let status = self.number("value").filter(|it| (200..600).contains(it));
                FaultKind::Status(status.ok_or(INVALID)?)
            }
            "reset" => FaultKind::Reset,
            "cut" => FaultKind::Cut,
            "throttle" => FaultKind::Throttle,
            "drop-callback" => FaultKind::DropCallback,
            "duplicate-callback" => FaultKind::DuplicateCallback,
            "shuffle-callback" => FaultKind::ShuffleCallback,
            _ => return Err(INVALID),
        };
        let percent: f64 = self.number("percent").ok_or(INVALID)?;
        if !(0.0..=100.0).contains(&percent) {
            return Err(INVALID);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
        let mut fault = Fault::new(kind).with_per_mille((percent * 10.0).round() as u32);
        if self.text("seconds").is_some() {
            let seconds = self.number("seconds").ok_or(INVALID)?;
            fault = fault.for_duration(Duration::from_secs(seconds));
        }
        Ok(match self.text("action") {
            Some(action) => fault.for_action(action),
            None => fault,
        })
    }
}
