//! Partial failure: what became of each of several things that one call was for.
//!
//! Some actions answer with success although they failed for a part of what they were given.
//! Their answers have a method that tells the two apart, item by item.

use std::fmt;

/// What became of each of several things, in the order in which they were given.
#[derive(Clone, Debug)]
#[must_use = "a call that succeeded may have failed for some of its items"]
pub struct Items<T>(Vec<Result<T, ItemError>>);

/// Why one of several things was not done.
#[derive(Clone, Eq, PartialEq)]
pub struct ItemError {
    index: usize,
    code: Option<String>,
    message: String,
}

impl<T> Items<T> {
    /// Items as an answer has them.
    pub fn new(items: impl IntoIterator<Item = Result<T, ItemError>>) -> Self {
        Self(items.into_iter().collect())
    }

    /// Items beside their messages, in two lists of which either may be short: an item without
    /// a message succeeded, and so did one whose message is empty.
    pub fn zip_errors<'a>(
        items: impl IntoIterator<Item = T>,
        messages: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let (mut items, mut messages) = (items.into_iter(), messages.into_iter());
        let mut joined = Vec::new();
        loop {
            joined.push(match (items.next(), messages.next()) {
                (None, None) => return Self(joined),
                (Some(item), None | Some("")) => Ok(item),
                (None, Some("")) => Err(ItemError::new(joined.len(), "the answer leaves it out")),
                (_, Some(message)) => Err(ItemError::new(joined.len(), message)),
            });
        }
    }

    /// Each of them: what it became, or why it was not done.
    pub fn iter(&self) -> std::slice::Iter<'_, Result<T, ItemError>> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that were not done.
    pub fn failed(&self) -> impl Iterator<Item = &ItemError> {
        self.iter().filter_map(|item| item.as_ref().err())
    }

    /// All of them, if each was done.
    ///
    /// # Errors
    ///
    /// Those that were not.
    pub fn into_result(self) -> Result<Vec<T>, Vec<ItemError>> {
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for item in self.0 {
            match item {
                Ok(item) => done.push(item),
                Err(error) => failed.push(error),
            }
        }
        if failed.is_empty() { Ok(done) } else { Err(failed) }
    }
}

impl<T> IntoIterator for Items<T> {
    type Item = Result<T, ItemError>;
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Items<T> {
    type Item = &'a Result<T, ItemError>;
    type IntoIter = std::slice::Iter<'a, Result<T, ItemError>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl ItemError {
    /// Why the item at a place was not done.
    pub fn new(index: usize, message: impl Into<String>) -> Self {
        Self { index, code: None, message: message.into() }
    }

    /// Adds the code that some actions give.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Its place among what was given, from 0; where an answer tells the failures alone, its
    /// place among those.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The service's code, where it gives one.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The service's message, word for word. It may repeat names and numbers, so it is kept out
    /// of `Display` and `Debug`.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {} was not done", self.index)?;
        match &self.code {
            Some(code) => write!(f, ": {code}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemError({self})")
    }
}

impl std::error::Error for ItemError {}
