//! Rust SDK for Tencent Cloud e-sign (腾讯电子签, API `essbasic`, version 2021-05-26).
//!
//! Every action is a struct with typed fields. The client validates, signs and sends it, retries it if its
//! effect allows, and decodes the response:
//!
//! ```no_run
//! use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
//! use essbasic::{Agent, Client, Outcome};
//!
//! # async fn cancel() -> Result<(), essbasic::Error> {
//! let client = Client::from_env()?;
//! let agent = Agent::operator("<app ID>", "<organization ID>", "<operator ID>");
//! match ChannelCancelMultiFlowSignQRCode::new(agent, "<QR code ID>").send(&client).await {
//!     Ok(reply) => println!("cancelled (request {})", reply.request_id),
//!     Err(error) if error.outcome() == Outcome::Unknown => println!("sent, no response: {error}"),
//!     Err(error) => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::from_env`] finds the credential in variables, files or the machine's role, and the environment
//! in a variable. `X::new` takes the required fields; setters named like the fields set the optional ones.
//! [`Call`] has options for a single call, [`ClientBuilder`] for all calls. A [`Reply`] derefs to the output
//! of the action. An [`Error`] has a kind, a hint, an [`Outcome`], which says whether the service executed
//! the call, and an [`ErrorCode`] if the service rejected it.
//!
//! Paginated actions have a method `stream`, actions that report a status a method `wait`:
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use essbasic::files::DescribeFileConvertTask;
//! use essbasic::templates::DescribeTemplates;
//! # use essbasic::{Agent, Client, Error};
//!
//! # async fn example(client: &Client, agent: Agent, task_id: &str) -> Result<(), Error> {
//! let mut templates = DescribeTemplates::new(agent.clone()).stream(client);
//! while let Some(template) = templates.next().await {
//!     println!("{}", template?.template_id);
//! }
//!
//! let task = DescribeFileConvertTask::new(task_id, agent);
//! let finished = task.wait(client).timeout(Duration::from_secs(60)).await?;
//! println!("PDF: {}", finished.resource_id);
//! # Ok(())
//! # }
//! ```
//!
//! The crate `essbasic-sandbox` is a local service for tests: `Sandbox::start().await?.client()`
//! returns a client that needs no account.
//!
//! # Tasks
//!
//! | task | start with |
//! |---|---|
//! | send an action | [`signing::CreateSignUrls`], [`start_flows`], or any other domain below |
//! | list items page by page | the method `stream` of an action, which returns an [`ItemStream`] |
//! | wait for a final state | the method `wait` of an action, which returns a [`Waiter`] |
//! | receive events | [`callback`]: verification, decryption, typed events, deduplication |
//! | upload and download files | [`transfer::Upload`], [`transfer::Download`] |
//! | test an application | `testing` (feature of that name): mocks and cassettes; the crate `essbasic-sandbox` |
//! | audit, measure or change calls | [`Interceptor`], [`audit::JsonLinesAudit`], `metrics` (feature of that name), [`TraceParent`], [`ClientBuilder::wrap_transport`] |
//! | run common sequences of actions | [`workflows`]: contracts, QR codes, onboarding, employees, seals |
//! | encrypt requests end to end | [`encryption::EncryptionKeys`] |
//! | declare your own action | [`tc_action`](attr.tc_action.html), [`tc_model`](attr.tc_model.html), [`tc_enum`](attr.tc_enum.html) |
//! | send an undeclared action | [`RawAction`], [`Client::call_raw`] |
//! | find actions by name, in tools | [`CATALOGUE`], [`find_action`], [`schema`] |
//!
//! # Domains
//!
//! | module | actions |
//! |---|---|
//! | [`organizations`], [`employees`], [`services`] | onboard organizations, synchronize employees, enable services |
//! | [`templates`], [`files`] | manage templates, upload and convert files |
//! | [`start_flows`], [`flows`] | start contracts; query, cancel and download them |
//! | [`signing`], [`auto_sign`], [`seals`] | signing links, QR codes, auto-sign, seals |
//! | [`evidence`], [`billing`], [`encryption`] | evidence reports, usage, encrypted calls |
//!
//! [`models`] has the types that domains share, [`codes`] the error codes, [`partial`] the results of
//! actions that process several items.
//!
//! # Features
//!
//! Each domain is a feature of the same name; `all` enables all of them. Default: `reqwest`, `all`,
//! `callback`, `workflows`.
//!
//! | feature | adds |
//! |---|---|
//! | `reqwest` | the default transport |
//! | `callback`, `workflows`, `testing`, `metrics` | the modules of these names |
//! | `axum` | an extractor of callbacks |
//! | `tower` | `transport::TowerTransport` |
//! | `process` | `provider::ProcessProvider` |
//! | `blocking` | `Client::block_on` and `Call::blocking`, for programs without an async runtime |

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros emit paths that start with `::essbasic`, also for the actions in this crate.
extern crate self as essbasic;

mod agent;
mod catalogue;

