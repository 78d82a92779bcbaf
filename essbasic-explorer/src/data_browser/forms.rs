//! Forms of commands: what people and the service do.

use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::Value;

use crate::paths::DATA_PATH;

/// Renders the commands for a row.
pub(super) fn commands(table: &str, id: &str, row: &Value, language: Language) -> Markup {
    let form = RowForm { table, id };
    match table {
        "qr_codes" => form.section(
            &t!(language, "scan-as-person"),
            &html! {
                (person(language, true))
                button name="command" value="scan" { (t!(language, "scan")) }
            },
        ),
        "links" if is_request(row) => form.section(
            &t!(language, "approve-link"),
            &html! {
                (person(language, false))
                button name="command" value="agree" { (t!(language, "agree")) }
            },
        ),
        "seals" if row["status"] == "CHECKING" => form.section(
            &t!(language, "review-seal"),
            &html! {
                input type="hidden" name="command" value="review";
                button name="approved" value="yes" { (t!(language, "approve")) }
                button.danger name="approved" value="no" { (t!(language, "reject")) }
            },
        ),
        "accounts" => form.section(
            &t!(language, "contracts-left"),
            &html! {
                label { (t!(language, "contracts"))
                    input name="contracts" inputmode="numeric" pattern="[0-9]{1,9}" required; }
                button name="command" value="set-contracts" { (t!(language, "set")) }
            },
        ),
        _ => html! {},
    }
}

/// Returns whether a link requests something; others open documents.
fn is_request(link: &Value) -> bool {
    const REQUESTS: [&str; 7] =
        ["Sign", "Console", "AutoSign", "Service", "Partners", "Prepared", "Cancel"];
    REQUESTS.iter().any(|kind| link["purpose"].get(kind).is_some())
}

/// A form for a command on a row.
#[derive(Clone, Copy)]
struct RowForm<'a> {
    table: &'a str,
    id: &'a str,
}

impl RowForm<'_> {
    fn section(self, title: &str, content: &Markup) -> Markup {
        html! { section { h2 { (title) } (self.form(content)) } }
    }

    fn form(self, content: &Markup) -> Markup {
        html! {
            form.command method="post" action=(DATA_PATH) {
                input type="hidden" name="table" value=(self.table);
                input type="hidden" name="id" value=(self.id);
                (content)
            }
        }
    }
}

/// Renders name and mobile number of a person.
pub(crate) fn person(language: Language, is_required: bool) -> Markup {
    html! {
        label { (t!(language, "invented-name"))
            input name="name" required[is_required] autocomplete="off" placeholder="测试甲"; }
        label { (t!(language, "invented-mobile"))
            input name="mobile" required[is_required] autocomplete="off" inputmode="numeric"
                pattern="[0-9]{11}" placeholder="13000000001"; }
    }
}
