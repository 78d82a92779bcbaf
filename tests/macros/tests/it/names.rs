//! Names that fields, variants and types may have, where nothing is imported implicitly.

#![no_implicit_prelude]
#![allow(clippy::all, clippy::pedantic, dead_code, unreachable_pub, reason = "names of all kinds")]
#![allow(non_camel_case_types, non_snake_case, reason = "names of all kinds")]

use ::core::prelude::v1::test;
use ::essbasic_core::schema::{FieldType, Fields, Model, ValueRef};
use ::essbasic_core::{Action, tc_action, tc_enum, tc_model};
use ::std::convert::From;
use ::std::iter::Iterator;
use ::std::option::Option::Some;
use ::std::{assert, assert_eq, concat, matches, stringify};

/// Declares structs that have fields of these names, required and optional.
macro_rules! declare_fields {
    ($($name:ident)*) => {
        #[tc_model]
        pub struct Required { $(pub $name: ::std::string::String,)* }

        #[tc_model]
        pub struct Numbers { $(pub $name: ::std::option::Option<::std::vec::Vec<i64>>,)* }

        #[tc_model]
        pub struct Page { pub items: ::std::vec::Vec<Numbers>, pub state: ::std::string::String }

        #[tc_action(
            name = "DescribeThings",
            version = "2021-05-26",
            response = Page,
            paginate(item = Numbers, items = items, offset = rows, page_size = 20),
            paginate(name = stream_again, item = Numbers, items = items, offset = rows, page_size = 20),
            wait(status = state, done("OK"))
        )]
        pub struct Optional {
            $(pub $name: ::std::option::Option<::std::vec::Vec<::std::string::String>>,)*
            #[tc(rename = "Offset")]
            pub skipped: ::std::option::Option<i64>,
            pub r#limit: i64,
            #[tc(setter = with_new)]
            pub new: ::std::option::Option<::std::string::String>,
            #[tc(setter = "r#use")]
            pub send: ::std::option::Option<u64>,
            #[tc(setter = with_stream)]
            pub stream: ::std::option::Option<bool>,
            #[tc(hidden)]
            pub wait: ::std::option::Option<Required>,
        }

        const NAMES: &[&::core::primitive::str] = &[$(stringify!($name)),*];
    };
}

declare_fields! {
    // Keywords, except those that no name can be: `crate`, `self`, `super` and `Self`.
    r#abstract r#as r#async r#await r#become r#box r#break r#const r#continue r#do r#dyn r#else
    r#enum r#extern r#false r#final r#fn r#for r#gen r#if r#impl r#in r#let r#loop r#macro r#match
    r#mod r#move r#mut r#override r#priv r#pub r#ref r#return r#static r#struct r#trait r#true
    r#try r#type r#typeof r#unsafe r#unsized r#virtual r#where r#while r#yield
    auto default macro_rules raw safe union crate_ self_ super_
    // Names in the expansion, and methods of common traits.
    all and any as_mut as_ref borrow borrow_mut by_ref chain client clone clone_from clone_into cmp
    collect core count deref descriptor deserialize deserializer drop empty eq err essbasic_core
    extend f field_mut filter first fmt from from_iter from_str get hash hint i64 index into
    into_iter is_empty iter items kind len list map max min ne next number offset_ok ok other page
    partial_cmp response root s schema serde serialize serializer set some status std str string t
    take to_owned to_string total try_from try_into type_id u64 usize value value_mut view with
    // Names that differ by case, digits or underscores.
    a a_1 a1_2 _b __c c_d ttl TTL TTl 名称
}

/// Declares types of these names, and enums with a variant of that name.
macro_rules! declare_types {
    ($($name:ident)*) => {
        mod types { $(pub mod $name {
            #[::essbasic_core::tc_action(name = "DoThing", version = "2021-05-26", response = Self)]
            pub struct $name {
                pub text: ::std::string::String,
                pub numbers: ::std::option::Option<::std::vec::Vec<::core::primitive::u64>>,
                pub inner: ::std::option::Option<::std::vec::Vec<Self>>,
            }

            mod text {
                #[::essbasic_core::tc_enum]
                #[derive(::core::default::Default)]
                pub enum $name { #[default] $name = "text", r#fn = "" }
            }

            mod integer {
                #[::essbasic_core::tc_enum]
                pub enum $name { $name = -1, Zero = 0 }
            }
        })* }

        #[test]
        fn types_have_names_of_the_prelude() {
            $(
                let model = <types::$name::$name as Model>::schema();
                assert!(concat!("r#", stringify!($name)).ends_with(model.name));
                let inner = types::$name::$name::new("").numbers([1]).inner([types::$name::$name::new("a")]);
                assert_eq!(inner.inner.as_ref().map(::std::vec::Vec::len), Some(1));
            )*
        }
    };
}

declare_types! {
    Action AsMut AsRef Box Call Client Clone Copy D DESCRIPTOR Debug Default Deserialize Display
    DoubleEndedIterator Drop E Eq Err Error Extend FieldType Fn FnMut FnOnce From FromIterator Hash
    Into IntoIterator ItemStream Iterator Model None Ok Option Ord PartialEq PartialOrd Result S
    SCHEMA Send Serialize Sized Some String Sync T ToOwned ToString TryFrom TryInto Unpin Vec
    Waiter bool f64 i64 str u64 usize r#type r#struct
}

/// Declares types from fragments, which the compiler passes in invisible groups.
macro_rules! declare_fragments {
    ($version:literal, $limit:expr, $ty:ty, $item:ty, $wire:literal, $bound:expr, $one:expr, $two:literal) => {
        #[tc_action(name = "CreateThing", version = $version, rate_limit = $limit, errors($wire))]
        pub struct Fragments {
            #[tc(rename = $wire, len = $bound)]
            pub renamed: $ty,
            pub numbers: ::std::option::Option<::std::vec::Vec<$item>>,
        }

        #[tc_enum]
        pub enum Integers {
            One = $one,
            Two = $two,
        }
    };
}

declare_fragments!(
    "2021-05-26",
    5,
    ::std::option::Option<::std::string::String>,
    i64,
    "Text",
    32,
    -1,
    2
);

#[test]
fn fields_have_names_of_keywords_and_generated_items() {
    let setters = |model: &'static ::essbasic_core::schema::StructSchema| {
        model.fields.iter().map(|field| field.setter).collect::<::std::vec::Vec<_>>()
    };
    assert_eq!(setters(<Numbers as Model>::schema()), NAMES);
    assert_eq!(setters(Required::schema()).concat(), "");
    let own = ["skipped", "", "with_new", "r#use", "with_stream", ""];
    assert_eq!(setters(<Optional as Model>::schema()), [NAMES, &own].concat());

    let set = Optional::new(1).with_new("n").r#use(2).with_stream(true).r#type(["t"]);
    assert_eq!((set.new.as_deref(), set.send, set.stream), (Some("n"), Some(2), Some(true)));
    assert_eq!(Numbers::new().r#type([1]).clone_from([2]).r#type, Some(::std::vec![1]));
}

#[test]
fn expansion_accepts_fragments_of_macros() {
    let value = Fragments::new().renamed("text").numbers([1]);
    assert!(matches!(value.get(0, ""), ValueRef::String("text")));
    assert_eq!(
        (Fragments::schema().fields[0].name, Fragments::descriptor().rate_limit),
        ("Text", 5)
    );
    assert_eq!((Integers::One.value(), Integers::from(2)), (-1, Integers::Two));
    assert_eq!(Integers::VALUES[0].wire, "-1");
}
