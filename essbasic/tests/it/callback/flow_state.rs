//! State of a contract: any order, duplicates, lost events.

use essbasic::callback::events::{
    ApproveCallbackStatus, Approver, ApproverDeadlineExpired, FlowCallbackStatus, FlowStatusChange,
};
use essbasic::callback::{
    ApproverStage, CallbackKeys, Event, FlowStage, FlowState, MAX_APPROVERS, Merge, Payload,
    Reconciler,
};
use essbasic::flows::{ChannelCancelFlow, DescribeFlowDetailInfo, FlowDetailInfo};
use essbasic::models::{ApproverType, FlowApproverInfo, FlowStatus};
use essbasic::start_flows::{
    ChannelCreateReleaseFlow, CreateFlowsByTemplates, FlowInfo, FormField, RelieveInfo,
};
use essbasic::{Client, Unlimited};
use essbasic_sandbox::{Person, Sandbox, seed};
use essbasic_test_support::holds;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tokio::runtime::Runtime;

const FLOW: &str = "yDwFakeFlow000000000000000000001";

fn change(status: FlowCallbackStatus) -> FlowStatusChange {
    FlowStatusChange::new().flow_id(FLOW).flow_callback_status(status)
}

fn signer(status: ApproveCallbackStatus) -> Approver {
    Approver::new().recipient_id("signer").approve_callback_status(status)
}

/// Applies statuses in order. Returns the results and the final stage.
fn apply(statuses: &[FlowCallbackStatus]) -> (Vec<Merge>, FlowStage) {
    let mut state = FlowState::new(FLOW);
    let results = statuses.iter().map(|status| state.apply(&change(*status).into())).collect();
    (results, state.stage())
}

#[test]
fn a_later_event_is_not_replaced_by_an_earlier_one() {
    use FlowCallbackStatus::{All, Init, Part, Relieved, WaitFill};
    use Merge::{Applied, Stale};

    let (results, stage) = apply(&[Part, Init, WaitFill, All, All, Part, Relieved, All, Init]);
    let expected = [Applied, Stale, Stale, Applied, Stale, Stale, Applied, Stale, Stale];
    assert_eq!((results.as_slice(), stage), (expected.as_slice(), FlowStage::Relieved));
}

#[test]
fn a_final_stage_stays_and_a_contradiction_is_a_conflict() {
    use FlowCallbackStatus::{All, Cancel, Deadline, Invalid, Reject, Relieved};

    let finals = [Reject, All, Deadline, Cancel, Invalid, Relieved];
    for first in finals {
        for second in finals {
            let (results, stage) = apply(&[first, second]);
            let expected = match (first, second) {
                (All, Relieved) => Merge::Applied,
                (Relieved, All) => Merge::Stale,
                _ if first == second => Merge::Stale,
                _ => Merge::Conflict,
            };
            assert_eq!(results, [Merge::Applied, expected], "{first:?}, {second:?}");
            let kept = if expected == Merge::Applied { second } else { first };
            assert_eq!(stage, FlowStage::from(kept));
        }
    }
}

#[test]
fn a_conflict_does_not_change_the_signers() {
    let mut state = FlowState::new(FLOW);
    let signed = change(FlowCallbackStatus::All).approvers([signer(ApproveCallbackStatus::Accept)]);
    state.apply(&signed.into());
    let before = state.clone();
    let other = Approver::new().recipient_id("other");
    let declined = change(FlowCallbackStatus::Reject)
        .approvers([other.approve_callback_status(ApproveCallbackStatus::Reject)]);
    assert_eq!(state.apply(&declined.into()), Merge::Conflict);
    assert_eq!(state, before);
}

