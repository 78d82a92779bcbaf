//! Expansion of `#[tc_action]`, `#[tc_model]` and `#[tc_enum]`.

use essbasic_core::schema::{Constraint, FieldKind, Model};
use essbasic_core::{Action, Effect, Host, response, tc_action, tc_enum, tc_model, validate};
use serde_json::json;

/// An action with every kind of field.
///
/// A second paragraph.
#[tc_action(
    name = "TryEverything",
    version = "2024-02-29",
    service = "trial",
    host = file,
    response = Everything,
    effect = idempotent("OperationDenied.Done", "FailedOperation.Already"),
    rate_limit = 5,
    errors("InternalError", "FailedOperation.Already"),
    title = "试试看",
    api_reference = "https://example.com/try"
)]
pub(crate) struct TryEverything {
    /// A text.
    pub name: String,
    /// Numbers.
    #[tc(items = 1..=3)]
    pub numbers: Vec<i64>,
    /// A keyword.
    pub r#type: Option<u64>,
    /// A fraction.
    pub share: Option<f64>,
    /// Renamed.
    #[tc(rename = "QRCodeUrl", secret)]
    pub qr_code_url: Option<String>,
    /// Structs.
    pub parts: Option<Vec<Part>>,
    /// Disabled.
    #[tc(hidden)]
    pub old: Option<bool>,
}

/// A struct that may contain itself.
#[tc_model]
pub(crate) struct Part {
    /// A secret.
    #[tc(secret, len = 2..=4)]
    pub word: Option<String>,
    /// More of them.
    pub children: Option<Vec<Part>>,
}

/// Response of [`TryEverything`].
#[tc_model]
pub(crate) struct Everything {
    /// A flag.
    pub done: bool,
}

/// A deprecated action.
#[deprecated = "use another"]
#[tc_action(name = "TryOld", version = "2024-02-29")]
pub(crate) struct TryOld {}

#[test]
fn fields_have_wire_names_and_absent_ones_are_omitted() {
    let minimal = TryEverything::new("n", [1, 2]);
    assert_eq!(serde_json::to_value(&minimal).unwrap(), json!({"Name": "n", "Numbers": [1, 2]}));

    let complete = TryEverything::new("n", [])
        .r#type(7)
        .share(0.5)
        .qr_code_url("https://example.com")
        .parts([Part::new().word("w").children([Part::new()])]);
    let value = json!({
        "Name": "n", "Numbers": [], "Type": 7, "Share": 0.5, "QRCodeUrl": "https://example.com",
        "Parts": [{"Word": "w", "Children": [{}]}],
    });
    assert_eq!(serde_json::to_value(&complete).unwrap(), value);
    assert_eq!(serde_json::from_value::<TryEverything>(value).unwrap(), complete);
}

#[test]
fn hidden_field_is_decoded_and_encoded() {
    let value = json!({"Name": "n", "Numbers": [], "Old": true});
    let read: TryEverything = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read.old, Some(true));
    assert_eq!(serde_json::to_value(read).unwrap(), value);
}

#[test]
fn debug_shows_fields_that_are_set_and_no_secret() {
    let complete = TryEverything::new("n", [1])
        .qr_code_url("https://example.com/?key=1")
        .parts([Part::new().word("word").children([Part::new().word("more")])]);
    assert_eq!(
        format!("{complete:?}"),
        "TryEverything { name: \"n\", numbers: [1], qr_code_url: ***, \
         parts: [Part { word: ***, children: [Part { word: *** }] }] }"
    );
}

#[test]
fn descriptor_contains_all_arguments() {
    let action = TryEverything::descriptor();
    assert_eq!((action.name, action.version), ("TryEverything", "2024-02-29"));
    assert_eq!((action.service, action.host, action.rate_limit), ("trial", Host::File, 5));
    let done = &["OperationDenied.Done", "FailedOperation.Already"];
    assert_eq!(action.effect, Effect::Idempotent(done));
    assert_eq!(action.effect.already_done_codes(), done);
    assert_eq!(action.errors, ["InternalError", "FailedOperation.Already", "OperationDenied.Done"]);
    assert_eq!((action.title, action.api_reference), ("试试看", "https://example.com/try"));
    assert_eq!(action.doc, "An action with every kind of field.\n\nA second paragraph.");
    assert!(!action.deprecated);
    assert_eq!((action.request)().name, "TryEverything");
    assert_eq!((action.response)().name, "Everything");
}

#[test]
#[expect(deprecated, reason = "it is deprecated on purpose")]
fn omitted_arguments_take_safe_defaults() {
    let action = TryOld::descriptor();
    assert_eq!((action.service, action.host, action.rate_limit), ("essbasic", Host::Api, 20));
    assert_eq!(action.effect, Effect::Charge);
    assert!(action.errors.is_empty());
    assert!(action.deprecated);
    assert!((action.response)().fields.is_empty());
}

#[test]
fn schema_describes_each_field() {
    let fields = TryEverything::schema().fields;
    let described: Vec<_> = fields
        .iter()
        .map(|it| (it.name, it.ident, it.kind.as_str(), it.list, it.required, it.secret, it.hidden))
        .collect();
    assert_eq!(
        described,
        [
            ("Name", "name", "string", false, true, false, false),
            ("Numbers", "numbers", "int64", true, true, false, false),
            ("Type", "type", "uint64", false, false, false, false),
            ("Share", "share", "float", false, false, false, false),
            ("QRCodeUrl", "qr_code_url", "string", false, false, true, false),
            ("Parts", "parts", "object", true, false, false, false),
            ("Old", "old", "bool", false, false, false, true),
        ]
    );
    assert_eq!(fields[0].doc, "A text.");
    assert_eq!(fields[1].constraints, [Constraint::Items { min: 1, max: 3 }]);
}

