//! A TCP proxy between a limiter and its server that delays, drops and cuts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// Treatment of the server's responses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub(crate) enum Mode {
    Pass = 0,
    /// Responses are delivered after a delay.
    Delay = 1,
    /// Responses are lost, the connection stays open.
    Drop = 2,
    /// The connection is closed instead of delivering a response.
    Cut = 3,
}

/// A proxy on a loopback port.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    mode: AtomicU8,
    delay: AtomicU64,
}

impl Proxy {
    pub(crate) async fn start(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(forward(client, server, Arc::clone(&shared)));
            }
        });
        Self { port, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub(crate) fn set(&self, mode: Mode) {
        self.state.mode.store(mode as u8, Ordering::SeqCst);
    }

    pub(crate) fn delay(&self, delay: Duration) {
        let delay = u64::try_from(delay.as_millis()).unwrap();
        self.state.delay.store(delay, Ordering::SeqCst);
        self.set(Mode::Delay);
    }
}

async fn forward(mut client: TcpStream, server: u16, state: Arc<State>) {
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", server)).await else { return };
    let (mut from_client, mut from_server) = (vec![0; 65536], vec![0; 65536]);
    loop {
        tokio::select! {
            Ok(length @ 1..) = client.read(&mut from_client) => {
                if server.write_all(&from_client[..length]).await.is_err() {
                    return;
                }
            }
            Ok(length @ 1..) = server.read(&mut from_server) => {
                match state.mode.load(Ordering::SeqCst) {
                    1 => sleep(Duration::from_millis(state.delay.load(Ordering::SeqCst))).await,
                    2 => continue,
                    3 => return,
                    _ => {}
                }
                if client.write_all(&from_server[..length]).await.is_err() {
                    return;
                }
            }
            else => return,
        }
    }
}
