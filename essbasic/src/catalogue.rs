//! The list of all actions, by name; what tools read in place of a registry.

use crate::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use crate::{Action, Descriptor, Error, Json};

/// Every action of the catalogue, in the order of their names.
pub static CATALOGUE: &[Entry] = &[
    Entry::of::<ChannelCancelMultiFlowSignQRCode>(),
    Entry::of::<ChannelCreateMultiFlowSignQRCode>(),
];

/// One action, for who knows it by name only.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    descriptor: fn() -> &'static Descriptor,
    read_output: fn(&Json) -> Result<(), Error>,
}

impl Entry {
    /// The entry of an action, also of one that is not in the catalogue.
    pub const fn of<A: Action>() -> Self {
        Self {
            descriptor: A::descriptor,
            read_output: |answer| answer.read::<A::Output>().map(drop),
        }
    }

    /// All that is known of the action before it is made.
    pub fn descriptor(&self) -> &'static Descriptor {
        (self.descriptor)()
    }

    /// Whether an answer can be read as this action's.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Answer`](crate::ErrorKind::Answer), with the path of the member that is not
    /// as it should be.
    pub fn read_output(&self, answer: &Json) -> Result<(), Error> {
        (self.read_output)(answer)
    }
}

/// The action with this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.descriptor().name == name)
}
