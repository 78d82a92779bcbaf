//! Where the things are kept whose ids stand in a value.

use std::collections::BTreeMap;
use std::io;

use essbasic_sandbox::SandboxHandle;
use serde_json::{Map, Value};

/// How many texts are looked for.
const TEXTS: usize = 300;

/// The longest text that may be an id, or a link.
const LENGTH: usize = 200;

/// The addresses of the pages of things, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Places(BTreeMap<String, String>);

impl Places {
    /// The places of all that some values name.
    pub(crate) async fn of(inside: &SandboxHandle, values: &[&Value]) -> io::Result<Self> {
        let mut named = Named::default();
        for value in values {
            named.look(value);
        }
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for text in named.texts {
            // Organizations and employees are known by their own ids inside those they belong to.
            for owner in &named.owners {
                ids.insert(format!("{owner}/{text}"), text.clone());
            }
            ids.insert(text.clone(), text);
        }
        let found = inside.locate_rows(ids.keys().cloned().collect()).await?;
        let mut places = BTreeMap::new();
        for (id, (table, row)) in found {
            if let Some(text) = ids.get(&id) {
                places.entry(text.clone()).or_insert_with(|| address(table, &row));
            }
        }
        Ok(Self(places))
    }

    /// The page of what has this id, or of what this link leads to.
    pub(crate) fn of_text(&self, text: &str) -> Option<&str> {
        self.0.get(text).map(String::as_str)
    }
}

/// The address of a row's page.
pub(crate) fn address(table: &str, id: &str) -> String {
    let parts = id.split('/').map(|part| {
        form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>().replace('+', "%20")
    });
    format!("/state/{table}/{}", parts.collect::<Vec<_>>().join("/"))
}

#[derive(Default)]
struct Named {
    texts: Vec<String>,
    owners: Vec<String>,
}

impl Named {
    fn look(&mut self, value: &Value) {
        if self.texts.len() >= TEXTS {
            return;
        }
        match value {
            Value::String(text) if (4..LENGTH).contains(&text.len()) => {
                self.texts.push(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| self.look(item)),
            Value::Object(members) => {
                self.owner(members, "application", "organization");
                self.owner(members, "AppId", "ProxyOrganizationOpenId");
                members.values().for_each(|member| self.look(member));
            }
            _ => {}
        }
    }

    /// An application and its organization, as tables and calls name them.
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
