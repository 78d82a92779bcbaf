//! Results of the search and their order.

use essbasic::CATALOGUE;
use essbasic_devtools::action_docs::{MatchReason, search};

mod queries;

fn names(query: &str) -> Vec<&'static str> {
    search(query).results.iter().map(|result| result.entry.descriptor().name).collect()
}

/// Names the queries whose expected action is neither the first nor the second result.
fn missed(queries: &[(&str, &[&str])]) -> Vec<String> {
    let mut missed = Vec::new();
    for (query, expected) in queries {
        let found = names(query);
        if !found.iter().take(2).any(|name| expected.contains(name)) {
            missed.push(format!("{query}: {:?}", &found[..found.len().min(4)]));
        }
    }
    missed
}

#[test]
fn what_people_type_finds_the_right_action_first_or_second() {
    let queries =
        [&queries::CHINESE[..], &queries::ENGLISH, &queries::LATER, &queries::BUSINESS].concat();
    let missed = missed(&queries);
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_action_is_the_first_result_for_its_name_and_title() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let short = action.name.trim_start_matches("Channel");
        for query in [action.name, short, &action.name.to_lowercase(), action.title] {
            assert_eq!(names(query)[0], action.name, "{query}");
            assert!(!search(query).nearest, "{query}");
        }
    }
}

#[test]
fn an_expression_is_searched_as_such_even_if_a_field_has_its_name() {
    for query in ["QR code", "qr code", "qr codes"] {
        let found = names(query);
        assert!(found.len() > 4, "{query}: {found:?}");
        assert_eq!(found[0], "ChannelCreateMultiFlowSignQRCode", "{query}");
        let cancel = found.iter().position(|name| *name == "ChannelCancelMultiFlowSignQRCode");
        assert!(cancel.is_some_and(|position| position < 5), "{query}: {found:?}");
    }
}

#[test]
fn without_words_the_catalogue_keeps_its_order() {
    let catalogue = CATALOGUE.iter().map(|entry| entry.descriptor().name);
    assert!(names(" ").into_iter().eq(catalogue));
}

#[test]
fn an_error_code_finds_the_actions_that_return_it_and_says_so() {
    for code in ["OperationDenied.QrInvalid", "QrInvalid", "qrinvalid"] {
        let found = search(code);
        assert!(!found.nearest);
        let action = found.results[0].entry.descriptor();
        assert!(action.errors.contains(&"OperationDenied.QrInvalid"), "{code}");
        let reason = MatchReason::ErrorCode("OperationDenied.QrInvalid");
        assert!(found.results[0].reasons.contains(&reason), "{code}");
    }
}

#[test]
fn names_of_fields_are_found_in_any_spelling() {
    for name in ["QrCodeId", "qr_code_id", "qrcodeid"] {
        assert_eq!(names(name)[0], "ChannelCancelMultiFlowSignQRCode", "{name}");
    }
}

#[test]
fn words_that_a_value_consists_of_are_a_task_unless_they_are_spelled_like_the_value() {
    for (words, expected) in [
        ("create seal", "CreateSealByImage"),
        ("auto-sign", "ChannelCreateUserAutoSignEnableUrl"),
        ("disable auto-sign", "ChannelDisableUserAutoSign"),
    ] {
        assert_eq!(names(words)[0], expected, "{words}");
    }
    for value in ["CREATE_SEAL", "create_seal"] {
        let found = names(value);
        assert!(found[..2].contains(&"ChannelCreateEmbedWebUrl"), "{value}: {found:?}");
    }
}

#[test]
fn similar_spelling_is_found_and_marked() {
    for (typed, expected) in [
        ("cancle qr", "ChannelCancelMultiFlowSignQRCode"),
        ("uplaod fiels", "UploadFiles"),
        ("CancelMultiFlowSginQRCode", "ChannelCancelMultiFlowSignQRCode"),
        ("tempaltes", "DescribeTemplates"),
    ] {
        assert_eq!(names(typed)[0], expected, "{typed}");
        assert!(search(typed).nearest, "{typed}");
    }
    assert!(!search("cancel qr").nearest);
}

#[test]
fn words_without_a_space_are_split() {
    assert_eq!(names("cancelqrcode")[0], "ChannelCancelMultiFlowSignQRCode");
    assert_eq!(names("listtemplates")[0], "DescribeTemplates");
}

#[test]
fn beginnings_of_words_are_completed() {
    assert_eq!(names("upl")[0], "UploadFiles");
    assert!(!search("upl").nearest);
}

#[test]
fn more_words_rank_the_actions_that_have_them_first() {
    assert_eq!(names("cancel contract")[0], "ChannelCancelFlow");
    assert_eq!(names("cancel contracts in batch")[0], "ChannelBatchCancelFlows");
    assert_eq!(names("撤销企业所有合同")[0], "CancelOrganizationFlows");
}

#[test]
fn nonsense_finds_nothing_and_long_queries_are_bounded() {
    assert!(names("没有这样的词").is_empty(), "{:?}", names("没有这样的词"));
    assert!(names("xyzzyqwx").is_empty());
    assert!(names("，。！").is_empty());
    let long = "cancle 合同作废吧 QrInvalid ".repeat(10_000);
    assert!(!names(&long).is_empty());
}
