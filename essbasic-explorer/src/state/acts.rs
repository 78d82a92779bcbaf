//! What a tester does from the pages: one address, a word for the act, and back to the page.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use essbasic_sandbox::{Command, CommandOutput, Fault, FaultKind, Person, Signer};

use super::AT;
use crate::watched::Watched;
use crate::{places, said};

/// What a form sends.
pub(super) struct Sent(BTreeMap<String, String>);

/// Does what a form asks for, and goes back to its page, which says what came of it.
pub(super) async fn act(watched: Watched, Form(sent): Form<BTreeMap<String, String>>) -> Response {
    let sent = Sent(sent);
    let (address, word) = match sent.text("act") {
        Some("fault") => (AT.to_owned(), befall(&watched, &sent)),
        Some("no-faults") => {
            watched.inside.clear_faults();
            (AT.to_owned(), "no-faults")
        }
        _ => acted(&watched, &sent).await,
    };
    Redirect::to(&said::at(&address, word)).into_response()
}

async fn acted(watched: &Watched, sent: &Sent) -> (String, &'static str) {
    let back = sent.text("table").zip(sent.text("id"));
    let back = back.map_or_else(|| AT.to_owned(), |(table, id)| places::address(table, id));
    let Some(act) = sent.act(watched).await else { return (back, "!form") };
    match watched.inside.execute(&act).await {
        Ok(CommandOutput::Started(flow)) => (places::address("flows", &flow), "started"),
        Ok(CommandOutput::Now(_)) => (back, "clock"),
        Ok(_) if matches!(act, Command::CompleteLink { .. }) => {
            (back_from_link(watched, sent).await, "done")
        }
        Ok(_) => (back, "done"),
        Err(why) => (back, said::refusal(why)),
    }
}

/// Most links are gone once they were agreed to.
async fn back_from_link(watched: &Watched, sent: &Sent) -> String {
    let id = sent.text("id").unwrap_or_default();
    match watched.inside.row("links", id).await {
        Ok(Some(_)) => places::address("links", id),
        _ => AT.to_owned(),
    }
}

fn befall(watched: &Watched, sent: &Sent) -> &'static str {
    let Some(fault) = sent.fault() else { return "!form" };
    watched.inside.inject_fault(fault);
    "fault"
}

impl Sent {
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

    fn signer(&self) -> Option<Signer> {
        match self.text("signer") {
            Some(id) => Some(Signer::Id(id.to_owned())),
            None => self.person().map(Signer::Person),
        }
    }

    /// The act that is asked for, where all is there that it needs.
    async fn act(&self, watched: &Watched) -> Option<Command> {
        let id = self.text("id").unwrap_or_default().to_owned();
        Some(match self.text("act")? {
            "scan" => Command::Scan { qr_code_id: id, person: self.person()? },
            "sign" => Command::Sign { flow_id: id, signer: self.signer()? },
            "refuse" => {
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
                let link = watched.inside.row("links", &id).await.ok()??.key;
                Command::CompleteLink { link, person: self.person() }
            }
            "review" => Command::ReviewSeal { seal_id: id, approved: self.text("good")? == "yes" },
            "contracts" => Command::SetContractQuota(self.number("left")?),
            "clock" => Command::Advance(Duration::from_secs(self.number("seconds")?)),
            _ => return None,
        })
    }

    fn fault(&self) -> Option<Fault> {
        let kind = match self.text("kind")? {
            "delay" => FaultKind::Delay(self.number("value")?),
            "status" => {
                FaultKind::Status(self.number("value").filter(|it| (200..600).contains(it))?)
            }
            "reset" => FaultKind::Reset,
            "cut" => FaultKind::Cut,
            "throttle" => FaultKind::Throttle,
            _ => return None,
        };
        let fault = Fault::new(kind).with_per_mille(self.number("per_mille")?);
        Some(match self.text("action") {
            Some(action) => fault.for_action(action),
            None => fault,
        })
    }
}
