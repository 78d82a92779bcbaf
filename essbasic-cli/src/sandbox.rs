//! `essbasic sandbox`: the local service, until stopped.

use std::io::{self, Write};

use essbasic::Credential;
use essbasic_sandbox::Sandbox;

use crate::arguments;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(arguments: &arguments::Sandbox) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let sandbox = Sandbox::builder()
            .listen(arguments.listen)
            .credential(Credential::new(&arguments.secret_id, &arguments.secret_key))
            .start()
            .await
            .map_err(|error| {
                let message = format!("cannot listen on {}: {error}", arguments.listen);
                Failure::usage(message)
                    .hint(Some("choose another address with --listen".to_owned()))
            })?;
        output::line(&format!("listening on {}", sandbox.endpoint()))?;
        explain(&sandbox, arguments);
        sandbox.run().await.map_err(Failure::from)
    })
}

/// How to reach it, for a person; standard output has said all that a program wants.
fn explain(sandbox: &Sandbox, arguments: &arguments::Sandbox) {
    let key = match arguments.secret_key.as_str() {
        known @ essbasic_sandbox::seed::SECRET_KEY => known,
        _ => "<the key you gave>",
    };
    let loopback = arguments.listen.ip().is_loopback();
    let warning = "\nIt listens beyond this machine: whoever reaches it sees what it keeps.\n";
    // Whoever closed standard error does not want to know.
    let _ = writeln!(
        io::stderr(),
        "{}\nIn another terminal:\n\n  export ESSBASIC_ENDPOINT={}\n  export TENCENTCLOUD_SECRET_ID={}\n  export TENCENTCLOUD_SECRET_KEY={key}\n",
        if loopback { "" } else { warning },
        sandbox.endpoint(),
        arguments.secret_id,
    );
}
