//! Changes of the callbacks while the sandbox runs.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use essbasic::transport::Transport;

use super::active::{Dispatcher, Entry};
use super::{Callback, CallbackSettingError, dispatcher};
use crate::context::Context;
use crate::limits;

/// A callback as it is set, with its ID.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct CallbackSetting {
    /// ID of the callback, as long as the sandbox runs.
    pub id: u64,
    /// URL. May contain a secret.
    pub url: String,
    /// Token that events are signed with.
    pub token: Option<String>,
    /// Encryption key.
    pub key: Option<String>,
}

/// Shows neither URL nor keys.
impl fmt::Debug for CallbackSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbackSetting").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Context {
    /// Returns the callbacks as they are set.
    pub(crate) fn callback_settings(&self) -> Vec<CallbackSetting> {
        let setting =
            |(id, Callback { url, token, key, .. })| CallbackSetting { id, url, token, key };
        self.callbacks.all().into_iter().map(setting).collect()
    }

    /// Adds a callback, which gets the events from now on. Returns its ID.
    pub(crate) fn add_callback(
        self: &Arc<Self>,
        callback: Callback,
    ) -> Result<u64, CallbackSettingError> {
        let mut active = self.callbacks.lock();
        if active.entries.len() >= limits::CALLBACKS {
            return Err(CallbackSettingError::TooMany);
        }
        let transport = active.check(&callback, None)?;
        let id = active.next_id();
        let dispatcher = self.dispatch(callback.clone(), transport);
        active.entries.push(Entry { id, callback, dispatcher });
        self.gateway.store().set_callback_urls(active.urls());
        Ok(id)
    }

    /// Replaces URL, token and key of a callback. Events that wait for it are posted to the new URL.
    pub(crate) fn replace_callback(
        self: &Arc<Self>,
        id: u64,
        mut callback: Callback,
    ) -> Result<(), CallbackSettingError> {
        let mut active = self.callbacks.lock();
        let old = active.find(id)?.callback.clone();
        callback.root_certificates = old.root_certificates;
        let transport = active.check(&callback, Some(id))?;
        let entry = active.find(id)?;
        entry.callback = callback.clone();
        self.redirect(&old.url, Some(&callback.url));
        entry.dispatcher = self.dispatch(callback, transport);
        self.gateway.store().set_callback_urls(active.urls());
        Ok(())
    }

    /// Removes a callback. Events that wait for it are not posted any more.
    pub(crate) fn remove_callback(&self, id: u64) -> Result<(), CallbackSettingError> {
        let mut active = self.callbacks.lock();
        let url = active.find(id)?.callback.url.clone();
        active.entries.retain(|it| it.id != id);
        self.gateway.store().set_callback_urls(active.urls());
        self.redirect(&url, None);
        Ok(())
    }

    fn redirect(&self, url: &str, new_url: Option<&str>) {
        let redirected = self.gateway.store().transact(|state| {
            state.redirect_deliveries(url, new_url);
            Ok::<_, Infallible>(())
        });
        // If this is lost, the deliveries wait after the next start.
        drop(redirected);
    }

    fn dispatch(self: &Arc<Self>, callback: Callback, transport: Arc<dyn Transport>) -> Dispatcher {
        Dispatcher(tokio::spawn(dispatcher::run(Arc::clone(self), callback, transport)))
    }
}
