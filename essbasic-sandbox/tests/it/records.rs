//! The call log beyond calls: people, callbacks, TLS, older signatures, and its list for programs.

use essbasic::signing::{ChannelCreateMultiFlowSignQRCode, CreateSignUrls};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{
    ActKind, ActSource, Callback, Command, Record, RecordedAct, Sandbox, SignerRef, seed,
};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{client, get, person, request, signer, submit, upload};

/// Maximum number of records that are no calls.
const MAX: usize = 1000;

fn acts(sandbox: &Sandbox) -> Vec<RecordedAct> {
    let acts = sandbox.records_after(0).into_iter().filter_map(|record| match record {
        Record::Act(act) => Some((*act).clone()),
        _ => None,
    });
    acts.collect()
}

async fn list(sandbox: &Sandbox, query: &str) -> Value {
    let response = get(&format!("{}/sandbox/records?{query}", sandbox.endpoint())).await;
    assert_eq!(response.status, 200, "{query}: {}", response.text());
    serde_json::from_slice(&response.body).unwrap()
}

#[tokio::test]
async fn acts_of_people_are_recorded_with_their_origin_and_contract() {
    let sandbox = Sandbox::start().await.unwrap();
    let page = format!("{}/qr-codes/{}", sandbox.endpoint(), seed::QR_CODE);
    let scanned = submit(&page, "Name=Test&Mobile=13000000005").await;
    let link = format!("{}{}", sandbox.endpoint(), scanned.location());
    assert_eq!(submit(&link, "Command=sign").await.status, 303);
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let signer = SignerRef::Person(person());
    sandbox.execute(&Command::Sign { flow_id: flow.clone(), signer }).await.unwrap();
    sandbox.decline(&flow, &person(), "late").unwrap_err();
    let acts = acts(&sandbox);
    let seen: Vec<_> = acts.iter().map(|it| (it.kind, it.source, it.result.is_ok())).collect();
    assert_eq!(
        seen,
        [
            (ActKind::Scan, ActSource::Page, true),
            (ActKind::Sign, ActSource::Page, true),
            (ActKind::Scan, ActSource::Program, true),
            (ActKind::Sign, ActSource::Handle, true),
            (ActKind::Decline, ActSource::Program, false),
        ]
    );
    assert_eq!((&*acts[0].subject, &acts[0].flows), (seed::QR_CODE, &acts[1].flows));
    assert_eq!(acts[1].person.as_ref().unwrap().mobile, "13000000005");
    assert_eq!(acts[3].flows, [flow]);
    assert!(!acts[3].events.is_empty(), "a signature causes events");
    assert!(!format!("{acts:?}").contains("13000000005"), "persons are hidden");
}

#[tokio::test]
async fn attempts_to_post_a_callback_are_recorded_between_the_calls() {
    let callback = Callback::new("http://127.0.0.1:1/secret?token=x");
    let sandbox = Sandbox::builder().callback(callback).start().await.unwrap();
    let mut changes = sandbox.watch_calls();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let delivery = loop {
        let found = sandbox.records_after(0).into_iter().find_map(|record| match record {
            Record::Delivery(delivery) => Some(delivery),
            _ => None,
        });
        match found {
            Some(delivery) => break delivery,
            None => changes.changed().await.unwrap(),
        }
    };
    assert!(!delivery.is_accepted() && !delivery.kind.is_empty());
    assert!(sandbox.event(&delivery.event).await.unwrap().is_some());
    assert!(!format!("{delivery:?}").contains("secret"), "the URL is hidden");
    let listed = list(&sandbox, "Kind=callback").await;
    assert_eq!(listed["Records"][0]["Outcome"], "no-response");
    assert!(!listed.to_string().contains("secret"));
}

#[tokio::test]
async fn other_records_are_bounded_and_displace_no_call() {
    let sandbox = Sandbox::start().await.unwrap();
    DescribeTemplates::new(seed::agent()).send(&client(&sandbox)).await.unwrap();
    let long = "x".repeat(10_000);
    for _ in 0..MAX + 10 {
        sandbox.scan(&long, &person()).unwrap_err();
    }
    let records = sandbox.records_after(0);
    assert_eq!(records.len(), MAX + 1);
    assert_eq!(records[0].number(), 1, "the call is still there");
    assert!(acts(&sandbox).iter().all(|act| act.subject.len() == 200), "texts are cut");
    sandbox.clear_calls();
    assert!(sandbox.records_after(0).is_empty());
}

#[tokio::test]
async fn a_client_that_begins_with_tls_is_recorded() {
    let sandbox = Sandbox::start().await.unwrap();
    let host = sandbox.endpoint().replace("http://", "");
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(&[0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0, b'\n', b'\n']).await.unwrap();
    // The connection is closed after the bytes were read.
    let _ = stream.read_to_end(&mut Vec::new()).await;
    let records = sandbox.records_after(0);
    assert!(matches!(&records[..], [Record::Connection(it)] if it.peer.ip().is_loopback()));
    let listed = list(&sandbox, "Kind=connection").await;
    assert!(listed["Records"][0]["Problem"].as_str().unwrap().contains("TLS"));
}

