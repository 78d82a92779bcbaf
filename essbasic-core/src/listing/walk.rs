//! Which page comes next, and whether one does: from what was got, whatever the answers echo.

use crate::action::{Action, Descriptor};
use crate::error::{Error, ErrorKind};
use crate::schema::{Object, View};

use super::{Listing, Unit};

/// The way through a listing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    offset: Unit,
    last: Option<u64>,
    limit: u64,
    /// Pages before the next, and items before it.
    pages: u64,
    rows: u64,
}

/// What follows a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    On,
    End,
    /// There is more, and the service does not list it.
    Beyond(u64),
}

impl Walk {
    /// From an offset, in pages of so many items; from the beginning, in the largest pages,
    /// unless asked otherwise.
    pub(super) fn new(listing: &Listing, from: Option<u64>, limit: Option<u64>) -> Self {
        let (from, limit) = (from.unwrap_or(0), limit.unwrap_or(listing.most));
        let (pages, rows) = match listing.offset {
            Unit::Rows => (0, from),
            Unit::Pages => (from, from.saturating_mul(limit)),
        };
        Self { offset: listing.offset, last: listing.last, limit, pages, rows }
    }

    /// The next page: its offset, and how many items it has at most.
    pub(super) fn page(&self) -> (u64, u64) {
        let offset = match self.offset {
            Unit::Rows => self.rows,
            Unit::Pages => self.pages,
        };
        (offset, self.limit)
    }

    /// Goes on behind a page of so many items, of so many in all.
    pub(super) fn step(&mut self, items: usize, total: Option<u64>) -> Step {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        self.rows = self.rows.saturating_add(items);
        self.pages += 1;
        let more = match total.filter(|total| *total > 0) {
            Some(total) => self.rows < total,
            None => items >= self.limit,
        };
        match self.last {
            _ if items == 0 || !more => Step::End,
            Some(last) if self.page().0 > last => Step::Beyond(last),
            _ => Step::On,
        }
    }
}

impl Default for Walk {
    fn default() -> Self {
        Self { offset: Unit::Rows, last: None, limit: 0, pages: 0, rows: 0 }
    }
}

impl Listing {
    /// Refuses an action that does something else with these members than list.
    pub(super) fn judge<A: Action>(&self, action: &Descriptor, first: &A) -> Result<(), Error> {
        let Some((name, value)) = self.when else { return Ok(()) };
        let fields = (action.request)().fields;
        let at = fields.iter().position(|field| field.name == name);
        match at.map(|at| Object::member(first, at, name)) {
            Some(View::String(text)) if text == value => Ok(()),
            _ => {
                let message = format!("the action lists only with {name} {value}");
                Err(Error::new(ErrorKind::Invalid, message).of(action.name))
            }
        }
    }
}
