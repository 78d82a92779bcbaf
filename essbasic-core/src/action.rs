//! Actions as data: the trait, and the descriptor of everything known before a call.

use crate::environment::Host;
use crate::retry::Effect;
use crate::schema::{Model, StructSchema};

/// An action of the service. Implemented by [`#[tc_action]`](crate::tc_action).
pub trait Action: Model {
    /// The response's type.
    type Output: Model;

    /// Returns the action's descriptor.
    fn descriptor() -> &'static Descriptor;
}

/// Description of an action: how it is called, what it does, how it may fail.
///
/// Written by the macros; fields may be added.
#[derive(Debug)]
pub struct Descriptor {
    /// Name of the action, `X-TC-Action`.
    pub name: &'static str,
    /// The name in lower case, as it is signed.
    pub signed_name: &'static str,
    /// Version of the service's API, `X-TC-Version`.
    pub version: &'static str,
    /// Service, in the signing scope and in the host name.
    pub service: &'static str,
    /// Host of the environment that accepts the action.
    pub host: Host,
    /// `true` if calls are signed. Only a few actions that issue credentials are not.
    pub signed: bool,
    /// Effect of executing the action.
    pub effect: Effect,
    /// Calls per second that the service accepts from one account.
    pub rate_limit: u32,
    /// Lists that the action returns page by page.
    pub paginations: &'static [Pagination],
    /// Configuration of waiters, if the action reports a final state.
    pub wait: Option<WaitConfig>,
    /// Error codes that are documented or were observed.
    pub errors: &'static [&'static str],
    /// `true` if the vendor has deprecated the action.
    pub deprecated: bool,
    /// The vendor's title.
    pub title: &'static str,
    /// Address of the API reference.
    pub manual: &'static str,
    /// Documentation in Markdown.
    pub doc: &'static str,
    /// Schema of the request.
    pub request: fn() -> &'static StructSchema,
    /// Schema of the response, without the request ID.
    pub response: fn() -> &'static StructSchema,
}

/// Pagination of an action, declared by `paginate(…)`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pagination {
    /// Name of the method that streams the items.
    pub name: &'static str,
    /// Unit of the request's `Offset`.
    pub offset: OffsetUnit,
    /// Maximum number of items per page.
    pub page_size: u64,
    /// Largest `Offset` that the service accepts, if it is limited.
    pub max_offset: Option<u64>,
    /// Path of the items in the response: `AuthInfoDetail.HasAuthUserList`.
    pub items: &'static str,
    /// Path of the total number of items in the response.
    pub total: Option<&'static str>,
    /// Field and value that select this list, if the action has other uses.
    pub when: Option<(&'static str, &'static str)>,
}

/// Unit of an `Offset`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OffsetUnit {
    /// Number of items before the page.
    Rows,
    /// Number of pages before the page.
    Pages,
}

/// States that a waiter polls for, declared by `wait(…)`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WaitConfig {
    /// Path of the state in the response: `FlowInfo.FlowStatus`. In a list, every item must be final.
    pub status: &'static str,
    /// States that mean success; `*` matches every state.
    pub done: &'static [&'static str],
    /// States that mean failure, besides all negative numbers.
    pub failed: &'static [&'static str],
    /// Path of the reason in the response.
    pub message: Option<&'static str>,
    /// Shortest and longest poll interval, in seconds.
    pub interval: (u64, u64),
}

/// A response without fields besides the request ID.
#[crate::tc_model]
pub struct EmptyResponse {}