#[tokio::test]
async fn an_older_signature_is_named_and_its_parameters_are_not_kept() {
    let sandbox = Sandbox::start().await.unwrap();
    let url = format!("{}/", sandbox.endpoint());
    let form = "Action=DescribeTemplates&SecretId=AKIDold&Signature=s&Token=SecretToken";
    let rejected = submit(&url, form).await.text();
    assert!(rejected.contains("HmacSHA1"), "{rejected}");
    let query = format!("{url}?Action=DescribeTemplates&SignatureMethod=HmacSHA256&Signature=s");
    request("GET", &query, "application/json", "").await;
    request("POST", &url, "application/json", "{\"Kept\":1}").await;
    let calls = sandbox.calls();
    let foreign = calls[0].foreign_signature.as_ref().unwrap();
    assert_eq!((&*foreign.method, &*foreign.secret_id), ("HmacSHA1", "AKIDold"));
    assert_eq!(calls[0].action(), "DescribeTemplates");
    assert_eq!(calls[0].request_body.length(), 0, "the form contains a token");
    assert_eq!(calls[1].foreign_signature.as_ref().unwrap().method, "HmacSHA256");
    assert!(calls[2].foreign_signature.is_none());
    assert_eq!(calls[2].request_body.bytes(), b"{\"Kept\":1}", "a rejected body is kept");
}

#[tokio::test]
async fn programs_list_the_log_in_pages_and_by_filter() {
    let sandbox = Sandbox::builder().without_rate_limit().start().await.unwrap();
    let client = client(&sandbox);
    for _ in 0..5 {
        DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    }
    sandbox.scan("unknown", &person()).unwrap_err();
    let page = list(&sandbox, "Limit=2").await;
    assert_eq!(page["Records"].as_array().unwrap().len(), 2);
    assert_eq!((&page["Records"][0]["Number"], &page["Last"]), (&1.into(), &2.into()));
    let rest = list(&sandbox, "After=2").await;
    assert_eq!(rest["Records"].as_array().unwrap().len(), 4);
    let none = list(&sandbox, "After=6").await;
    assert_eq!((&none["Records"], &none["Last"]), (&Value::Array(Vec::new()), &6.into()));
    let tail = list(&sandbox, "Tail=1&Kind=call").await;
    assert_eq!(tail["Records"][0]["Number"], 5);
    let failed = list(&sandbox, "Outcome=rejected").await;
    assert_eq!(failed["Records"][0]["Problem"], "the QR code does not exist");
    assert_eq!(list(&sandbox, "Action=templates").await["Records"][4]["Outcome"], "done");
    for query in ["Kind=other", "Limit=x", "Surprise=1"] {
        let url = format!("{}/sandbox/records?{query}", sandbox.endpoint());
        assert_eq!(get(&url).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn a_list_waits_for_the_next_record() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let describe = DescribeTemplates::new(seed::agent());
    let call = async {
        tokio::task::yield_now().await;
        describe.send(&client).await.unwrap();
    };
    let (listed, ()) = tokio::join!(list(&sandbox, "After=0&Wait=20"), call);
    assert_eq!(listed["Records"][0]["Name"], "DescribeTemplates");
}

#[tokio::test]
async fn listed_records_contain_no_secret() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name(format!("Contract of {}", person().name))
        .file_ids([file])
        .flow_approvers([signer(&person())]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let links = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str()]);
    let link = links.send(&client).await.unwrap().sign_url_infos[0].sign_url.clone();
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "x");
    create.send(&client).await.unwrap();
    sandbox.complete_link(&link).unwrap();
    let listed = list(&sandbox, "").await.to_string();
    let token = link.rsplit('/').next().unwrap();
    for secret in [&person().name, &person().mobile, token, seed::SECRET_KEY, "Signature="] {
        assert!(!listed.contains(secret), "{secret} is in {listed}");
    }
    assert!(listed.contains(&flow) && listed.contains("\"***\""));
}

#[tokio::test]
async fn a_long_list_is_cut_into_pages_by_size() {
    let sandbox = Sandbox::builder().without_rate_limit().start().await.unwrap();
    let client = client(&sandbox);
    let action = essbasic::find_action("DescribeFlowDetailInfo").unwrap().descriptor();
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let request = serde_json::json!({ "Agent": agent, "FlowIds": vec!["f".repeat(32); 1500] });
    let request = request.as_object().unwrap().clone();
    for _ in 0..50 {
        let _ = client.call_json(action, &request).unchecked().await;
    }
    let page = get(&format!("{}/sandbox/records", sandbox.endpoint())).await;
    let (size, text) = (page.body.len(), page.text());
    assert!((1 << 20..(1 << 20) + (256 << 10)).contains(&size), "{size} bytes");
    let listed: Value = serde_json::from_str(&text).unwrap();
    let last = listed["Last"].as_u64().unwrap();
    assert!(last < 50, "the list ends early, and says where");
    assert_eq!(
        list(&sandbox, &format!("After={last}&Limit=1")).await["Records"][0]["Number"],
        last + 1
    );
}
