//! Actions that nobody has annotated: called by name, with members in JSON.

use crate::environment::Host;
use crate::error::{Error, ErrorKind};
use crate::retry::Effect;

/// An action by its name, for what the catalogue does not have yet.
///
/// Nothing is known of it, so nothing is checked before it is sent, and it is not repeated once
/// it may have arrived, unless told otherwise.
///
/// ```no_run
/// # async fn zones(client: &essbasic_core::Client) -> Result<(), essbasic_core::Error> {
/// use essbasic_core::{RawAction, Effect};
///
/// let zones = RawAction::new("DescribeZones", "2017-03-12").service("cvm").effect(Effect::Read);
/// let reply = client.call_raw(&zones, &serde_json::Map::new()).await?;
/// println!("{} zones", reply.output.0["TotalCount"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RawAction {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) service: String,
    pub(crate) host: Host,
    pub(crate) effect: Effect,
    pub(crate) rate_limit: u32,
}

impl RawAction {
    /// An action of essbasic, by name and version.
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: version.into(),
            service: "essbasic".to_owned(),
            host: Host::Api,
            effect: Effect::Charge,
            rate_limit: 20,
        }
    }

    /// Another service's.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    /// Which of the environment's hosts takes it; the API host unless said otherwise.
    #[must_use]
    pub fn host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// What repeating it does; nothing good, unless said otherwise.
    #[must_use]
    pub fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// How many calls the service takes in a second; 20 unless said otherwise.
    #[must_use]
    pub fn rate_limit(mut self, per_second: u32) -> Self {
        self.rate_limit = per_second;
        self
    }

    /// Refuses names that cannot be a part of a request.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let word = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
        let name = |text: &str| !text.is_empty() && word(text);
        let host = |text: &str| name(text) && !text.bytes().any(|b| b.is_ascii_uppercase());
        let date = |text: &str| text.len() == 10 && text.split('-').all(word);
        for (holds, what) in [
            (name(&self.name), "the action's name is letters and digits: `DescribeZones`"),
            (date(&self.version), "the action's version is a date: `2021-05-26`"),
            (host(&self.service), "the service's name is small letters and digits: `essbasic`"),
        ] {
            if !holds {
                return Err(Error::new(ErrorKind::Invalid, what));
            }
        }
        Ok(())
    }
}
