//! Rules of QR codes, authentication, rate limit, clock and end of a sandbox.

use std::time::Duration;

use essbasic::organizations::CreateChannelSubOrganizationActive;
use essbasic::signing::{
    ApproverRestriction, ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
};
use essbasic::{Agent, Client, Credential, Error, RetryPolicy, Unlimited, codes};
use essbasic_sandbox::{Person, Sandbox, ScanError, seed};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn create() -> ChannelCreateMultiFlowSignQRCode {
    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同")
}

fn person(mobile: &str) -> Person {
    Person { name: "测试甲".to_owned(), mobile: mobile.to_owned() }
}

async fn new_code(client: &Client, create: ChannelCreateMultiFlowSignQRCode) -> String {
    create.send(client).await.unwrap().into_output().qr_code.qr_code_id
}

async fn cancel(client: &Client, agent: Agent, id: &str) -> Result<String, Error> {
    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent, id);
    cancel.send(client).await.map(|reply| reply.request_id)
}

fn code(result: Result<impl std::fmt::Debug, Error>) -> String {
    result.unwrap_err().code().unwrap().to_string()
}

#[tokio::test]
async fn examples_of_the_api_reference_run_unchanged() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let request_id = cancel(&client, seed::agent(), seed::QR_CODE).await.unwrap();
    assert_eq!(request_id.len(), 36);
    let error = cancel(&client, seed::agent(), seed::QR_CODE).await.unwrap_err();
    assert_eq!(error.code(), Some(&codes::OPERATION_DENIED_QR_INVALID));
    assert_eq!(error.message(), "签署二维码不可用，请检查后重试。");
    assert_ne!(error.request_id(), Some(request_id.as_str()));
}

#[tokio::test]
async fn a_code_ends_by_time_use_or_cancellation() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let (used, old) =
        (new_code(&client, create().max_flow_num(2)).await, new_code(&client, create()).await);
    assert!(sandbox.scan(&used, &person("13000000001")).is_ok());
    assert!(sandbox.scan(&used, &person("13000000001")).is_ok());
    assert_eq!(sandbox.scan(&used, &person("13000000002")), Err(ScanError::Invalid));
    assert_eq!(code(cancel(&client, seed::agent(), &used).await), "OperationDenied.QrInvalid");

    sandbox.advance(DAY * 6);
    assert!(sandbox.scan(&old, &person("13000000001")).is_ok());
    sandbox.advance(DAY);
    assert_eq!(sandbox.scan(&old, &person("13000000001")), Err(ScanError::Invalid));
    assert_eq!(code(cancel(&client, seed::agent(), &old).await), "OperationDenied.QrInvalid");
    assert_eq!(sandbox.scan("unknown", &person("13000000001")), Err(ScanError::NotFound));
}

#[tokio::test]
async fn a_code_can_be_restricted_to_persons_and_to_one_use() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let only = ApproverRestriction::new().name("测试甲").mobile("13000000001");
    let some = new_code(&client, create().restrictions([only])).await;
    assert_eq!(sandbox.scan(&some, &person("13000000002")), Err(ScanError::NotAllowed));
    assert!(sandbox.scan(&some, &person("13000000001")).is_ok());

    let once = new_code(&client, create().forbid_personal_multiple_sign(true)).await;
    assert!(sandbox.scan(&once, &person("13000000001")).is_ok());
    assert_eq!(sandbox.scan(&once, &person("13000000001")), Err(ScanError::AlreadySigned));
    assert!(sandbox.scan(&once, &person("13000000002")).is_ok());
}

#[tokio::test]
async fn only_the_owner_cancels_a_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let id = new_code(&client, create()).await;
    let stranger = cancel(&client, seed::other_agent(), &id).await;
    assert_eq!(code(stranger), "OperationDenied.Forbid");
    let unknown_operator = Agent::operator(seed::APPLICATION, seed::ORGANIZATION, "unknown");
    assert_eq!(code(cancel(&client, unknown_operator, &id).await), "InvalidParameter.DataNotFound");
    let unknown = cancel(&client, seed::agent(), &"y".repeat(32)).await;
    assert_eq!(code(unknown), "InvalidParameter.DataNotFound");
    cancel(&client, seed::agent(), &id).await.unwrap();
}

