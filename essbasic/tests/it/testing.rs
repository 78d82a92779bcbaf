//! Test doubles: mocks and cassettes, and how tests fail with them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use essbasic::signing::{
    ApproverRestriction, ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
};
use essbasic::{Agent, Client};

mod cassette;
mod mock;

const CODE: &str = "yDfakefakefakefakefakefakefake01";
const OTHER_CODE: &str = "yDfakefakefakefakefakefakefake02";
const TEMPLATE: &str = "yDfaketemplatefaketemplatefake01";
const NAME: &str = "张三丰";
const MOBILE: &str = "13800000000";
const LINK: &str = "https://example.com/sign?token=bearer";

fn agent() -> Agent {
    Agent::operator("yDfakeapp", "org_fake", "n9527")
}

fn cancel(code: &str) -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(agent(), code)
}

fn create() -> ChannelCreateMultiFlowSignQRCode {
    let person = ApproverRestriction::new().name(NAME).mobile(MOBILE);
    ChannelCreateMultiFlowSignQRCode::new(agent(), TEMPLATE, "合同").restrictions([person])
}

/// Runs a test that must fail, and returns the message that it fails with.
async fn failure<T: Send + 'static>(test: impl Future<Output = T> + Send + 'static) -> String {
    let Err(error) = tokio::spawn(test).await else { panic!("the test did not fail") };
    message(error.into_panic())
}

/// Runs a check that must fail, and returns its message.
fn failure_of(check: impl FnOnce()) -> String {
    message(catch_unwind(AssertUnwindSafe(check)).unwrap_err())
}

fn message(panic: Box<dyn std::any::Any + Send>) -> String {
    *panic.downcast::<String>().unwrap()
}

/// Cancels a code, and returns the failure of the test.
async fn failure_of_cancelling(client: Client, code: &'static str) -> String {
    failure(async move { cancel(code).send(&client).await }).await
}

#[track_caller]
fn assert_redacted(text: &str) {
    let key = essbasic::testing::SECRET_KEY;
    for secret in [NAME, MOBILE, LINK, "bearer", key, "TC3-HMAC"] {
        // The secret ID, which is public, contains the key.
        let text = text.replace(essbasic::testing::SECRET_ID, "ID");
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}
