//! A request as somebody pastes it: raw HTTP, a command line of curl, or its fields apart.

mod curl;
mod http;

use super::LocalizedText;

/// No request that is pasted is longer.
const LONGEST: usize = 12 << 20;

/// A request that was refused, as far as it is known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CapturedRequest {
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query, without its `?`.
    pub query: String,
    /// The headers as they came, values with the white space around them.
    pub headers: Vec<(String, String)>,
    /// The body, where there is one.
    pub body: Option<Vec<u8>>,
}

impl CapturedRequest {
    /// Reads raw HTTP or a command line of curl.
    ///
    /// # Errors
    ///
    /// Why it is neither.
    pub fn parse(text: &str) -> Result<Self, LocalizedText> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > LONGEST {
            return Err(LocalizedText::new(
                "That is longer than any request.",
                "内容超过了请求的最大长度。",
            ));
        }
        let start = text.trim_start().trim_start_matches("$ ");
        if start.starts_with("curl ")
            || start.starts_with("curl\n")
            || start.starts_with("curl.exe ")
        {
            return curl::read(start);
        }
        let mut pasted = http::read(text.trim_start_matches(['\r', '\n']))?;
        pasted.fit_body();
        Ok(pasted)
    }

    /// Pasting changes how lines end, and adds a last one: `Content-Length` tells what was sent.
    fn fit_body(&mut self) {
        let length = self.header("content-length").and_then(|it| it.parse::<usize>().ok());
        let (Some(length), Some(body)) = (length, &self.body) else { return };
        if body.len() == length {
            return;
        }
        let text = String::from_utf8_lossy(body).replace("\r\n", "\n");
        let trimmed = text.trim_end_matches('\n');
        let forms = [
            text.clone(),
            trimmed.to_owned(),
            format!("{trimmed}\n"),
            text.replace('\n', "\r\n"),
            trimmed.replace('\n', "\r\n"),
        ];
        if let Some(form) = forms.into_iter().find(|form| form.len() == length) {
            self.body = Some(form.into_bytes());
        }
    }

    /// A header's value, without the white space around it.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw_header(name).map(str::trim)
    }

    /// A header's value as it came.
    pub fn raw_header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Takes what is called in: `https://host/path?query`, or the last two of it.
    pub fn set_target(&mut self, target: &str) {
        let rest = match target.split_once("://") {
            Some((_, rest)) => {
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                if self.raw_header("host").is_none() && end > 0 {
                    self.headers.push(("Host".to_owned(), rest[..end].to_owned()));
                }
                &rest[end..]
            }
            None => target,
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        path.clone_into(&mut self.path);
        query.clone_into(&mut self.query);
        if self.path.is_empty() {
            "/".clone_into(&mut self.path);
        }
    }
}
