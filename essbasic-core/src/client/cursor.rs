//! Position in a paginated list, and the request fields that set it.

use crate::action::{OffsetUnit, Pagination};

/// Position in a paginated list, advanced by the number of items received, never by fields of a response.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    offset: OffsetUnit,
    max_offset: Option<u64>,
    limit: u64,
    /// Number of pages, and of items, before the next page.
    pages: u64,
    rows: u64,
    /// Total of the last page that had one.
    total: Option<u64>,
}

/// Continuation after a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NextPage {
    Available,
    End,
    /// More items exist beyond the maximum offset that the service accepts.
    BeyondLimit(u64),
    /// The page is empty, although its total says that more items exist.
    Missing {
        received: u64,
        total: u64,
    },
}

impl Cursor {
    /// Starts at an offset, default 0, in pages of `limit` items, default the maximum.
    pub(super) fn new(pagination: &Pagination, offset: Option<u64>, limit: Option<u64>) -> Self {
        let (start, limit) = (offset.unwrap_or(0), limit.unwrap_or(pagination.page_size));
        let (pages, rows) = match pagination.offset {
            OffsetUnit::Rows => (0, start),
            OffsetUnit::Pages => (start, start.saturating_mul(limit)),
        };
        let Pagination { offset, max_offset, .. } = *pagination;
        Self { offset, max_offset, limit, pages, rows, total: None }
    }

    /// Returns offset and limit of the next page.
    pub(super) fn page(&self) -> (u64, u64) {
        let offset = match self.offset {
            OffsetUnit::Rows => self.rows,
            OffsetUnit::Pages => self.pages,
        };
        (offset, self.limit)
    }

    /// Moves past a page of `items`, given the total of all pages.
    ///
    /// A page without a total does not revoke that of an earlier one: a degraded response must not look like
    /// the end.
    pub(super) fn advance(&mut self, items: usize, total: Option<u64>) -> NextPage {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        self.rows = self.rows.saturating_add(items);
        self.pages = self.pages.saturating_add(1);
        self.total = total.filter(|total| *total > 0).or(self.total);
        let total = self.total;
        let more = total.map_or(items >= self.limit, |total| self.rows < total);
        match self.max_offset {
            _ if !more => NextPage::End,
            _ if items == 0 => total
                .map_or(NextPage::End, |total| NextPage::Missing { received: self.rows, total }),
            Some(max) if self.page().0 > max => NextPage::BeyondLimit(max),
            _ => NextPage::Available,
        }
    }
}

impl Default for Cursor {
    fn default() -> Self {
        Self {
            offset: OffsetUnit::Rows,
            max_offset: None,
            limit: 0,
            pages: 0,
            rows: 0,
            total: None,
        }
    }
}

/// A request field that holds an offset or a limit: an integer, or text that holds one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an offset or a limit",
    label = "not a number of items",
    note = "`Offset` and `Limit` are `i64`, `u64`, `String`, or an `Option` of those"
)]
pub trait PageParam {
    /// Returns the number, if the field holds one.
    fn get(&self) -> Option<u64>;

    /// Sets the number.
    fn set(&mut self, number: u64);
}

impl PageParam for i64 {
    fn get(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn set(&mut self, number: u64) {
        *self = i64::try_from(number).unwrap_or(i64::MAX);
    }
}

impl PageParam for u64 {
    fn get(&self) -> Option<u64> {
        Some(*self)
    }

    fn set(&mut self, number: u64) {
        *self = number;
    }
}

impl PageParam for String {
    fn get(&self) -> Option<u64> {
        self.parse().ok()
    }

    fn set(&mut self, number: u64) {
        *self = number.to_string();
    }
}

impl<P: PageParam + Default> PageParam for Option<P> {
    fn get(&self) -> Option<u64> {
        self.as_ref().and_then(P::get)
    }

    fn set(&mut self, number: u64) {
        self.get_or_insert_default().set(number);
    }
}
