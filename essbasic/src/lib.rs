#![doc = include_str!("../README.md")]

// The macros write paths that start here, also for our own actions.
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
#[cfg(feature = "files")]
pub mod transfer;
#[cfg(feature = "workflows")]
pub mod workflows;

pub use agent::Agent;
pub use catalogue::{CATALOGUE, Entry, find};

pub use essbasic_core::{
    AcquireFuture, Action, Call, Client, ClientBuilder, Credential, Descriptor, DownloadSummary,
    Effect, EmptyResponse, Encryptor, EncryptorError, Endpoint, Environment, Error, ErrorCode,
    ErrorKind, Host, ItemStream, JsonObject, LinkDownload, OffsetUnit, Outcome, Pagination,
    PermitRequest, Proxy, RateLimiter, RawAction, Region, Reply, RetryPolicy, SlidingWindow,
    Unlimited, WaitConfig, Waiter, WakeHandle, provider, request, response, schema, sign,
    transport, validate,
};

/// Makes a plain struct an action that is sent with `.send(&client)`.
///
/// The struct's members are the request's: snake_case here, PascalCase on the wire, and absent
/// when they are `None`. A name and a version are all that is needed:
///
/// ```
/// use essbasic::{tc_action, tc_model};
///
/// /// Tells which disks there are.
/// #[tc_action(
///     name = "DescribeDisks",
///     version = "2017-03-12",
///     service = "cbs",
///     response = DescribeDisksResponse,
///     effect = read
/// )]
/// pub struct DescribeDisks {
///     /// Where the page starts, in rows.
///     pub offset: u64,
///     /// How many rows it has.
///     #[tc(range = 1..=100)]
///     pub limit: Option<u64>,
/// }
///
/// /// The disks of one page.
/// #[tc_model]
/// pub struct DescribeDisksResponse {
///     /// How many there are on all pages.
///     pub total_count: i64,
/// }
///
/// let request = DescribeDisks::new(0).limit(20);
/// assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"Offset":0,"Limit":20}"#);
/// ```
///
/// # Arguments
///
/// | argument | what it says | unless given |
/// |---|---|---|
/// | `name = "…"` | `X-TC-Action` | required |
/// | `version = "…"` | `X-TC-Version`, a date | required |
/// | `service = "…"` | the service in the signing scope and the host | `essbasic` |
/// | `host = api` or `file` | which of the environment's hosts takes it | `api` |
/// | `unsigned` | it is called without a signature | it is signed |
/// | `response = Type` | what it answers besides the request id | nothing |
/// | `retry = …` | what repeating it does: `read`, `mint`, `settle("code", …)`, `create`, `charge` ([`Effect`]) | `charge`, which repeats nothing |
/// | `rate_limit = n` | calls a second | 20 |
/// | `pages(…)` | it lists page by page: see below | it does not |
/// | `wait(…)` | it is asked until something has ended: see below | it is not |
/// | `errors("…", …)` | the error codes that the manual lists | none |
/// | `title = "…"`, `manual = "…"` | the vendor's title, and the manual's page | none |
///
/// A listing gets a method `stream`, which walks it to its end. It has members `Offset` and
/// `Constraint`, and `pages(…)` says the rest:
///
/// | word | what it says |
/// |---|---|
/// | `of = Staff` | what it lists |
/// | `list = employees` | where the items stand in the answer; `a.b` inside a struct |
/// | `total = total_count` | where the answer says how many there are in all |
/// | `offset = rows` or `pages` | what `Offset` counts |
/// | `most = 20` | how many items a page has at most |
/// | `last = 20_000` | the largest `Offset` that the service takes |
/// | `when("OperateType", "SELECT")` | the member that makes it a listing, where it is not always one |
/// | `name = stream_organizations` | another name for the method, where an action has two listings |
///
/// What is asked until something has ended gets a method `wait`, and `wait(…)` says how that is
/// seen:
///
/// | word | what it says | unless given |
/// |---|---|---|
/// | `on = task_status` | where the answer says how far it is; `a.b` inside a struct, or inside each of a list | required |
/// | `done("8")` | the values that say it is done; `"*"` for any value at all | required |
/// | `failed("TIMEOUT")` | those that say it has failed, beside every number below zero | none |
/// | `message = task_message` | where the answer says why | nowhere |
/// | `every = 1..=15` | the pauses between two questions, in seconds: the first and the longest | 1 to 15 |
///
/// Rules between members name them as the wire does, and may be given more than once:
///
/// | rule | what it says |
/// |---|---|
/// | `exactly_one("FlowIds", "FlowGroupId")` | one of them is given, and only one |
/// | `at_least_one("UserIds", "OpenIds")` | one of them is given, or more |
/// | `at_most_one("UserIds", "OpenIds")` | one of them is given, or none |
/// | `needs("IdCardNumber", "IdCardType")` | where the first is given, the others are too |
/// | `required_if("ReviewMessage", "ReviewType", "REJECT")` | the first is given when the second has one of these values |
///
/// # Members
///
/// A member is a `String`, `i64`, `u64`, `f64`, `bool`, a struct with
/// [`#[tc_model]`](macro@tc_model), an enum with [`#[tc_enum]`](macro@tc_enum), a `Vec` of one of
/// those, or an `Option` of any of those. `#[tc(…)]` on a member says what its
/// type cannot:
///
/// | word | what it says |
/// |---|---|
/// | `rename = "QRCodeUrl"` | a wire name that does not follow from the member's |
/// | `secret` | personal data, a bearer link or a key: kept out of `Debug`, logs and errors |
/// | `len = 32`, `len = 1..=200` | how many characters a text has, or each text of a list |
/// | `items = ..=100` | how many items a list has |
/// | `range = 1..=30` | how great a number is |
/// | `require("ProxyOperator.OpenId")` | what must be given inside it, by wire name |
/// | `hidden` | disabled by the vendor: understood, and not advertised |
pub use essbasic_macros::essbasic_tc_action as tc_action;

/// Makes a plain struct a part of an action's request or answer.
///
/// Members are as for [`#[tc_action]`](macro@tc_action), and so are the rules between them, the
/// only arguments that it takes.
///
/// ```
/// use essbasic::tc_model;
///
/// /// Who signs.
/// #[tc_model]
/// pub struct Signer {
///     /// The mobile number, 11 digits.
///     #[tc(secret, len = 11)]
///     pub mobile: String,
/// }
///
/// let signer = Signer::new("13000000000");
/// assert_eq!(format!("{signer:?}"), "Signer { mobile: *** }");
/// ```
pub use essbasic_macros::essbasic_tc_model as tc_model;

/// Makes an enum a documented set of values: typed, and open.
///
/// Each variant says its value on the wire, a text or an integer (`#[tc_enum(u64)]` where the
/// wire has it unsigned). A value that is not listed is kept as it came, and goes back as it came.
///
/// ```
/// use essbasic::tc_enum;
///
/// /// What pages and messages call a contract.
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
pub use essbasic_macros::essbasic_tc_enum as tc_enum;

#[doc(hidden)]
pub use essbasic_core::__private;
