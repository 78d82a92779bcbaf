//! The members that say where a page begins and how long it is, whatever their types.

/// A member that counts: an integer, or a text that holds one, given or not.
pub trait PageParam {
    /// What it says, if anything that counts.
    fn count(&self) -> Option<u64>;

    /// Makes it say a number.
    fn set(&mut self, number: u64);
}

impl PageParam for i64 {
    fn count(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn set(&mut self, number: u64) {
        *self = i64::try_from(number).unwrap_or(i64::MAX);
    }
}

impl PageParam for u64 {
    fn count(&self) -> Option<u64> {
        Some(*self)
    }

    fn set(&mut self, number: u64) {
        *self = number;
    }
}

impl PageParam for String {
    fn count(&self) -> Option<u64> {
        self.parse().ok()
    }

    fn set(&mut self, number: u64) {
        *self = number.to_string();
    }
}

impl<C: PageParam + Default> PageParam for Option<C> {
    fn count(&self) -> Option<u64> {
        self.as_ref().and_then(C::count)
    }

    fn set(&mut self, number: u64) {
        self.get_or_insert_default().set(number);
    }
}
