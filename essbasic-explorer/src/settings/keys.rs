//! The endpoint and the key pair that calls are signed with.

use essbasic_devtools::t;
use essbasic_sandbox::seed;
use maud::{Markup, html};

use crate::app_state::is_default_credential;
use crate::sandbox_page::SandboxPage;

/// Renders them. A key of the sandbox's own is public; any other is not shown.
pub(super) fn render(context: &SandboxPage) -> Markup {
    let language = context.language;
    let credential = context.sandbox.credential();
    html! {
        dl.facts {
            dt { (t!(language, "settings-endpoint")) } dd.mono { span data-copy { (context.sandbox.endpoint()) } }
            dt { "SecretId" } dd.mono { span data-copy { (credential.secret_id()) } }
            dt { "SecretKey" }
            dd {
                @if is_default_credential(&credential) {
                    details.secret {
                        summary { span.faint { "••• " (t!(language, "show")) } }
                        code data-copy { (seed::SECRET_KEY) }
                    }
                } @else { (t!(language, "key-as-started")) }
            }
        }
        p.faint { (t!(language, "keys-intro")) }
    }
}
