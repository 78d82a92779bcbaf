//! A resolver of names that refuses addresses.

use std::error::Error as StdError;
use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

use super::AddressFilter;
use crate::message::message;

/// A resolver that fails for a name with an address that is not allowed.
pub(super) struct FilteringResolver(pub(super) AddressFilter);

impl Resolve for FilteringResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allows = self.0;
        Box::pin(async move {
            let addresses: Vec<SocketAddr> = lookup_host((name.as_str(), 0)).await?.collect();
            match addresses.iter().find(|address| !allows(address.ip())) {
                None => Ok(Box::new(addresses.into_iter()) as Addrs),
                Some(refused) => {
                    let address = refused.ip().to_string();
                    let problem =
                        message!("its address {address} is not allowed", address = address);
                    Err(Box::new(problem) as Box<dyn StdError + Send + Sync>)
                }
            }
        })
    }
}
