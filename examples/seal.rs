//! A seal is taken in, looked at, and given to an employee.
//!
//! ```sh
//! cargo run --example seal
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic::seals::CreateSealByImage;
use essbasic::workflows::seal;
use essbasic_examples::Receiver;
use essbasic_sandbox::seed;

/// One pixel of PNG, in base64.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::listen().await?;
    let sandbox = receiver.sandbox().await?;
    let client = sandbox.client();
    let nudge = &receiver.nudge;

    // Somebody else of the organization, who has verified themselves.
    let clerk = seed::agent().as_operator("clerk02");
    let login = CreateConsoleLoginUrl::new(clerk, seed::ORGANIZATION_NAME);
    let login = login.proxy_operator_name("测试文员").send(&client).await?;
    sandbox.complete_link(&login.console_url)?;

    let create = CreateSealByImage::new(seed::agent(), "合同专用章").seal_image(PICTURE);
    let minute = Duration::from_secs(60);
    let users = vec!["clerk02".to_owned()];
    let taken_in = seal::create(&client, create, users, minute, nudge);
    // The service's people take a minute for it, which need not be waited for here.
    let looking = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        sandbox.advance(minute);
        nudge.wake();
    };
    let (taken_in, ()) = tokio::join!(taken_in, looking);
    receiver.settled(&sandbox).await?;
    match taken_in {
        Ok(seal) => {
            println!("{:?} may be used by {:?}", seal.seal_id, seal.users);
            Ok(())
        }
        // Whoever knows the seal's id goes on from there.
        Err(stopped) => {
            println!("{:?} so far", stopped.partial.seal_id);
            Err(stopped.into())
        }
    }
}
