//! Commands of testers: a form posts one, and the page that it redirects to shows the result.

use std::collections::BTreeMap;

use axum::response::{IntoResponse, Redirect, Response};
use essbasic_sandbox::{Command, CommandOutput, Person, SignerRef};

use crate::paths::DATA_PATH;
use crate::posted::LineForm;
use crate::sandbox_page::SandboxPage;
use crate::{flash, links};

/// Fields of a posted form.
struct CommandForm(BTreeMap<String, String>);

/// Executes a command.
pub(super) async fn execute(context: SandboxPage, LineForm(form): LineForm) -> Response {
    let form = CommandForm(form);
    let (address, code) = run(&context, &form).await;
    Redirect::to(&flash::address(&address, code)).into_response()
}

/// Runs a command of the sandbox. Returns the address and code of the result.
async fn run(context: &SandboxPage, form: &CommandForm) -> (String, &'static str) {
    let row = form.text("table").zip(form.text("id"));
    let back = match (form.text("back"), row) {
        (Some(back), _) => links::local(back).to_owned(),
        (None, Some((table, id))) => links::address(table, id),
        (None, None) => DATA_PATH.to_owned(),
    };
    let Some(command) = form.command(context).await else { return (back, "!invalid-form") };
    match context.sandbox.execute(&command).await {
        Ok(CommandOutput::Started(flow)) => (links::address("flows", &flow), "started"),
        Ok(_) if matches!(command, Command::CompleteLink { .. }) => {
            (address_after_link(context, form).await, "done")
        }
        Ok(_) => (back, "done"),
        Err(error) => (back, flash::error(error)),
    }
}

/// Returns the address of a link, or of the overview if completing the link deleted it.
async fn address_after_link(context: &SandboxPage, form: &CommandForm) -> String {
    let id = form.text("id").unwrap_or_default();
    match context.sandbox.row("links", id).await {
        Ok(Some(_)) => links::address("links", id),
        _ => DATA_PATH.to_owned(),
    }
}

impl CommandForm {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    fn person(&self) -> Option<Person> {
        let (name, mobile) = self.text("name").zip(self.text("mobile"))?;
        Some(Person { name: name.to_owned(), mobile: mobile.to_owned() })
    }

    fn signer(&self) -> Option<SignerRef> {
        match self.text("signer") {
            Some(id) => Some(SignerRef::Id(id.to_owned())),
            None => self.person().map(SignerRef::Person),
        }
    }

    /// Returns the command, if all its fields are present.
    async fn command(&self, context: &SandboxPage) -> Option<Command> {
        let id = self.text("id").unwrap_or_default().to_owned();
        Some(match self.text("command")? {
            "scan" => Command::Scan { qr_code_id: id, person: self.person()? },
            "sign" => Command::Sign { flow_id: id, signer: self.signer()? },
            "decline" => {
                let message = self.text("message").unwrap_or_default().to_owned();
                Command::Decline { flow_id: id, signer: self.signer()?, message }
            }
            "fill" => {
                let values = self.0.iter().filter_map(|(name, value)| {
                    Some((name.strip_prefix("field-")?.to_owned(), value.clone()))
                });
                Command::Fill { flow_id: id, signer: self.signer()?, values: values.collect() }
            }
            "agree" => {
                let link = context.sandbox.row("links", &id).await.ok()??.key;
                Command::CompleteLink { link, person: self.person() }
            }
            "review" => {
                Command::ReviewSeal { seal_id: id, approved: self.text("approved")? == "yes" }
            }
            "set-contracts" => Command::SetContractQuota(self.number("contracts")?),
            _ => return None,
        })
    }
}
