//! Creates a seal from an image, waits for its review, and lets an employee use it.
//!
//! ```sh
//! cargo run --example seal
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic::seals::CreateSealByImage;
use essbasic::workflows::seal;
use essbasic::{Client, WakeHandle};
use essbasic_examples::{CallbackReceiver, People};
use essbasic_sandbox::seed;

/// A PNG of one pixel, in base64.
const IMAGE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    create_seal(&sandbox.client(), &People::of(&sandbox), &receiver.wake).await?;
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}

/// Creates a seal, and returns the employees who may use it.
pub(crate) async fn create_seal(
    client: &Client,
    people: &People<'_>,
    wake: &WakeHandle,
) -> Result<Vec<String>, Box<dyn Error>> {
    // 1. Only verified employees can use a seal: add one. The sandbox simulates the verification.
    let employee = seed::agent().as_operator("clerk02");
    let login = CreateConsoleLoginUrl::new(employee, seed::ORGANIZATION_NAME);
    let login = login.proxy_operator_name("测试文员").send(client).await?;
    people.complete_link(&login.console_url)?;

    // 2. Create the seal, wait until it is reviewed, and grant the employee permission.
    let minute = Duration::from_secs(60);
    let create = CreateSealByImage::new(seed::agent(), "采购专用章").seal_image(IMAGE);
    let workflow = seal::create(client, create, vec!["clerk02".to_owned()], minute, wake);
    // A review takes a minute in the sandbox: advance its clock and have the waiter poll again.
    let review = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        people.advance_clock(minute);
        wake.wake();
    };
    let (result, ()) = tokio::join!(workflow, review);

    match result {
        Ok(seal) => {
            println!("{:?} may be used by {:?}", seal.seal_id, seal.users);
            Ok(seal.users)
        }
        // A failed workflow returns what it has achieved. With the seal ID, continue from there.
        Err(error) => {
            println!("stopped; seal ID: {:?}", error.partial.seal_id);
            Err(error.into())
        }
    }
}
