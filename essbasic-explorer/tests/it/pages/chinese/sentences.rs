//! English sentences in HTML.

/// Number of consecutive words that make a sentence.
const WORDS: usize = 4;

/// Elements whose content is code, or quoted as it was received.
const CODE: [&str; 7] = ["code", "pre", "samp", "script", "style", "textarea", "datalist"];

/// Elements inside a line of text.
const INLINE: [&str; 8] = ["a", "b", "em", "i", "span", "strong", "wbr", "time"];

/// Attributes that people see or hear, in addition to those of scripts, `data-…`.
const ATTRIBUTES: [&str; 5] = ["alt", "aria-label", "content", "placeholder", "title"];

/// Returns the English sentences of a page: words in a row that are neither code nor names.
pub(super) fn english(html: &str) -> Vec<String> {
    let (mut found, mut line, mut enclosing) = (Vec::new(), String::new(), Vec::new());
    for (index, part) in html.split('<').enumerate() {
        let (tag, text) = if index == 0 { ("", part) } else { split_tag(part) };
        let name = tag.trim_start_matches('/').split([' ', '>', '\n']).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            line.push('\n');
        }
        if CODE.contains(&name) {
            match tag.strip_prefix('/') {
                Some(_) => drop(enclosing.pop()),
                None => enclosing.push(name),
            }
        }
        for value in attributes(tag) {
            found.extend(sentences(&unescaped(value)));
        }
        if enclosing.is_empty() {
            line.push_str(text);
        }
    }
    found.extend(sentences(&unescaped(&line)));
    found
}

/// Returns the sentences of a text without markup. Code is in backticks; messages of dependencies are
/// in Chinese quotation marks.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let (mut found, mut run) = (Vec::new(), Vec::new());
    let prose = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let prose: Vec<_> =
        prose.split('“').map(|part| part.split_once('”').map_or(part, |it| it.1)).collect();
    let prose = prose.join("“");
    for line in prose.lines() {
        for token in line.split_whitespace() {
            let word = token.trim_matches([',', ';', ':', '.', '(', ')', '\'', '"']);
            // A sentence begins with a capital.
            if !is_lower(word) {
                end(&mut run, &mut found);
            }
            let rest = word.strip_prefix(|first: char| first.is_ascii_uppercase());
            if is_lower(word) || rest.is_some_and(is_lower) {
                run.push(word);
            }
        }
        end(&mut run, &mut found);
    }
    found
}

fn is_lower(word: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'\'';
    !word.is_empty() && word.bytes().all(is_letter)
}

fn end(run: &mut Vec<&str>, found: &mut Vec<String>) {
    if run.len() >= WORDS {
        found.push(run.join(" "));
    }
    run.clear();
}

/// Splits a tag from the text after it. Values of attributes may contain `>`.
fn split_tag(part: &str) -> (&str, &str) {
    let mut is_quoted = false;
    let end = part.find(|letter| {
        is_quoted ^= letter == '"';
        letter == '>' && !is_quoted
    });
    end.map_or((part, ""), |end| (&part[..end], &part[end + 1..]))
}

/// Returns the values of the attributes that people see or hear.
fn attributes(tag: &str) -> Vec<&str> {
    let pairs = tag.split('"').collect::<Vec<_>>();
    let pairs = pairs.chunks_exact(2).map(|pair| (pair[0].trim().trim_end_matches('='), pair[1]));
    let named = pairs.map(|(name, value)| (name.rsplit(' ').next().unwrap_or(name), value));
    let is_shown = |name: &str| ATTRIBUTES.contains(&name) || name.starts_with("data-");
    named.filter(|(name, _)| is_shown(name)).map(|(_, value)| value).collect()
}

fn unescaped(text: &str) -> String {
    super::super::unescaped(text)
}

#[test]
fn sentences_are_found_in_text_and_attributes_but_not_in_code() {
    let html = "<p>Sends it <b>to the</b> service.</p><td>a</td><td>b</td><code>this is no text</code>\
        <i title=\"Also in a title\">中文</i><pre data-x=\"1>2\">and this is no text</pre>";
    assert_eq!(english(html), ["Also in a title", "Sends it to the service"]);
    assert!(sentences("已开通 `this is a name` 用 TC3 HMAC SHA").is_empty());
}
