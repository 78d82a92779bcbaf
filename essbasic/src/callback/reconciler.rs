//! Recovery of lost events: queries open contracts and compares them with their state.

use essbasic_core::sign::HexDigest;
use sha2::{Digest, Sha256};

use super::events::{
    Approver, CallbackApproverType, CcInfo, Event, FlowCallbackStatus, FlowCategory,
    FlowStatusChange,
};
use super::flow_state::{ApproverStage, FlowStage, FlowState, Merge};
use super::message::Message;
use crate::flows::{
    DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse, FlowApproverDetail, FlowDetailInfo,
};
use crate::models::ApproverType;
use crate::{Agent, Client, Error, codes};

/// Maximum number of contracts in one query, as documented for `DescribeFlowDetailInfo`.
const PAGE_SIZE: usize = 100;

/// A reconciler that finds changes of contracts which no callback has reported, as the same typed events.
///
/// Run a round every few minutes over the contracts that are still open, and handle its messages like
/// those of callbacks. A round sends one `DescribeFlowDetailInfo` for each 100 contracts, through the
/// client and its rate limiter. It holds one page in memory.
///
/// ```no_run
/// use essbasic::callback::{FlowState, Reconciler};
/// # use essbasic::{Agent, Client, Error};
///
/// # async fn example(client: Client, agent: Agent, open: Vec<FlowState>) -> Result<(), Error> {
/// let reconciler = Reconciler::new(client, agent);
/// let mut round = reconciler.round(open);
/// while let Some(page) = round.next().await? {
///     for message in page.missed {
///         println!("missed: {:?}", message.event); // handle it like a callback
///     }
///     for flow_id in page.not_found {
///         println!("unknown to the service: {flow_id}");
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Reconciler {
    client: Client,
    agent: Agent,
}

impl Reconciler {
    /// Creates a reconciler for the contracts that the agent's organization started.
    pub fn new(client: Client, agent: Agent) -> Self {
        Self { client, agent }
    }

    /// Starts a round over contracts and their states. Final contracts are queried too: leave them out,
    /// unless the event of a termination may be lost.
    pub fn round<I>(&self, states: I) -> Round<'_, I::IntoIter>
    where
        I: IntoIterator<Item = FlowState>,
    {
        Round { reconciler: self, states: states.into_iter(), pages: Vec::new() }
    }

    async fn query(&self, states: &[FlowState]) -> Result<Page, Error> {
        let ids = states.iter().map(FlowState::flow_id);
        let query = DescribeFlowDetailInfo::new(self.agent.clone()).flow_ids(ids);
        let response = query.send(&self.client).await?;
        let mut page = Page { missed: Vec::new(), not_found: Vec::new() };
        for state in states {
            let Some(flow) = response.flow_info.iter().find(|it| it.flow_id == state.flow_id())
            else {
                page.not_found.push(state.flow_id().to_owned());
                continue;
            };
            let event = Event::from(event_of(&response, flow));
            if state.clone().apply(&event) > Merge::Stale {
                page.missed.push(Message::new(message_id(&event), event));
            }
        }
        Ok(page)
    }
}

/// A round of a [`Reconciler`].
#[derive(Debug)]
pub struct Round<'r, I> {
    reconciler: &'r Reconciler,
    states: I,
    /// Contracts whose query has not succeeded yet, at most 100 in all.
    pages: Vec<Vec<FlowState>>,
}

/// Result of one query of a [`Round`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Page {
    /// Changes that the states do not contain. The message ID of a change is the same in each round, so
    /// that a [`DedupStore`](super::DedupStore) recognizes it.
    pub missed: Vec<Message>,
    /// Contracts that the service did not return: another organization started them, or they are
    /// still being created.
    pub not_found: Vec<String>,
}

