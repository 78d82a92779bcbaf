//! Interceptors: order, protected parts, records of calls, and wrapped transports.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use essbasic_core::provider::{CredentialFuture, CredentialProvider, ProviderError};
use essbasic_core::transport::{Body, SendFuture, Transport};
use essbasic_core::{
    AttemptRecord, CallInfo, CallRecord, Client, CredentialRefresh, Effect, ErrorKind, Interceptor,
    InterceptorError, Outcome, RawAction, SlidingWindow, limits,
};
use http::{HeaderValue, Method};
use serde_json::{Map, Value, json};

use crate::actions::{CancelThing, CreateThing, DescribeThing, Person, StartThing};
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, Step, credential, header, interrupted, is_signed_by, ok,
    rejection,
};

type Change = fn(&mut http::Request<Body>) -> Result<(), InterceptorError>;

/// An interceptor that writes a line for each hook, and changes requests.
#[derive(Clone, Default)]
struct Journal {
    lines: Arc<Mutex<Vec<String>>>,
    records: Arc<Mutex<Vec<Record>>>,
    change: Option<Change>,
}

/// The values of a [`CallRecord`].
#[derive(Clone, Debug)]
struct Record {
    request: Option<Value>,
    outcome: &'static str,
    code: Option<String>,
    request_id: Option<String>,
    attempts: u32,
    cancelled: bool,
    started_at: SystemTime,
    rate_limit_wait: Duration,
    backoff: Duration,
    sending: Duration,
    total: Duration,
}

impl Journal {
    fn changing(change: Change) -> Self {
        Self { change: Some(change), ..Self::default() }
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    fn record(&self) -> Record {
        self.records.lock().unwrap().last().unwrap().clone()
    }

    fn write(&self, line: String) {
        self.lines.lock().unwrap().push(line);
    }
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Journal")
    }
}

impl Interceptor for Journal {
    fn before_attempt(
        &self,
        call: &CallInfo<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        self.write(format!("before {} {}", call.action(), call.attempts()));
        self.change.map_or(Ok(()), |change| change(request))
    }

    fn after_attempt(&self, attempt: &AttemptRecord<'_>) {
        let status = attempt.http_status();
        let error = attempt.error().map(|error| error.kind().as_str());
        self.write(format!("after {} {status:?} {error:?} {}", attempt.attempts(), attempt.host()));
    }

    fn after_call(&self, call: &CallRecord<'_>) {
        let (effect, environment) = (call.effect().as_str(), call.environment());
        self.write(format!("{effect} in {environment}: {}", call.outcome_name()));
        self.records.lock().unwrap().push(Record {
            request: call.redacted_request(),
            outcome: call.outcome_name(),
            code: call.code().map(|code| code.as_str().to_owned()),
            request_id: call.request_id().map(str::to_owned),
            attempts: call.attempts(),
            cancelled: call.is_cancelled(),
            started_at: call.started_at(),
            rate_limit_wait: call.rate_limit_wait(),
            backoff: call.backoff(),
            sending: call.sending(),
            total: call.duration(),
        });
    }

    fn after_credential_refresh(&self, refresh: &CredentialRefresh<'_>) {
        let error = refresh.error().map(ToString::to_string);
        self.write(format!("refresh {error:?} {}", refresh.duration().as_secs()));
    }
}

