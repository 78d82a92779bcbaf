//! Support for actions, and the marking of canned responses.

use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::schema::{SampleMode, sample};
use essbasic::sign::Scope;
use essbasic::{CATALOGUE, Client, Descriptor};
use essbasic_sandbox::{Sandbox, Support, seed};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::client;

#[test]
fn every_action_is_listed_once() {
    let listed: Vec<_> = Sandbox::actions().iter().map(|it| it.name).collect();
    let mut all: Vec<_> = CATALOGUE.iter().map(|entry| entry.descriptor().name).collect();
    all.sort_unstable();
    assert_eq!(listed, all);
    let stateful = Sandbox::actions().iter().filter(|it| it.support == Support::Stateful).count();
    assert!(stateful >= 55, "{stateful}");
}

#[tokio::test]
async fn every_canned_response_can_be_decoded() {
    let sandbox = Sandbox::start().await.unwrap();
    let client: Client = client(&sandbox);
    for action in Sandbox::actions() {
        if action.support != Support::Canned {
            continue;
        }
        let descriptor = essbasic::find(action.name).unwrap().descriptor();
        let mut request = sample((descriptor.request)(), SampleMode::Required);
        request.insert("Agent".to_owned(), serde_json::to_value(seed::agent()).unwrap());
        let reply = client.call_json(descriptor, &request).await;
        reply.unwrap_or_else(|error| panic!("{}: {error}", action.name));
    }
}

/// Sends a call and returns the head of the response.
async fn head(sandbox: &Sandbox, action: &'static Descriptor, members: &Value) -> String {
    let members: &Map<String, Value> = members.as_object().unwrap();
    let request = Request::from_json(action, members).unwrap();
    let credential = sandbox.credential();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let timestamp = i64::try_from(now.as_secs()).unwrap();
    let scope = Scope::new(timestamp, action.service).unwrap();
    let key = credential.signing_key(&scope);
    let signing = SigningParams { credential: &credential, key: &key, scope, timestamp };
    let endpoint = sandbox.endpoint().parse().unwrap();
    let request = request.sign(&endpoint, &signing, &RequestHeaders::default()).unwrap();
    let mut lines = vec!["POST / HTTP/1.1".to_owned()];
    let headers = request.headers().iter();
    lines.extend(headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())));
    lines.push(format!("Content-Length: {}\r\nConnection: close\r\n\r\n", request.body().len()));
    let address = sandbox.endpoint().replace("http://", "");
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(lines.join("\r\n").as_bytes()).await.unwrap();
    stream.write_all(request.body().as_bytes().unwrap()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response.split_once("\r\n\r\n").unwrap().0.to_owned()
}

#[tokio::test]
async fn only_canned_responses_are_marked() {
    let sandbox = Sandbox::start().await.unwrap();
    let action = |name| essbasic::find(name).unwrap().descriptor();
    let request = json!({"Agent": seed::agent(), "EmbedType": "CREATE_SEAL"});
    let canned = head(&sandbox, action("ChannelCreateEmbedWebUrl"), &request).await;
    assert!(canned.contains("x-sandbox-canned: true"), "{canned}");
    let stateful = json!({"Agent": seed::agent()});
    let stateful = head(&sandbox, action("DescribeTemplates"), &stateful).await;
    assert!(!stateful.contains("x-sandbox-canned"), "{stateful}");
}
