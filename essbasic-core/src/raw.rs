//! Undeclared actions, called by name with a JSON request.

use chrono::NaiveDate;

use crate::environment::Host;
use crate::error::{Error, ErrorKind};
use crate::message::message;
use crate::retry::Effect;

/// An action given by name, for what is not in the catalogue.
///
/// Its request is not validated, and unless [`effect`](Self::effect) is set it is never retried if it
/// may have been executed.
///
/// ```no_run
/// # async fn zones(client: &essbasic_core::Client) -> Result<(), essbasic_core::Error> {
/// use essbasic_core::{Effect, RawAction};
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
    /// Creates an action of essbasic from its name and version.
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

    /// Sets the service. Default: `essbasic`.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    /// Sets the host of the environment that accepts the action. Default: the API host.
    #[must_use]
    pub fn host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// Sets the effect. Default: [`Effect::Charge`], which is never retried if it may have been executed.
    #[must_use]
    pub fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// Sets the calls per second that the service accepts. Default: 20.
    #[must_use]
    pub fn rate_limit(mut self, per_second: u32) -> Self {
        self.rate_limit = per_second;
        self
    }

    /// Checks name, version and service. Every call does this first.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] when one of them is malformed.
    pub fn check(&self) -> Result<(), Error> {
        let word = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
        let name = |text: &str| !text.is_empty() && word(text);
        let host = |text: &str| name(text) && !text.bytes().any(|b| b.is_ascii_uppercase());
        let date = |text: &str| {
            let is_padded = text.split('-').map(str::len).eq([4, 2, 2]);
            let digits = |b: u8| b.is_ascii_digit() || b == b'-';
            let is_real = NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
            is_padded && text.bytes().all(digits) && is_real
        };
        for (valid, message) in [
            (
                name(&self.name),
                message!("the action's name must be letters and digits: `DescribeZones`"),
            ),
            (date(&self.version), message!("the action's version must be a date: `2021-05-26`")),
            (
                host(&self.service),
                message!("the service's name must be lower-case letters and digits: `essbasic`"),
            ),
        ] {
            if !valid {
                return Err(Error::new(ErrorKind::Invalid, message));
            }
        }
        Ok(())
    }
}
