//! Stand-in for the disk without the feature `disk`: no value of these types exists.

use crate::errors::StorageError;
use crate::table::Change;

#[derive(Debug)]
pub(crate) enum Disk {}

impl Disk {
    pub(crate) fn is_failing(&self) -> bool {
        match *self {}
    }

    pub(crate) fn rejected(&self) -> WriteTicket {
        match *self {}
    }

    pub(crate) fn write(&self, _: Vec<Change>) {
        match *self {}
    }

    pub(crate) fn ticket(&self) -> WriteTicket {
        match *self {}
    }
}

#[derive(Debug)]
pub(crate) enum WriteTicket {}

impl WriteTicket {
    #[expect(clippy::unused_async, reason = "the disk's waits")]
    pub(crate) async fn wait(self) -> Result<(), StorageError> {
        match self {}
    }

    pub(crate) fn wait_blocking(self) {
        match self {}
    }
}
