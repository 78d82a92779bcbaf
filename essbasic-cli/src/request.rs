//! A request put together: the JSON given, what is set in it, its files, its agent.

use serde_json::{Map, Value};

use crate::arguments::Members;
use crate::config::Profile;
use crate::failure::Failure;
use crate::input::{self, AgentIds, Attached};
use crate::target::Target;

/// Makes the members of a request out of those given in JSON.
#[derive(Clone)]
pub(crate) struct Recipe {
    set: Vec<String>,
    files: Vec<Attached>,
    agent: AgentIds,
    unchecked: bool,
}

impl Recipe {
    pub(crate) fn new(
        members: &Members,
        profile: &Profile,
        unchecked: bool,
    ) -> Result<Self, Failure> {
        let agent = AgentIds::of(members.agent.as_deref(), profile)?;
        let files = members.file.iter().map(|(path, file)| Attached::read(path, file));
        let files = files.collect::<Result<_, _>>()?;
        Ok(Self { set: members.set.clone(), files, agent, unchecked })
    }

    /// All that it says of a request, as a text of which a change can be told.
    pub(crate) fn told(&self) -> String {
        let files: Vec<_> = self.files.iter().map(Attached::told).collect();
        format!("{:?} {files:?} {:?}", self.set, self.agent)
    }

    /// Adds to a request what was said beside its JSON.
    pub(crate) fn complete(
        &self,
        target: &Target,
        members: &mut Map<String, Value>,
    ) -> Result<(), Failure> {
        let schema = target.schema();
        for set in &self.set {
            input::set(members, schema, set)?;
        }
        for file in &self.files {
            file.set(members, schema)?;
        }
        self.agent.complete(members, schema);
        if self.unchecked { Ok(()) } else { input::refuse_typos(schema, members) }
    }
}
