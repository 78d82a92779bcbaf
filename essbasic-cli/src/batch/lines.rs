//! A set of line numbers: a bit each, so that a million take little more than a hundred kilobytes.

/// A set of line numbers.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<u64>);

impl Lines {
    /// Puts a line in; false when it was in already.
    pub(super) fn insert(&mut self, line: u64) -> bool {
        let (word, bit) = place(line);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    pub(super) fn remove(&mut self, line: u64) {
        let (word, bit) = place(line);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
    }

    pub(super) fn contains(&self, line: u64) -> bool {
        let (word, bit) = place(line);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The lines in it, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        let words = (0_u64..).zip(&self.0);
        words.flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

fn place(line: u64) -> (usize, u64) {
    (usize::try_from(line / 64).unwrap_or(usize::MAX), 1 << (line % 64))
}
