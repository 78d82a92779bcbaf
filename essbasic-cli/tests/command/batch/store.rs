//! Batches whose store is gone.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use essbasic_sandbox::seed;

use super::super::support::call;
use super::service::{self, Service};
use super::{Batch, CREATE, creations};
use crate::postgres_server::PostgresServer;

#[test]
#[ignore = "needs postgres"]
fn results_that_wait_for_the_store_are_printed_when_a_second_interrupt_abandons_them() {
    let mut postgres = PostgresServer::start();
    let service = Service::start(Duration::from_secs(2), service::creating);
    let store = postgres.url();
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3));
    let batch = batch.with(&["--rate", "1000", "--store", &store]);
    let mut command = batch.command();
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    service.wait_for(3);
    postgres.kill();
    // Its response comes after those of the batch.
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    call(&service.endpoint, &["call", CREATE, "--json", &creations(1), "--agent", &agent]);

    let id = process.id().to_string();
    let interrupt = || {
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    };
    interrupt();
    // It says that it waits for the calls.
    let (mut errors, mut text) = (BufReader::new(process.stderr.take().unwrap()), String::new());
    errors.read_line(&mut text).unwrap();
    interrupt();
    assert_eq!(process.wait_with_output().unwrap().status.code(), Some(130), "{text}");
    errors.read_to_string(&mut text).unwrap();
    let printed = text.lines().filter(|line| line.contains("\"QrCodeId\":\"q\""));
    assert_eq!(printed.count(), 3, "{text}");
}
