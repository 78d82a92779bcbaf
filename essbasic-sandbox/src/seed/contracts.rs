//! Contracts of the initial data, one in each status, and a group. They started two days ago.

use essbasic::billing::{BillCostType, QuotaType};
use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverType, Component, ComponentType, FlowStatus, GenerateMode};

use super::{
    APPLICATION, DAY, FILE, FLOW_CANCELLED, FLOW_DYNAMIC, FLOW_FINISHED, FLOW_GROUP,
    FLOW_IN_REVIEW, FLOW_PARTLY_SIGNED, FLOW_UNASSIGNED, FLOW_WAITING, FLOWS_OF_GROUP,
    INITIATOR_RECIPIENT, OPERATOR, ORGANIZATION, PERSON_RECIPIENT, SEAL, TEMPLATE_WITH_FIELDS,
    owner, salary, signer,
};
use crate::state::{Approver, Charge, Flow, FlowGroup, Review, ScheduledTask, State};

/// Time since the contracts started, in seconds.
pub(super) const AGE: i64 = 2 * DAY;

/// Time that is left to sign a contract, in seconds.
const TIME_LEFT: i64 = 30 * DAY;

/// Adds the contracts, with their charges and deadlines.
pub(super) fn add(state: &mut State, now: i64) {
    let mut builder = Builder { state, now, signers: 0 };
    let waiting = builder.flow(FLOW_WAITING, "采购合同");
    builder.add(waiting);

    let mut partly = builder.flow(FLOW_PARTLY_SIGNED, "劳动合同");
    partly.template = Some(TEMPLATE_WITH_FIELDS.to_owned());
    partly.file = None;
    partly.fields = vec![salary("8000")];
    partly.accept(0, now - DAY);
    builder.add(partly);

    let mut finished = builder.flow(FLOW_FINISHED, "供货合同");
    finished.accept(0, now - DAY);
    finished.approvers[1].seal = Some(SEAL.to_owned());
    finished.accept(1, now - DAY);
    builder.add(finished);

    let mut cancelled = builder.flow(FLOW_CANCELLED, "租赁合同");
    cancelled.end(FlowStatus::Cancel, ApproverStatus::Cancel, "条款有误");
    builder.add(cancelled);

    let mut in_review = builder.flow(FLOW_IN_REVIEW, "服务合同");
    in_review.review = Review::Waiting;
    in_review.ordered = false;
    builder.add(in_review);

    let mut unassigned = builder.flow(FLOW_UNASSIGNED, "保密协议");
    let employee = &mut unassigned.approvers[1];
    (employee.open_id, employee.name, employee.mobile) = Default::default();
    employee.status = ApproverStatus::WaitPickup;
    unassigned.ordered = false;
    builder.add(unassigned);

    let mut dynamic = builder.flow(FLOW_DYNAMIC, "业主公约");
    dynamic.approvers.truncate(1);
    (dynamic.ordered, dynamic.is_dynamic) = (false, true);
    dynamic.accept(0, now - DAY);
    builder.add(dynamic);

    for (id, name) in FLOWS_OF_GROUP.into_iter().zip(["借款合同", "担保合同"]) {
        let mut flow = builder.flow(id, name);
        flow.group = Some(FLOW_GROUP.to_owned());
        flow.review = Review::Waiting;
        flow.ordered = false;
        builder.add(flow);
    }
    let flows = FLOWS_OF_GROUP.map(str::to_owned).to_vec();
    let group = FlowGroup { owner: owner(), name: "借款合同组".to_owned(), flows };
    state.groups.insert(FLOW_GROUP, group);
}

/// Creates a field to sign on the first page, at a distance from its left and upper edges in points.
fn sign_field(kind: ComponentType, (x, y): (f64, f64)) -> Component {
    let height = if kind == ComponentType::SignSeal { 119.0 } else { 43.0 };
    Component::new()
        .component_type(kind)
        .generate_mode(GenerateMode::Normal)
        .component_page(1)
        .component_pos_x(x)
        .component_pos_y(y)
        .component_width(119.0)
        .component_height(height)
}

struct Builder<'a> {
    state: &'a mut State,
    now: i64,
    /// Number of signers so far, in their IDs.
    signers: usize,
}

impl Builder<'_> {
    /// Creates a contract that a person signs before the operator.
    fn flow(&mut self, id: &str, name: &str) -> Flow {
        let created_on = self.now - AGE;
        let mut person = self.approver(ApproverType::Person, PERSON_RECIPIENT, "乙方");
        let signer = signer();
        (person.name, person.mobile) = (signer.name, signer.mobile);
        let mut operator = self.approver(ApproverType::Organization, INITIATOR_RECIPIENT, "甲方");
        self.state.set_employee(&mut operator, &owner(), OPERATOR);
        person.sign_fields = vec![sign_field(ComponentType::SignSignature, (420.0, 655.0))];
        operator.sign_fields = vec![sign_field(ComponentType::SignSeal, (160.0, 610.0))];
        let mut flow = Flow::new(owner(), OPERATOR, name, created_on);
        id.clone_into(&mut flow.id);
        flow.deadline = self.now + TIME_LEFT;
        flow.file = Some(FILE.to_owned());
        flow.approvers = vec![person, operator];
        flow
    }

    fn approver(&mut self, kind: ApproverType, recipient: &str, role: &str) -> Approver {
        self.signers += 1;
        let mut approver = Approver::new(kind);
        approver.sign_id = format!("yDSandboxSign{:0>19}", self.signers);
        recipient.clone_into(&mut approver.recipient_id);
        role.clone_into(&mut approver.role_name);
        approver
    }

    fn add(&mut self, flow: Flow) {
        self.charge(&flow, BillCostType::Charge, 1);
        if flow.status == FlowStatus::Cancel {
            self.charge(&flow, BillCostType::Return, -1);
        }
        if flow.is_open() {
            let task = ScheduledTask::Deadline { flow: flow.id.clone() };
            self.state.schedule(flow.deadline, task);
        }
        self.state.flows.insert(flow.id.clone(), flow);
    }

    fn charge(&mut self, flow: &Flow, kind: BillCostType, count: i64) {
        let charge = Charge {
            application: APPLICATION.to_owned(),
            organization: ORGANIZATION.to_owned(),
            operator: OPERATOR.to_owned(),
            flow: flow.id.clone(),
            flow_name: flow.name.clone(),
            quota: QuotaType::CloudEnterprise,
            count,
            on: flow.created_on,
            kind,
        };
        let number = self.state.next_number();
        self.state.charges.insert(number, charge);
    }
}
