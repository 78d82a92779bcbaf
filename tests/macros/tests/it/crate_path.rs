//! `crate = "…"`, for a dependency under another name.

use essbasic_core::{Action, tc_action, tc_enum, tc_model};

/// Replaces the dependency: its response without fields is another type.
mod renamed {
    pub(crate) mod __private {
        pub(crate) use super::Nothing as EmptyResponse;
        pub(crate) use essbasic_core::__private::*;
    }

    /// A response without fields.
    #[essbasic_core::tc_model]
    pub(crate) struct Nothing {}
}

/// Cancels a thing.
#[tc_action(name = "CancelThing", version = "2021-05-26", crate = "renamed")]
pub(crate) struct CancelThing {
    pub(crate) thing: Option<Thing>,
}

/// A thing.
#[tc_model(at_least_one("Name", "Kind"), crate = "self::renamed")]
pub(crate) struct Thing {
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<Kind>,
}

/// Kind of a thing.
#[tc_enum(u64, crate = "crate::crate_path::renamed")]
pub(crate) enum Kind {
    Large = 1,
}

#[test]
fn expansion_refers_to_the_crate_that_is_given() {
    let action = CancelThing::new().thing(Thing::new().kind(Kind::Large));
    let _: Option<<CancelThing as Action>::Output> = None::<renamed::Nothing>;
    assert_eq!(action, action.clone());
    assert_eq!(CancelThing::descriptor().name, "CancelThing");
}
