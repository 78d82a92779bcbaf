//! Listings are walked to their end: each row once, in order, whatever the answers echo.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use essbasic::billing::ChannelDescribeBillUsageDetail;
use essbasic::employees::{ChannelDescribeEmployees, ChannelDescribeRoles};
use essbasic::schema::{SampleMode, sample};
use essbasic::services::DescribeExtendedServiceAuthDetail;
use essbasic::templates::{DescribeTemplates, OperateChannelTemplate};
use essbasic::{
    Agent, CATALOGUE, Client, Descriptor, ErrorKind, OffsetUnit, Outcome, Pagination, RetryPolicy,
    Unlimited,
};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

/// A service that lists so many rows, and fails now and then.
#[derive(Clone)]
struct Paged {
    rows: u64,
    /// How many items a page has at most, whatever is asked for.
    cap: u64,
    /// Whether every third request fails.
    failing: bool,
    asked: Arc<Mutex<Vec<(u64, u64)>>>,
}

impl Paged {
    fn of(rows: u64) -> Self {
        Self { rows, cap: u64::MAX, failing: false, asked: Arc::default() }
    }

    async fn client(&self) -> Client {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/", post(page)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let waits = Duration::from_millis(1);
        crate::server::builder()
            .endpoint(endpoint)
            .rate_limiter(Unlimited)
            .retry(RetryPolicy::new().backoff(waits, waits))
            .build()
            .unwrap()
    }

    fn asked(&self) -> Vec<(u64, u64)> {
        self.asked.lock().unwrap().clone()
    }
}

async fn page(State(paged): State<Paged>, headers: HeaderMap, body: Bytes) -> Response {
    let asked = {
        let mut asked = paged.asked.lock().unwrap();
        let members: Value = serde_json::from_slice(&body).unwrap();
        let number = |name: &str| match &members[name] {
            Value::String(text) => text.parse().unwrap(),
            other => other.as_u64().unwrap(),
        };
        asked.push((number("Offset"), number("Limit")));
        asked.clone()
    };
    if paged.failing && asked.len() % 3 != 0 {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let action = essbasic::find(headers["x-tc-action"].to_str().unwrap()).unwrap().descriptor();
    let (offset, limit) = asked[asked.len() - 1];
    let mut answer = sample((action.response)(), SampleMode::Full);
    for listing in action.paginations {
        fill(action, listing, &mut answer, &paged, offset, limit);
    }
    // What an answer repeats of the request is not to be relied on.
    for echo in ["Offset", "Limit"] {
        if answer.contains_key(echo) {
            answer.insert(echo.to_owned(), json!(1));
        }
    }
    answer.insert("RequestId".to_owned(), json!("r"));
    json!({ "Response": answer }).to_string().into_response()
}

/// Puts one page of a listing into an answer: copies of the sample's row, each with its number.
fn fill(
    action: &Descriptor,
    listing: &Pagination,
    answer: &mut Map<String, Value>,
    paged: &Paged,
    offset: u64,
    limit: u64,
) {
    let length = limit.min(paged.cap);
    let first = match listing.offset {
        OffsetUnit::Rows => offset,
        OffsetUnit::Pages => offset * length,
    };
    let mut whole = Value::Object(answer.clone());
    let list = at(&mut whole, listing.items);
    let row = list[0].clone();
    let rows = (first..paged.rows.min(first + length)).map(|number| numbered(&row, number));
    *list = rows.collect();
    if let Some(total) = listing.total {
        *at(&mut whole, total) = json!(paged.rows);
    }
    let Value::Object(filled) = whole else { panic!("{}", action.name) };
    *answer = filled;
}

/// A row whose first text is its number.
fn numbered(row: &Value, number: u64) -> Value {
    match row {
        Value::Object(members) => {
            let mut members = members.clone();
            let text = members.values_mut().find(|value| value.is_string()).unwrap();
            *text = json!(number.to_string());
            Value::Object(members)
        }
        _ => json!(number.to_string()),
    }
}

fn number_of(row: &Value) -> u64 {
    let text = match row {
        Value::Object(members) => members.values().find(|value| value.is_string()).unwrap(),
        text => text,
    };
    text.as_str().unwrap().parse().unwrap()
}

fn at<'v>(value: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.').fold(value, |value, name| &mut value[name])
}

fn agent() -> Agent {
    essbasic_sandbox::seed::agent()
}

#[test]
fn all_nine_paginated_actions_are_listings() {
    let found: Vec<_> = CATALOGUE
        .iter()
        .map(essbasic::Entry::descriptor)
        .filter(|action| !action.paginations.is_empty())
        .map(|action| (action.name, action.paginations[0].offset))
        .collect();
    assert_eq!(found.len(), 9, "{found:?}");
    let pages = found.iter().filter(|(_, offset)| *offset == OffsetUnit::Pages).count();
    assert_eq!(pages, 4, "four of nine count pages and not rows");
}

