//! Words of texts and queries: known words and phrases with their concepts, from `synonyms.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::text::{self, Piece};

/// Words that say nothing about an action.
const STOP_WORDS: &str = "a an the of to for in on by from with and or is are was were be been it its my our your i \
    we you me us they their this that these those how what which who when where why do does did can could \
    should would will want wants need needs please help let make into out up if as at has have had \
    already not no any some via per so his her him she he again without now just only still someone somebody anyone everyone something one before after yet once then while during about also even side manage management api action endpoint interface method sdk call channel id";

/// Chinese words that say nothing about an action.
const CHINESE_STOP_WORDS: &str = "怎么样 怎么 如何 怎样 怎 的 了 吗 呢 吧 啊 我们 我 你 他 它 想要 想 要 需要 给 一下 一个 一份 什么 \
    哪个 哪些 哪里 请问 请 能否 能不能 能 可以 可 把 将 是否 是 在 和 与 或者 或 及 接口 方法 没有 没 不 帮我 帮 为 让 被 \
    对 从 到 用 通过 使用 进行 这样 这个 那个 有 还 都 个 份 里 时 后 前 怎么办 办 哪 多少 重新 再 了吗 腾讯电子签 腾讯 电子签 电子 管理 服务端";

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Stem, phrase of stems, or Chinese word as written.
    pub(super) text: String,
    /// English word as written, in lower case, if it is not in the table.
    pub(super) written: String,
    /// Names of its concepts; none if it is not in the table.
    pub(super) concepts: &'static [&'static str],
}

/// The table of synonyms.
struct Table {
    /// Phrases of stems, joined by spaces, and Chinese words, with their concepts.
    concepts: BTreeMap<String, Vec<&'static str>>,
    /// Number of words of the longest phrase by its first stem.
    phrases: BTreeMap<String, usize>,
    /// Lengths in characters of the Chinese words by their first character, longest first.
    chinese: BTreeMap<char, Vec<usize>>,
    chinese_stop_words: BTreeSet<&'static str>,
    stop_words: BTreeSet<&'static str>,
    /// English words as written.
    english: Vec<&'static str>,
    near: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Table {
    fn read() -> Self {
        let mut concepts: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        let mut near: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut english = Vec::new();
        for line in include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some(names) = line.strip_prefix('~') {
                let names: Vec<_> = names.split_whitespace().collect();
                for name in &names {
                    let others = names.iter().filter(|other| *other != name).copied();
                    near.entry(*name).or_default().extend(others);
                }
            }
            let Some((concept, words)) = line.split_once(':') else { continue };
            for word in words.split(',').map(str::trim) {
                english.extend(word.split(' ').filter(|it| it.is_ascii()));
                concepts.entry(key(word)).or_default().push(concept);
            }
        }
        let chinese_stop_words: BTreeSet<_> = CHINESE_STOP_WORDS.split_whitespace().collect();
        let mut phrases = BTreeMap::new();
        for phrase in concepts.keys().filter(|it| it.is_ascii()) {
            let longest = phrases.entry(phrase.split(' ').take(1).collect()).or_default();
            *longest = phrase.split(' ').count().max(*longest);
        }
        let mut chinese: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for word in concepts.keys().map(String::as_str).chain(chinese_stop_words.iter().copied()) {
            if let Some(first) = word.chars().next().filter(|first| !first.is_ascii()) {
                chinese.entry(first).or_default().push(word.chars().count());
            }
        }
        for lengths in chinese.values_mut() {
            lengths.sort_unstable_by(|one, other| other.cmp(one));
            lengths.dedup();
        }
        Self {
            concepts,
            phrases,
            chinese,
            chinese_stop_words,
            stop_words: STOP_WORDS.split_whitespace().collect(),
            english,
            near,
        }
    }
}

/// Returns a word or phrase of the table as it is looked up: English words by their stems.
fn key(word: &str) -> String {
    word.split(' ')
        .map(|it| if it.is_ascii() { text::stem(it) } else { it.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the English words of the table, as written.
pub(super) fn known_words() -> &'static [&'static str] {
    &TABLE.english
}

/// Returns the concepts of a stem.
pub(super) fn concepts(stem: &str) -> &'static [&'static str] {
    TABLE.concepts.get(stem).map_or(&[], Vec::as_slice)
}

/// Returns the concepts that are near a concept.
pub(super) fn near(concept: &str) -> &'static [&'static str] {
    TABLE.near.get(concept).map_or(&[], Vec::as_slice)
}

