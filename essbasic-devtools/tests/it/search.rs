//! Ranking of search results.

use essbasic_devtools::action_docs::{search, split_query};

fn names(query: &str) -> Vec<&'static str> {
    let results = search(&split_query(query));
    results.iter().map(|result| result.entry.descriptor().name).collect()
}

#[test]
fn an_exact_name_comes_first() {
    assert_eq!(names("UploadFiles")[0], "UploadFiles");
    assert_eq!(names("describetemplates")[0], "DescribeTemplates");
}

#[test]
fn words_that_form_a_name_find_the_actions_of_that_object_first() {
    let expected = ["ChannelCancelMultiFlowSignQRCode", "ChannelCreateMultiFlowSignQRCode"];
    for query in ["QR code", "qr code", "qrcode"] {
        let mut first = names(query)[..2].to_vec();
        first.sort_unstable();
        assert_eq!(first, expected, "{query}");
    }
}

#[test]
fn without_words_the_catalogue_keeps_its_order() {
    let catalogue = essbasic::CATALOGUE.iter().map(|entry| entry.descriptor().name);
    assert!(names("").into_iter().eq(catalogue));
}
