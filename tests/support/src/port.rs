//! Ports for servers that tests start as processes.

use std::net::TcpStream;
use std::process;
use std::sync::atomic::{AtomicU16, Ordering};

/// First of the ports, and their number. The system chooses others by itself.
const FIRST: u16 = 10_000;
const COUNT: u16 = 20_000;

/// Returns a port of 127.0.0.1 that no server listens on, to each caller another.
///
/// Not found by listening on it: a listener that is closed stays open in each process that another
/// thread is just starting.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Processes start at different ports.
    let start = process::id() % u32::from(COUNT) * 64;
    loop {
        let index = start + u32::from(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = FIRST + u16::try_from(index % u32::from(COUNT)).unwrap();
        if TcpStream::connect(("127.0.0.1", port)).is_err() {
            return port;
        }
    }
}
