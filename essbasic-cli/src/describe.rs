//! `essbasic describe`: a page about an action.

use std::fmt::Write;

use essbasic::schema::{Field, Kind, Struct};
use essbasic::{Descriptor, Retry};

use crate::arguments::{self, Output};
use crate::failure::Failure;
use crate::{catalogue, output, schema};

/// A terminal that nobody has widened.
const WIDTH: usize = 80;

pub(crate) fn run(arguments: &arguments::Describe, output: Output) -> Result<(), Failure> {
    let entry = catalogue::entry(&arguments.action)?;
    match output {
        Output::Json => output::json(&schema::action(entry)),
        Output::Text => output::line(page(entry.descriptor()).trim_end()),
    }
}

fn page(action: &'static Descriptor) -> String {
    let mut page = Page::default();
    page.line(0, &format!("{}  {}", action.name, action.title));
    page.line(0, &format!("{} {}, {}", action.service, action.version, action.manual));
    if action.deprecated {
        page.line(0, "Deprecated by the vendor.");
    }
    page.gap();
    page.markdown(action.doc);
    page.gap();
    page.line(0, &repeated(action.retry));
    page.line(
        0,
        &format!("{} calls a second, on the {} host.", action.rate_limit, action.host.name()),
    );

    page.heading("Request");
    page.members((action.request)(), 1, &mut Vec::new());
    page.heading("Answer");
    page.members((action.response)(), 1, &mut Vec::new());
    page.line(1, "RequestId  string");
    page.line(3, "The id under which the vendor's support finds the call.");
    page.heading("Error codes");
    for code in action.errors {
        page.line(1, code);
    }
    page.0
}

fn repeated(retry: Retry) -> String {
    match retry {
        Retry::Read => "Only looks: repeated freely.".to_owned(),
        Retry::Mint => "Makes a link: repeating it makes another.".to_owned(),
        Retry::Settle([]) => "Sets a state: repeating it sets the same.".to_owned(),
        Retry::Settle(codes) => {
            format!("Sets a state: repeating it is answered with {}.", codes.join(" or "))
        }
        Retry::Create => "Makes something: never repeated once it may have arrived.".to_owned(),
        _ => "Charges or notifies: never repeated once it may have arrived.".to_owned(),
    }
}

/// Text that is wrapped as it is written.
#[derive(Default)]
struct Page(String);

impl Page {
    fn gap(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn heading(&mut self, title: &str) {
        self.gap();
        self.line(0, title);
    }

    /// A paragraph, indented by so many steps of two.
    fn line(&mut self, steps: usize, text: &str) {
        let indent = "  ".repeat(steps);
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(&indent)
            .subsequent_indent(&indent)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false);
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "{}", textwrap::fill(text, options));
    }

    /// Documentation: paragraphs are wrapped, tables of codes are told apart.
    fn markdown(&mut self, doc: &str) {
        for paragraph in doc.split("\n\n") {
            let mut lines = paragraph.lines().peekable();
            if lines.peek().is_some_and(|line| line.starts_with('|')) {
                for row in lines.skip(2) {
                    let cells: Vec<_> = row.trim_matches('|').split(" | ").map(plain).collect();
                    self.line(1, cells.first().map_or("", String::as_str));
                    self.line(3, &cells[1.min(cells.len())..].join(" "));
                }
            } else if lines.peek().is_some_and(|line| line.starts_with("- ")) {
                for item in lines {
                    self.line(1, &plain(item));
                }
            } else {
                self.line(0, &plain(&paragraph.replace('\n', " ")));
            }
            self.gap();
        }
    }

    fn members(&mut self, schema: &'static Struct, steps: usize, inside: &mut Vec<&'static str>) {
        if inside.contains(&schema.name) {
            self.line(steps, &format!("(as {} above)", schema.name));
            return;
        }
        inside.push(schema.name);
        for field in schema.fields.iter().filter(|field| !field.hidden) {
            self.line(steps, &signature(field));
            self.line(steps + 2, &plain(&field.doc.replace('\n', " ")));
            for value in field.values {
                let doc = plain(&value.doc.replace('\n', " "));
                self.line(steps + 3, &format!("{}  {doc}", value.wire));
            }
            if let Kind::Object(schema) = field.kind {
                self.members(schema(), steps + 1, inside);
            }
        }
        for rule in schema.rules {
            self.line(steps, &format!("Rule: {rule}."));
        }
        inside.pop();
    }
}

fn signature(field: &Field) -> String {
    let list = if field.list { "list of " } else { "" };
    let kind = match field.kind {
        Kind::Object(schema) => schema().name,
        other => other.name(),
    };
    let mut told = vec![format!("{}  {list}{kind}", field.name)];
    if field.required {
        told.push("required".to_owned());
    }
    if field.secret {
        told.push("secret".to_owned());
    }
    told.extend(field.limits.iter().map(ToString::to_string));
    told.join(", ")
}

/// Markdown without its marks.
fn plain(text: &str) -> String {
    text.trim().replace('`', "").replace("**", "")
}