#[tokio::test]
async fn every_listing_gives_each_row_once_and_in_order_also_when_pages_fail_and_the_limit_is_odd()
{
    for action in CATALOGUE.iter().map(essbasic::Entry::descriptor) {
        for listing in action.paginations {
            for (rows, limit, cap) in
                [(0, 7, 99), (1, 1, 99), (49, 7, 99), (50, 7, 99), (50, 19, 4)]
            {
                let paged = Paged { cap, failing: true, ..Paged::of(rows) };
                let client = paged.client().await;
                let mut request = sample((action.request)(), SampleMode::Required);
                request.insert("Limit".to_owned(), json!(limit));
                if let Some((member, value)) = listing.when {
                    request.insert(member.to_owned(), json!(value));
                }
                if action.name == "ChannelDescribeRoles" {
                    request.insert("Limit".to_owned(), json!(limit.to_string()));
                }
                let items = client.stream_json(action, listing, &request).all().await;
                let numbers: Vec<_> = items.unwrap().iter().map(number_of).collect();
                let expected: Vec<_> = (0..rows).collect();
                assert_eq!(
                    numbers, expected,
                    "{} {}: {rows} by {limit}",
                    action.name, listing.name
                );
            }
        }
    }
}

#[tokio::test]
async fn a_typed_stream_gives_each_item_and_asks_for_the_largest_pages() {
    let paged = Paged::of(450);
    let client = paged.client().await;
    let roles = ChannelDescribeRoles::new(agent(), "").stream(&client).all().await.unwrap();
    let ids: Vec<_> = roles.iter().map(|role| role.role_id.parse::<u64>().unwrap()).collect();
    assert_eq!(ids, (0..450).collect::<Vec<_>>());
    assert_eq!(paged.asked(), [(0, 200), (1, 200), (2, 200)]);

    let paged = Paged::of(41);
    let client = paged.client().await;
    let mut staff = ChannelDescribeEmployees::new(agent(), 20).stream(&client);
    let mut count = 0;
    while let Some(employee) = staff.next().await {
        assert_eq!(employee.unwrap().display_name, count.to_string());
        count += 1;
    }
    assert_eq!((count, paged.asked()), (41, vec![(0, 20), (20, 20), (40, 20)]));
}

#[tokio::test]
async fn an_action_with_two_listings_has_two_streams() {
    let client = Paged::of(3).client().await;
    let detail = DescribeExtendedServiceAuthDetail::new(agent(), "AUTO_SIGN");
    assert_eq!(detail.stream(&client).all().await.unwrap().len(), 3);
    assert_eq!(detail.stream_organizations(&client).all().await.unwrap().len(), 3);
}

#[tokio::test]
async fn what_begins_in_the_middle_goes_on_from_there() {
    let paged = Paged::of(30);
    let client = paged.client().await;
    let request = ChannelDescribeBillUsageDetail::new(agent(), "20261101", "20261130");
    let bills = request.limit(10).offset(2).stream(&client).all().await.unwrap();
    assert_eq!((bills.len(), paged.asked()), (10, vec![(2, 10)]));
    let paged = Paged::of(30);
    let client = paged.client().await;
    let request = DescribeTemplates::new(agent()).limit(10).offset(25);
    assert_eq!(request.stream(&client).all().await.unwrap().len(), 5);
}

#[tokio::test]
async fn rows_that_the_service_does_not_list_are_not_left_out_in_silence() {
    let paged = Paged::of(20_300);
    let client = paged.client().await;
    let mut templates = DescribeTemplates::new(agent()).stream(&client);
    let mut got = 0;
    let error = loop {
        match templates.next().await.unwrap() {
            Ok(_) => got += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(got, 20_100);
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    assert!(error.to_string().contains("behind Offset 20000"), "{error}");
    assert!(templates.next().await.is_none());
}

#[tokio::test]
async fn an_action_that_does_something_else_is_not_walked() {
    let paged = Paged::of(3);
    let client = paged.client().await;
    let id = "t".repeat(32);
    let delete = OperateChannelTemplate::new(agent(), "DELETE", id.clone());
    let error = delete.stream(&client).all().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(error.to_string().contains("lists only with OperateType SELECT"), "{error}");
    assert_eq!(paged.asked(), []);
    let select = OperateChannelTemplate::new(agent(), "SELECT", id);
    assert_eq!(select.stream(&client).all().await.unwrap(), ["0", "1", "2"]);
}

#[tokio::test]
async fn an_error_ends_a_stream() {
    let client = crate::server::builder().endpoint("http://127.0.0.1:1");
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    let mut stream = DescribeTemplates::new(agent()).stream(&client);
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Connect);
    assert!(stream.next().await.is_none());
}
