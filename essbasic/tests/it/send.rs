//! Futures that users await can be spawned: they are `Send`, however their arguments are built.

use std::fs::File;
use std::io::{Cursor, empty};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::post;
use essbasic::callback::{CallbackError, CallbackKeys, DedupStore, MemoryDedupStore, Message};
use essbasic::employees::{ChannelDescribeEmployees, EmployeeOperation};
use essbasic::encryption::{Cipher, EncryptionKeys};
use essbasic::files::FileBusinessType;
use essbasic::flows::{DescribeFlowDetailInfo, DescribeResourceUrlsByFlows};
use essbasic::organizations::{CreateConsoleLoginUrl, SyncProxyOrganization};
use essbasic::seals::CreateSealByImage;
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::start_flows::{ChannelCreateFlowByFiles, CreateFlowsByTemplates, FlowInfo};
use essbasic::transfer::{Download, Link, LocalFile, Upload};
use essbasic::workflows::{contract, employees, onboarding, qr_code, seal};
use essbasic::{Action, Agent, Client, ErrorKind, Outcome, RawAction, WakeHandle};
use serde_json::Map;

/// Takes what `tokio::spawn` takes.
fn spawnable<F: Future<Output: Send + 'static> + Send + 'static>(_: F) {}

fn client() -> Client {
    let credential = essbasic::Credential::new("AKIDinvented", "InventedKey");
    Client::builder().credential(credential).endpoint("http://127.0.0.1:1").build().unwrap()
}

fn agent() -> Agent {
    Agent::operator("application", "organization", "operator")
}

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn calls_streams_and_waiters_can_be_spawned() {
    spawnable(async {
        let client = client();
        let describe = DescribeFlowDetailInfo::new(agent()).flow_ids(["flow"]);
        describe.send(&client).timeout(MINUTE).await?;
        let keys = EncryptionKeys::new(Cipher::Sm4Cbc, [1; 16], [2; 32]).unwrap();
        describe.send(&client).encrypted(&keys).await?;
        client.call(&describe).await?;
        client.call_raw(&RawAction::new("Describe", "2021-05-26"), &Map::new()).await?;
        client.call_json(DescribeFlowDetailInfo::descriptor(), &Map::new()).await?;
        client.call_with_body(&describe, vec![0]).await?;
        let reply =
            CreateFlowsByTemplates::new(agent(), Vec::<FlowInfo>::new()).send(&client).await?;
        for item in &reply.items() {
            if item.is_ok() {
                describe.send(&client).await?;
            }
        }
        describe.wait(&client).timeout(MINUTE).wake_on(&WakeHandle::new()).await?;
        client.wait_json(DescribeFlowDetailInfo::descriptor(), &Map::new()).await.map(drop)
    });
    spawnable(async {
        let client = client();
        let mut employees = ChannelDescribeEmployees::new(agent(), 10).stream(&client);
        while let Some(employee) = employees.next().await {
            employee?;
        }
        let describe = ChannelDescribeEmployees::descriptor();
        let pages = client.stream_json(describe, &describe.paginations[0], &Map::new());
        pages.try_collect().await?;
        ChannelDescribeEmployees::new(agent(), 10).stream(&client).try_collect().await
    });
}

#[tokio::test]
async fn uploads_and_downloads_can_be_spawned() {
    spawnable(async {
        let client = client();
        let upload = Upload::new(agent(), FileBusinessType::Document);
        let upload = upload.file("a.pdf").file(LocalFile::from_bytes("b.pdf", vec![0]));
        let upload = upload.file(LocalFile::from_reader("c.pdf", empty()));
        let upload = upload.file(LocalFile::from_seekable("d.pdf", Cursor::new(vec![0])));
        upload.timeout(MINUTE).send(&client).await
    });
    spawnable(async {
        let client = client();
        let names = ["a".to_owned()];
        let download = Download::new(agent(), ["flow"]).timeout(MINUTE);
        let downloads = download.send(&client, |file| File::create(&names[file.index])).await?;
        let (mut file, mut other) = (Vec::new(), Vec::new());
        let links = DescribeResourceUrlsByFlows::new(agent()).flow_ids(["flow"]);
        let links = links.send(&client).await?;
        let link = &links.flow_resource_url_infos[0].resource_url_infos[0].url;
        Link::new(link.as_str()).download(&client, &mut file).timeout(MINUTE).await?;
        client.download(link, &mut other).await?;
        Ok::<_, essbasic::Error>(downloads)
    });
}

