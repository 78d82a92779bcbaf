//! Finds lost callbacks: merges events into states in any order, and queries what they missed.
//!
//! ```sh
//! cargo run -p essbasic-examples --example reconcile_callbacks
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use essbasic::callback::{CallbackKeys, Event, FlowStage, FlowState, Message, Reconciler};
use essbasic::models::{ApproverType, FlowApproverInfo};
use essbasic::start_flows::{CreateFlowsByTemplates, FlowInfo};
use essbasic::{Client, Error as CallError};
use essbasic_sandbox::{Callback, Fault, FaultKind, Person, Sandbox, seed};
use tokio::net::TcpListener;

/// Token and key of the console's callback settings. Use secret ones.
const TOKEN: &str = "example-token";
const KEY: &str = "0123456789ABCDEF0123456789ABCDEF";

const CONTRACTS: usize = 200;

/// Maximum number of contracts in one call of `CreateFlowsByTemplates`.
const CONTRACTS_OF_A_CALL: usize = 20;

#[derive(Clone)]
struct App {
    keys: CallbackKeys,
    /// Contracts by ID. An application stores them in its database, in the transaction that handles an
    /// event.
    contracts: Arc<Mutex<BTreeMap<String, FlowState>>>,
}

impl App {
    fn contracts(&self) -> MutexGuard<'_, BTreeMap<String, FlowState>> {
        self.contracts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Merges an event into the state of its contract. The order of events does not matter.
    fn apply(&self, event: &Event) {
        let mut contracts = self.contracts();
        if let Some(state) = FlowState::flow_id_of(event).and_then(|id| contracts.get_mut(id)) {
            state.apply(event);
        }
    }

    /// Queries the contracts that are still open, 100 in a call. Run it every few minutes.
    async fn reconcile(&self, client: &Client) -> Result<usize, CallError> {
        let open: Vec<_> = self.contracts().values().filter(|it| !it.is_final()).cloned().collect();
        let reconciler = Reconciler::new(client.clone(), seed::agent());
        let mut round = reconciler.round(open);
        let mut missed = 0;
        while let Some(page) = round.next().await? {
            missed += page.missed.len();
            page.missed.iter().for_each(|message| self.apply(&message.event));
        }
        Ok(missed)
    }

    /// Returns the number of contracts that are not in the stage that they should be in.
    fn wrong(&self, expected: &BTreeMap<String, FlowStage>) -> usize {
        let contracts = self.contracts();
        expected.iter().filter(|(id, stage)| contracts[*id].stage() != **stage).count()
    }
}

impl FromRef<App> for CallbackKeys {
    fn from_ref(app: &App) -> Self {
        app.keys.clone()
    }
}

async fn receive(State(app): State<App>, message: Message) -> StatusCode {
    app.apply(&message.event);
    StatusCode::OK
}

/// Returns a person who signs; each has a mobile number.
fn person(number: usize) -> Person {
    Person { name: "测试甲".to_owned(), mobile: format!("130{number:08}") }
}

/// Starts contracts. Returns their IDs.
async fn start_contracts(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let contract = |number: usize| {
        let person = person(number);
        let signer = FlowApproverInfo::new()
            .approver_type(ApproverType::Person)
            .name(person.name)
            .mobile(person.mobile)
            .recipient_id(seed::PERSON_RECIPIENT);
        FlowInfo::new("入职合同")
            .deadline(4_000_000_000)
            .template_id(seed::TEMPLATE)
            .flow_approvers([signer])
    };
    let mut ids = Vec::new();
    for first in (0..CONTRACTS).step_by(CONTRACTS_OF_A_CALL) {
        let contracts = (first..first + CONTRACTS_OF_A_CALL).map(contract);
        let started = CreateFlowsByTemplates::new(seed::agent(), contracts).send(client).await?;
        for id in started.items() {
            ids.push(id?.to_owned());
        }
    }
    Ok(ids)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = App { keys: CallbackKeys::new(TOKEN, KEY)?, contracts: Arc::default() };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let router = Router::new().route("/", post(receive)).with_state(app.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });

    // Of 100 events, 30 are lost, and the others overtake each other.
    let sandbox = Sandbox::builder()
        .callback(Callback::new(url).token(TOKEN).key(KEY))
        .fault(Fault::new(FaultKind::DropCallback).with_per_mille(300))
        .fault(Fault::new(FaultKind::ShuffleCallback))
        .start()
        .await?;
    let client = sandbox.client();

    // The application knows its contracts from the calls that started them.
    let mut expected = BTreeMap::new();
    for (number, id) in start_contracts(&client).await?.into_iter().enumerate() {
        app.contracts().insert(id.clone(), FlowState::new(id.as_str()));
        let stage = match number % 3 {
            0 => {
                sandbox.sign(&id, &person(number))?;
                FlowStage::All
            }
            1 => {
                sandbox.decline(&id, &person(number), "The salary is wrong.")?;
                FlowStage::Reject
            }
            _ => FlowStage::Init,
        };
        expected.insert(id, stage);
    }
    while sandbox.events().iter().any(essbasic_sandbox::Event::is_waiting) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let before = app.wrong(&expected);
    let calls = sandbox.calls().len();
    let missed = app.reconcile(&client).await?;
    let calls = sandbox.calls().len() - calls;
    let after = app.wrong(&expected);
    println!("contracts in a wrong stage: {before} of {CONTRACTS}, {after} after the round");
    println!("events found: {missed}, calls: {calls}");
    if after > 0 { Err("a contract is wrong after the round".into()) } else { Ok(()) }
}