pub mod codes;
pub mod models;
pub mod partial;

#[cfg(feature = "auto_sign")]
pub mod auto_sign;
#[cfg(feature = "billing")]
pub mod billing;
#[cfg(feature = "callback")]
pub mod callback;
#[cfg(feature = "employees")]
pub mod employees;
#[cfg(feature = "encryption")]
pub mod encryption;
#[cfg(feature = "evidence")]
pub mod evidence;
#[cfg(feature = "files")]
pub mod files;
#[cfg(feature = "flows")]
pub mod flows;
#[cfg(feature = "organizations")]
pub mod organizations;
#[cfg(feature = "seals")]
pub mod seals;
#[cfg(feature = "services")]
pub mod services;
#[cfg(feature = "signing")]
pub mod signing;
#[cfg(feature = "start_flows")]
pub mod start_flows;
#[cfg(feature = "templates")]
pub mod templates;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "files")]
pub mod transfer;
#[cfg(feature = "workflows")]
pub mod workflows;

pub use agent::Agent;
pub use catalogue::{CATALOGUE, Entry, find_action};

pub use essbasic_core::{
    AcquireFuture, Action, AttemptRecord, Call, CallInfo, CallRecord, Client, ClientBuilder,
    Credential, CredentialRefresh, Descriptor, DownloadSummary, Effect, EmptyResponse, Encryptor,
    EncryptorError, Endpoint, Environment, Error, ErrorCode, ErrorKind, Host, Interceptor,
    InterceptorError, ItemStream, JsonObject, LinkDownload, OffsetUnit, Outcome, Pagination,
    PermitRequest, Proxy, RateLimiter, RawAction, Region, Reply, RetryPolicy, SlidingWindow,
    TraceParent, Unlimited, WaitConfig, Waiter, WakeHandle, audit, limits, message, provider,
    request, response, schema, sign, transport, validate,
};

#[cfg(feature = "metrics")]
pub use essbasic_core::metrics;

/// Compiles and runs the examples in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<Client>();
    assert_send_sync::<Error>();
};

