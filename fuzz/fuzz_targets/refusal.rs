//! Refusals and whatever else is no output, through a client's whole call: a line with a status and
//! headers, and below it the body. The request holds a person, whom no error may show.

#![no_main]

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use essbasic::signing::CreateSignUrls;
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{Agent, Client, Credential, ErrorKind, RetryPolicy, Unlimited, response};
use libfuzzer_sys::fuzz_target;

/// Whoever is in the request. Where an input has the name, it stands in the answer.
const PERSON: &str = "ZhangSanOfNobody";

/// Plays back one answer.
#[derive(Debug)]
struct Played(u16, String, Bytes);

impl Transport for Played {
    fn send(&self, _: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        let mut answer = http::Response::builder().status(self.0);
        for (name, value) in self.1.split(';').filter_map(|header| header.split_once(':')) {
            answer = answer.header(name.trim(), value.trim());
        }
        let answer = answer.body(self.2.clone());
        Box::pin(async { Ok(answer.unwrap_or_default()) })
    }
}

fuzz_target!(|input: &[u8]| {
    let (line, body) = essbasic_fuzz::first_line(input);
    let (status, headers) = line.split_once(' ').unwrap_or((line, ""));
    let status = status.parse().ok().filter(|it| (100..1000).contains(it)).unwrap_or(200);
    let client = Client::builder()
        .credential(Credential::new("AKIDfuzz", "KeyOfNobody"))
        .transport(Played(status, headers.to_owned(), Bytes::copy_from_slice(body)))
        .rate_limit(Unlimited)
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .retry(RetryPolicy::none())
        .build()
        .expect("a client without a network");
    let links = CreateSignUrls::new(Agent::new("app")).name(PERSON).mobile("13000000000");
    let Err(error) = essbasic_fuzz::run(async { links.send(&client).unchecked().await }) else {
        return;
    };
    let bare = response::decode::<essbasic::EmptyResponse>(status, body);
    if let (ErrorKind::Service, Err(bare)) = (error.kind(), bare) {
        assert_eq!((error.code(), error.message()), (bare.code(), bare.message()));
    }
    let shown = format!("{error} {error:?} {:?} {:?}", error.source(), error.hint());
    let of_the_service = [error.code().map(|code| code.as_str()), error.request_id()];
    if !of_the_service.into_iter().flatten().any(|text| text.contains(PERSON)) {
        assert!(!shown.contains(PERSON), "{shown}");
    }
});
