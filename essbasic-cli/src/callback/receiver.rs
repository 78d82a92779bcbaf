//! Receiver of callbacks: its address, and requests to it.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use essbasic::callback::CONTENT_SIGNATURE;
use essbasic::transport::{Body, ReqwestTransport, Transport, TransportErrorKind};
use essbasic::{Endpoint, Environment};
use http::{Request, header};
use serde_json::{Value, json};

use crate::error::CliError;
use crate::message::{Message, message};

/// Maximum size of a response that is read: 64 KiB.
const MAX_RESPONSE_BYTES: usize = 64 << 10;

/// A receiver of callbacks.
#[derive(Clone, Debug)]
pub(super) struct Receiver {
    pub(super) url: http::Uri,
    transport: Arc<dyn Transport>,
    timeout: Duration,
}

/// Response of a receiver to a request, or its absence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct ReceiverResponse {
    pub(super) result: Result<u16, NoResponse>,
    /// `true` if the response is larger than 64 KiB; the rest was not read.
    pub(super) is_large: bool,
    pub(super) time: Duration,
}

/// Reason for a missing response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NoResponse {
    NotConnected,
    TimedOut,
    Interrupted,
}

impl Receiver {
    /// Parses the URL of an option and checks that its host is on this machine or in a private
    /// network.
    pub(super) fn new(
        option: &str,
        url: &str,
        allow_public: bool,
        timeout: Duration,
    ) -> Result<Self, CliError> {
        // The URL may contain a password.
        let invalid = || CliError::usage(message!("callback-url", option = option));
        let url: http::Uri = url.parse().map_err(|_| invalid())?;
        let (scheme, authority) = url.scheme_str().zip(url.authority()).ok_or_else(invalid)?;
        if !matches!(scheme, "http" | "https") || authority.as_str().contains('@') {
            return Err(invalid());
        }
        let host = authority.host().trim_matches(['[', ']']);
        let port = port(&url);
        if !allow_public {
            check_private(option, host, port)?;
        }
        let endpoint =
            Endpoint::plain_http(&format!("{scheme}://{authority}")).map_err(|_| invalid())?;
        let environment = Environment::Custom { api: endpoint.clone(), file: endpoint };
        // A name is resolved again for each connection, and may then have a public address.
        let transport = if allow_public {
            ReqwestTransport::new(&environment)?
        } else {
            ReqwestTransport::restricted(&environment, is_private)?
        };
        Ok(Self { url, transport: Arc::new(transport), timeout })
    }

    /// Returns whether the URL leads to a listener on this machine.
    pub(super) fn is_at(&self, listener: SocketAddr) -> bool {
        let (host, port) = (self.url.host().unwrap_or_default(), port(&self.url));
        if port != listener.port() {
            return false;
        }
        let addresses = (host.trim_matches(['[', ']']), port).to_socket_addrs();
        addresses.into_iter().flatten().any(|it| leads_to(it.ip(), listener.ip()))
    }

    /// Posts a callback.
    pub(super) async fn post(
        &self,
        signature: Option<&str>,
        body: impl Into<Bytes>,
    ) -> ReceiverResponse {
        self.send(signature, Body::from(body.into()), self.timeout).await
    }

    /// Sends a request with a body, within a time limit.
    pub(super) async fn send(
        &self,
        signature: Option<&str>,
        body: Body,
        timeout: Duration,
    ) -> ReceiverResponse {
        let start = Instant::now();
        let mut request =
            Request::post(self.url.clone()).header(header::CONTENT_TYPE, "application/json");
        if let Some(signature) = signature {
            request = request.header(CONTENT_SIGNATURE, signature);
        }
        let mut read = 0;
        let mut is_large = false;
        let result = match request.body(body) {
            Ok(request) => {
                let mut handler = |_, chunk: &[u8]| {
                    read += chunk.len();
                    is_large = read > MAX_RESPONSE_BYTES;
                    !is_large
                };
                let response = self.transport.download(request, timeout, &mut handler).await;
                response.map(|it| it.status().as_u16()).map_err(|error| match error.kind() {
                    TransportErrorKind::NotConnected => NoResponse::NotConnected,
                    TransportErrorKind::TimedOut => NoResponse::TimedOut,
                    _ => NoResponse::Interrupted,
                })
            }
            // A signature that a header cannot contain.
            Err(_) => Err(NoResponse::NotConnected),
        };
        ReceiverResponse { result, is_large, time: start.elapsed() }
    }
}

