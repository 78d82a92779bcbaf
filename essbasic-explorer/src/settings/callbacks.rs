//! Settings of callbacks: URL, token and key of each.

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{Callback, CallbackSetting};
use maud::{Markup, html};

use crate::callbacks::shown_url;
use crate::paths::{SETTINGS_PATH, TRIGGER_EVENT_PATH};
use crate::sandbox_page::SandboxPage;

/// Maximum number of callbacks.
const MAX_CALLBACKS: usize = 10;

/// URL, token and key of a callback as they are entered.
#[derive(Clone, Default)]
pub(super) struct Draft {
    /// ID of the callback to be changed; `None` for a new one.
    pub(super) id: Option<u64>,
    pub(super) url: String,
    pub(super) token: String,
    pub(super) key: String,
}

impl Draft {
    /// Returns the callback. Empty texts are left out.
    pub(super) fn callback(&self) -> Callback {
        let mut callback = Callback::new(&self.url);
        if !self.token.is_empty() {
            callback = callback.token(&self.token);
        }
        if self.key.is_empty() { callback } else { callback.key(&self.key) }
    }

    fn of(setting: &CallbackSetting) -> Self {
        Self {
            id: Some(setting.id),
            url: setting.url.clone(),
            token: setting.token.clone().unwrap_or_default(),
            key: setting.key.clone().unwrap_or_default(),
        }
    }
}

/// Renders the callbacks and the form for one more.
pub(super) fn render(context: &SandboxPage, rejected: Option<&Draft>) -> Markup {
    let (settings, language) = (context.sandbox.callback_settings(), context.language);
    let new = rejected.filter(|it| it.id.is_none());
    html! {
        p { (t!(language, "callbacks-intro", count = MAX_CALLBACKS)) }
        @if settings.is_empty() { p.care { (t!(language, "no-callback")) } }
        @else {
            ul.cards { @for setting in &settings { li { (card(setting, rejected, language)) } } }
            p { a href=(TRIGGER_EVENT_PATH) { (t!(language, "trigger-event")) } }
        }
        @if settings.len() < MAX_CALLBACKS {
            details open[settings.is_empty() || new.is_some()] {
                summary { (t!(language, "add-callback")) }
                (form(&new.cloned().unwrap_or_default(), language))
            }
        }
    }
}

/// Renders a callback. What may be secret is shown on demand.
fn card(setting: &CallbackSetting, rejected: Option<&Draft>, language: Language) -> Markup {
    let own = rejected.filter(|it| it.id == Some(setting.id));
    let draft = own.cloned().unwrap_or_else(|| Draft::of(setting));
    html! {
        p {
            strong.mono { (shown_url(&setting.url)) } " "
            @match (&setting.token, &setting.key) {
                (_, Some(_)) => span.badge.read { (t!(language, "callback-encrypted")) },
                (Some(_), None) => span.badge { (t!(language, "callback-signed")) },
                (None, None) => span.badge.care { (t!(language, "callback-plain")) },
            }
        }
        details.secret open[own.is_some()] {
            summary { (t!(language, "change-callback")) }
            (form(&draft, language))
        }
        form method="post" action=(SETTINGS_PATH) {
            input type="hidden" name="id" value=(setting.id);
            button.danger.small name="command" value="remove-callback" { (t!(language, "remove")) }
        }
    }
}

fn form(draft: &Draft, language: Language) -> Markup {
    let (command, button) = match draft.id {
        Some(_) => ("save-callback", t!(language, "settings-save")),
        None => ("add-callback", t!(language, "add")),
    };
    html! {
        form.command method="post" action=(SETTINGS_PATH) autocomplete="off" {
            @if let Some(id) = draft.id { input type="hidden" name="id" value=(id); }
            label.wide { "URL" input type="url" name="url" required maxlength="2000" value=(draft.url)
                placeholder="http://localhost:3000/callback"; }
            label { (t!(language, "callback-token")) input name="token" maxlength="2000" value=(draft.token) spellcheck="false"; }
            label { (t!(language, "callback-key")) input name="key" maxlength="2000" value=(draft.key) spellcheck="false"; }
            button name="command" value=(command) { (button) }
        }
    }
}
