//! Pagination: each item once and in order, even if responses repeat fields of the request wrongly.

use bytes::Bytes;
use essbasic_core::transport::TransportErrorKind;
use essbasic_core::{
    Action, Client, ErrorKind, Outcome, RetryPolicy, Unlimited, tc_action, tc_model,
};
use http::{Request, Response};
use serde_json::{Map, Value, json};

use crate::support::{Recorder, Step, header};

/// Lists employees; `Offset` counts rows.
#[tc_action(
    name = "ListEmployees",
    version = "2021-05-26",
    response = List,
    effect = read,
    paginate(
        item = Item,
        items = inner.items,
        total = inner.total,
        offset = rows,
        page_size = 20,
        max_offset = 20_000
    )
)]
pub(crate) struct ListEmployees {
    /// Items before the page.
    offset: Option<i64>,
    /// Items per page.
    limit: Option<i64>,
}

/// Lists roles; `Offset` counts pages, and the total is unknown.
#[tc_action(
    name = "ListRoles",
    version = "2021-05-26",
    response = List,
    effect = read,
    paginate(item = Item, items = inner.items, offset = pages, page_size = 200),
    paginate(name = stream_names, item = String, items = names, offset = pages, page_size = 200)
)]
pub(crate) struct ListRoles {
    /// Pages before the page.
    offset: Option<u64>,
    /// Items per page.
    limit: Option<String>,
}

/// Selects or deletes; only the former is paginated.
#[tc_action(
    name = "OperateTemplate",
    version = "2021-05-26",
    response = List,
    effect = idempotent(),
    paginate(
        item = String,
        items = names,
        offset = rows,
        page_size = 100,
        when("Operation", "SELECT")
    )
)]
struct OperateTemplate {
    /// `SELECT` or `DELETE`.
    operation: String,
    /// Items before the page.
    offset: Option<u64>,
    /// Items per page.
    limit: Option<u64>,
}

/// A page.
#[tc_model]
pub(crate) struct List {
    /// Items inside.
    inner: Inner,
    /// Names of the items.
    names: Vec<String>,
}

/// Items of a page.
#[tc_model]
pub(crate) struct Inner {
    /// Items.
    items: Vec<Item>,
    /// Number of items on all pages.
    total: Option<i64>,
}

/// An item.
#[tc_model]
pub(crate) struct Item {
    /// Number of the item.
    number: u64,
}

fn number(request: &Value, name: &str) -> u64 {
    match &request[name] {
        Value::String(text) => text.parse().unwrap(),
        other => other.as_u64().unwrap(),
    }
}

/// Returns one page of `ROWS` items, at most `CAP` of them. `Offset` and `Limit` of the response are
/// wrong on purpose.
fn page<const ROWS: u64, const CAP: u64>(request: &Request<Bytes>) -> Response<Bytes> {
    let action = header(request, "x-tc-action");
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    let (offset, limit) = (number(&body, "Offset"), number(&body, "Limit").min(CAP));
    let first = if action == "ListRoles" { offset * limit } else { offset };
    let numbers: Vec<_> = (first..ROWS.min(first + limit)).collect();
    let items: Vec<_> = numbers.iter().map(|number| json!({"Number": number})).collect();
    let names: Vec<_> = numbers.iter().map(u64::to_string).collect();
    let body = json!({"Response": {
        "Inner": {"Items": items, "Total": if action == "ListRoles" { 0 } else { ROWS }},
        "Names": names,
        "Offset": 1,
        "Limit": 1,
        "RequestId": "r",
    }});
    Response::new(Bytes::from(body.to_string()))
}

fn recorder<const ROWS: u64, const CAP: u64>() -> (Recorder, Client) {
    let service = Recorder::new([Step::With(page::<ROWS, CAP>)]);
    let client = service.builder().rate_limiter(Unlimited).build().unwrap();
    (service, client)
}

/// Returns `Offset` and `Limit` of all requests.
fn requested(service: &Recorder) -> Vec<(u64, u64)> {
    let requests = service.requests();
    let bodies = requests.iter().map(|it| serde_json::from_slice::<Value>(it.body()).unwrap());
    bodies.map(|body| (number(&body, "Offset"), number(&body, "Limit"))).collect()
}

fn numbers(items: Vec<Item>) -> Vec<u64> {
    items.into_iter().map(|item| item.number).collect()
}