impl<I: Iterator<Item = FlowState>> Round<'_, I> {
    /// Queries the next contracts, at most 100. Returns `None` after the last.
    ///
    /// The service rejects a query if one of its contracts belongs to another organization: such a query
    /// is halved until the contract is found.
    ///
    /// # Errors
    ///
    /// The error of the call. The next call of this method repeats the query.
    pub async fn next(&mut self) -> Result<Option<Page>, Error> {
        loop {
            if self.pages.is_empty() {
                let page: Vec<_> = self.states.by_ref().take(PAGE_SIZE).collect();
                if page.is_empty() {
                    return Ok(None);
                }
                self.pages.push(page);
            }
            let Some(page) = self.pages.last_mut() else { return Ok(None) };
            match self.reconciler.query(page).await {
                Ok(result) => {
                    self.pages.pop();
                    return Ok(Some(result));
                }
                Err(error) if is_about_a_contract(&error) => {
                    if page.len() == 1 {
                        let ids = page.iter().map(|it| it.flow_id().to_owned()).collect();
                        self.pages.pop();
                        return Ok(Some(Page { missed: Vec::new(), not_found: ids }));
                    }
                    let half = page.split_off(page.len() / 2);
                    self.pages.push(half);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Returns whether the service rejected a query because of one of its contracts.
fn is_about_a_contract(error: &Error) -> bool {
    let codes = [
        codes::INVALID_PARAMETER_FLOW_IDS,
        codes::INVALID_PARAMETER_F_FOW_IDS,
        codes::OPERATION_DENIED,
        codes::RESOURCE_NOT_FOUND_FLOW_APPROVERS,
    ];
    error.code().is_some_and(|code| codes.contains(code))
}

/// Returns the event that reports the status of a contract.
fn event_of(response: &DescribeFlowDetailInfoResponse, flow: &FlowDetailInfo) -> FlowStatusChange {
    let mut change = FlowStatusChange::new()
        .application_id(response.application_id.as_str())
        .proxy_organization_open_id(response.proxy_organization_open_id.as_str())
        .flow_id(flow.flow_id.as_str())
        .flow_name(flow.flow_name.as_str())
        .flow_type(flow.flow_type.as_str())
        .flow_callback_show_status(flow.flow_status.clone())
        .flow_message(flow.flow_message.as_str())
        .create_on(flow.create_on)
        .dead_line(flow.dead_line)
        .customer_data(flow.custom_data.as_str())
        .approvers(flow.flow_approver_infos.iter().map(approver))
        .cc_infos(
            flow.cc_infos
                .iter()
                .map(|it| CcInfo::new().name(it.approve_name.as_str()).mobile(it.mobile.as_str())),
        );
    change.flow_callback_status = number(flow);
    change.template_id.clone_from(&flow.template_id);
    change.user_flow_type = flow.user_flow_type.as_ref().map(|it| {
        let mut category = FlowCategory::new();
        category.user_flow_type_id.clone_from(&it.user_flow_type_id);
        category.name.clone_from(&it.name);
        category
    });
    change
}

/// Returns the number of a contract's status in callbacks.
fn number(flow: &FlowDetailInfo) -> Option<FlowCallbackStatus> {
    let waits_to_be_filled = || {
        let mut stages = flow.flow_approver_infos.iter();
        stages.any(|it| ApproverStage::from(&it.approve_status) == ApproverStage::FillPending)
    };
    Some(match FlowStage::from(&flow.flow_status) {
        FlowStage::Init if waits_to_be_filled() => FlowCallbackStatus::WaitFill,
        FlowStage::Init => FlowCallbackStatus::Init,
        FlowStage::Part => FlowCallbackStatus::Part,
        FlowStage::Reject => FlowCallbackStatus::Reject,
        FlowStage::All => FlowCallbackStatus::All,
        FlowStage::Deadline => FlowCallbackStatus::Deadline,
        FlowStage::Cancel => FlowCallbackStatus::Cancel,
        FlowStage::Invalid => FlowCallbackStatus::Invalid,
        FlowStage::Relieved => FlowCallbackStatus::Relieved,
        FlowStage::WaitFill | FlowStage::Unknown => return None,
    })
}

fn approver(it: &FlowApproverDetail) -> Approver {
    let kind = match it.approve_type {
        ApproverType::Person => CallbackApproverType::Person,
        _ => CallbackApproverType::Organization,
    };
    Approver::new()
        .recipient_id(it.recipient_id.as_str())
        .approver_type(kind)
        .organization_name(it.proxy_organization_name.as_str())
        .approver_name(it.approve_name.as_str())
        .approver_mobile(it.mobile.as_str())
        .approve_callback_show_status(it.approve_status.as_str())
        .approve_message(it.approve_message.as_str())
        .approve_time(it.approve_time)
}

/// Returns an ID that is the same for the same status.
fn message_id(event: &Event) -> String {
    let digest = Sha256::digest(serde_json::Value::Object(event.data().0).to_string());
    format!("reconciled-{}", HexDigest::new(&digest.into()))
}
