//! What can be said of the way to the network, where reqwest is the transport.

use std::sync::Arc;
use std::time::Duration;

use super::ClientBuilder;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::proxy::Proxy;
use crate::transport::{Reqwest, Transport};

impl ClientBuilder {
    /// How long a connection is kept that nothing is sent over, unless said otherwise.
    pub const IDLE_TIMEOUT: Duration = crate::transport::IDLE_TIMEOUT;

    /// The time a connection may take; 10 seconds unless said otherwise. One that does not come
    /// about means that nothing was sent.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.network.connect_timeout = Some(timeout);
        self
    }

    /// How long the service may be silent within the time of the whole call; as long as that,
    /// unless said otherwise. An upload is silent until it is whole.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.network.read_timeout = Some(timeout);
        self
    }

    /// How long a connection is kept that nothing is sent over; 30 seconds unless said otherwise.
    /// The service closes it after 60: a request must not meet a connection just being closed.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.network.idle_timeout = Some(timeout);
        self
    }

    /// Which proxy requests go through; the system's unless said otherwise.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.network.proxy = proxy;
        self
    }

    /// Another root certificate to trust besides the system's, in PEM.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.network.root_certificates.push(pem.into());
        self
    }

    /// A reqwest client of one's own, with its connections, proxies and certificates.
    ///
    /// It must not follow redirects nor repeat anything: a signature is good for one host, and
    /// what may be repeated is decided here.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(Reqwest::from(client))
    }

    /// One's own transport, or reqwest as it was described.
    pub(super) fn resolve_transport(
        &self,
        environment: &Environment,
    ) -> Result<Arc<dyn Transport>, Error> {
        match &self.transport {
            Some(_) if !self.network.is_default() => {
                let message = "a transport of your own brings its own timeouts, proxy and certificates: set them there";
                Err(Error::new(ErrorKind::Configuration, message))
            }
            Some(transport) => Ok(Arc::clone(transport)),
            None => Ok(Arc::new(Reqwest::new(environment, &self.network)?)),
        }
    }
}
