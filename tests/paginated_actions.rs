//! Pagination of every action of the catalogue.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use essbasic::schema::{SampleMode, sample};
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{
    CATALOGUE, Client, Credential, Descriptor, OffsetUnit, Pagination, RetryPolicy, Unlimited,
};
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};

/// A service that lists a number of rows; two of three requests fail.
#[derive(Clone, Debug)]
struct Service {
    rows: u64,
    /// Maximum number of items on a page, below any limit of the request.
    cap: u64,
    requests: Arc<Mutex<u64>>,
}

impl Service {
    fn client(&self) -> Client {
        let delay = Duration::from_millis(1);
        Client::builder()
            .credential(Credential::new("id", "key"))
            .rate_limiter(Unlimited)
            .retry(RetryPolicy::new().backoff(delay, delay))
            .transport(self.clone())
            .build()
            .unwrap()
    }

    fn respond(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let count = {
            let mut requests = self.requests.lock().unwrap();
            *requests += 1;
            *requests
        };
        let mut response = Response::new(Bytes::new());
        if !count.is_multiple_of(3) {
            *response.status_mut() = StatusCode::BAD_GATEWAY;
            return response;
        }
        let name = request.headers()["x-tc-action"].to_str().unwrap();
        let action = essbasic::find_action(name).unwrap().descriptor();
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        *response.body_mut() = json!({"Response": self.page(action, &body)}).to_string().into();
        response
    }

    fn page(&self, action: &Descriptor, request: &Value) -> Value {
        let number = |name: &str| match &request[name] {
            Value::String(text) => text.parse().unwrap(),
            other => other.as_u64().unwrap(),
        };
        let (offset, limit) = (number("Offset"), u64::min(number("Limit"), self.cap));
        let mut page = Value::Object(sample((action.response)(), SampleMode::Full));
        for Pagination { offset: unit, items, total, .. } in action.paginations {
            let first = if *unit == OffsetUnit::Rows { offset } else { offset * limit };
            let list = at(&mut page, items);
            let row = list[0].clone();
            let numbers = first..self.rows.min(first + limit);
            *list = numbers.map(|number| numbered(&row, number)).collect();
            if let Some(total) = total {
                *at(&mut page, total) = json!(self.rows);
            }
        }
        // What a response repeats of the request is not reliable.
        for name in ["Offset", "Limit"] {
            if let Some(value) = page.get_mut(name) {
                *value = json!(1);
            }
        }
        page["RequestId"] = json!("r");
        page
    }
}

impl Transport for Service {
    fn send(&self, request: Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        let request = request.map(|body| body.as_bytes().unwrap().clone());
        Box::pin(std::future::ready(Ok(self.respond(&request))))
    }
}

fn at<'v>(value: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.').fold(value, |value, name| &mut value[name])
}

/// Returns the text of a row that holds its number: the row itself, or its first text.
fn text_of(row: &mut Value) -> &mut Value {
    if row.is_string() {
        return row;
    }
    row.as_object_mut().unwrap().values_mut().find(|value| value.is_string()).unwrap()
}

fn numbered(row: &Value, number: u64) -> Value {
    let mut row = row.clone();
    *text_of(&mut row) = json!(number.to_string());
    row
}

#[test]
fn nine_actions_are_paginated_and_four_count_pages() {
    let actions = CATALOGUE.iter().map(essbasic::Entry::descriptor);
    let units: Vec<_> =
        actions.filter_map(|it| it.paginations.first()).map(|it| it.offset).collect();
    assert_eq!(units.len(), 9);
    assert_eq!(units.iter().filter(|unit| **unit == OffsetUnit::Pages).count(), 4);
}

#[tokio::test]
async fn each_list_is_streamed_in_order_while_pages_fail() {
    for action in CATALOGUE.iter().map(essbasic::Entry::descriptor) {
        for pagination in action.paginations {
            for (rows, limit, cap) in
                [(0, 7, 99), (1, 1, 99), (49, 7, 99), (50, 7, 99), (50, 19, 4)]
            {
                let client = Service { rows, cap, requests: Arc::default() }.client();
                let mut request = sample((action.request)(), SampleMode::Required);
                let is_text = action.name == "ChannelDescribeRoles";
                let limit = if is_text { json!(limit.to_string()) } else { json!(limit) };
                request.insert("Limit".to_owned(), limit.clone());
                if let Some((name, value)) = pagination.when {
                    request.insert(name.to_owned(), json!(value));
                }
                let items =
                    client.stream_json(action, pagination, &request).try_collect().await.unwrap();
                let numbers = items.into_iter().map(|mut row| text_of(&mut row).take());
                let expected: Vec<_> = (0..rows).map(|number| json!(number.to_string())).collect();
                let numbers: Vec<_> = numbers.collect();
                assert_eq!(
                    numbers, expected,
                    "{} {}: {rows} by {limit}",
                    action.name, pagination.name
                );
            }
        }
    }
}
