//! An MCP server for Tencent Cloud e-sign (essbasic): an assistant can read everything, and change
//! something only after a person has confirmed exactly that request.
//!
//! ```no_run
//! use essbasic::{Client, Environment};
//! use essbasic_mcp::Server;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().environment(Environment::Test).build()?;
//! Server::builder(client, "test environment").build()?.serve_stdio(std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Tools
//!
//! | tool | does |
//! |---|---|
//! | `find_actions`, `describe_action` | searches and documents the actions |
//! | `validate` | checks a request; sends nothing |
//! | `read` | sends an action whose effect is `read` |
//! | `change` | sends any other action, after confirmation |
//! | `wait` | polls an action until its final state |
//! | `upload_file` | uploads a local file, after confirmation |
//! | `open_callback` | verifies and opens a captured callback |
//! | `explain_error` | explains an error code and what to do |
//!
//! [`ServerBuilder::toolset`] adds a typed tool for each action of a domain.
//!
//! # Confirmation
//!
//! The server asks the person, never the model: by elicitation if the client declares it, otherwise on
//! a page on this machine whose address the result contains. A confirmation is valid for one request,
//! byte for byte, once, and for 10 minutes. No argument of a tool confirms anything.
//!
//! # Results
//!
//! A result has an `outcome`, the request ID, and the response or the error with a hint. Names, mobile
//! numbers, links and keys are masked unless [`ServerBuilder::reveal`] is set.
//!
//! # Logs
//!
//! The MCP library logs whole messages, which contain personal data: the server runs it on threads
//! without a `tracing` subscriber. Spans and events of essbasic reach the caller's subscriber.
//!
//! # Modules
//!
//! | module | contents |
//! |---|---|
//! | `builder`, `server`, `runtime`, `http` | options, the server on stdio, streams and HTTP |
//! | `shared` | configuration and state of a server |
//! | `handler`, `exchange` | requests of the protocol, passed to the modules below; one call and its client |
//! | `tools` | the tools, one per file, and their list |
//! | `scope` | the actions and the agent that the server may use |
//! | `confirm`, `question`, `questions`, `change_log` | confirmation, text of a question, pending questions, changes of this session |
//! | `outcome`, `mask`, `parts` | results, masking, parts of long results and resources |
//! | `json_schema`, `resources`, `prompts` | schemas, resources and prompts |
//! | `client_config` | configuration of common clients |
//! | `limits` | limits of what is held in memory |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod change_log;
mod client_config;
mod confirm;
mod exchange;
mod handbook;
mod handler;
mod http;
mod json_schema;
mod limits;
mod mask;
mod outcome;
mod parts;
mod prompts;
mod question;
mod questions;
mod resources;
mod runtime;
mod scope;
mod server;
mod shared;
mod tools;

pub use builder::{BuildError, ServerBuilder};
pub use client_config::{ClientKind, UnknownClient};
pub use server::Server;
pub use shared::UndeliveredChange;
