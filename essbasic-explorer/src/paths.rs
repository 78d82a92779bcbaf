//! Paths of pages, for links between them.

/// List of actions.
pub(crate) const ACTIONS_PATH: &str = "/actions";

/// List of calls.
pub(crate) const CALLS_PATH: &str = "/calls";

/// Callbacks and events.
pub(crate) const CALLBACKS_PATH: &str = "/callbacks";

/// Opening of a captured callback.
pub(crate) const OPEN_CALLBACK_PATH: &str = "/callbacks/open";

/// Form for an event to post.
pub(crate) const TRIGGER_EVENT_PATH: &str = "/callbacks/trigger";

/// List of contracts.
pub(crate) const CONTRACTS_PATH: &str = "/contracts";

/// List of organizations.
pub(crate) const ORGANIZATIONS_PATH: &str = "/organizations";

/// List of templates.
pub(crate) const TEMPLATES_PATH: &str = "/templates";

/// Placing of fields on a document.
pub(crate) const PLACING_PATH: &str = "/placing";

/// Tables of the sandbox.
pub(crate) const DATA_PATH: &str = "/data";

/// Settings of the running sandbox.
pub(crate) const SETTINGS_PATH: &str = "/settings";

/// A snapshot, to be restored or deleted.
pub(crate) const SNAPSHOTS_PATH: &str = "/settings/snapshots";

/// Confirmation of a reset to the initial data.
pub(crate) const RESET_PATH: &str = "/settings/reset";
