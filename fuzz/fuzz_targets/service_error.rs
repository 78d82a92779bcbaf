//! Service errors and undecodable responses, through a whole call: a line with HTTP status and
//! headers, followed by the body.
//!
//! The error keeps the service's code and message, and never shows the name in the request.

#![no_main]

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use essbasic::signing::CreateSignUrls;
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{Agent, Client, Credential, ErrorKind, RetryPolicy, Unlimited, response};
use libfuzzer_sys::fuzz_target;

/// Name of the signer in the request. Corpus entries repeat it in the response.
const NAME: &str = "ZhangSanTest";

/// A transport that returns one response.
#[derive(Debug)]
struct FixedResponse {
    status: u16,
    headers: String,
    body: Bytes,
}

impl Transport for FixedResponse {
    fn send(&self, _: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        let mut response = http::Response::builder().status(self.status);
        for (name, value) in self.headers.split(';').filter_map(|header| header.split_once(':')) {
            response = response.header(name.trim(), value.trim());
        }
        let response = response.body(self.body.clone());
        Box::pin(async { Ok(response.unwrap_or_default()) })
    }
}

fuzz_target!(|input: &[u8]| {
    let (line, body) = essbasic_fuzz::split_first_line(input);
    let (status, headers) = line.split_once(' ').unwrap_or((line, ""));
    let status = status.parse().ok().filter(|status| (100..1000).contains(status)).unwrap_or(200);
    let (headers, bytes) = (headers.to_owned(), Bytes::copy_from_slice(body));
    let client = Client::builder()
        .credential(Credential::new("AKIDfuzz", "TestSecretKey"))
        .transport(FixedResponse { status, headers, body: bytes })
        .rate_limiter(Unlimited)
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .retry(RetryPolicy::none())
        .build()
        .expect("a client without network can be built");
    let action = CreateSignUrls::new(Agent::new("app")).name(NAME).mobile("13000000000");
    let result = essbasic_fuzz::block_on(async { action.send(&client).unchecked().await });
    let Err(error) = result else { return };
    let decoded = response::decode::<essbasic::EmptyResponse>(status, body);
    if let (ErrorKind::Service, Err(decoded)) = (error.kind(), decoded) {
        assert_eq!((error.code(), error.message()), (decoded.code(), decoded.message()));
    }
    let shown = format!("{error} {error:?} {:?} {:?}", error.source(), error.hint());
    let from_service = [error.code().map(|code| code.as_str()), error.request_id()];
    if !from_service.into_iter().flatten().any(|text| text.contains(NAME)) {
        assert!(!shown.contains(NAME), "{shown}");
    }
});
