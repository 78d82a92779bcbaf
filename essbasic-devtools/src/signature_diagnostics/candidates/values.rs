//! Values that may have been signed in place of that of a header.

use super::{Case, Rank};

/// Hosts that are signed by mistake.
const HOSTS: [&str; 9] = [
    "essbasic.tencentcloudapi.com",
    "essbasic.test.ess.tencent.cn",
    "file.ess.tencent.cn",
    "file.test.ess.tencent.cn",
    "ess.tencentcloudapi.com",
    "cvm.tencentcloudapi.com",
    "tencentcloudapi.com",
    "localhost",
    "127.0.0.1",
];

const REGIONS: [&str; 5] =
    ["ap-guangzhou", "ap-beijing", "ap-shanghai", "ap-hongkong", "ap-singapore"];

const CONTENT_TYPES: [&str; 12] = [
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    "application/json; charset=UTF-8",
    "application/json;charset=UTF-8",
    "application/json",
    "application/json; charset=utf8",
    "application/json;",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-8",
    "text/plain",
    "text/plain; charset=utf-8",
    "multipart/form-data",
];

/// Returns the values that may have been signed for a sent one, each with its frequency.
pub(super) fn variants(case: &Case<'_>, name: &str, sent: &str) -> Vec<(String, Rank)> {
    let mut values: Vec<(String, Rank)> = Vec::new();
    let mut add = |value: String, rank| {
        if value != sent && values.iter().all(|(it, _)| *it != value) {
            values.push((value, rank));
        }
    };
    if let Some(raw) = case.request.raw_header(name) {
        add(raw.to_owned(), Rank::Common);
    }
    match name {
        "host" => hosts(sent).into_iter().for_each(|(host, rank)| add(host, rank)),
        "content-type" => CONTENT_TYPES.iter().enumerate().for_each(|(index, kind)| {
            add((*kind).to_owned(), if index < 5 { Rank::Common } else { Rank::Rare });
        }),
        "x-tc-action" => {
            if let Some(action) = case.request.header(name) {
                add(action.to_owned(), Rank::Common);
            }
            for entry in essbasic::CATALOGUE {
                add(entry.descriptor().signed_name.to_owned(), Rank::Alone);
                add(entry.descriptor().name.to_owned(), Rank::Alone);
            }
        }
        _ => {}
    }
    add(sent.to_ascii_lowercase(), Rank::Common);
    add(sent.to_ascii_uppercase(), Rank::Alone);
    for (before, after, rank) in [
        ("", " ", Rank::Rare),
        (" ", "", Rank::Rare),
        (" ", " ", Rank::Alone),
        ("", "  ", Rank::Alone),
        ("", "\t", Rank::Alone),
        ("", "\r", Rank::Rare),
        ("", ";", Rank::Alone),
        ("\"", "\"", Rank::Alone),
    ] {
        add(format!("{before}{sent}{after}"), rank);
    }
    add(sent.replace(' ', ""), Rank::Alone);
    add(String::new(), Rank::Alone);
    values
}

fn hosts(sent: &str) -> Vec<(String, Rank)> {
    let bare = sent.rsplit_once(':').map_or(sent, |(host, _)| host);
    let port = sent.rsplit_once(':').map_or("", |(_, port)| port);
    let mut hosts = vec![(bare.to_owned(), Rank::Common)];
    for port in ["443", "80"] {
        hosts.push((format!("{bare}:{port}"), Rank::Rare));
    }
    for scheme in ["https://", "http://"] {
        hosts.push((format!("{scheme}{sent}"), Rank::Alone));
    }
    hosts.push((format!("{sent}/"), Rank::Alone));
    for (index, known) in HOSTS.into_iter().enumerate() {
        hosts.push((known.to_owned(), if index < 2 { Rank::Common } else { Rank::Rare }));
        if !port.is_empty() {
            hosts.push((format!("{known}:{port}"), Rank::Alone));
        }
    }
    for region in REGIONS {
        hosts.push((format!("essbasic.{region}.tencentcloudapi.com"), Rank::Rare));
    }
    hosts
}