#[tokio::test]
async fn codes_require_a_suitable_template_and_a_valid_lifetime() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let of = |agent, template: &str| ChannelCreateMultiFlowSignQRCode::new(agent, template, "x");
    let unfit = of(seed::agent(), seed::TEMPLATE_NOT_FOR_QR).send(&client).await;
    assert_eq!(code(unfit), "FailedOperation.QrCodeTemplateId");
    let unknown = of(seed::agent(), &"z".repeat(32)).send(&client).await;
    assert_eq!(code(unknown), "ResourceNotFound.Template");
    let elsewhere = Agent::operator("y".repeat(32), seed::ORGANIZATION, seed::OPERATOR);
    let nowhere = of(elsewhere, seed::TEMPLATE).send(&client).await;
    assert_eq!(code(nowhere), "ResourceNotFound.Application");
    for expires_on in [1, 9_999_999_999] {
        let far = create().qr_code_expired_on(expires_on).send(&client).await;
        assert_eq!(code(far), "InvalidParameter.ParamError");
    }
}

#[tokio::test]
async fn the_sandbox_validates_requests_that_the_client_did_not() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let short = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "short");
    assert_eq!(code(short.send(&client).unchecked().await), "InvalidParameter.ParamError");
    let incomplete = ChannelCancelMultiFlowSignQRCode::new(Agent::new("app"), seed::QR_CODE);
    let error = incomplete.send(&client).unchecked().await.unwrap_err();
    assert_eq!(error.code().unwrap(), "MissingParameter");
    assert!(error.message().contains("Agent.ProxyOrganizationOpenId"), "{error}");
}

#[tokio::test]
async fn wrong_credentials_are_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = |id: &str, key: &str| {
        let credential = Credential::new(id, key);
        Client::builder().credential(credential).endpoint(sandbox.endpoint()).build().unwrap()
    };
    let wrong_key = client(seed::SECRET_ID, "another");
    let rejected = cancel(&wrong_key, seed::agent(), seed::QR_CODE).await;
    assert_eq!(code(rejected), "AuthFailure.SignatureFailure");
    let unknown_id = client("AKIDstranger", seed::SECRET_KEY);
    let rejected = cancel(&unknown_id, seed::agent(), seed::QR_CODE).await;
    assert_eq!(code(rejected), "AuthFailure.SecretIdNotFound");
    cancel(&sandbox.client(), seed::agent(), seed::QR_CODE).await.unwrap();
}

#[tokio::test]
async fn calls_over_the_rate_limit_are_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    let unlimited = Client::builder()
        .credential(sandbox.credential())
        .endpoint(sandbox.endpoint())
        .rate_limiter(Unlimited)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let mut rejected = 0;
    for _ in 0..45 {
        let result = cancel(&unlimited, seed::agent(), &"y".repeat(32)).await;
        let error = result.unwrap_err();
        rejected += usize::from(error.code().unwrap().is_throttling());
    }
    assert!(rejected > 0, "45 calls exceed 20 per second");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    cancel(&unlimited, seed::agent(), seed::QR_CODE).await.unwrap();
}

#[tokio::test]
async fn a_clock_at_its_end_stops_and_actions_still_work() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    (0..2).for_each(|_| sandbox.advance(Duration::MAX));
    // All licenses have expired by then.
    let activate = CreateChannelSubOrganizationActive::new(seed::agent());
    activate.send(&client).await.unwrap();
    let id = new_code(&client, create()).await;
    cancel(&client, seed::agent(), &id).await.unwrap();
}

#[tokio::test]
async fn messages_have_the_requested_language() {
    let sandbox = Sandbox::start().await.unwrap();
    let english = Client::builder()
        .credential(sandbox.credential())
        .endpoint(sandbox.endpoint())
        .language("en-US")
        .build()
        .unwrap();
    let error = cancel(&english, seed::agent(), &"y".repeat(32)).await.unwrap_err();
    assert!(error.message().is_ascii(), "{}", error.message());
}

#[tokio::test]
async fn a_dropped_sandbox_stops() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    drop(sandbox);
    let stopped = async {
        let send = async || cancel(&client, seed::agent(), seed::QR_CODE).await;
        while !send().await.is_err_and(|it| it.kind() == essbasic::ErrorKind::Connect) {}
    };
    tokio::time::timeout(Duration::from_secs(10), stopped).await.unwrap();
}

#[tokio::test]
async fn debug_shows_no_key() {
    let sandbox = Sandbox::builder()
        .credential(Credential::new("AKIDfictitious", "FictitiousSecretKey"))
        .start()
        .await
        .unwrap();
    sandbox.scan(seed::QR_CODE, &person("13000000001")).unwrap();
    let shown = format!("{sandbox:?}{:?}", sandbox.client());
    assert!(!shown.contains("FictitiousSecretKey"), "{shown}");
}