#[test]
fn numbers_and_words_are_the_same_stages() {
    for (number, word, status) in [
        (1, "INIT", FlowStatus::Init),
        (2, "PART", FlowStatus::Part),
        (3, "REJECT", FlowStatus::Reject),
        (4, "ALL", FlowStatus::All),
        (5, "DEADLINE", FlowStatus::Deadline),
        (6, "CANCEL", FlowStatus::Cancel),
        (16, "INVALID", FlowStatus::Invalid),
        (21, "RELIEVED", FlowStatus::Relieved),
    ] {
        let stage = FlowStage::from(FlowCallbackStatus::from(number));
        assert_eq!(stage, FlowStage::from(&status), "{number}");
        assert_eq!((stage.as_str(), stage.status()), (word, Some(status)));
    }
    assert_eq!(FlowStage::from(FlowCallbackStatus::WaitFill).status(), Some(FlowStatus::Init));
    assert_eq!(FlowStage::from(FlowCallbackStatus::from(99)), FlowStage::Unknown);
    let word = change(FlowCallbackStatus::from(99)).flow_callback_show_status("PART");
    assert_eq!(FlowState::from_event(&word.into()).unwrap().stage(), FlowStage::Part);
    for (number, word) in [(2, "PENDING"), (7, "PENDING"), (3, "ACCEPT"), (15, "RELIEVED")] {
        let stage = ApproverStage::from(ApproveCallbackStatus::from(number));
        assert_eq!(stage.as_str(), word, "{number}");
    }
}

#[test]
fn other_contracts_and_other_events_are_unrelated() {
    let mut state = FlowState::new("another");
    assert_eq!(state.apply(&change(FlowCallbackStatus::All).into()), Merge::Unrelated);
    let usage = essbasic::callback::events::BillingUse::new().flow_id("another");
    assert_eq!(state.apply(&usage.into()), Merge::Unrelated);
    let expired = ApproverDeadlineExpired::new().flow_id("another").recipient_id("signer");
    assert_eq!(state.apply(&expired.into()), Merge::Applied);
    assert_eq!(state.approver("signer"), ApproverStage::Deadline);
}

#[test]
fn the_number_of_signers_is_bounded() {
    let approvers = |from: usize| {
        (from..from + MAX_APPROVERS)
            .map(|at| signer(ApproveCallbackStatus::Pending).recipient_id(format!("signer-{at}")))
    };
    let mut state = FlowState::new(FLOW);
    for from in [0, MAX_APPROVERS] {
        state.apply(&change(FlowCallbackStatus::Init).approvers(approvers(from)).into());
    }
    assert_eq!(state.approvers().count(), MAX_APPROVERS);
    // Signers that are known are still followed.
    let first = signer(ApproveCallbackStatus::Accept).recipient_id("signer-0");
    state.apply(&change(FlowCallbackStatus::Part).approvers([first]).into());
    assert_eq!(state.approver("signer-0"), ApproverStage::Accept);
}

#[test]
fn a_state_survives_serialization() {
    let event = change(FlowCallbackStatus::WaitFill)
        .approvers([signer(ApproveCallbackStatus::FillPending)]);
    let state = FlowState::from_event(&event.into()).unwrap();
    let json = serde_json::to_value(&state).unwrap();
    assert_eq!(json["stage"], "WAITFILL");
    assert_eq!(serde_json::from_value::<FlowState>(json).unwrap(), state);
}

/// A contract in the sandbox: its events in the order in which they happened.
struct Story {
    events: Vec<Event>,
    truth: FlowDetailInfo,
}

struct World {
    runtime: Runtime,
    _sandbox: Sandbox,
    reconciler: Reconciler,
    stories: Vec<Story>,
}

fn person() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

async fn lease(client: &Client) -> String {
    let signer = FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(person().name)
        .mobile(person().mobile)
        .recipient_id(seed::PERSON_RECIPIENT);
    let info = FlowInfo::new("劳动合同")
        .deadline(4_000_000_000)
        .template_id(seed::TEMPLATE_WITH_FIELDS)
        .flow_approvers([signer])
        .form_fields([FormField::new("10000").component_name("薪资")]);
    let create = CreateFlowsByTemplates::new(seed::agent(), [info]);
    create.send(client).await.unwrap().flow_ids[0].clone()
}

