//! The state of a sandbox: tables, settings, clock.
//!
//! Rows are defined in `model`; the other files change them.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::clock::{Clock, ClockState};
use crate::table::{Journal, ReadTable, Table};

mod billing;
mod callback_plan;
mod callers;
mod flow_events;
mod link_tasks;
mod lookups;
mod model;
mod outbox;
mod pii;
mod scan;
mod scheduler;
mod seals;
mod signing;

pub(crate) use callback_plan::CallbackPlan;
pub(crate) use callers::internal_error;
#[cfg(feature = "pages")]
pub(crate) use model::QrCodeStatus;
pub(crate) use model::{
    ADMIN_ROLE, Account, Approver, AutoSign, Caller, CancelTask, Charge, ConvertTask, Copied,
    Employee, Field, File, Flow, FlowGroup, Link, MAX_DEADLINE, Organization, OutboxEvent, Owner,
    Party, PartyKind, Purpose, QrCode, RENDERING_TIME, Registration, Registrations, Report, Review,
    Role, ScheduledTask, Seal, Service, Template, TemplateMismatch, auto_sign_key, decode,
    extension, link_token, open_id,
};
pub use model::{
    Delivery, DeliveryAttempt, DeliveryCause, DeliveryError, DeliveryStatus, Person, ScanError,
    SignError,
};
pub(crate) use outbox::DueDelivery;
pub use outbox::EventError;
pub(crate) use pii::pii;
pub(crate) use seals::SEAL_REVIEW_TIME;

/// Declares the tables, and lists of them for store and pages.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $row:ty,)*) => {
        /// The state of a sandbox.
        #[derive(Debug)]
        pub(crate) struct State {
            /// URL that links start with.
            base_url: String,
            /// Callbacks that events are posted to.
            callbacks: CallbackPlan,
            /// Keys of the events since the last `drain_events`.
            emitted: Vec<String>,
            $($(#[$doc])* pub(crate) $name: Table<$row>,)*
        }

        impl Default for State {
            fn default() -> Self {
                Self {
                    base_url: String::new(),
                    callbacks: CallbackPlan::default(),
                    emitted: Vec::new(),
                    $($name: Table::new(stringify!($name)),)*
                }
            }
        }

        impl State {
            /// Returns every table, to be committed or rolled back.
            pub(crate) fn journals(&mut self) -> Vec<&mut dyn Journal> {
                vec![$(&mut self.$name,)*]
            }

            /// Takes the rows of another state, in all tables.
            fn restore_rows(&mut self, other: &Self) {
                $(self.$name.restore_rows(&other.$name);)*
                self.callbacks.notify();
            }

            /// Returns a state with the same rows, which are shared.
            pub(crate) fn copy_rows(&self) -> Self {
                Self { $($name: self.$name.clone(),)* ..Self::default() }
            }

            /// Returns every table, to be read.
            pub(crate) fn read_tables(&self) -> Vec<&dyn ReadTable> {
                vec![$(&self.$name,)*]
            }

            /// Returns whether every table is empty.
            #[cfg(feature = "disk")]
            pub(crate) fn is_empty(&self) -> bool {
                [$(self.$name.len(),)*].iter().all(|rows| *rows == 0)
            }
        }
    };
}

tables! {
    /// Settings of the sandbox, in one row.
    settings: Settings,
    /// Quotas, by application.
    accounts: Account,
    /// Organizations, by application and open ID.
    organizations: Organization,
    /// Employees, by application, organization and open ID.
    employees: Employee,
    /// Roles, by ID.
    roles: Role,
    /// Templates, by ID.
    templates: Template,
    /// Uploaded and converted files, by ID.
    files: File,
    /// Contents of files and seals in base64, by ID.
    file_contents: String,
    /// Conversions, by ID.
    convert_tasks: ConvertTask,
    /// Registrations of batches of organizations, by ID.
    registrations: Registrations,
    /// Contracts, by ID.
    flows: Flow,
    /// Contract groups, by ID.
    groups: FlowGroup,
    /// Cancellations of batches of contracts, by ID.
    cancel_tasks: CancelTask,
    /// QR codes, by ID.
    qr_codes: QrCode,
    /// Seals, by ID.
    seals: Seal,
    /// Authorizations to sign, by organization, scene and person.
    auto_signs: AutoSign,
    /// Links, by token.
    links: Link,
    /// Charges and refunds, in order.
    charges: Charge,
    /// Evidence reports, by ID.
    reports: Report,
    /// Scheduled tasks, by time.
    scheduled_tasks: ScheduledTask,
    /// Events, in order.
    outbox: OutboxEvent,
}

/// Settings of the sandbox.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Settings {
    clock: Clock,
    /// Last number of `next_number`.
    numbered: u64,
    /// Number of events.
    #[serde(default)]
    events: u64,
}

/// Key of the only row of settings.
const SETTINGS: &str = "sandbox";

impl State {
    /// Returns the Unix time of the sandbox in seconds.
    pub(crate) fn now(&self) -> i64 {
        self.settings.get(SETTINGS).map_or(Clock::default(), |settings| settings.clock).now()
    }

    /// Stops the clock at a time, so that only `advance` moves it.
    pub(crate) fn stop_clock(&mut self, time: SystemTime) {
        self.settings_mut(|settings| settings.clock = Clock::stopped_at(time));
    }

    /// Moves the clock forward and runs the tasks that this makes due.
    pub(crate) fn advance(&mut self, duration: Duration) {
        self.settings_mut(|settings| settings.clock.advance(duration));
        self.run_due(self.now());
    }

    /// Sets the clock to a Unix time, at which it may stop, and runs the tasks that this makes due.
    pub(crate) fn set_clock(&mut self, time: i64, is_stopped: bool) {
        self.settings_mut(|settings| settings.clock = Clock::set_to(time, is_stopped));
        self.run_due(self.now());
    }

    /// Sets the clock back to the system clock.
    pub(crate) fn reset_clock(&mut self) {
        self.settings_mut(|settings| settings.clock = Clock::default());
    }

    /// Returns time and offset of the clock.
    pub(crate) fn clock(&self) -> ClockState {
        self.settings.get(SETTINGS).map_or(Clock::default(), |settings| settings.clock).state()
    }

    /// Goes back to another state, with its clock. Numbers go on, so that no event gets the ID of an
    /// earlier one.
    pub(crate) fn restore(&mut self, other: &Self) {
        let (numbered, events) = self
            .settings
            .get(SETTINGS)
            .map_or((0, 0), |settings| (settings.numbered, settings.events));
        self.restore_rows(other);
        self.settings_mut(|settings| {
            settings.numbered = settings.numbered.max(numbered);
            settings.events = settings.events.max(events);
        });
    }

    /// Sets the URL that links start with, and the callbacks that events are posted to.
    pub(crate) fn set_up(&mut self, base_url: String, callbacks: CallbackPlan) {
        (self.base_url, self.callbacks) = (base_url, callbacks);
    }

    /// Sets the URLs of the callbacks that events are posted to from now on.
    pub(crate) fn set_callback_urls(&mut self, urls: Vec<String>) {
        self.callbacks.set_urls(urls);
    }

    /// Takes the keys of the events since the last call.
    pub(crate) fn drain_events(&mut self) -> Vec<String> {
        std::mem::take(&mut self.emitted)
    }

    /// Returns the public URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Returns a key that sorts after all previous ones.
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
