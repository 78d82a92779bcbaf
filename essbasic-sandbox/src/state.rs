//! What the sandbox keeps: a table for everything that an action makes or changes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::store::{Journal, Listed, Table};

mod agenda;
mod approver;
mod auto_sign;
mod caller;
mod charge;
mod delivery;
mod employee;
mod file;
mod flow;
mod link;
mod organization;
mod people;
mod personal;
mod qr_code;
mod seal;
mod task;
mod template;

pub(crate) use agenda::Due;
pub(crate) use approver::{Approver, Field};
pub(crate) use auto_sign::{AutoSign, LICENCE, key as auto_sign_key};
pub(crate) use caller::{Caller, Owner, internal, open_id};
pub(crate) use charge::{Account, Charge};
pub(crate) use delivery::Delivery;
pub(crate) use employee::{Employee, Role};
pub(crate) use file::{File, extension};
pub use flow::SignError;
pub(crate) use flow::{Copied, DEFAULT_LIFE, Flow, FlowGroup, Review, WRITING_TAKES};
pub(crate) use link::{Link, Purpose};
pub(crate) use organization::{Organization, Service};
pub(crate) use personal::personal;
pub use qr_code::{Person, ScanError};
pub(crate) use qr_code::{QrCode, Status};
pub(crate) use seal::{REVIEW_TAKES, Seal};
pub(crate) use task::{CancelTask, ConvertTask, Registration, Registrations, Report};
pub(crate) use template::{NotFit, Party, PartyKind, Template};

/// Declares the tables, and the list of them that the store goes through.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $row:ty,)*) => {
        /// Everything that is kept.
        #[derive(Debug)]
        pub(crate) struct State {
            /// Where the sandbox is reached, for the links it mints.
            base: String,
            /// Whether events are posted somewhere.
            posts: bool,
            /// The events that were told since somebody asked, by their keys.
            told: Vec<String>,
            $($(#[$doc])* pub(crate) $name: Table<$row>,)*
        }

        impl Default for State {
            fn default() -> Self {
                Self {
                    base: String::new(),
                    posts: false,
                    told: Vec::new(),
                    $($name: Table::new(stringify!($name)),)*
                }
            }
        }

        impl State {
            /// Every table.
            pub(crate) fn tables(&mut self) -> Vec<&mut dyn Journal> {
                vec![$(&mut self.$name,)*]
            }

            /// Every table, to be looked at.
            pub(crate) fn listed(&self) -> Vec<&dyn Listed> {
                vec![$(&self.$name,)*]
            }

            /// Whether nothing at all is kept.
            pub(crate) fn is_empty(&self) -> bool {
                [$(self.$name.len(),)*].iter().all(|rows| *rows == 0)
            }
        }
    };
}

tables! {
    /// One row: what belongs to the sandbox itself.
    settings: Settings,
    /// Applications, each with what was bought for it.
    accounts: Account,
    /// Organizations, by application and open id.
    organizations: Organization,
    /// Employees, by application, organization and open id.
    employees: Employee,
    /// Roles, by their id.
    roles: Role,
    /// Templates, by their id.
    templates: Template,
    /// Uploaded and converted files, by their id.
    files: File,
    /// What is in the files, in base64 as it came.
    file_contents: String,
    /// Conversions, by their id.
    convert_tasks: ConvertTask,
    /// Batches of organizations that were registered, by their id.
    registrations: Registrations,
    /// Contracts, by their id.
    flows: Flow,
    /// Groups of contracts, by their id.
    groups: FlowGroup,
    /// Cancellations of many contracts, by their id.
    cancel_tasks: CancelTask,
    /// QR codes, by their id.
    qr_codes: QrCode,
    /// Seals, by their id.
    seals: Seal,
    /// Persons' authorizations to sign for them, by organization, scene and person.
    auto_signs: AutoSign,
    /// Links that were minted, by the token in them.
    links: Link,
    /// What was paid and what was given back, in order.
    charges: Charge,
    /// Evidence reports, by their id.
    reports: Report,
    /// What is to happen when, in order.
    scheduled_tasks: Due,
    /// What has happened and is to be told, in order.
    outbox: Delivery,
}

/// What belongs to the sandbox itself.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Settings {
    clock: Clock,
    /// How many rows were ever numbered.
    numbered: u64,
}

/// The key of the one row of settings.
const SETTINGS: &str = "sandbox";

impl State {
    /// The time as the sandbox sees it, in Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        self.settings.get(SETTINGS).map_or(Clock::default(), |settings| settings.clock).now()
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.settings_mut(|settings| settings.clock.advance(by));
        self.settle(self.now());
    }

    /// Says where the sandbox is reached, and whether it posts events somewhere.
    pub(crate) fn lives(&mut self, base: String, posts: bool) {
        (self.base, self.posts) = (base, posts);
    }

    /// The events that were told since somebody asked, by their keys.
    pub(crate) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }

    /// An address in the sandbox.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A key that sorts after all numbered before.
    pub(crate) fn next_number(&mut self) -> String {
        let mut number = 0;
        self.settings_mut(|settings| {
            settings.numbered += 1;
            number = settings.numbered;
        });
        format!("{number:016}")
    }

    fn settings_mut(&mut self, change: impl FnOnce(&mut Settings)) {
        if self.settings.get(SETTINGS).is_none() {
            self.settings.insert(SETTINGS, Settings::default());
        }
        if let Some(settings) = self.settings.get_mut(SETTINGS) {
            change(settings);
        }
    }
}

/// A new id: 32 letters and digits, of which the first two are always the same.
pub(crate) fn new_id() -> String {
    use rand::distr::{Alphanumeric, SampleString};

    format!("yD{}", Alphanumeric.sample_string(&mut rand::rng(), 30))
}
