//! The signature: how a request's is made, step by step, and why one was refused.
//!
//! [`check()`] takes a request that the service refused with `AuthFailure.SignatureFailure`, and says
//! on which line of which text the two sides differ. What its owner's code produced is held
//! against what the service computes; where that is not known, a bounded search tries what is
//! often done otherwise – another host, the local date, a body written again – until it meets the
//! very signature.
//!
//! ```
//! use essbasic_explorer::signature::{Key, Mistake, Pasted, Question, check};
//!
//! let request = Pasted::read(
//!     "POST / HTTP/1.1\n\
//!      Host: essbasic.tencentcloudapi.com\n\
//!      Content-Type: application/json\n\
//!      X-TC-Action: DescribeTemplates\n\
//!      X-TC-Timestamp: 1751328000\n\
//!      Authorization: TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2025-06-30/essbasic/tc3_request, \
//!      SignedHeaders=content-type;host;x-tc-action, \
//!      Signature=0000000000000000000000000000000000000000000000000000000000000000\n\n{}",
//! )
//! .unwrap();
//! let report = check(&Question::new(&request));
//! assert_eq!(report.findings[0].mistake, Mistake::LocalDate);
//! assert_eq!(report.findings[0].line.to_string(), "string to sign, line 3");
//! ```

mod answer;
mod check;
mod claim;
mod compare;
mod expected;
mod finding;
mod form;
mod key;
mod obvious;
mod page;
mod panel;
mod paste;
mod recipe;
mod said;
mod search;
mod steps;
mod suspects;
mod words;

pub use check::{Question, Report, check};
pub use finding::{Certainty, Finding, Line, Mistake};
pub use key::Key;
pub use paste::Pasted;
pub use said::Said;
pub use steps::{Keys, Step, steps};

pub(crate) use answer::of_call;
pub(crate) use page::routes;
pub(crate) use panel::panel;
