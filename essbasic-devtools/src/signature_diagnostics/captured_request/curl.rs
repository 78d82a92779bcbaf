//! Parses a curl command.

use shlex::Shlex;

use super::{CapturedRequest, ParseError, quotes};
use crate::limits;

/// Options with a value that does not affect the signature.
const IGNORED_OPTIONS: [&str; 24] = [
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

/// Parses the words of the command as a shell splits them.
pub(super) fn read(text: &str) -> Result<CapturedRequest, ParseError> {
    let text = quotes::without_carets(text).unwrap_or_else(|| {
        // A shell removes escaped line breaks.
        let breaks = ["\\\r\n", "\\\n", "^\r\n", "^\n"];
        breaks.iter().fold(text.to_owned(), |text, broken| text.replace(broken, " "))
    });
    let text = quotes::without_ansi_c(&text);
    let mut shell = Shlex::new(&text);
    let words: Vec<_> = shell.by_ref().take(limits::CURL_WORDS).collect();
    if shell.had_error {
        return Err(ParseError::UnclosedQuote);
    }
    if shell.next().is_some() {
        return Err(ParseError::TooLong);
    }
    let mut arguments = Arguments::default();
    let mut words = words.into_iter().skip(1);
    while let Some(word) = words.next() {
        let (option, attached) = split_option(&word);
        let mut value = || attached.clone().or_else(|| words.next()).unwrap_or_default();
        match option.as_str() {
            "-X" | "--request" => arguments.method = Some(value()),
            "-H" | "--header" => arguments.header(&value()),
            "-d" | "--data" | "--data-ascii" | "--data-binary" => arguments.data(value(), false),
            "--data-raw" => arguments.data(value(), true),
            "--json" => {
                arguments.json = true;
                arguments.data(value(), false);
            }
            "--url" => arguments.url = Some(value()),
            "-G" | "--get" => arguments.get = true,
            ignored if IGNORED_OPTIONS.contains(&ignored) => drop(value()),
            option if option.starts_with('-') && option.len() > 1 => {}
            _ => arguments.url = arguments.url.or(Some(word)),
        }
    }
    arguments.request()
}

/// Splits an option from its attached value: `-XPOST`, `--request=POST`.
fn split_option(word: &str) -> (String, Option<String>) {
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
struct Arguments {
    method: Option<String>,
    url: Option<String>,
    headers: Vec<(String, String)>,
    data: Option<String>,
    from_file: bool,
    json: bool,
    get: bool,
}

impl Arguments {
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
        match &mut self.data {
            Some(data) => data.extend(["&", &value]),
            None => self.data = Some(value),
        }
    }

    fn request(self) -> Result<CapturedRequest, ParseError> {
        let Some(url) = self.url else {
            return Err(ParseError::NoUrl);
        };
        let has_body = self.data.is_some() || self.from_file;
        let usual = if has_body && !self.get { "POST" } else { "GET" };
        let mut request = CapturedRequest {
            method: self.method.unwrap_or_else(|| usual.to_owned()),
            headers: self.headers,
            body: if self.from_file { None } else { Some(self.data.unwrap_or_default().into()) },
            ..CapturedRequest::default()
        };
        let url = if url.contains("://") { url } else { format!("http://{url}") };
        request.set_target(&url);
        if has_body && request.header("content-type").is_none() {
            // curl's default.
            let kind =
                if self.json { "application/json" } else { "application/x-www-form-urlencoded" };
            request.headers.push(("Content-Type".to_owned(), kind.to_owned()));
        }
        Ok(request)
    }
}
