//! Which page comes next, and whether one does: from what was got, whatever the answers echo.

use crate::action::{Action, Descriptor};
use crate::error::{Error, ErrorKind};
use crate::schema::{Fields, ValueRef};

use super::{OffsetUnit, Pagination};

/// The way through a listing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    offset: OffsetUnit,
    last: Option<u64>,
    limit: u64,
    /// Pages before the next, and items before it.
    pages: u64,
    rows: u64,
}

/// What follows a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NextPage {
    On,
    End,
    /// There is more, and the service does not list it.
    Beyond(u64),
}

impl Cursor {
    /// From an offset, in pages of so many items; from the beginning, in the largest pages,
    /// unless asked otherwise.
    pub(super) fn new(listing: &Pagination, from: Option<u64>, limit: Option<u64>) -> Self {
        let (from, limit) = (from.unwrap_or(0), limit.unwrap_or(listing.page_size));
        let (pages, rows) = match listing.offset {
            OffsetUnit::Rows => (0, from),
            OffsetUnit::Pages => (from, from.saturating_mul(limit)),
        };
        Self { offset: listing.offset, last: listing.max_offset, limit, pages, rows }
    }

    /// The next page: its offset, and how many items it has at most.
    pub(super) fn page(&self) -> (u64, u64) {
        let offset = match self.offset {
            OffsetUnit::Rows => self.rows,
            OffsetUnit::Pages => self.pages,
        };
        (offset, self.limit)
    }

    /// Goes on behind a page of so many items, of so many in all.
    pub(super) fn step(&mut self, items: usize, total: Option<u64>) -> NextPage {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        self.rows = self.rows.saturating_add(items);
        self.pages += 1;
        let more = match total.filter(|total| *total > 0) {
            Some(total) => self.rows < total,
            None => items >= self.limit,
        };
        match self.last {
            _ if items == 0 || !more => NextPage::End,
            Some(last) if self.page().0 > last => NextPage::Beyond(last),
            _ => NextPage::On,
        }
    }
}

impl Default for Cursor {
    fn default() -> Self {
        Self { offset: OffsetUnit::Rows, last: None, limit: 0, pages: 0, rows: 0 }
    }
}

impl Pagination {
    /// Refuses an action that does something else with these members than list.
    pub(super) fn judge<A: Action>(&self, action: &Descriptor, first: &A) -> Result<(), Error> {
        let Some((name, value)) = self.when else { return Ok(()) };
        let fields = (action.request)().fields;
        let at = fields.iter().position(|field| field.name == name);
        match at.map(|at| Fields::member(first, at, name)) {
            Some(ValueRef::String(text)) if text == value => Ok(()),
            _ => {
                let message = format!("the action lists only with {name} {value}");
                Err(Error::new(ErrorKind::Invalid, message).with_action(action.name))
            }
        }
    }
}