fn client(service: &Recorder, journal: &Journal) -> Client {
    service.builder().interceptor(journal.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn hooks_run_around_each_attempt_and_at_the_end() {
    let (service, journal) = (Recorder::new([interrupted(), ok("")]), Journal::default());
    CancelThing::new().send(&client(&service, &journal)).await.unwrap();
    assert_eq!(
        journal.lines(),
        [
            "before CancelThing 1",
            r#"after 1 None Some("interrupted") 127.0.0.1:8899"#,
            "before CancelThing 2",
            "after 2 Some(200) None 127.0.0.1:8899",
            "idempotent in custom: done",
        ]
    );
    let record = journal.record();
    assert_eq!((record.attempts, record.request_id.as_deref()), (2, Some("req-1")));
}

#[tokio::test(start_paused = true)]
async fn several_interceptors_run_in_order() {
    let service = Recorder::new([ok("")]);
    let journal = Journal::default();
    let second = Journal { change: Some(|_| Err("second".into())), ..journal.clone() };
    let builder = service.builder().interceptor(journal.clone()).interceptor(Arc::new(second));
    let error = DescribeThing::new().send(&builder.build().unwrap()).await.unwrap_err();
    assert_eq!(error.message(), "an interceptor stopped the call: second");
    assert_eq!(
        journal.lines(),
        [
            "before DescribeThing 1",
            "before DescribeThing 1",
            "read in custom: not_sent",
            "read in custom: not_sent"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn unsigned_header_of_an_interceptor_is_sent() {
    let service = Recorder::new([ok("")]);
    let journal = Journal::changing(|request| {
        request.headers_mut().insert("traceparent", "00-1-2-01".parse()?);
        Ok(())
    });
    DescribeThing::new().send(&client(&service, &journal)).await.unwrap();
    assert_eq!(header(&service.requests()[0], "traceparent"), "00-1-2-01");
}

#[tokio::test(start_paused = true)]
async fn unsigned_header_can_be_removed() {
    let service = Recorder::new([ok("")]);
    let journal = Journal::changing(|request| {
        request.headers_mut().remove("x-first");
        Ok(())
    });
    let client = service.builder().header("x-first", "1").interceptor(journal).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let request = &service.requests()[0];
    assert_eq!(header(request, "x-first"), "");
    assert!(is_signed_by(request, SECRET_ID, SECRET_KEY));
}

#[tokio::test(start_paused = true)]
async fn interceptor_that_fails_stops_the_call_before_it_is_sent() {
    let service = Recorder::new([ok("")]);
    let journal = Journal::changing(|_| Err("maintenance".into()));
    let error = CreateThing::new().send(&client(&service, &journal)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interceptor, Outcome::NotSent));
    assert_eq!(error.to_string(), "CreateThing: an interceptor stopped the call: maintenance");
    assert!(error.hint().is_some());
    assert_eq!(service.sent(), 0);
    assert_eq!(journal.record().outcome, "not_sent");
}

#[tokio::test(start_paused = true)]
async fn change_of_a_protected_part_stops_the_call() {
    let changes: [(&str, Change); 8] = [
        ("the method", |request| {
            *request.method_mut() = Method::PUT;
            Ok(())
        }),
        ("the URL", |request| {
            *request.uri_mut() = "http://127.0.0.1:8899/other".parse()?;
            Ok(())
        }),
        ("the body", |request| {
            *request.body_mut() = Body::from(br#"{"ThingId":"t-2"}"#.to_vec());
            Ok(())
        }),
        ("the body", |request| {
            let body = request.body().as_bytes().ok_or("streamed")?.to_vec();
            *request.body_mut() = Body::from(body);
            Ok(())
        }),
        ("the header `host`", |request| {
            request.headers_mut().insert("host", "example.com".parse()?);
            Ok(())
        }),
        ("the header `authorization`", |request| {
            request.headers_mut().remove("authorization");
            Ok(())
        }),
        ("the header `x-tc-action`", |request| {
            request.headers_mut().append("x-tc-action", HeaderValue::from_static("CreateThing"));
            Ok(())
        }),
        ("the header `x-tc-token`", |request| {
            request.headers_mut().insert("x-tc-token", HeaderValue::from_static("other"));
            Ok(())
        }),
    ];
    for (part, change) in changes {
        let service = Recorder::new([ok("")]);
        let client = client(&service, &Journal::changing(change));
        let error = CancelThing::new().thing_id("t-1").send(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interceptor, Outcome::NotSent));
        assert!(error.message().contains(&format!("changed {part}, ")), "{part}: {error}");
        assert_eq!(service.sent(), 0, "{part}");
    }
}

#[tokio::test(start_paused = true)]
async fn failure_after_an_unknown_attempt_leaves_the_outcome_unknown() {
    let (service, journal) = (Recorder::new([interrupted()]), Journal::default());
    let stopping = Journal::changing(|request| {
        if request.headers().contains_key("x-second") { Err("stopped".into()) } else { Ok(()) }
    });
    let builder = service.builder().interceptor(MarkSecond).interceptor(stopping);
    let client = builder.interceptor(journal.clone()).build().unwrap();
    let error = CancelThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interceptor, Outcome::Unknown));
    assert_eq!(journal.record().outcome, "unknown");
}

/// Marks the second attempt with a header.
#[derive(Debug)]
struct MarkSecond;

impl Interceptor for MarkSecond {
    fn before_attempt(
        &self,
        call: &CallInfo<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        if call.attempts() == 2 {
            request.headers_mut().insert("x-second", "yes".parse()?);
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn record_has_code_outcome_and_redacted_request() {
    let service = Recorder::new([rejection("FailedOperation", "张三丰")]);
    let journal = Journal::default();
    let person = Person::new().name("张三丰").mobile("13800000000");
    let create = CreateThing::new().signer(person);
    create.send(&client(&service, &journal)).await.unwrap_err();
    let record = journal.record();
    assert_eq!((record.outcome, record.code.as_deref()), ("refused", Some("FailedOperation")));
    assert_eq!(record.request_id.as_deref(), Some("req-1"));
    assert_eq!(record.request, Some(json!({"Signer": {"Name": "***", "Mobile": "***"}})));
    assert!(record.started_at <= SystemTime::now());
}

#[tokio::test(start_paused = true)]
async fn empty_secrets_are_recorded_as_empty() {
    let (service, journal) = (Recorder::new([ok("")]), Journal::default());
    let create = CreateThing::new().signer(Person::new().name("张三丰").mobile(""));
    create.send(&client(&service, &journal)).await.unwrap();
    let signer = json!({"Name": "***", "Mobile": ""});
    assert_eq!(journal.record().request, Some(json!({ "Signer": signer })));
}

#[tokio::test(start_paused = true)]
async fn every_field_of_an_undeclared_action_is_redacted() {
    let (service, journal) = (Recorder::new([ok("")]), Journal::default());
    let client = client(&service, &journal);
    let Value::Object(request) = json!({"Key": {"Part": SECRET_KEY, "Count": [1]}}) else {
        return;
    };
    client.call_raw(&RawAction::new("DescribeKey", "2021-05-26"), &request).await.unwrap();
    let redacted = json!({"Key": {"Part": "***", "Count": ["***"]}});
    assert_eq!(journal.record().request, Some(redacted));
}

#[tokio::test(start_paused = true)]
async fn request_in_a_record_is_bounded() {
    let (service, journal) = (Recorder::new([ok("")]), Journal::default());
    let client = client(&service, &journal);
    CancelThing::new().thing_id("t".repeat(5000)).send(&client).await.unwrap();
    let request = journal.record().request.unwrap();
    assert_eq!(request["ThingId"].as_str().unwrap().chars().count(), 1025);
    let large = "t".repeat(limits::MAX_RECORDED_REQUEST_BYTES);
    CancelThing::new().thing_id(large).send(&client).await.unwrap();
    assert_eq!(journal.record().request, None);
}

#[tokio::test(start_paused = true)]
async fn times_of_waiting_and_sending_are_separate() {
    let journal = Journal::default();
    let service = Recorder::new([Step::Hang]);
    let builder = service.builder().interceptor(journal.clone()).timeout(Duration::from_secs(3));
    let client = builder.rate_limiter(SlidingWindow::default()).build().unwrap();
    let once = RawAction::new("DescribeOnce", "2021-05-26").effect(Effect::Read).rate_limit(1);
    for _ in 0..2 {
        client.call_raw(&once, &Map::new()).await.unwrap_err();
    }
    let record = journal.record();
    assert_eq!(record.sending.as_secs(), 3);
    assert_eq!((record.rate_limit_wait, record.backoff), (Duration::ZERO, Duration::ZERO));
    let service = Recorder::new([interrupted(), ok("")]);
    let builder = service.builder().interceptor(journal.clone());
    let client = builder.rate_limiter(SlidingWindow::default()).build().unwrap();
    client.call_raw(&once, &Map::new()).await.unwrap();
    let record = journal.record();
    assert!(record.rate_limit_wait > Duration::from_secs(1), "{record:?}");
    assert!(record.backoff <= Duration::from_millis(3), "{record:?}");
    assert!(record.total >= record.rate_limit_wait + record.backoff + record.sending);
}

#[tokio::test(start_paused = true)]
async fn cancelled_call_is_reported_with_its_outcome() {
    let (service, journal) = (Recorder::new([Step::Hang]), Journal::default());
    let client = client(&service, &journal);
    let request = StartThing::new();
    let call = request.send(&client).into_future();
    tokio::time::timeout(Duration::from_secs(1), call).await.unwrap_err();
    let record = journal.record();
    assert!(record.cancelled && record.outcome == "unknown", "{record:?}");
    assert_eq!((record.attempts, record.sending.as_secs()), (1, 1));
    assert_eq!(journal.lines().last().unwrap(), "idempotent in custom: unknown");
}

#[tokio::test(start_paused = true)]
async fn invalid_request_is_reported_as_not_sent() {
    /// Cancels a thing with an ID of 4 characters.
    #[essbasic_core::tc_action(name = "CancelShort", version = "2021-05-26")]
    struct CancelShort {
        /// ID.
        #[tc(len = 4)]
        thing_id: String,
    }
    let (service, journal) = (Recorder::new([ok("")]), Journal::default());
    CancelShort::new("too long").send(&client(&service, &journal)).await.unwrap_err();
    assert_eq!(journal.lines(), ["charge in custom: not_sent"]);
    assert_eq!((journal.record().attempts, service.sent()), (0, 0));
}

/// A provider that takes two seconds and fails the first time.
#[derive(Debug, Default)]
struct SlowProvider(Mutex<u32>);

impl CredentialProvider for SlowProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(2)).await;
            let mut count = self.0.lock().unwrap();
            *count += 1;
            if *count == 1 { Err(ProviderError::failed("locked")) } else { Ok(credential()) }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn credential_refreshes_are_reported() {
    let (service, journal) = (Recorder::new([ok("")]), Journal::default());
    let builder = service.builder().credential(SlowProvider::default());
    let client = builder.interceptor(journal.clone()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap_err();
    DescribeThing::new().send(&client).await.unwrap();
    let lines = journal.lines();
    let refreshes: Vec<_> = lines.iter().filter(|line| line.starts_with("refresh")).collect();
    assert_eq!(refreshes, [r#"refresh Some("locked") 2"#, "refresh None 2"]);
}

/// A transport that marks responses on their way.
#[derive(Debug)]
struct Marking(&'static str, Arc<dyn Transport>);

impl Transport for Marking {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let response = self.1.send(request, timeout).await?;
            let body = String::from_utf8_lossy(response.body()).replace("req-1", self.0);
            Ok(response.map(|_| Bytes::from(body)))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn wrapped_transports_nest() {
    let service = Recorder::new([ok("")]);
    let builder = service.builder().wrap_transport(|inner| Marking("req-1 inner", inner));
    let client = builder.wrap_transport(|inner| Marking("req-2", inner)).build().unwrap();
    let reply = DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(reply.request_id, "req-2 inner");
}

#[tokio::test]
async fn default_transport_can_be_wrapped() {
    use essbasic_core::Environment;
    use essbasic_core::transport::ReqwestTransport;
    use essbasic_test_support::server::{Server, ok};

    let server = Server::start([ok("")]).await;
    let environment = Environment::custom(&server.endpoint()).unwrap();
    let transport = Arc::new(ReqwestTransport::new(&environment).unwrap());
    let builder = Client::builder().credential(credential()).environment(environment);
    let client = builder.transport(Marking("req-2", transport)).build().unwrap();
    let reply = DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(reply.request_id, "req-2");

    let builder = Client::builder().credential(credential()).endpoint(server.endpoint());
    let builder = builder.connect_timeout(Duration::from_secs(5));
    let client = builder.wrap_transport(|inner| Marking("req-3", inner)).build().unwrap();
    assert_eq!(DescribeThing::new().send(&client).await.unwrap().request_id, "req-3");
}

/// An interceptor whose hooks that observe panic.
#[derive(Debug)]
struct Panics;

impl Interceptor for Panics {
    fn after_attempt(&self, _: &AttemptRecord<'_>) {
        panic!("intended panic");
    }

    fn after_call(&self, _: &CallRecord<'_>) {
        panic!("intended panic");
    }

    fn after_credential_refresh(&self, _: &CredentialRefresh<'_>) {
        panic!("intended panic");
    }
}

#[tokio::test(start_paused = true)]
async fn panic_of_an_observer_loses_no_response() {
    let (service, journal) = (Recorder::new([interrupted(), ok("")]), Journal::default());
    let builder = service.builder().interceptor(Panics).interceptor(journal.clone());
    let client = builder.build().unwrap();
    assert_eq!(CancelThing::new().send(&client).await.unwrap().request_id, "req-1");
    assert_eq!(journal.lines().len(), 5, "others observe the call");
    // Reported while the future is dropped, where a panic would end the process.
    let (service, journal) = (Recorder::new([Step::Hang]), Journal::default());
    let client =
        service.builder().interceptor(Panics).interceptor(journal.clone()).build().unwrap();
    let call = CreateThing::new().send(&client).into_future();
    tokio::time::timeout(Duration::from_secs(1), call).await.unwrap_err();
    assert!(journal.record().cancelled);
}
