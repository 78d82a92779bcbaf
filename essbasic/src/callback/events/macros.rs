//! Macros that declare the event enum and the event structs.

/// Declares the enum of events: `distinct` ones have a struct of the same name, `shared` ones name theirs.
macro_rules! events {
    (
        distinct { $($(#[$($doc:tt)+])* $model:ident $(= $wire:literal)?,)+ }
        shared { $($(#[$($shared_doc:tt)+])* $shared:ident($shared_model:ident),)+ }
    ) => {
        /// A typed event, or [`Other`](Self::Other) if it is not declared.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            $($(#[$($doc)+])* $model(Box<$model>),)+
            $($(#[$($shared_doc)+])* $shared(Box<$shared_model>),)+
            /// An event that is not declared here.
            Other {
                /// Wire name of the event.
                msg_type: String,
                /// Fields of the event.
                data: JsonObject,
            },
        }

        impl Event {
            /// Wire names of all declared events.
            pub const TYPES: &'static [&'static str] =
                &[$(wire_name!($model $($wire)?),)+ $(wire_name!($shared)),+];

            /// Returns the wire name of the event.
            pub fn msg_type(&self) -> &str {
                match self {
                    $(Self::$model(_) => wire_name!($model $($wire)?),)+
                    $(Self::$shared(_) => wire_name!($shared),)+
                    Self::Other { msg_type, .. } => msg_type,
                }
            }

            /// Decodes an event from its wire name and fields.
            ///
            /// Converts between numbers and text where the types differ, and omits fields that do not
            /// match.
            pub fn decode(msg_type: &str, data: &JsonObject) -> Self {
                match msg_type {
                    $(wire_name!($model $($wire)?) => lenient::decode::<$model>(&data.0).into(),)+
                    $(wire_name!($shared) => Self::$shared(Box::new(lenient::decode(&data.0))),)+
                    other => Self::Other { msg_type: other.to_owned(), data: data.clone() },
                }
            }

            /// Returns the schema of the fields of a declared event.
            pub fn schema(msg_type: &str) -> Option<&'static StructSchema> {
                match msg_type {
                    $(wire_name!($model $($wire)?) => Some($model::schema()),)+
                    $(wire_name!($shared) => Some($shared_model::schema()),)+
                    _ => None,
                }
            }

            /// Returns the declared fields of the event, by wire name.
            pub fn data(&self) -> JsonObject {
                match self {
                    $(Self::$model(model) => to_object(serde_json::to_value(model)),)+
                    $(Self::$shared(model) => to_object(serde_json::to_value(model)),)+
                    Self::Other { data, .. } => data.clone(),
                }
            }
        }

        $(impl From<$model> for Event {
            fn from(model: $model) -> Self {
                Self::$model(Box::new(model))
            }
        })+

        $(impl EventModel for $model {
            const TYPES: &'static [&'static str] = &[wire_name!($model $($wire)?)];

            fn from_event(event: &Event) -> Option<&Self> {
                match event {
                    Event::$model(model) => Some(model),
                    _ => None,
                }
            }
        })+
    };
}

/// Expands to the wire name of an event. Default: the variant's name.
macro_rules! wire_name {
    ($variant:ident) => {
        stringify!($variant)
    };
    ($variant:ident $wire:literal) => {
        $wire
    };
}

/// Declares event structs: the common fields, followed by the event's own.
macro_rules! event_models {
    ($(
        $(#[$($doc:tt)+])*
        $model:ident { $($(#[$($meta:tt)+])* $field:ident: $type:tt,)* }
    )+) => {$(
        $(#[$($doc)+])*
        #[crate::tc_model]
        pub struct $model {
            /// Application ID.
            pub application_id: Option<String>,
            /// Your own ID of the organization that the event is about.
            pub proxy_organization_open_id: Option<String>,
            /// Your own ID of the employee who acted.
            pub proxy_operator_open_id: Option<String>,
            $($(#[$($meta)+])* pub $field: Option<$type>,)*
        }
    )+};
}

pub(super) use {event_models, events, wire_name};
