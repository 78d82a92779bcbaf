//! Set of line numbers, one bit per line.

/// A set of line numbers.
#[derive(Debug, Default)]
pub(crate) struct LineSet(Vec<u64>);

impl LineSet {
    /// Inserts a line. Returns whether it was new.
    pub(crate) fn insert(&mut self, line: u64) -> bool {
        let (word, bit) = position(line);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }

    pub(crate) fn remove(&mut self, line: u64) {
        let (word, bit) = position(line);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
    }

    pub(crate) fn contains(&self, line: u64) -> bool {
        let (word, bit) = position(line);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Returns the lines in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u64> {
        (0_u64..).zip(&self.0).flat_map(|(index, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        })
    }
}

fn position(line: u64) -> (usize, u64) {
    (usize::try_from(line / 64).unwrap_or(usize::MAX), 1 << (line % 64))
}