impl World {
    /// Runs contracts to every stage that the sandbox knows.
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let (sandbox, client, flows) = runtime.block_on(async {
            let sandbox = Sandbox::builder().without_rate_limit().start().await.unwrap();
            let client = Client::builder()
                .credential(sandbox.credential())
                .endpoint(sandbox.endpoint())
                .rate_limiter(Unlimited)
                .build()
                .unwrap();
            let operator = seed::operator_person();
            let scan = || sandbox.scan(seed::QR_CODE, &person()).unwrap();
            let overdue = scan();
            sandbox.advance(std::time::Duration::from_secs(8 * 24 * 60 * 60));
            let (started, signed, declined) = (scan(), scan(), scan());
            sandbox.sign(&signed, &person()).unwrap();
            sandbox.decline(&declined, &person(), "no").unwrap();
            let (partly, both, cancelled) =
                (lease(&client).await, lease(&client).await, lease(&client).await);
            for flow in [&partly, &both, &cancelled] {
                sandbox.sign(flow, &person()).unwrap();
            }
            sandbox.sign(&both, &operator).unwrap();
            let cancel = ChannelCancelFlow::new(cancelled.as_str(), seed::agent());
            cancel.cancel_message("no").send(&client).await.unwrap();
            let relieved = lease(&client).await;
            sandbox.sign(&relieved, &person()).unwrap();
            sandbox.sign(&relieved, &operator).unwrap();
            let reason = RelieveInfo::new("terminated");
            let release = ChannelCreateReleaseFlow::new(seed::agent(), relieved.as_str(), reason);
            let agreement = release.send(&client).await.unwrap().flow_id.clone();
            sandbox.sign(&agreement, &operator).unwrap();
            sandbox.sign(&agreement, &person()).unwrap();
            let flows =
                [overdue, started, signed, declined, partly, both, cancelled, relieved, agreement];
            (sandbox, client, flows)
        });
        let keys = CallbackKeys::plain("token").unwrap();
        let events = sandbox.events().into_iter().map(|event| {
            let body = event.json.into_bytes();
            match keys.receive(Some(&keys.sign(&body)), &body).unwrap() {
                Payload::Message(message) => message.event,
                Payload::Probe => unreachable!(),
            }
        });
        let events: Vec<_> = events.collect();
        let describe = DescribeFlowDetailInfo::new(seed::agent()).flow_ids(flows.each_ref());
        let details = runtime.block_on(async { describe.send(&client).await }).unwrap();
        let stories = flows.iter().map(|flow| {
            let is_about = |event: &&Event| FlowState::flow_id_of(event) == Some(flow);
            let truth = details.flow_info.iter().find(|it| it.flow_id == *flow).unwrap().clone();
            Story { events: events.iter().filter(is_about).cloned().collect(), truth }
        });
        let stories: Vec<_> = stories.collect();
        let reconciler = Reconciler::new(client, seed::agent());
        Self { runtime, _sandbox: sandbox, reconciler, stories }
    }
}

/// Compares a state with the service's.
fn is_equal(state: &FlowState, truth: &FlowDetailInfo) -> TestCaseResult {
    prop_assert_eq!(state.stage().status(), Some(truth.flow_status.clone()));
    prop_assert_eq!(state.approvers().count(), truth.flow_approver_infos.len());
    for signer in &truth.flow_approver_infos {
        let reached = state.approver(&signer.recipient_id);
        prop_assert_eq!(reached, ApproverStage::from(&signer.approve_status));
    }
    Ok(())
}

#[test]
fn any_order_of_any_events_ends_in_the_state_of_the_service() {
    let world = World::new();
    let stages: std::collections::BTreeSet<_> =
        world.stories.iter().map(|it| it.truth.flow_status.as_str().to_owned()).collect();
    assert_eq!(stages.len(), 7, "{stages:?}");

    // Which events arrive, how often, and in which order.
    let arrivals = (
        0..world.stories.len(),
        prop::collection::vec(any::<prop::sample::Index>(), 0..24),
        any::<bool>(),
    );
    holds(400, arrivals, |(story, arrivals, complete)| {
        let story = &world.stories[story];
        let mut order: Vec<&Event> = arrivals.iter().map(|it| it.get(&story.events)).collect();
        if complete {
            order.extend(story.events.iter().rev());
        }
        let mut state = FlowState::new(&story.truth.flow_id);
        for event in order {
            prop_assert_ne!(state.apply(event), Merge::Conflict);
        }
        if complete {
            is_equal(&state, &story.truth)?;
        }
        let mut round = world.reconciler.round([state.clone()]);
        let page = world.runtime.block_on(round.next()).unwrap().unwrap();
        prop_assert!(!complete || page.missed.is_empty(), "nothing was missed");
        for message in &page.missed {
            prop_assert_eq!(state.apply(&message.event), Merge::Applied);
        }
        is_equal(&state, &story.truth)?;
        prop_assert!(world.runtime.block_on(round.next()).unwrap().is_none());
        Ok(())
    });
}
