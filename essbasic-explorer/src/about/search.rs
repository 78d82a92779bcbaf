//! Finding actions by what they are about: their names, titles, documentation, members and codes.

use std::sync::LazyLock;

use essbasic::schema::StructSchema;
use essbasic::{CATALOGUE, Entry};

use super::doc::summary;

/// An action that is about all of some words.
#[derive(Clone, Debug)]
pub struct Found {
    /// The action.
    pub entry: &'static Entry,
    /// How much it is about them.
    pub weight: u32,
    /// Why, where neither its name nor its title nor its summary shows it.
    pub reasons: Vec<Reason>,
}

/// Where a word stands, of which an action's name, title and summary say nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// In a member's name.
    Member(&'static str),
    /// In what is said of a member.
    AboutMember(&'static str),
    /// In an error code.
    Code(&'static str),
    /// Further down in the documentation.
    Documentation,
}

/// The words of what somebody typed, in lower case.
pub fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(str::to_lowercase).collect()
}

/// The actions that are about all of the words, those first that are most about them; all of them
/// in the catalogue's order without a word.
pub fn search(words: &[String]) -> Vec<Found> {
    let mut found: Vec<_> = INDEX.iter().filter_map(|told| told.about(words)).collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.weight));
    found
}

/// What an action says of itself, in lower case.
struct Told {
    entry: &'static Entry,
    name: String,
    title: String,
    domain: String,
    summary: String,
    doc: String,
    members: Vec<Member>,
    codes: Vec<(String, &'static str)>,
}

struct Member {
    name: &'static str,
    lower: String,
    doc: String,
}

static INDEX: LazyLock<Vec<Told>> = LazyLock::new(|| CATALOGUE.iter().map(Told::new).collect());

impl Told {
    fn new(entry: &'static Entry) -> Self {
        let action = entry.descriptor();
        let schemas = [(action.request)(), (action.response)()];
        let fields = schemas.into_iter().flat_map(StructSchema::with_inner);
        let fields = fields.flat_map(|schema| schema.fields).filter(|field| !field.hidden);
        let members = fields.map(|field| Member {
            name: field.name,
            lower: field.name.to_lowercase(),
            doc: field.doc.to_lowercase(),
        });
        Self {
            entry,
            name: action.name.to_lowercase(),
            title: action.title.to_lowercase(),
            domain: entry.domain().replace('_', " "),
            summary: summary(action.doc).to_lowercase(),
            doc: action.doc.to_lowercase(),
            members: members.collect(),
            codes: action.errors.iter().map(|code| (code.to_lowercase(), *code)).collect(),
        }
    }

    fn about(&self, words: &[String]) -> Option<Found> {
        let mut found = Found { entry: self.entry, weight: 0, reasons: Vec::new() };
        for word in words {
            let (weight, reason) = self.place(word)?;
            found.weight += weight;
            found.reasons.extend(reason.filter(|reason| !found.reasons.contains(reason)));
        }
        Some(found)
    }

    /// How much it is about a word, by the best place where it stands.
    fn place(&self, word: &str) -> Option<(u32, Option<Reason>)> {
        if self.name == word || self.title == word {
            return Some((1000, None));
        }
        if self.name.contains(word) || self.title.contains(word) {
            return Some((100, None));
        }
        if self.domain.contains(word) || self.entry.domain() == word {
            return Some((60, None));
        }
        if let Some(member) = self.members.iter().find(|member| member.lower == word) {
            return Some((50, Some(Reason::Member(member.name))));
        }
        if self.summary.contains(word) {
            return Some((40, None));
        }
        if let Some((_, code)) = self.codes.iter().find(|(code, _)| code.contains(word)) {
            return Some((30, Some(Reason::Code(code))));
        }
        if let Some(member) = self.members.iter().find(|member| member.lower.contains(word)) {
            return Some((20, Some(Reason::Member(member.name))));
        }
        if self.doc.contains(word) {
            return Some((10, Some(Reason::Documentation)));
        }
        let member = self.members.iter().find(|member| member.doc.contains(word))?;
        Some((5, Some(Reason::AboutMember(member.name))))
    }
}
