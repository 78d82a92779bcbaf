//! A contract is started: paid for, put on the agenda, and told of.

use super::{Flow, WRITING_TAKES};
use crate::refusal::Refusal;
use crate::state::{Due, State};

impl State {
    /// Starts a contract; its id.
    pub(crate) fn start(&mut self, flow: Flow) -> Result<String, Refusal> {
        self.pay(&flow.owner.application, 1)?;
        let (id, now) = (flow.id.clone(), flow.created_on);
        self.plan(flow.deadline, Due::Deadline { flow: id.clone() });
        for deadline in flow.approvers.iter().filter_map(|approver| approver.deadline) {
            self.plan(deadline, Due::Deadline { flow: id.clone() });
        }
        if flow.template.is_some() {
            self.plan(now + WRITING_TAKES, Due::Filled { flow: id.clone() });
        }
        if let Some(file) = flow.file.as_ref().and_then(|file| self.files.get_mut(file)) {
            file.used = true;
        }
        self.bill(&flow, now);
        self.flows.insert(id.clone(), flow);
        self.tell_flow(&id, "start", None, now);
        self.go_on(&id, now);
        Ok(id)
    }
}
