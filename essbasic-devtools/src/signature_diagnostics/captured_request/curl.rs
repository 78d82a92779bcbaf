//! A command line of curl.

use super::CapturedRequest;
use crate::signature_diagnostics::LocalizedText;

/// Options that have a value, and nothing to do with what is signed.
const PASSED_OVER: [&str; 24] = [
    "-o",
    "-m",
    "-u",
    "-x",
    "-A",
    "-b",
    "-c",
    "-e",
    "-w",
    "-T",
    "-F",
    "-E",
    "--output",
    "--max-time",
    "--user",
    "--proxy",
    "--user-agent",
    "--cookie",
    "--connect-timeout",
    "--cacert",
    "--resolve",
    "--retry",
    "--write-out",
    "--connect-to",
];

/// Reads it, as a shell would split it.
pub(super) fn read(text: &str) -> Result<CapturedRequest, LocalizedText> {
    // Lines that go on: a shell takes the break away.
    let text = ["\\\r\n", "\\\n", "^\r\n", "^\n"]
        .iter()
        .fold(text.to_owned(), |text, broken| text.replace(broken, " "));
    let Some(words) = shlex::split(&text) else {
        return Err(LocalizedText::new(
            "A quote of the command is not closed.",
            "命令中的引号没有闭合。",
        ));
    };
    let mut told = Told::default();
    let mut words = words.into_iter().skip(1);
    while let Some(word) = words.next() {
        let (option, attached) = split(&word);
        let mut value = || attached.clone().or_else(|| words.next()).unwrap_or_default();
        match option.as_str() {
            "-X" | "--request" => told.method = Some(value()),
            "-H" | "--header" => told.header(&value()),
            "-d" | "--data" | "--data-ascii" | "--data-binary" => told.data(value(), false),
            "--data-raw" => told.data(value(), true),
            "--json" => {
                told.json = true;
                told.data(value(), false);
            }
            "--url" => told.url = Some(value()),
            "-G" | "--get" => told.get = true,
            passed if PASSED_OVER.contains(&passed) => drop(value()),
            option if option.starts_with('-') && option.len() > 1 => {}
            _ => told.url = told.url.or(Some(word)),
        }
    }
    told.request()
}

/// `-XPOST` and `--request=POST` are an option and its value.
fn split(word: &str) -> (String, Option<String>) {
    if word.starts_with("--") {
        return match word.split_once('=') {
            Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
            None => (word.to_owned(), None),
        };
    }
    let has_value = ["-X", "-H", "-d"].into_iter().find(|it| word.starts_with(it));
    match has_value.map(|option| word.split_at(option.len())) {
        Some((option, value)) if !value.is_empty() => (option.to_owned(), Some(value.to_owned())),
        _ => (word.to_owned(), None),
    }
}

#[derive(Default)]
struct Told {
    method: Option<String>,
    url: Option<String>,
    headers: Vec<(String, String)>,
    data: Option<String>,
    from_file: bool,
    json: bool,
    get: bool,
}

impl Told {
    fn header(&mut self, line: &str) {
        if let Some((name, value)) = line.split_once(':') {
            let value = value.strip_prefix(' ').unwrap_or(value);
            self.headers.push((name.trim().to_owned(), value.to_owned()));
        }
    }

    fn data(&mut self, value: String, raw: bool) {
        if value.starts_with('@') && !raw {
            self.from_file = true;
            return;
        }
        self.data = Some(match self.data.take() {
            Some(before) => format!("{before}&{value}"),
            None => value,
        });
    }

    fn request(self) -> Result<CapturedRequest, LocalizedText> {
        let Some(url) = self.url else {
            return Err(LocalizedText::new(
                "The command names no address.",
                "命令中没有请求地址。",
            ));
        };
        let has_body = self.data.is_some() || self.from_file;
        let usual = if has_body && !self.get { "POST" } else { "GET" };
        let mut pasted = CapturedRequest {
            method: self.method.unwrap_or_else(|| usual.to_owned()),
            headers: self.headers,
            body: if self.from_file { None } else { Some(self.data.unwrap_or_default().into()) },
            ..CapturedRequest::default()
        };
        let url = if url.contains("://") { url } else { format!("http://{url}") };
        pasted.set_target(&url);
        if has_body && pasted.header("content-type").is_none() {
            // What curl says by itself.
            let kind =
                if self.json { "application/json" } else { "application/x-www-form-urlencoded" };
            pasted.headers.push(("Content-Type".to_owned(), kind.to_owned()));
        }
        Ok(pasted)
    }
}
