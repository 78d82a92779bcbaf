//! Calls without an async runtime at hand.

use std::fmt;
use std::sync::Mutex;

use crate::call::Call;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::reply::Reply;
use crate::response::Decode;

impl<T: Decode> Call<'_, T> {
    /// Sends it and waits, in a program without an async runtime.
    ///
    /// ```no_run
    /// # use essbasic_core::{Client, tc_action};
    /// # /// A thing.
    /// # #[tc_action(name = "CancelThing", version = "2021-05-26")]
    /// # pub struct CancelThing {}
    /// # fn main() -> Result<(), essbasic_core::Error> {
    /// let client = Client::from_env()?;
    /// let reply = CancelThing::new().send(&client).blocking()?;
    /// println!("request {}", reply.request_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the call, and [`ErrorKind::Configuration`] inside an async runtime, whose thread
    /// it would hold up: await the call there.
    pub fn blocking(self) -> Result<Reply<T>, Error> {
        let client = self.client();
        client.block_on(self.into_future())?
    }
}

impl Client {
    /// Waits for what is more than one call, such as an upload or a download, in a program without
    /// an async runtime.
    ///
    /// ```no_run
    /// # fn fetch(client: &essbasic_core::Client, link: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("contract.pdf")?;
    /// let fetched = client.block_on(client.fetch(link, &mut file).into_future())??;
    /// println!("{} bytes", fetched.length);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] inside an async runtime, whose thread it would hold up: await
    /// it there.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        if tokio::runtime::Handle::try_current().is_ok() {
            let message = "a blocking call inside an async runtime would hold up its thread: await the call instead";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        Ok(self.runtime().handle()?.block_on(work))
    }
}

/// The runtime of a client's blocking calls, started with the first of them.
#[derive(Default)]
pub(crate) struct Runtime(Mutex<Option<tokio::runtime::Runtime>>);

impl Runtime {
    fn handle(&self) -> Result<tokio::runtime::Handle, Error> {
        let mut runtime = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(runtime) = &*runtime {
            return Ok(runtime.handle().clone());
        }
        let started = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("essbasic")
            .enable_all()
            .build()
            .map_err(|source| {
                let message = "no thread could be started for a blocking call";
                Error::new(ErrorKind::Configuration, message).with_source(source)
            })?;
        let handle = started.handle().clone();
        *runtime = Some(started);
        Ok(handle)
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let runtime = self.0.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        // The last client may be dropped inside another runtime, where waiting is forbidden.
        if let Some(runtime) = runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Runtime")
    }
}