impl ReceiverResponse {
    /// Returns whether the service would count the callback as delivered.
    pub(super) fn is_ok(self) -> bool {
        self.result == Ok(200)
    }

    pub(super) fn status(self) -> Option<u16> {
        self.result.ok()
    }

    /// Returns the reason for which the callback does not count as delivered.
    pub(super) fn problem(self) -> Option<Message> {
        Some(match self.result {
            Ok(200) => return None,
            Ok(status @ 300..=399) => message!("callback-redirect", status = u64::from(status)),
            Ok(status) => message!("callback-status", status = u64::from(status)),
            Err(reason) => reason.message(),
        })
    }

    pub(super) fn json(self) -> Value {
        json!({
            "status": self.status(),
            "milliseconds": u64::try_from(self.time.as_millis()).unwrap_or(u64::MAX),
            "problem": self.problem().map(|it| it.english().to_owned()),
        })
    }
}

impl NoResponse {
    pub(super) fn message(self) -> Message {
        match self {
            Self::NotConnected => message!("callback-not-connected"),
            Self::TimedOut => message!("callback-timed-out"),
            Self::Interrupted => message!("callback-interrupted"),
        }
    }
}

/// Returns the port of a URL. Default: that of its scheme.
fn port(url: &http::Uri) -> u16 {
    url.port_u16().unwrap_or(if url.scheme_str() == Some("https") { 443 } else { 80 })
}

/// Returns whether a connection to an address reaches a listener on another.
fn leads_to(address: IpAddr, listener: IpAddr) -> bool {
    let (address, listener) = (address.to_canonical(), listener.to_canonical());
    let is_any = address.is_unspecified() || listener.is_unspecified();
    // Only an address of this machine can be bound.
    address == listener || is_any && UdpSocket::bind((address, 0)).is_ok()
}

/// Rejects a host that has a public address.
fn check_private(option: &str, host: &str, port: u16) -> Result<(), CliError> {
    let addresses = (host, port).to_socket_addrs().map_err(|error| {
        CliError::usage(message!("callback-host", option = option, host = host, problem = error))
    })?;
    for address in addresses {
        if !is_private(address.ip()) {
            let ip = address.ip().to_string();
            let message = message!("callback-public", option = option, host = host, address = ip);
            return Err(CliError::usage(message).with_hint(message!("callback-public-hint")));
        }
    }
    Ok(())
}

/// Returns whether an address is on this machine or in a private network.
fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.is_unspecified()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Duration;

    use super::{Receiver, is_private};

    #[test]
    fn a_url_of_the_listener_is_recognized_in_any_spelling() {
        for (url, listener, is_at) in [
            ("http://127.0.0.1:8877/callback", "127.0.0.1:8877", true),
            ("http://localhost:8877", "127.0.0.1:8877", true),
            ("http://0.0.0.0:8877", "127.0.0.1:8877", true),
            ("http://127.0.0.1:8877", "0.0.0.0:8877", true),
            ("http://[::ffff:127.0.0.1]:8877", "127.0.0.1:8877", true),
            ("http://127.0.0.1", "127.0.0.1:80", true),
            ("http://127.0.0.1:8878", "127.0.0.1:8877", false),
            ("http://127.0.0.2:8877", "127.0.0.1:8877", false),
            ("http://192.0.2.1:8877", "0.0.0.0:8877", false),
        ] {
            let receiver = Receiver::new("--to", url, true, Duration::from_secs(1)).unwrap();
            let listener: SocketAddr = listener.parse().unwrap();
            assert_eq!(receiver.is_at(listener), is_at, "{url} {listener}");
        }
    }

    #[test]
    fn only_loopback_and_private_addresses_are_private() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.1.1",
            "172.16.0.1",
            "::1",
            "fd00::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_private(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["203.0.113.1", "172.32.0.1", "2001:db8::1", "::ffff:8.8.8.8"] {
            assert!(!is_private(ip.parse().unwrap()), "{ip}");
        }
    }
}
