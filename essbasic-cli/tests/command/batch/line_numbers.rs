//! Line numbers of results are those of the input, as an editor shows them.

use std::fs;
use std::time::Duration;

use serde_json::json;

use super::super::text_files::encodings;
use super::service::{self, Service};
use super::{Batch, CREATE, ends};

/// Creates a batch of a file of rows, or else of lines of JSON.
fn batch_of(endpoint: &str, input: &[u8], template: Option<&str>) -> Batch {
    let mut batch = Batch::new(endpoint, CREATE, "");
    fs::write(batch.path("in.jsonl"), input).unwrap();
    if let Some(template) = template {
        let option = batch.arguments.iter().position(|argument| argument == "--input").unwrap();
        "--csv".clone_into(&mut batch.arguments[option]);
        batch = batch.with(&["--template", template]);
    }
    batch.with(&["--rate", "1000", "--unchecked"])
}

/// Runs a batch, and returns each line with the name in its request, or with its problem.
fn results(input: &[u8], template: Option<&str>, code: i32) -> Vec<(u64, String)> {
    let service = Service::start(Duration::ZERO, |_, request| {
        let mut response = service::creating(0, request)?;
        response["QrCode"]["QrCodeId"] = request["FlowName"].clone();
        Some(response)
    });
    let batch = batch_of(&service.endpoint, input, template);
    ends(&batch.run(), code, "");
    let results = batch.results("out.jsonl").into_iter().map(|(line, result)| {
        let name = result["response"]["QrCode"]["QrCodeId"].as_str();
        (line, name.or(result["error"]["message"].as_str()).unwrap().to_owned())
    });
    results.collect()
}

fn template() -> String {
    json!({"TemplateId": "t", "FlowName": "{{name}}", "MaxFlowNum": "{{n}}"}).to_string()
}

#[test]
fn every_row_has_the_number_of_the_line_on_which_it_starts() {
    // Blank lines, a cell with line breaks, an invalid row, and an empty one.
    let rows =
        "\nname,n\nalice,1\n\n\n\"bob\nb\",2\ncarol,zz\n,\n\"dave\",4\n\n\"erin\n\n\",5\nfrank,6";
    let expected = |line_break: &str| {
        [
            (3, "alice".to_owned()),
            (6, format!("bob{line_break}b")),
            (8, "the column `n` must be int64".to_owned()),
            (9, "the row is empty".to_owned()),
            (10, "dave".to_owned()),
            (12, format!("erin{line_break}{line_break}")),
            (15, "frank".to_owned()),
        ]
    };
    for line_break in ["\n", "\r\n", "\r"] {
        for input in encodings(&rows.replace('\n', line_break)) {
            let results = results(&input, Some(&template()), 1);
            assert_eq!(results, expected(line_break), "{line_break:?} {:?}", &input[..4]);
        }
    }
}

#[test]
fn every_line_of_json_has_its_number() {
    let name = |name: &str| json!({"TemplateId": "t", "FlowName": name}).to_string();
    let lines = format!("\n{}\n \nnonsense\n{}", name("合同"), name("b"));
    let expected = [(2, "合同"), (4, "not JSON: expected ident at line 1 column 2"), (5, "b")];
    let expected = expected.map(|(line, text)| (line, text.to_owned()));
    for line_break in ["\n", "\r\n", "\r"] {
        for input in encodings(&lines.replace('\n', line_break)) {
            assert_eq!(results(&input, None, 1), expected, "{line_break:?} {:?}", &input[..4]);
        }
    }
    for input in encodings("").into_iter().chain(encodings("\n\r\n\n")) {
        assert_eq!(results(&input, None, 0), []);
    }
}

#[test]
fn tabs_and_semicolons_separate_cells_as_spreadsheets_write_them() {
    for separator in ["\t", ";"] {
        let rows =
            "name,n,\"a,b\"\n\"x, y\",1,\n".replace(",n,", &format!("{separator}n{separator}"));
        let rows = rows.replace("\",1,", &format!("\"{separator}1{separator}"));
        assert_eq!(results(rows.as_bytes(), Some(&template()), 0), [(2, "x, y".to_owned())]);
    }
}

#[test]
fn open_quote_does_not_swallow_the_rows_below_it() {
    let rows = "name,n\nalice,1\nbob,\"2\ncarol,3\n";
    let open = (3, "the quote that opens in line 3 is not closed".to_owned());
    assert_eq!(results(rows.as_bytes(), Some(&template()), 1), [(2, "alice".to_owned()), open]);
}

#[test]
fn other_encodings_are_named() {
    let closed = "http://127.0.0.1:1";
    let utf16: Vec<u8> = template().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf32 = [&[0xff, 0xfe, 0, 0], &b"n\0\0\0"[..]].concat();
    let half: Vec<u8> = [&[0xff, 0xfe], &b"n\0x"[..]].concat();
    let unpaired = [0xff, 0xfe, 0, 0xd8];
    for (input, problem) in [
        (&utf16[..], "UTF-16 without a byte order mark: save it as UTF-8"),
        (&utf32, "in UTF-32: save it as UTF-8"),
        (&half, "not valid UTF-16"),
        (&unpaired, "not valid UTF-16"),
    ] {
        ends(&batch_of(closed, input, None).run(), 2, problem);
        ends(&batch_of(closed, input, Some("{}")).run(), 2, problem);
    }
    let gbk = [&b"name,n\nalice,1\n"[..], &[0xba, 0xcd], b",2\n"].concat();
    let problem = "the row is not valid UTF-8 (perhaps GBK): save it as UTF-8".to_owned();
    let expected = [(2, "alice".to_owned()), (3, problem)];
    assert_eq!(results(&gbk, Some(&template()), 1), expected);
}

#[test]
fn field_or_column_that_occurs_twice_is_an_error() {
    let twice = r#"{"TemplateId": "t", "FlowName": "a", "FlowName": "b"}"#;
    let problem = "the field `FlowName` occurs twice at line 1 column 47".to_owned();
    assert_eq!(results(twice.as_bytes(), None, 1), [(1, problem)]);
    let rows = batch_of("http://127.0.0.1:1", b"name,n,name\na,1,b\n", Some(&template()));
    ends(&rows.run(), 2, "the column `name` occurs twice");
}

#[test]
fn a_quote_that_is_never_closed_does_not_hold_the_rest_of_a_large_file() {
    let mut input = b"name,n\n\"alice,1\n".to_vec();
    input.resize(130 << 20, b'x');
    let batch = batch_of("http://127.0.0.1:1", &input, Some(&template()));
    ends(&batch.run(), 2, "134217728");
    assert!(!batch.path("out.jsonl").exists());
}