/// Turns a struct into an action that is sent with `.send(&client)`.
///
/// The struct's fields are the request's fields: snake_case in Rust, PascalCase on the wire, omitted
/// if `None`. Only `name` and `version` are required:
///
/// ```
/// use essbasic::{tc_action, tc_model};
///
/// /// Lists disks.
/// #[tc_action(
///     name = "DescribeDisks",
///     version = "2017-03-12",
///     service = "cbs",
///     response = DescribeDisksResponse,
///     effect = read,
///     paginate(item = Disk, items = disk_set, total = total_count, offset = rows, page_size = 100)
/// )]
/// pub struct DescribeDisks {
///     /// Offset of the page, in rows. Default: 0.
///     pub offset: Option<u64>,
///     /// Page size. Default: 20.
///     #[tc(range = 1..=100)]
///     pub limit: Option<u64>,
/// }
///
/// /// Response of [`DescribeDisks`].
/// #[tc_model]
/// pub struct DescribeDisksResponse {
///     /// Total number of disks across all pages.
///     pub total_count: i64,
///     /// Disks of this page.
///     pub disk_set: Vec<Disk>,
/// }
///
/// /// A disk.
/// #[tc_model]
/// pub struct Disk {
///     /// Disk ID.
///     pub disk_id: String,
/// }
///
/// let request = DescribeDisks::new().limit(20);
/// assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"Limit":20}"#);
///
/// # async fn example(client: essbasic::Client, request: DescribeDisks) -> Result<(), essbasic::Error> {
/// let first_page = request.send(&client).await?;
/// let all_disks = request.stream(&client).try_collect().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Arguments
///
/// | argument | meaning | default |
/// |---|---|---|
/// | `name = "…"` | name of the action, sent as `X-TC-Action` | required |
/// | `version = "…"` | version of the API, sent as `X-TC-Version` | required |
/// | `service = "…"` | service in the signing scope and in the host | `essbasic` |
/// | `host = api` or `file` | host of the environment | `api` |
/// | `unsigned` | sends the action without a signature | signed |
/// | `response = Type` | type of the response, without the request ID | [`EmptyResponse`] |
/// | `effect = …` | effect, which decides retries: `read`, `link`, `idempotent("code", …)`, `create`, `charge` ([`Effect`]) | `charge`, which is never retried if it may have been executed |
/// | `rate_limit = n` | maximum calls per second | 20 |
/// | `paginate(…)` | pagination, see below | none |
/// | `wait(…)` | waiter, see below | none |
/// | `errors("…", …)` | error codes listed in the API reference | none |
/// | `title = "…"`, `api_reference = "…"` | the vendor's title, and the address of the API reference | none |
/// | `crate = "…"` | path of this crate, for a dependency with another name in the manifest | `essbasic` |
///
/// ## Pagination
///
/// `paginate(…)` adds the method `stream`, which returns an [`ItemStream`]. The struct has the fields
/// `Offset` and `Limit`.
///
/// | argument | meaning | default |
/// |---|---|---|
/// | `item = Staff` | type of the items | required |
/// | `items = employees` | field of the response that holds the items; `a.b` for a nested field | required |
/// | `offset = rows` or `pages` | unit of `Offset` | required |
/// | `page_size = 20` | maximum number of items per page | required |
/// | `total = total_count` | field of the response that holds the total number of items | none |
/// | `max_offset = 20_000` | maximum `Offset` that the service accepts | none |
/// | `when("OperateType", "SELECT")` | paginates only if the field has this value | always |
/// | `name = stream_organizations` | name of the method, for a second pagination of an action | `stream` |
///
/// ## Waiters
///
/// `wait(…)` adds the method `wait`, which returns a [`Waiter`] that polls until a final state.
///
/// | argument | meaning | default |
/// |---|---|---|
/// | `status = task_status` | field of the response that holds the status; `a.b` for a field of a nested struct or of each item of a list | required |
/// | `done("8")` | values that mean success; `"*"` for any value | required |
/// | `failed("TIMEOUT")` | values that mean failure, in addition to negative numbers | none |
/// | `message = task_message` | field of the response that holds the reason for a failure | none |
/// | `interval = 1..=15` | first and longest interval between polls, in seconds | `1..=15` |
///
/// ## Rules between fields
///
/// Rules name fields as on the wire and can be repeated.
///
/// | rule | meaning |
/// |---|---|
/// | `exactly_one("FlowIds", "FlowGroupId")` | exactly one of the fields is set |
/// | `at_least_one("UserIds", "OpenIds")` | at least one of the fields is set |
/// | `at_most_one("UserIds", "OpenIds")` | at most one of the fields is set |
/// | `needs("IdCardNumber", "IdCardType")` | if the first field is set, the others are set |
/// | `required_if("ReviewMessage", "ReviewType", "REJECT")` | the first field is set if the second has one of the values |
///
/// # Fields
///
/// A field is a `String`, `i64`, `u64`, `f64`, `bool`, a struct with [`#[tc_model]`](attr.tc_model.html),
/// an enum with [`#[tc_enum]`](attr.tc_enum.html), a `Vec` of one of these, or an `Option` of any of these.
/// `#[tc(…)]` on a field adds constraints:
///
/// | argument | meaning |
/// |---|---|
/// | `rename = "QRCodeUrl"` | wire name. Default: the field's name in PascalCase |
/// | `setter = with_new` | name of the setter of an optional field, for fields named like a generated method: `new`, `send`, `stream`, `wait` |
/// | `secret` | personal data, bearer link or key: never shown by `Debug`, logs and errors |
/// | `len = 32`, `len = 1..=200` | number of characters of a text, or of each text of a list |
/// | `items = ..=100` | number of items of a list |
/// | `range = 1..=30` | range of a number |
/// | `require("ProxyOperator.OpenId")` | nested fields that must be set, by wire name |
/// | `hidden` | disabled by the vendor: decoded, but not documented |
/// | `zero_unset` | 0 means not set, and is accepted outside of the range |
/// | `marked_required` | required according to the API reference, but not by the service |
#[doc(inline)]
pub use essbasic_macros::essbasic_tc_action as tc_action;

/// Turns a struct into a part of an action's request or response.
///
/// Fields are as for [`#[tc_action]`](attr.tc_action.html). The only arguments are rules between fields
/// and `crate`.
///
/// ```
/// use essbasic::tc_model;
///
/// /// A signer.
/// #[tc_model]
/// pub struct Signer {
///     /// Mobile number, 11 digits.
///     #[tc(secret, len = 11)]
///     pub mobile: String,
/// }
///
/// let signer = Signer::new("13000000000");
/// assert_eq!(format!("{signer:?}"), "Signer { mobile: *** }");
/// ```
#[doc(inline)]
pub use essbasic_macros::essbasic_tc_model as tc_model;

/// Turns an enum into an open set of documented values.
///
/// Each variant has a wire value, a text or an integer (`#[tc_enum(u64)]` for unsigned integers). An
/// undeclared value is kept in the generated variant `Other`, and encoded unchanged. `crate` is as for
/// [`#[tc_action]`](attr.tc_action.html).
///
/// ```
/// use essbasic::tc_enum;
///
/// /// Name of contracts on pages and in messages.
/// #[tc_enum]
/// pub enum DisplayType {
///     /// 合同
///     Contract = 0,
///     /// 文件
///     Document = 1,
/// }
///
/// assert_eq!(DisplayType::from(1), DisplayType::Document);
/// assert_eq!(DisplayType::from(7), DisplayType::Other(7));
/// assert_eq!(serde_json::to_string(&DisplayType::Other(7)).unwrap(), "7");
/// ```
#[doc(inline)]
pub use essbasic_macros::essbasic_tc_enum as tc_enum;

#[doc(hidden)]
pub use essbasic_core::__private;
