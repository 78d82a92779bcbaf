//! The catalogue is documented in Chinese: every text, with the numbers and names of the English one.

use std::collections::BTreeSet;

use essbasic::schema::StructSchema;
use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::{Language, catalogue_docs};

/// Texts in both languages, each with its place.
fn texts() -> Vec<(String, &'static str, &'static str)> {
    let (english, chinese) = (Language::English, Language::Chinese);
    let mut texts = Vec::new();
    let mut seen = BTreeSet::new();
    for action in CATALOGUE.iter().map(Entry::descriptor) {
        let doc = |language| catalogue_docs::action(language, action);
        texts.push((action.name.to_owned(), doc(english), doc(chinese)));
        let schemas: [&'static StructSchema; 2] = [(action.request)(), (action.response)()];
        for schema in schemas.into_iter().flat_map(StructSchema::with_inner) {
            if !seen.insert(schema.name) {
                continue;
            }
            let doc = |language| catalogue_docs::model(language, schema);
            texts.push((schema.name.to_owned(), doc(english), doc(chinese)));
            for field in schema.fields {
                let place = format!("{}.{}", schema.name, field.name);
                let doc = |language| catalogue_docs::field(language, schema, field);
                texts.push((place.clone(), doc(english), doc(chinese)));
                for value in field.values {
                    let doc = |language| catalogue_docs::value(language, field, value);
                    texts.push((format!("{place}={}", value.wire), doc(english), doc(chinese)));
                }
            }
        }
    }
    texts
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

/// Names, codes and numbers of a text.
fn numbers_and_names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // A fence of three would shift the pairs.
    for (index, part) in text.replace("```", "").split('`').enumerate() {
        if index % 2 == 1 {
            found.insert(part.to_owned());
            continue;
        }
        let part = part.replace(',', "");
        let numbers = part.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
        let numbers = numbers.map(|number| number.trim_matches('.'));
        found.extend(numbers.filter(|number| !number.is_empty()).map(str::to_owned));
    }
    found
}

#[test]
fn every_text_has_a_chinese_one() {
    let missing = |(_, english, chinese): &&(String, &str, &str)| {
        !is_chinese(chinese) && english.split_whitespace().count() > 1
    };
    let texts = texts();
    let missing: Vec<_> = texts.iter().filter(missing).map(|(place, ..)| place).collect();
    assert!(texts.len() > 2000, "{} texts", texts.len());
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn both_languages_have_the_same_numbers_and_names() {
    let differences: Vec<_> = texts()
        .into_iter()
        .map(|(place, english, chinese)| {
            (place, numbers_and_names(english), numbers_and_names(chinese))
        })
        .filter(|(_, english, chinese)| english != chinese)
        .map(|(place, english, chinese)| {
            let differences: Vec<_> = english.symmetric_difference(&chinese).cloned().collect();
            (place, differences)
        })
        .collect();
    assert!(differences.is_empty(), "{differences:#?}");
}
