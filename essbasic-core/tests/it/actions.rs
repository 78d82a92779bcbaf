//! Actions that the tests send, one for each effect.

use essbasic_core::{tc_action, tc_model};

/// Describes a thing.
#[tc_action(name = "DescribeThing", version = "2021-05-26", effect = read, rate_limit = 1000)]
pub(crate) struct DescribeThing {}

/// Creates a link to a thing.
#[tc_action(name = "CreateThingUrl", version = "2021-05-26", effect = link, rate_limit = 1000)]
pub(crate) struct CreateThingUrl {}

/// Cancels a thing.
#[tc_action(
    name = "CancelThing",
    version = "2021-05-26",
    effect = idempotent("OperationDenied.Gone"),
    rate_limit = 1000
)]
pub(crate) struct CancelThing {
    /// ID of the thing.
    thing_id: Option<String>,
}

/// Starts a thing; the response has fields.
#[tc_action(
    name = "StartThing",
    version = "2021-05-26",
    response = Started,
    effect = idempotent("OperationDenied.Started")
)]
pub(crate) struct StartThing {}

/// Response of [`StartThing`].
#[tc_model]
pub(crate) struct Started {
    /// ID of the thing.
    thing_id: String,
}

/// Creates a thing for a person.
#[tc_action(name = "CreateThing", version = "2021-05-26", effect = create, rate_limit = 1000)]
pub(crate) struct CreateThing {
    /// The person who signs.
    signer: Option<Person>,
}

/// A person.
#[tc_model]
pub(crate) struct Person {
    /// Name.
    #[tc(secret)]
    name: Option<String>,
    /// Mobile number.
    #[tc(secret)]
    mobile: Option<String>,
    /// Number of the ID card.
    #[tc(secret)]
    id_card_number: Option<String>,
}

/// Notifies a person.
#[tc_action(name = "RemindThing", version = "2021-05-26", effect = charge, rate_limit = 1000)]
pub(crate) struct RemindThing {}

/// Uploads a thing to the file host.
#[tc_action(name = "UploadThing", version = "2021-05-26", host = file, effect = create)]
pub(crate) struct UploadThing {}

/// Returns two numbers that no `f64` represents.
#[tc_action(
    name = "DescribeNumbers",
    version = "2021-05-26",
    response = Numbers,
    effect = read,
    rate_limit = 1000
)]
pub(crate) struct DescribeNumbers {
    /// A number.
    largest: Option<u64>,
}

/// Response of [`DescribeNumbers`].
#[tc_model]
pub(crate) struct Numbers {
    /// Smallest signed number.
    pub(crate) least: i64,
    /// Largest unsigned number.
    pub(crate) largest: u64,
}
