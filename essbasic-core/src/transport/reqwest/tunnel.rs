//! Refusals of proxies.

use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use crate::proxy::SelectedProxy;

/// Longest time that a refusal is asked for.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Returns the HTTP status with which a proxy refuses a tunnel to a URL. The connector does not keep it,
/// so that the proxy is asked once more, until `end` at most.
pub(super) async fn refusal(proxy: &SelectedProxy, url: &Uri, end: Instant) -> Option<u16> {
    if proxy.uri.scheme() != Some(&Scheme::HTTP) {
        return None;
    }
    let target = format!("{}:{}", url.host()?, url.port_u16().unwrap_or(443));
    let authorization = proxy.authorization.as_ref().and_then(|value| value.to_str().ok());
    let authorization =
        authorization.map_or_else(String::new, |it| format!("Proxy-Authorization: {it}\r\n"));
    let request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{authorization}\r\n");
    let address = (proxy.uri.host()?.trim_matches(['[', ']']), proxy.uri.port_u16().unwrap_or(80));
    let exchange = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut start = [0; "HTTP/1.1 200".len()];
        stream.read_exact(&mut start).await?;
        std::io::Result::Ok(start)
    };
    let limit = end.saturating_duration_since(Instant::now()).min(TIMEOUT);
    let start = timeout(limit, exchange).await.ok()?.ok()?;
    let status = std::str::from_utf8(&start).ok()?.strip_prefix("HTTP/1.")?;
    status.split_once(' ')?.1.parse().ok().filter(|status| *status >= 300)
}
