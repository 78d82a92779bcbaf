//! Partial failures of actions that process several items.
//!
//! Some actions succeed although they failed for some of their items. Their responses have a method
//! `items` that returns the result of each item.

use std::fmt;

/// Results of the items of a call, in the order of the request.
#[derive(Clone, Debug)]
#[must_use = "a successful call may have failed for some items"]
pub struct Items<T>(Vec<Result<T, ItemError>>);

/// Error of one item of a call.
#[derive(Clone, Eq, PartialEq)]
pub struct ItemError {
    index: usize,
    code: Option<String>,
    message: String,
}

impl<T> Items<T> {
    /// Creates the results from an iterator.
    pub fn new(items: impl IntoIterator<Item = Result<T, ItemError>>) -> Self {
        Self(items.into_iter().collect())
    }

    /// Combines a list of items with the list of their error messages, of which either may be
    /// shorter. An item without a message, or with an empty one, succeeded.
    pub fn zip_errors<'a>(
        items: impl IntoIterator<Item = T>,
        messages: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let (mut items, mut messages) = (items.into_iter(), messages.into_iter());
        let mut results = Vec::new();
        loop {
            results.push(match (items.next(), messages.next()) {
                (None, None) => return Self(results),
                (Some(item), None | Some("")) => Ok(item),
                (None, Some("")) => {
                    Err(ItemError::new(results.len(), "the response does not contain the item"))
                }
                (_, Some(message)) => Err(ItemError::new(results.len(), message)),
            });
        }
    }

    /// Iterates over the results.
    pub fn iter(&self) -> std::slice::Iter<'_, Result<T, ItemError>> {
        self.0.iter()
    }

    /// Returns the number of items.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the errors.
    pub fn failed(&self) -> impl Iterator<Item = &ItemError> {
        self.iter().filter_map(|item| item.as_ref().err())
    }

    /// Returns all items if every one succeeded.
    ///
    /// # Errors
    ///
    /// The errors of the items that failed.
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
    /// Creates the error of the item at `index`.
    pub fn new(index: usize, message: impl Into<String>) -> Self {
        Self { index, code: None, message: message.into() }
    }

    /// Adds an error code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Returns the index of the item in the request, from 0; for responses that list failures only,
    /// the index among the failures.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns the error code, if the response has one.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the message from the service. May contain personal data, so `Display` and `Debug` do
    /// not show it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {} failed", self.index)?;
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