#[test]
fn struct_may_contain_itself() {
    let FieldKind::Object(part) = TryEverything::schema().fields[5].kind else { panic!() };
    let FieldKind::Object(child) = part().fields[1].kind else { panic!() };
    assert!(std::ptr::eq(part(), child()));
}

/// A module that shadows names of the prelude: the service has a struct `Option`.
mod shadowed {
    #![expect(dead_code, reason = "they only shadow")]

    struct Option;
    struct Vec;
    struct Result;
    struct String;
    struct Some;
    struct None;
    trait Into {}
    trait Clone {}

    /// A model that needs the shadowed names.
    #[essbasic_core::tc_model]
    pub(crate) struct Shadowed {
        /// Required.
        pub required: ::std::string::String,
        /// Optional.
        pub optional: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    }
}

#[test]
fn shadowed_prelude_names_do_not_affect_the_expansion() {
    let model = shadowed::Shadowed::new("a").optional(["b"]);
    assert_eq!(serde_json::to_value(model).unwrap(), json!({"Required": "a", "Optional": ["b"]}));
}

/// Strings.
#[tc_enum]
pub(crate) enum Status {
    /// Started.
    Init = "INIT",
    /// Done.
    All = "ALL",
}

/// Integers, some negative.
#[tc_enum]
pub(crate) enum Stage {
    /// Failed.
    Failed = -2,
    /// Started.
    Begun = 0,
}

/// Unsigned integers.
#[tc_enum(u64)]
pub(crate) enum Mode {
    /// The first.
    First = 1,
}

/// A model of enums, with rules between its fields.
#[tc_model(
    exactly_one("Status", "Stage"),
    needs("Mode", "Modes"),
    required_if("Word", "Status", "ALL"),
    required_if("Word", "Stage", "-2")
)]
pub(crate) struct Choice {
    /// A text.
    pub status: Option<Status>,
    /// An integer.
    pub stage: Option<Stage>,
    /// An unsigned integer.
    pub mode: Option<Mode>,
    /// Many.
    pub modes: Option<Vec<Mode>>,
    /// Sometimes required.
    pub word: Option<String>,
}

#[test]
fn listed_value_is_typed_and_any_other_is_kept() {
    let value = json!({"Status": "ALL", "Stage": -2, "Mode": 1, "Modes": [1, 9]});
    let read: Choice = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((&read.status, read.stage), (&Some(Status::All), Some(Stage::Failed)));
    assert_eq!(read.modes, Some(vec![Mode::First, Mode::Other(9)]));
    assert_eq!(serde_json::to_value(&read).unwrap(), value);

    let value = json!({"Status": "all ", "Stage": 7, "Mode": u64::MAX});
    let read: Choice = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read.status.as_ref().unwrap().as_str(), "all ");
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    assert_eq!(Choice::new().status("INIT").status, Some(Status::Init));
    assert_eq!(Choice::new().stage(0), Choice::new().stage(Stage::Begun));
}

/// A response with a value that may be missing.
#[tc_model]
struct Progress {
    /// Required.
    stage: Stage,
}

#[test]
fn a_missing_value_is_the_listed_one_of_zero() {
    for body in [
        r#"{"Response":{"RequestId":"r"}}"#,
        r#"{"Response":{"Stage":null,"RequestId":"r"}}"#,
        r#"{"Response":{"Stage":0,"RequestId":"r"}}"#,
    ] {
        let reply = response::decode::<Progress>(200, body.as_bytes()).unwrap();
        assert_eq!(reply.stage, Stage::Begun, "{body}");
    }
}

#[test]
fn schema_lists_the_values() {
    let fields = Choice::schema().fields;
    let values = |index: usize| {
        fields[index]
            .values
            .iter()
            .map(|value| (value.wire, value.ident, value.doc))
            .collect::<Vec<_>>()
    };
    assert_eq!(values(0), [("INIT", "Init", "Started."), ("ALL", "All", "Done.")]);
    assert_eq!(values(1), [("-2", "Failed", "Failed."), ("0", "Begun", "Started.")]);
    assert_eq!(values(3), [("1", "First", "The first.")]);
    let kinds: Vec<_> = fields.iter().map(|field| field.kind.as_str()).collect();
    assert_eq!(kinds, ["string", "int64", "uint64", "uint64", "string"]);
}

#[test]
fn rules_between_fields_are_validated() {
    let violations = |choice: Choice| {
        let found = validate::typed(&choice);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(violations(Choice::new()), ["Status is required, or else Stage"]);
    let both = Choice::new().status("INIT").stage(0);
    assert_eq!(violations(both), ["Status cannot be combined with Stage"]);
    assert_eq!(violations(Choice::new().status("INIT")), [""; 0]);
    assert_eq!(violations(Choice::new().stage(0).mode(1)), ["Mode requires Modes"]);
    assert_eq!(violations(Choice::new().stage(0).mode(1).modes([1])), [""; 0]);
    let word = |when: &str| vec![format!("Word is required when {when}")];
    assert_eq!(violations(Choice::new().status("ALL")), word("Status is ALL"));
    assert_eq!(violations(Choice::new().stage(-2)), word("Stage is -2"));
    assert_eq!(violations(Choice::new().stage(-2).word("so")), [""; 0]);
}