#[test]
fn upload_outside_a_runtime_is_an_error() {
    let client = client();
    let upload = Upload::new(agent(), FileBusinessType::Document).file("a.pdf").send(&client);
    let polled = pin!(upload).poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(Err(error)) = polled else { panic!("{polled:?}") };
    let call = error.failed_call().unwrap();
    assert_eq!((call.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
}

#[tokio::test]
async fn workflows_can_be_spawned() {
    spawnable(async {
        let (client, wake) = (client(), WakeHandle::new());
        let start = ChannelCreateFlowByFiles::new(agent());
        let file = contract::from_file(&client, "a.pdf", start).await;
        let links = contract::create_sign_urls(&client, &agent(), file.unwrap()).await;
        contract::wait_until_signed(&client, &agent(), "flow", MINUTE, &wake).await.unwrap();
        let pdf = contract::download(&client, &agent(), "flow", MINUTE, &mut Vec::new()).await;
        (links, pdf)
    });
    let _ = |flow: FlowInfo| {
        spawnable(async move { contract::from_template(&client(), &agent(), flow).await });
    };
    spawnable(async {
        let (client, wake) = (client(), WakeHandle::new());
        let synced = employees::sync(&client, &agent(), EmployeeOperation::Create, vec![]).await;
        let organization = SyncProxyOrganization::new(agent(), "name");
        let login = CreateConsoleLoginUrl::new(agent(), "name");
        let invited = onboarding::invite(&client, organization, login).await;
        onboarding::wait_until_verified(&client, &agent(), MINUTE, &wake).await.unwrap();
        (synced, invited)
    });
    spawnable(async {
        let (client, wake) = (client(), WakeHandle::new());
        let create = ChannelCreateMultiFlowSignQRCode::new(agent(), "template", "name");
        let code = qr_code::create(&client, create).await;
        let cancelled = qr_code::cancel(&client, &agent(), "code").await;
        let create = CreateSealByImage::new(agent(), "name");
        let created = seal::create(&client, create, vec![], MINUTE, &wake).await;
        seal::wait_until_approved(&client, &agent(), "seal", MINUTE, &wake).await.unwrap();
        seal::grant(&client, &agent(), "seal", &["user".to_owned()]).await.unwrap();
        (code, cancelled, created)
    });
}

/// State of an application that receives callbacks.
#[derive(Clone)]
struct App {
    client: Client,
    store: Arc<dyn DedupStore>,
}

impl FromRef<App> for CallbackKeys {
    fn from_ref(_: &App) -> Self {
        Self::plain("token").unwrap()
    }
}

/// Starts a contract for each message.
async fn on_callback(State(app): State<App>, message: Message) -> Result<(), CallbackError> {
    let handler = async {
        let file = LocalFile::from_bytes("a.pdf", vec![0]);
        let start = ChannelCreateFlowByFiles::new(agent());
        let started = contract::from_file(&app.client, file, start).await;
        started.map(drop).map_err(CallbackError::dedup_store)
    };
    message.handle_once(&app.store, handler).await.map(drop)
}

#[tokio::test]
async fn handlers_of_callbacks_can_be_spawned() {
    let app = App { client: client(), store: Arc::new(MemoryDedupStore::default()) };
    let _: Router = Router::new().route("/callback", post(on_callback)).with_state(app);
}
