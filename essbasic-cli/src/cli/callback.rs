//! Arguments of `essbasic callback`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use super::WithPrintOptions;
use super::connection::seconds;
use super::servers::address;
use crate::help_texts;
use crate::input::Source;
use crate::output::PrintOptions;

/// Receives, opens, sends and checks callbacks
///
/// Token and key are those of the console's callback settings. They are taken from --token and --key,
/// from --token-file and --key-file, from callback_token_file and callback_key_file of a profile, or
/// from ESSBASIC_CALLBACK_TOKEN and ESSBASIC_CALLBACK_KEY, and never shown.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback trigger --list
  essbasic callback trigger FlowStatusChange --print")]
pub(crate) struct CallbackArgs {
    #[command(subcommand)]
    pub(crate) command: CallbackCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CallbackCommand {
    Verify(WithPrintOptions<VerifyArgs>),
    Open(WithPrintOptions<OpenArgs>),
    Trigger(WithPrintOptions<TriggerArgs>),
    Probe(WithPrintOptions<ProbeArgs>),
    Listen(WithPrintOptions<ListenArgs>),
    Events(WithPrintOptions<EventsArgs>),
    Resend(WithPrintOptions<ResendArgs>),
}

impl CallbackCommand {
    pub(crate) fn print_options(&self) -> &PrintOptions {
        match self {
            Self::Verify(it) => &it.print,
            Self::Open(it) => &it.print,
            Self::Trigger(it) => &it.print,
            Self::Probe(it) => &it.print,
            Self::Listen(it) => &it.print,
            Self::Events(it) => &it.print,
            Self::Resend(it) => &it.print,
        }
    }
}

// Token and key of the callback settings.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Token and key")]
pub(crate) struct CallbackKeyArgs {
    /// Token that signs callbacks [env: ESSBASIC_CALLBACK_TOKEN]
    #[arg(
        id = "signing_token",
        long = "token",
        value_name = "TOKEN",
        conflicts_with = "token_file"
    )]
    pub(crate) token: Option<String>,
    /// Key that encrypts callbacks, 32 characters [env: ESSBASIC_CALLBACK_KEY]
    #[arg(id = "encryption_key_32", long = "key", value_name = "KEY", conflicts_with = "key_file")]
    pub(crate) key: Option<String>,
    /// File that contains the token
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// File that contains the key
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Profile with callback_token_file and callback_key_file. Default: the profile `default`
    #[arg(id = "callback_profile", long = "profile", value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

// A captured callback.
#[derive(Args, Clone, Debug)]
pub(crate) struct CaptureArgs {
    /// Captured callback: a body, raw HTTP with headers, a curl command, or a HAR file; - for standard
    /// input
    #[arg(value_name = "FILE|-", default_value = "-", value_parser = file_or_stdin)]
    pub(crate) capture: Source,
    /// Value of the header Content-Signature, if the capture has only the body
    #[arg(long, value_name = "sha256=…")]
    pub(crate) signature: Option<String>,
    #[command(flatten)]
    pub(crate) keys: CallbackKeyArgs,
}

/// Parses `FILE` or `-`.
#[allow(clippy::unnecessary_wraps, reason = "clap takes a parser that may fail")]
fn file_or_stdin(argument: &str) -> Result<Source, String> {
    Ok(match argument {
        "-" => Source::Stdin,
        path => Source::File(path.strip_prefix('@').unwrap_or(path).into()),
    })
}

/// Checks whether a captured callback is genuine; exit code 1 and the cause if it is not
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback verify request.txt
  essbasic callback verify body.json --signature sha256=…")]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) capture: CaptureArgs,
}

/// Decrypts a captured callback and prints the event
///
/// Without a token the signature is not checked. Exit code 1 if the callback is not genuine.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback open request.txt
  essbasic callback open body.json --key-file callback-key --filter data")]
pub(crate) struct OpenArgs {
    #[command(flatten)]
    pub(crate) capture: CaptureArgs,
}

/// Sends events as the service does, with sample contents
///
/// Exit code 1 unless every event is acknowledged with 200, or, with --malformed, none is.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback trigger --list
  essbasic callback trigger FlowStatusChange --set FlowCallbackStatus=4 --print")]
pub(crate) struct TriggerArgs {
    /// Events to send, by wire name
    #[arg(value_name = "EVENT", required_unless_present = "list")]
    pub(crate) events: Vec<String>,
    /// URL of the receiver, on this machine or in a private network
    #[arg(long, value_name = "URL", required_unless_present_any = ["list", "print_curl"])]
    pub(crate) to: Option<String>,
    /// Send to a public address too
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// Field to set, by its path: Approvers.0.ApproveCallbackStatus=3
    #[arg(long, value_name = "PATH=VALUE")]
    pub(crate) set: Vec<String>,
    /// Fields to replace: JSON, @FILE, or - for standard input. A list sends one event for each of its
    /// objects
    #[arg(long, value_name = "JSON|@FILE|-")]
    pub(crate) json: Option<Source>,
    /// Print the requests as curl commands, and send nothing
    #[arg(id = "print_curl", long = "print")]
    pub(crate) print_curl: bool,
    /// Number of times to send each event, with the same message ID
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) duplicate: u32,
    /// Send in a random order
    #[arg(long)]
    pub(crate) shuffle: bool,
    /// Time between two events
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) delay: Option<Duration>,
    /// Damage the requests; a receiver must not acknowledge them with 200
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) malformed: Option<Malformed>,
    /// Time limit of a response
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(crate) timeout: Duration,
    /// List all events, and send nothing
    #[arg(long)]
    pub(crate) list: bool,
    #[command(flatten)]
    pub(crate) keys: CallbackKeyArgs,
}

