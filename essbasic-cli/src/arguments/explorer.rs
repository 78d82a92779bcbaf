//! What `essbasic explorer` takes: where it listens, and how it calls.

use std::net::SocketAddr;

use clap::Args;

use super::Connection;

/// Find, read and try actions in a browser; the address is the first line on standard output
///
/// What is sent is sent with your key, once, and what does more than look is agreed to first. Only
/// who has the address with its token is let in, and only from this machine.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic explorer --environment test
  essbasic explorer --profile test --listen 127.0.0.1:8900")]
pub(crate) struct Explorer {
    /// Where to listen, on this machine; a free port unless given
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", hide_default_value = true)]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) connection: Connection,
}
