//! The connection to the server: checked when it is established, and replaced when it breaks.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Weak};
use std::time::Duration;

use redis::Script;
use redis::aio::MultiplexedConnection;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use super::server::Server;
use super::{Keys, WINDOW, saturating_add};
use crate::{FleetError, FleetErrorKind};

/// Maximum delay between two attempts to reconnect.
///
/// Less than a window, so that replicas reconnect at about the same time.
const MAX_BACKOFF: Duration = Duration::from_millis(500);

/// Maximum time by which a response may be slower than those before it. Half of the window's margin.
const MAX_JITTER: Duration = Duration::from_millis(25);

static RESERVE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("reserve.lua")));

/// The connection to the server.
pub(super) struct ConnectionManager {
    server: Server,
    /// Maximum time for a response, including reconnecting.
    server_timeout: Duration,
    /// Maximum latency of recent responses, in µs.
    latency: AtomicU64,
    state: watch::Sender<State>,
}

#[derive(Clone)]
enum State {
    Up {
        connection: MultiplexedConnection,
        /// Distinguishes connections.
        number: u64,
        since: Instant,
        /// Until then, the server may not know all permits that are in use.
        cold_until: Option<Instant>,
    },
    Down {
        since: Instant,
        number: u64,
    },
}

/// Response to a reservation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reply {
    /// A permit for this time.
    Granted(Instant),
    /// A permit that has lapsed: this process was paused, or the response was slower than those before
    /// it.
    Late,
    /// The next permit is available only after the maximum wait.
    TooLong,
}

impl ConnectionManager {
    /// Connects, and checks that the server can be used.
    pub(super) async fn connect(
        server: Server,
        server_timeout: Duration,
    ) -> Result<Arc<Self>, FleetError> {
        let connection = server.connect().await?;
        let since = Instant::now();
        let up = State::Up { connection, number: 0, since, cold_until: None };
        let (latency, state) = (AtomicU64::new(0), watch::Sender::new(up));
        Ok(Arc::new(Self { server, server_timeout, latency, state }))
    }

    /// Reserves a permit. Waits for a new connection if the current one breaks.
    pub(super) async fn reserve(
        self: &Arc<Self>,
        keys: &Keys,
        limit: u32,
        longest: Duration,
    ) -> Result<Reply, FleetError> {
        let mut states = self.state.subscribe();
        let asked_at = Instant::now();
        // The timeout runs once for an outage, not for every call.
        let deadline = match &*states.borrow() {
            State::Up { .. } => saturating_add(asked_at, self.server_timeout),
            State::Down { since, .. } => saturating_add(*since, self.server_timeout),
        };
        loop {
            let state = states.borrow_and_update().clone();
            let State::Up { mut connection, number, cold_until, .. } = state else {
                match timeout_at(deadline, states.changed()).await {
                    Ok(Ok(())) => continue,
                    _ => return Err(self.unavailable()),
                }
            };
            let is_cold = cold_until.is_some_and(|until| Instant::now() < until);
            let mut reserve = RESERVE.prepare_invoke();
            reserve.key(keys.permits()).key(keys.clock());
            let latency = self.latency.load(Ordering::Relaxed);
            reserve.arg(limit).arg(micros(WINDOW)).arg(micros(longest)).arg(u8::from(is_cold));
            reserve.arg(latency);
            let sent_at = Instant::now();
            match timeout_at(deadline, reserve.invoke_async(&mut connection)).await {
                Ok(Ok((1, wait))) => {
                    let taken = sent_at.elapsed();
                    // Rises at once and falls slowly.
                    let longest = micros(taken).max(latency - latency / 16);
                    self.latency.store(longest, Ordering::Relaxed);
                    let is_late = taken > Duration::from_micros(latency) + MAX_JITTER;
                    let at = saturating_add(Instant::now(), Duration::from_micros(wait));
                    return Ok(if is_late { Reply::Late } else { Reply::Granted(at) });
                }
                Ok(Ok::<(u8, u64), _>(_)) => return Ok(Reply::TooLong),
                Ok(Err(error)) => self.on_broken(number, Some(&error)),
                Err(_) => self.on_broken(number, None),
            }
        }
    }

    /// Returns the time from which this process may use its share: one window after the connection broke,
    /// when all permits that the server granted have been used.
    pub(super) fn quiet_until(&self) -> Instant {
        match &*self.state.borrow() {
            State::Up { .. } => Instant::now(),
            State::Down { since, .. } => *since + WINDOW,
        }
    }

    /// Returns the error of a server that is unavailable.
    pub(super) fn unavailable(&self) -> FleetError {
        let message = format!("the server at {} does not respond", self.server);
        let hint =
            "check that the server runs and can be reached; the limiter reconnects by itself";
        FleetError::new(FleetErrorKind::Unavailable, message, hint)
    }

    pub(super) fn is_up(&self) -> bool {
        matches!(&*self.state.borrow(), State::Up { .. })
    }

    /// Replaces a connection that failed, unless another call has reported it.
    fn on_broken(self: &Arc<Self>, broken: u64, error: Option<&redis::RedisError>) {
        let mut is_new = false;
        self.state.send_if_modified(|state| match state {
            State::Up { number, since, .. } if *number == broken => {
                // A connection that breaks immediately is not replaced immediately.
                let first =
                    if since.elapsed() < MAX_BACKOFF { MAX_BACKOFF } else { Duration::ZERO };
                is_new = true;
                tokio::spawn(reconnect(Arc::downgrade(self), first));
                *state = State::Down { since: Instant::now(), number: broken };
                true
            }
            _ => false,
        });
        if is_new {
            let problem = error.map_or("no response in time".to_owned(), ToString::to_string);
            tracing::debug!(server = %self.server, problem, "connection of the rate limiter broke");
        }
    }

    fn on_connected(&self, connection: MultiplexedConnection) {
        self.state.send_modify(|state| {
            let State::Down { number, .. } = *state else { return };
            let since = Instant::now();
            let cold_until = Some(saturating_add(since, WINDOW));
            *state = State::Up { connection, number: number + 1, since, cold_until };
        });
    }
}

/// Reconnects until it succeeds or the limiter is dropped. Logs an outage once, and its end.
async fn reconnect(manager: Weak<ConnectionManager>, first: Duration) {
    let (mut delay, mut warned) = (first, false);
    loop {
        sleep(delay).await;
        let Some(manager) = manager.upgrade() else { return };
        match manager.server.connect().await {
            Ok(connection) => {
                if warned {
                    tracing::info!(server = %manager.server, "rate limiter: the server is available again");
                }
                manager.on_connected(connection);
                return;
            }
            Err(error) if !warned => {
                let hint = error.hint();
                tracing::warn!(
                    server = %manager.server, %error, hint,
                    "rate limiter: the server is unavailable; the fallback applies"
                );
                warned = true;
            }
            Err(_) => {}
        }
        delay = (delay * 2).clamp(Duration::from_millis(50), MAX_BACKOFF);
    }
}

impl fmt::Debug for ConnectionManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionManager")
            .field("server", &format_args!("{}", self.server))
            .field("is_up", &self.is_up())
            .finish_non_exhaustive()
    }
}

fn micros(duration: Duration) -> u64 {
    // Numbers of Lua are exact below 2^53.
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX).min(1 << 52)
}