/// Returns whether a lower-case English word says nothing about an action.
pub(super) fn is_stop_word(word: &str) -> bool {
    TABLE.stop_words.contains(word) || word.len() == 1
}

/// Splits a text into words. Stop words are left out.
pub(super) fn split(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut english = Vec::new();
    for piece in text::pieces(text) {
        match piece {
            Piece::Latin(word) => english.extend(text::parts(word)),
            Piece::Han(run) => {
                phrases(&english, &mut found);
                english.clear();
                chinese(run, &mut found);
            }
        }
    }
    phrases(&english, &mut found);
    found
}

/// Joins English words to known phrases, the longest first.
pub(super) fn phrases(words: &[String], found: &mut Vec<Word>) {
    let stems: Vec<_> = words.iter().map(|word| text::stem(word)).collect();
    let mut start = 0;
    while start < stems.len() {
        let is_stop_word = is_stop_word(&words[start]);
        let longest = TABLE.phrases.get(&stems[start]).copied().unwrap_or_default();
        // A phrase may contain stop words: `power of attorney`.
        let lengths = (1 + usize::from(is_stop_word)..=longest.min(stems.len() - start)).rev();
        let known = lengths.map(|length| (length, stems[start..start + length].join(" ")));
        let mut known = known.filter_map(|(length, text)| {
            let concepts = TABLE.concepts.get(&text)?;
            Some((length, Word { text, written: String::new(), concepts }))
        });
        if let Some((length, word)) = known.next() {
            found.push(word);
            start += length;
            continue;
        }
        if !is_stop_word {
            let (text, written) = (stems[start].clone(), words[start].clone());
            found.push(Word { text, written, concepts: &[] });
        }
        start += 1;
    }
}

/// Splits Chinese text into known words, the longest first, and pairs of the characters between them.
fn chinese(run: &str, found: &mut Vec<Word>) {
    let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let count = ends.len() - 1;
    let (mut start, mut unknown) = (0, 0);
    while start < count {
        let first = run[ends[start]..].chars().next().unwrap_or_default();
        let lengths = TABLE.chinese.get(&first).map_or(&[][..], Vec::as_slice);
        let lengths = lengths.iter().filter(|length| start + *length <= count);
        let mut known = lengths
            .map(|length| (*length, &run[ends[start]..ends[start + length]]))
            .filter(|(_, word)| {
                TABLE.concepts.contains_key(*word) || TABLE.chinese_stop_words.contains(word)
            });
        let Some((length, word)) = known.next() else {
            start += 1;
            continue;
        };
        pairs(run, &ends[unknown..=start], found);
        if let Some(concepts) = TABLE.concepts.get(word) {
            found.push(Word { text: word.to_owned(), written: String::new(), concepts });
        }
        start += length;
        unknown = start;
    }
    pairs(run, &ends[unknown..], found);
}

/// Adds the pairs of neighbouring characters, whose ends are given. A single character says too little.
fn pairs(run: &str, ends: &[usize], found: &mut Vec<Word>) {
    for pair in ends.windows(3) {
        let text = run[pair[0]..pair[2]].to_owned();
        found.push(Word { text, written: String::new(), concepts: &[] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concepts_of(text: &str) -> String {
        split(text).iter().map(|word| word.concepts.join("+")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_of_both_languages_have_the_same_concepts() {
        assert_eq!(concepts_of("取消签署码"), "cancel qrcode");
        assert_eq!(concepts_of("cancel the QR code"), "cancel qrcode");
        assert_eq!(concepts_of("怎么开通授权签"), "enable autosign");
        assert_eq!(concepts_of("power of attorney"), "attorney");
    }

    #[test]
    fn unknown_chinese_text_is_split_into_pairs() {
        let words: Vec<_> = split("天地人合同").into_iter().map(|it| it.text).collect();
        assert_eq!(words, ["天地", "地人", "合同"]);
    }
}