/// Streams a list in every way, and checks the items.
async fn check<const ROWS: u64, const CAP: u64>(limit: i64) {
    let expected: Vec<_> = (0..ROWS).collect();
    let (_, client) = recorder::<ROWS, CAP>();
    let items = ListEmployees::new().limit(limit).stream(&client).try_collect().await.unwrap();
    assert_eq!(numbers(items), expected, "{ROWS} by {limit}");
    let request = Map::from_iter([("Limit".to_owned(), json!(limit))]);
    let action = ListEmployees::descriptor();
    let items =
        client.stream_json(action, &action.paginations[0], &request).try_collect().await.unwrap();
    let found: Vec<_> = items.iter().map(|item| item["Number"].as_u64().unwrap()).collect();
    assert_eq!(found, expected, "{ROWS} by {limit}");
    if CAP > limit.unsigned_abs() {
        let items =
            ListRoles::new().limit(limit.to_string()).stream(&client).try_collect().await.unwrap();
        assert_eq!(numbers(items), expected, "{ROWS} by {limit}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_item_is_streamed_once_and_in_order() {
    check::<0, 99>(7).await;
    check::<1, 99>(1).await;
    check::<49, 99>(7).await;
    check::<50, 99>(7).await;
    check::<50, 4>(19).await;
}

#[tokio::test(start_paused = true)]
async fn failed_pages_are_retried_without_losing_or_repeating_items() {
    let failure = || Step::Fail(TransportErrorKind::Interrupted);
    let page = || Step::With(page::<41, 99>);
    let script = [failure(), failure(), page(), failure(), page(), failure(), page()];
    let service = Recorder::new(script);
    let items = ListEmployees::new().stream(&service.client()).try_collect().await.unwrap();
    assert_eq!(numbers(items), (0..41).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn largest_pages_are_requested_by_default() {
    let (service, client) = recorder::<450, 999>();
    let items = ListRoles::new().stream(&client).try_collect().await.unwrap();
    assert_eq!(numbers(items), (0..450).collect::<Vec<_>>());
    assert_eq!(requested(&service), [(0, 200), (1, 200), (2, 200)]);

    let (service, client) = recorder::<41, 999>();
    let mut stream = ListEmployees::new().stream(&client);
    let mut count = 0;
    while let Some(item) = stream.next().await {
        assert_eq!(item.unwrap().number, count);
        count += 1;
    }
    assert_eq!((count, requested(&service)), (41, vec![(0, 20), (20, 20), (40, 20)]));
}

#[tokio::test(start_paused = true)]
async fn action_with_two_lists_has_two_streams() {
    let (_, client) = recorder::<3, 99>();
    assert_eq!(ListRoles::new().stream(&client).try_collect().await.unwrap().len(), 3);
    let names = ListRoles::new().stream_names(&client).try_collect().await.unwrap();
    assert_eq!(names, ["0", "1", "2"]);
}

#[tokio::test(start_paused = true)]
async fn stream_starts_at_the_offset_of_the_request() {
    let (service, client) = recorder::<30, 99>();
    let request = ListRoles::new().limit("10").offset(2);
    assert_eq!(request.stream(&client).try_collect().await.unwrap().len(), 10);
    let (offset, limit) = requested(&service)[0];
    assert_eq!((offset, limit), (2, 10));
    let request = ListEmployees::new().limit(10).offset(25);
    assert_eq!(request.stream(&client).try_collect().await.unwrap().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn offset_or_limit_that_is_no_number_of_items_is_not_replaced() {
    let (service, client) = recorder::<30, 99>();
    let errors = [
        ListEmployees::new().offset(-1).stream(&client).try_collect().await.err(),
        ListEmployees::new().limit(-1).stream(&client).try_collect().await.err(),
        ListRoles::new().limit("ten").stream(&client).try_collect().await.err(),
        ListRoles::new().limit("-1").stream_names(&client).try_collect().await.err(),
    ];
    let roles = ListRoles::descriptor();
    let request = Map::from_iter([("Limit".to_owned(), json!("ten"))]);
    let stream = client.stream_json(roles, &roles.paginations[0], &request);
    for error in errors.into_iter().chain([stream.try_collect().await.err()]) {
        let error = error.unwrap();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
        assert!(error.message().ends_with("must be a number of items"), "{error}");
    }
    assert_eq!(service.sent(), 0);
    let all = ListRoles::new().limit("").stream(&client).try_collect().await.unwrap();
    assert_eq!(all.len(), 30);
}

#[tokio::test(start_paused = true)]
async fn json_request_that_does_not_select_the_list_is_not_sent() {
    let (service, client) = recorder::<30, 99>();
    let action = OperateTemplate::descriptor();
    for request in [json!({"Operation": "DELETE"}), json!({"Operation": ""})] {
        let request = request.as_object().unwrap();
        let stream = client.stream_json(action, &action.paginations[0], request);
        let error = stream.try_collect().await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    }
    assert_eq!(service.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn items_beyond_the_largest_offset_are_an_error() {
    let (_, client) = recorder::<20_300, 999>();
    let mut stream = ListEmployees::new().limit(100).stream(&client);
    let mut count = 0;
    let error = loop {
        match stream.next().await.unwrap() {
            Ok(_) => count += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(count, 20_100);
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    assert!(error.to_string().contains("no Offset above 20000"), "{error}");
    assert!(stream.next().await.is_none());
}

/// Returns pages of at most 3 of 7 items, and none after the sixth.
fn cut_page(request: &Request<Bytes>) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    let page = if number(&body, "Offset") < 6 { page::<7, 3> } else { page::<0, 3> };
    page(request).map(|body| {
        let total = String::from_utf8_lossy(&body).replace("\"Total\":0", "\"Total\":7");
        Bytes::from(total)
    })
}

#[tokio::test(start_paused = true)]
async fn empty_page_before_the_total_is_an_error() {
    let service = Recorder::new([Step::With(cut_page)]);
    let client = service.builder().rate_limiter(Unlimited).build().unwrap();
    let mut stream = ListEmployees::new().stream(&client);
    for number in 0..6 {
        assert_eq!(stream.next().await.unwrap().unwrap().number, number);
    }
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    assert!(error.to_string().contains("counts 7 items"), "{error}");
    assert!(stream.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn action_that_is_not_selected_for_pagination_is_not_sent() {
    let (service, client) = recorder::<3, 99>();
    let error = OperateTemplate::new("DELETE").stream(&client).try_collect().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(error.to_string().contains("paginated only with Operation = SELECT"), "{error}");
    assert_eq!(service.sent(), 0);
    let names = OperateTemplate::new("SELECT").stream(&client).try_collect().await.unwrap();
    assert_eq!(names, ["0", "1", "2"]);
}

#[tokio::test(start_paused = true)]
async fn error_ends_a_stream() {
    let service = Recorder::new([Step::Fail(TransportErrorKind::NotConnected)]);
    let client = service.builder().retry(RetryPolicy::none()).build().unwrap();
    let mut stream = ListEmployees::new().stream(&client);
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Connect);
    assert!(stream.next().await.is_none());
}

/// Responds to the first page of `ListEmployees` with 20 of 50 items, and to later ones without a total.
fn without_later_totals<const MORE: usize>(request: &Request<Bytes>) -> Response<Bytes> {
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    let offset = number(&body, "Offset");
    let count = if offset == 0 { 20 } else { MORE as u64 };
    let items: Vec<_> = (offset..offset + count).map(|it| json!({ "Number": it })).collect();
    let inner =
        if offset == 0 { json!({"Items": items, "Total": 50}) } else { json!({"Items": items}) };
    let body = json!({"Response": {"Inner": inner, "Names": [], "RequestId": "r"}});
    Response::new(Bytes::from(body.to_string()))
}

#[tokio::test(start_paused = true)]
async fn later_page_without_a_total_does_not_end_the_list() {
    let client = |step| Recorder::new([step]).builder().rate_limiter(Unlimited).build().unwrap();
    let whole = client(Step::With(without_later_totals::<15>));
    let items = ListEmployees::new().stream(&whole).try_collect().await.unwrap();
    assert_eq!(numbers(items), (0..50).collect::<Vec<_>>());
    let cut = client(Step::With(without_later_totals::<0>));
    let error = ListEmployees::new().stream(&cut).try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("counts 50 items"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn json_pages_that_cannot_be_listed_are_an_error_and_never_an_empty_list() {
    let stream = |response: &str, request: Value| {
        let client = Recorder::new([crate::support::ok(response)]);
        let client = client.builder().rate_limiter(Unlimited).build().unwrap();
        let request = request.as_object().unwrap().clone();
        async move {
            let action = ListEmployees::descriptor();
            client.stream_json(action, &action.paginations[0], &request).try_collect().await
        }
    };
    for (response, problem) in [
        (r#""Inner":{"Items":{"0":{"Number":1}}}"#, "inner.items"),
        (r#""Inner":{"Items":[{"Number":1}],"Total":"41"}"#, "inner.total"),
        (r#""Inner":[]"#, "inner."),
        (r#""Inner":{"Items":[{"Number":1},{"Number":2}],"Total":9}"#, "does not advance"),
        (r#""Inner":{"Items":[{"Number":1},{"Number":2}]}"#, "does not advance"),
    ] {
        let error = stream(response, json!({"Limit": 2})).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{response}");
        let text = error.to_string().to_lowercase();
        assert!(text.contains(problem), "{response}: {text}");
    }
    for request in [json!({"Offset": "abc"}), json!({"Limit": {}}), json!({"Offset": 1.5})] {
        let error = stream(r#""Inner":{"Items":[]}"#, request).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    }
}
