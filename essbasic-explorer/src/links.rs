//! Links from IDs in a value to the rows of the sandbox that they name.

use std::collections::BTreeMap;
use std::io;

use essbasic_sandbox::SandboxHandle;
use serde_json::{Map, Value};

/// Maximum number of texts to look up.
const MAX_TEXTS: usize = 300;

/// Maximum length of an ID or link.
const MAX_LENGTH: usize = 200;

/// Addresses of rows by ID.
#[derive(Debug, Default)]
pub(crate) struct Links(BTreeMap<String, String>);

impl Links {
    /// Looks up all IDs in some values.
    pub(crate) async fn find(sandbox: &SandboxHandle, values: &[&Value]) -> io::Result<Self> {
        let mut names = Names::default();
        for value in values {
            names.collect(value);
        }
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for text in names.texts {
            // Keys of organizations and employees begin with those of their owners.
            for owner in &names.owners {
                ids.insert(format!("{owner}/{text}"), text.clone());
            }
            ids.insert(text.clone(), text);
        }
        let found = sandbox.locate_rows(ids.keys().cloned().collect()).await?;
        let mut links = BTreeMap::new();
        for (id, (table, row)) in found {
            if let Some(text) = ids.get(&id) {
                links.entry(text.clone()).or_insert_with(|| address(table, &row));
            }
        }
        Ok(Self(links))
    }

    /// Returns the address of the row that a text names.
    pub(crate) fn get(&self, text: &str) -> Option<&str> {
        self.0.get(text).map(String::as_str)
    }
}

/// Returns the address of the page about a row: one of its own, or that of its fields.
pub(crate) fn address(table: &str, id: &str) -> String {
    let parts = id.split('/').count();
    match (table, parts) {
        ("flows", 1) => format!("/contracts/{}", encoded(id)),
        ("templates", 1) => format!("/templates/{}", encoded(id)),
        ("organizations", 2) => format!("/organizations/{}", encoded(id)),
        _ => raw_address(table, id),
    }
}

/// Returns the address of the page with the fields of a row.
pub(crate) fn raw_address(table: &str, id: &str) -> String {
    format!("/data/{}/{}", encoded(table), encoded(id))
}

/// Encodes the parts of an ID for an address.
fn encoded(id: &str) -> String {
    let part = |part: &str| {
        form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>().replace('+', "%20")
    };
    id.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Returns an address to redirect to if it is on this site, otherwise `/`.
///
/// Browsers resolve `//` and `/\` to another site, and ignore tabs and line breaks between them.
pub(crate) fn local(address: &str) -> &str {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_path && is_plain { address } else { "/" }
}

#[derive(Default)]
struct Names {
    texts: Vec<String>,
    owners: Vec<String>,
}

impl Names {
    fn collect(&mut self, value: &Value) {
        if self.texts.len() >= MAX_TEXTS {
            return;
        }
        match value {
            Value::String(text) if (4..MAX_LENGTH).contains(&text.len()) => {
                self.texts.push(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(members) => {
                self.owner(members, "application", "organization");
                self.owner(members, "AppId", "ProxyOrganizationOpenId");
                members.values().for_each(|member| self.collect(member));
            }
            _ => {}
        }
    }

    /// Adds an application and its organization.
    fn owner(&mut self, members: &Map<String, Value>, application: &str, organization: &str) {
        let text = |name| members.get(name).and_then(Value::as_str);
        let Some(application) = text(application) else { return };
        let own = text(organization).map(|organization| format!("{application}/{organization}"));
        for owner in [Some(application.to_owned()), own].into_iter().flatten() {
            if self.owners.len() < 4 && !self.owners.contains(&owner) {
                self.owners.push(owner);
            }
        }
    }
}
