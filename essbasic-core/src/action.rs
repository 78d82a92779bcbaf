//! What an action is: a struct that knows how it is called and what it answers.

use crate::environment::Host;
use crate::pagination::Pagination;
use crate::retry::Effect;
use crate::schema::{Model, StructSchema};
use crate::waiter::WaitConfig;

/// A call that the service understands, as [`#[tc_action]`](crate::tc_action) makes it of a struct.
pub trait Action: Model {
    /// What the service answers.
    type Output: Model;

    /// All that is known of the action before it is made.
    fn descriptor() -> &'static Descriptor;
}

/// All that is known of an action before it is made: how it is called, and how it may fail.
///
/// Read it; only the macros write it, and what they write grows.
#[derive(Debug)]
pub struct Descriptor {
    /// `X-TC-Action`, the name in the manual.
    pub name: &'static str,
    /// The name in lower case, as it is signed.
    pub signed_name: &'static str,
    /// `X-TC-Version`, the version of the service's API.
    pub version: &'static str,
    /// The service, in the signing scope and in the host.
    pub service: &'static str,
    /// Which of the environment's hosts takes it.
    pub host: Host,
    /// Whether it is signed, as all but a few are that hand out credentials.
    pub signed: bool,
    /// What repeating it does.
    pub effect: Effect,
    /// How many calls a second the service takes of one account.
    pub rate_limit: u32,
    /// What it lists page by page.
    pub paginations: &'static [Pagination],
    /// How it is seen that what it asks after has ended, where that ends.
    pub wait: Option<WaitConfig>,
    /// The error codes that the manual lists for it, and those it was seen to answer.
    pub errors: &'static [&'static str],
    /// Whether the vendor advises against it.
    pub deprecated: bool,
    /// The vendor's own title.
    pub title: &'static str,
    /// The address of the manual's page.
    pub manual: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// What a request is made of.
    pub request: fn() -> &'static StructSchema,
    /// What an answer is made of, besides the request id.
    pub response: fn() -> &'static StructSchema,
}

/// An answer that says nothing but its request id.
#[crate::tc_model]
pub struct EmptyResponse {}
