//! The clock of the sandbox: advance it, set it, go back to real time.

use chrono::DateTime;
use essbasic_devtools::t;
use maud::{Markup, html};

use crate::paths::SETTINGS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::time;

/// Renders the clock and its forms.
pub(super) fn render(context: &SandboxPage) -> Markup {
    let (clock, language) = (context.sandbox.clock(), context.language);
    let steps = [
        (3600, t!(language, "advance-hour")),
        (86_400, t!(language, "advance-day")),
        (604_800, t!(language, "advance-week")),
    ];
    let local = DateTime::from_timestamp(clock.now, 0);
    let local = local.map(|time| time.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    html! {
        p {
            (t!(language, "sandbox-time")) (language.sentence_separator())
            strong { (time::seconds(clock.now)) " UTC" } " "
            @if clock.is_stopped { span.badge.care { (t!(language, "clock-stopped")) } }
            @else if clock.is_real { span.badge.read { (t!(language, "clock-real")) } }
            @else { span.badge.care { (t!(language, "clock-moved")) } }
        }
        div.buttons {
            @for (seconds, name) in steps {
                form method="post" action=(SETTINGS_PATH) {
                    input type="hidden" name="command" value="advance-clock";
                    button.quiet name="seconds" value=(seconds) { (name) }
                }
            }
            @if !clock.is_real {
                form method="post" action=(SETTINGS_PATH) {
                    button name="command" value="real-time" { (t!(language, "real-time")) }
                }
            }
        }
        form.command method="post" action=(SETTINGS_PATH) {
            label { (t!(language, "advance-seconds"))
                input name="seconds" inputmode="numeric" pattern="[0-9]{1,12}" required; }
            button.quiet name="command" value="advance-clock" { (t!(language, "advance-clock")) }
        }
        form.command method="post" action=(SETTINGS_PATH) {
            label { (t!(language, "clock-time")) input type="datetime-local" name="time" required value=(local) max="9999-12-31T23:59"; }
            label.check { input type="checkbox" name="stopped" value="yes" checked[clock.is_stopped]; " " (t!(language, "clock-stop")) }
            button.quiet name="command" value="set-clock" { (t!(language, "set")) }
        }
        p.faint { (t!(language, "clock-intro")) }
    }
}
