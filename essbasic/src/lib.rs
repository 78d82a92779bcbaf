#![doc = include_str!("../README.md")]

// The macros write paths that start here, also for our own actions.
extern crate self as essbasic;

mod agent;
mod catalogue;

pub mod codes;
pub mod models;
pub mod signing;

pub use agent::Agent;
pub use catalogue::{CATALOGUE, Entry, find};

pub use essbasic_core::{
    Action, Call, Client, ClientBuilder, Credential, Descriptor, Empty, Endpoint, Environment,
    Error, ErrorCode, ErrorKind, Host, Json, Outcome, Reply, Retry, check, request, schema, sign,
    transport,
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
///     retry = read
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
/// | `response = Type` | what it answers besides the request id | nothing |
/// | `retry = …` | what repeating it does: `read`, `mint`, `settle("code", …)`, `create`, `charge` ([`Retry`]) | `charge`, which repeats nothing |
/// | `rate_limit = n` | calls a second | 20 |
/// | `errors("…", …)` | the error codes that the manual lists | none |
/// | `title = "…"`, `manual = "…"` | the vendor's title, and the manual's page | none |
///
/// # Members
///
/// A member is a `String`, `i64`, `u64`, `f64`, `bool`, a struct with [`#[tc_model]`](macro@tc_model), a
/// `Vec` of one of those, or an `Option` of any of those. `#[tc(…)]` on a member says what its
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
/// It takes no arguments; members are as for [`#[tc_action]`](macro@tc_action).
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

#[doc(hidden)]
pub use essbasic_core::__private;