/// Damage of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Malformed {
    #[value(help = help_texts::of_value("malformed.wrong-signature", "Signed with another token"))]
    WrongSignature,
    #[value(help = help_texts::of_value("malformed.no-signature", "Without the header Content-Signature"))]
    NoSignature,
    #[value(help = help_texts::of_value("malformed.wrong-key", "Encrypted with another key, and signed"))]
    WrongKey,
    #[value(help = help_texts::of_value("malformed.not-encrypted", "Not encrypted, and signed"))]
    NotEncrypted,
    #[value(help = help_texts::of_value("malformed.cut", "Cut in the middle of the encrypted text, and signed"))]
    Cut,
    #[value(help = help_texts::of_value("malformed.not-json", "No JSON, and signed"))]
    NotJson,
    #[value(help = help_texts::of_value("malformed.too-large", "Larger than 10 MiB, and signed"))]
    TooLarge,
}

/// Checks a receiver with requests like those of the service; exit code 1 if it has a fault
///
/// Sends what the console sends when the address is saved, a signed event, the same event again,
/// wrong and missing signatures, 10 MB, and a request that arrives slowly.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback probe http://localhost:3000/callback
  essbasic callback probe https://test.example.com/callback --allow-public")]
pub(crate) struct ProbeArgs {
    /// URL of the receiver, on this machine or in a private network
    #[arg(value_name = "URL")]
    pub(crate) url: String,
    /// Send to a public address too
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// Time limit of a response
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    pub(crate) timeout: Duration,
    #[command(flatten)]
    pub(crate) keys: CallbackKeyArgs,
}

/// Receives callbacks until stopped: stores each, responds with 200, and forwards it
///
/// The first line printed is the address. A callback is acknowledged only when it is stored durably. It is
/// forwarded byte for byte, or signed again with --forward-token and --forward-key, until the receiver
/// responds with 200, at most --attempts times. With a token, callbacks that are not genuine are
/// rejected. The store contains the callbacks as received; only you can read it.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback listen
  essbasic callback listen --forward-to http://localhost:3000/callback")]
pub(crate) struct ListenArgs {
    /// Address to listen on: PORT on this machine, or HOST:PORT
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8877", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// URL to forward to, on this machine or in a private network. Default: callbacks are only stored
    #[arg(long, value_name = "URL")]
    pub(crate) forward_to: Option<String>,
    /// Forward to a public address too
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// File to store callbacks in. Default: ~/.local/state/essbasic/callbacks.jsonl
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// Token that signs forwarded callbacks [env: ESSBASIC_FORWARD_TOKEN]
    #[arg(
        long,
        value_name = "TOKEN",
        env = "ESSBASIC_FORWARD_TOKEN",
        hide_env = true,
        requires = "forward_to"
    )]
    pub(crate) forward_token: Option<String>,
    /// Key that encrypts forwarded callbacks [env: ESSBASIC_FORWARD_KEY]
    #[arg(
        long,
        value_name = "KEY",
        env = "ESSBASIC_FORWARD_KEY",
        hide_env = true,
        requires = "forward_token"
    )]
    pub(crate) forward_key: Option<String>,
    /// Maximum number of attempts to forward a callback
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) attempts: u32,
    /// Time limit of a response of the receiver
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(crate) timeout: Duration,
    #[command(flatten)]
    pub(crate) keys: CallbackKeyArgs,
}

/// Lists the callbacks that `listen` has stored, oldest first
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback events
  essbasic callback events --limit 20 --output json")]
pub(crate) struct EventsArgs {
    /// File that `listen` stores in. Default: ~/.local/state/essbasic/callbacks.jsonl
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// Number of callbacks to list, the latest ones
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) limit: u32,
}

/// Forwards stored callbacks again, byte for byte
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic callback resend 12
  essbasic callback resend 12 13 --to http://localhost:3000/callback")]
pub(crate) struct ResendArgs {
    /// Numbers that `events` lists, or message IDs
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
    /// URL to send to. Default: that of the last `listen --forward-to`
    #[arg(long, value_name = "URL")]
    pub(crate) to: Option<String>,
    /// Send to a public address too
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// File that `listen` stores in. Default: ~/.local/state/essbasic/callbacks.jsonl
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// Time limit of a response
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(crate) timeout: Duration,
}
