//! Configuration that common clients need to start the server.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

/// Maximum number of characters of a name in an error.
const MAX_NAME: usize = 100;

/// A client for which [`config`](Self::config) writes the configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ClientKind {
    /// Claude Desktop.
    ClaudeDesktop,
    /// Claude Code.
    ClaudeCode,
    /// Codex CLI.
    Codex,
    /// Cursor.
    Cursor,
    /// Gemini CLI.
    Gemini,
    /// Visual Studio Code.
    VsCode,
    /// Zed.
    Zed,
    /// Any client that reads the common format, `mcpServers`.
    Other,
}

impl ClientKind {
    /// All clients.
    pub const ALL: [Self; 8] = [
        Self::ClaudeDesktop,
        Self::ClaudeCode,
        Self::Codex,
        Self::Cursor,
        Self::Gemini,
        Self::VsCode,
        Self::Zed,
        Self::Other,
    ];

    /// Returns the name: `claude-desktop`, `vscode`, …
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClaudeDesktop => "claude-desktop",
            Self::ClaudeCode => "claude-code",
            Self::Codex => "codex",
            Self::Cursor => "cursor",
            Self::Gemini => "gemini",
            Self::VsCode => "vscode",
            Self::Zed => "zed",
            Self::Other => "other",
        }
    }

    /// Returns the name of the file that the client reads, in the home, project or settings folder.
    ///
    /// Empty for [`Other`](Self::Other).
    pub const fn file(self) -> &'static str {
        match self {
            Self::ClaudeDesktop => "claude_desktop_config.json",
            Self::ClaudeCode => ".mcp.json",
            Self::Codex => "~/.codex/config.toml",
            Self::Cursor => ".cursor/mcp.json",
            Self::Gemini => "~/.gemini/settings.json",
            Self::VsCode => ".vscode/mcp.json",
            Self::Zed => "settings.json",
            Self::Other => "",
        }
    }

    /// Returns the configuration that starts `command` with `arguments`, as JSON or TOML.
    pub fn config(self, command: &str, arguments: &[String]) -> String {
        let server = json!({ "command": command, "args": arguments });
        let json = match self {
            Self::Codex => {
                // Strings and lists of strings are written alike in JSON and TOML.
                let (command, arguments) = (json!(command), json!(arguments));
                return format!("[mcp_servers.essbasic]\ncommand = {command}\nargs = {arguments}");
            }
            Self::VsCode => {
                let server = json!({ "type": "stdio", "command": command, "args": arguments });
                json!({ "servers": { "essbasic": server } })
            }
            Self::Zed => json!({ "context_servers": { "essbasic": server } }),
            _ => json!({ "mcpServers": { "essbasic": server } }),
        };
        pretty(&json)
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

impl fmt::Display for ClientKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ClientKind {
    type Err = UnknownClient;

    fn from_str(name: &str) -> Result<Self, UnknownClient> {
        let found = Self::ALL.into_iter().find(|it| it.as_str() == name);
        found.ok_or_else(|| UnknownClient(name.chars().take(MAX_NAME).collect()))
    }
}

/// Error of a name that is not the [name](ClientKind::as_str) of a client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownClient(String);

impl fmt::Display for UnknownClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ClientKind::ALL.map(ClientKind::as_str).join(", ");
        write!(f, "{:?} is not a client; there are {names}", self.0)
    }
}

impl std::error::Error for UnknownClient {}
