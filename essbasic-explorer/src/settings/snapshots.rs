//! Data of the sandbox: snapshots, and the reset to the initial data.

use axum::extract::Path;
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::SavedSnapshot;
use maud::{Markup, html};

use crate::limits::short;
use crate::page::Page;
use crate::paths::{RESET_PATH, SETTINGS_PATH, SNAPSHOTS_PATH};
use crate::sandbox_page::SandboxPage;
use crate::time;

/// Renders the snapshots and the link to the reset.
pub(super) fn render(context: &SandboxPage) -> Markup {
    let (snapshots, language) = (context.sandbox.snapshots(), context.language);
    html! {
        p { (t!(language, "snapshots-intro", count = 10)) }
        @if !snapshots.is_empty() {
            ul.cards { @for snapshot in snapshots.iter().rev() { li.line { (card(snapshot, language)) } } }
        }
        form.command method="post" action=(SETTINGS_PATH) {
            label { (t!(language, "snapshot-name")) input name="name" required maxlength="64"; }
            button name="command" value="save-snapshot" { (t!(language, "save-snapshot")) }
        }
        h3 { (t!(language, "settings-reset")) }
        p { (t!(language, "reset-intro")) }
        p { a.button.danger href=(RESET_PATH) { (t!(language, "reset-start")) } }
    }
}

fn card(snapshot: &SavedSnapshot, language: Language) -> Markup {
    html! {
        span { strong { (short(&snapshot.name)) } " " (facts(snapshot, language)) }
        a.button.quiet.small href={ (SNAPSHOTS_PATH) "/" (snapshot.id) } { (t!(language, "open-snapshot")) }
    }
}

fn facts(snapshot: &SavedSnapshot, language: Language) -> Markup {
    html! {
        span.faint { (time::seconds(snapshot.taken_on)) " UTC · " (t!(language, "snapshot-rows", count = snapshot.rows)) }
    }
}

/// Serves the page that asks before a snapshot is restored or deleted: both discard data.
pub(super) async fn show(context: SandboxPage, Path(id): Path<String>) -> Response {
    let snapshots = context.sandbox.snapshots();
    let Some(snapshot) = snapshots.iter().find(|it| it.id.to_string() == id) else {
        return context.not_found(SETTINGS_PATH);
    };
    let language = context.language;
    let title = t!(language, "snapshot-title", name = short(&snapshot.name));
    let main = html! {
        h1 { (title) }
        p { (facts(snapshot, language)) }
        p { (t!(language, "restore-question")) }
        form.buttons method="post" action=(SETTINGS_PATH) {
            input type="hidden" name="id" value=(snapshot.id);
            button.danger name="command" value="restore-snapshot" { (t!(language, "restore-snapshot")) }
            button.danger name="command" value="delete-snapshot" { (t!(language, "delete-snapshot")) }
            a.button.quiet href={ (SETTINGS_PATH) "#data" } { (t!(language, "settings-cancel")) }
        }
    };
    Page::new(&context.state, language, &title)
        .section(SETTINGS_PATH)
        .address(&format!("{SNAPSHOTS_PATH}/{}", snapshot.id))
        .styles(&["settings.css"])
        .render(&main)
}

/// Serves the page that asks before a reset.
pub(super) async fn confirm_reset(context: SandboxPage) -> Response {
    let language = context.language;
    let title = t!(language, "settings-reset");
    let main = html! {
        h1 { (title) }
        p { (t!(language, "reset-intro")) }
        p { (t!(language, "reset-question")) }
        form.buttons method="post" action=(SETTINGS_PATH) {
            button.danger name="command" value="reset" { (t!(language, "reset-confirm")) }
            a.button.quiet href={ (SETTINGS_PATH) "#data" } { (t!(language, "settings-cancel")) }
        }
    };
    Page::new(&context.state, language, &title)
        .section(SETTINGS_PATH)
        .address(RESET_PATH)
        .styles(&["settings.css"])
        .render(&main)
}
