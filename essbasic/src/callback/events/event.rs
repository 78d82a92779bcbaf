//! What is written once for all events: the enum and what it knows of each, and the members that
//! every model has.

/// The enum of events: each variant with its model and its name on the wire.
macro_rules! events {
    ($($(#[$($doc:tt)+])* $variant:ident($model:ident) = $wire:literal,)+) => {
        /// What happened.
        ///
        /// The list is open: what is new comes as [`Other`](Self::Other).
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            $($(#[$($doc)+])* $variant(Box<$model>),)+
            /// An event that is not listed here.
            Other {
                /// Its name on the wire.
                msg_type: String,
                /// Its members as they came.
                data: JsonObject,
            },
        }

        impl Event {
            /// The names on the wire of all that are listed here.
            pub const TYPES: &'static [&'static str] = &[$($wire),+];

            /// Its name on the wire.
            pub fn msg_type(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $wire,)+
                    Self::Other { msg_type, .. } => msg_type,
                }
            }

            /// An event of this name with these members.
            ///
            /// Numbers that come as texts are understood, and the other way round. What is not as
            /// it should be is left out.
            pub fn read(msg_type: &str, data: &JsonObject) -> Self {
                match msg_type {
                    $($wire => Self::$variant(Box::new(lenient::read(&data.0))),)+
                    other => Self::Other { msg_type: other.to_owned(), data: data.clone() },
                }
            }

            /// Its members in the service's words, as far as they are known.
            pub fn data(&self) -> JsonObject {
                match self {
                    $(Self::$variant(model) => members(serde_json::to_value(model)),)+
                    Self::Other { data, .. } => data.clone(),
                }
            }
        }
    };
}

/// Models of events: each with the members that say whom it concerns, and its own behind them.
macro_rules! event_models {
    ($(
        $(#[$($doc:tt)+])*
        $model:ident { $($(#[$($meta:tt)+])* $member:ident: $type:tt,)* }
    )+) => {$(
        $(#[$($doc)+])*
        #[crate::tc_model]
        pub struct $model {
            /// The application that it happened in.
            pub application_id: Option<String>,
            /// The organization that it concerns, by your own id.
            pub proxy_organization_open_id: Option<String>,
            /// The employee who acted, by your own id.
            pub proxy_operator_open_id: Option<String>,
            $($(#[$($meta)+])* pub $member: Option<$type>,)*
        }
    )+};
}

pub(super) use {event_models, events};
