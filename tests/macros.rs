//! What `#[tc_action]` and `#[tc_model]` make of a plain struct.

use essbasic::schema::{Constraint, FieldKind};
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{Action, Agent, Effect, Host, schema::Model, tc_action, tc_enum, tc_model};
use serde_json::json;

/// An action with every kind of member.
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
    manual = "https://example.com/try"
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

/// An answer.
#[tc_model]
pub(crate) struct Everything {
    /// A flag.
    pub done: bool,
}

/// Old.
#[deprecated = "use another"]
#[tc_action(name = "TryOld", version = "2024-02-29")]
pub(crate) struct TryOld {}

#[test]
fn members_go_by_their_wire_names_and_absent_ones_stay_out() {
    let small = TryEverything::new("n", [1, 2]);
    assert_eq!(serde_json::to_value(&small).unwrap(), json!({"Name": "n", "Numbers": [1, 2]}));

    let whole = TryEverything::new("n", [])
        .r#type(7)
        .share(0.5)
        .qr_code_url("https://example.com")
        .parts([Part::new().word("w").children([Part::new()])]);
    let value = json!({
        "Name": "n", "Numbers": [], "Type": 7, "Share": 0.5, "QRCodeUrl": "https://example.com",
        "Parts": [{"Word": "w", "Children": [{}]}],
    });
    assert_eq!(serde_json::to_value(&whole).unwrap(), value);
    assert_eq!(serde_json::from_value::<TryEverything>(value).unwrap(), whole);
}

#[test]
fn a_hidden_member_is_understood_and_survives() {
    let value = json!({"Name": "n", "Numbers": [], "Old": true});
    let read: TryEverything = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read.old, Some(true));
    assert_eq!(serde_json::to_value(read).unwrap(), value);
}

#[test]
fn the_manuals_own_request_survives_the_round_trip() {
    let text = r#"{"QrCodeId":"yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR","Agent":{"AppId":"yDwhxUUckp3gl8j5UuFX33LSNozpRsbi","ProxyOrganizationOpenId":"org_dianziqian","ProxyOperator":{"OpenId":"n9527"},"ProxyAppId":""}}"#;
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let read: ChannelCancelMultiFlowSignQRCode = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), value);
}

#[test]
fn debug_shows_what_is_given_and_no_secret() {
    let whole = TryEverything::new("n", [1])
        .qr_code_url("https://example.com/?key=1")
        .parts([Part::new().word("word").children([Part::new().word("more")])]);
    assert_eq!(
        format!("{whole:?}"),
        "TryEverything { name: \"n\", numbers: [1], qr_code_url: ***, \
         parts: [Part { word: ***, children: [Part { word: *** }] }] }"
    );
}

#[test]
fn the_descriptor_says_all_that_the_attribute_said() {
    let action = TryEverything::descriptor();
    assert_eq!((action.name, action.version), ("TryEverything", "2024-02-29"));
    assert_eq!((action.service, action.host, action.rate_limit), ("trial", Host::File, 5));
    let settled = ["OperationDenied.Done", "FailedOperation.Already"];
    assert_eq!(
        action.effect,
        Effect::Idempotent(&["OperationDenied.Done", "FailedOperation.Already"])
    );
    assert_eq!(action.effect.already_done_codes(), settled);
    assert_eq!(action.errors, ["InternalError", "FailedOperation.Already", "OperationDenied.Done"]);
    assert_eq!((action.title, action.manual), ("试试看", "https://example.com/try"));
    assert_eq!(action.doc, "An action with every kind of member.\n\nA second paragraph.");
    assert!(!action.deprecated);
    assert_eq!((action.request)().name, "TryEverything");
    assert_eq!((action.response)().name, "Everything");
}

#[test]
#[expect(deprecated, reason = "it is deprecated on purpose")]
fn what_is_not_said_is_the_careful_default() {
    let action = TryOld::descriptor();
    assert_eq!((action.service, action.host, action.rate_limit), ("essbasic", Host::Api, 20));
    assert_eq!(action.effect, Effect::Charge);
    assert!(action.errors.is_empty());
    assert!(action.deprecated);
    assert!((action.response)().fields.is_empty());
}

#[test]
fn the_schema_tells_each_member() {
    let fields = TryEverything::schema().fields;
    let told: Vec<_> = fields
        .iter()
        .map(|it| (it.name, it.ident, it.kind.name(), it.list, it.required, it.secret, it.hidden))
        .collect();
    assert_eq!(
        told,
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
fn a_struct_may_contain_itself() {
    let FieldKind::Object(part) = TryEverything::schema().fields[5].kind else {
        panic!("an object")
    };
    let FieldKind::Object(child) = part().fields[1].kind else { panic!("an object") };
    assert!(std::ptr::eq(part(), child()));
}

#[test]
fn the_agent_has_its_three_ways() {
    let json = |agent: Agent| serde_json::to_value(agent).unwrap();
    assert_eq!(json(Agent::new("app")), json!({"AppId": "app"}));
    let organization = json!({"AppId": "app", "ProxyOrganizationOpenId": "org"});
    assert_eq!(json(Agent::organization("app", "org")), organization);
    assert_eq!(
        json(Agent::operator("app", "org", "op")),
        json!({"AppId": "app", "ProxyOrganizationOpenId": "org", "ProxyOperator": {"OpenId": "op"}})
    );
}

#[test]
fn required_members_are_taken_in_the_order_of_the_wire() {
    let create = ChannelCreateMultiFlowSignQRCode::new(Agent::new("app"), "template", "name");
    assert_eq!(create.template_id, "template");
    assert_eq!(create.flow_name, "name");
}

/// Names of the prelude, taken by others: the service has a struct `Option`.
mod shadowed {
    #![expect(dead_code, reason = "they only have to be in the way")]

    struct Option;
    struct Vec;
    struct Result;
    struct String;
    struct Some;
    struct None;
    trait Into {}
    trait Clone {}

    /// A model among them.
    #[essbasic::tc_model]
    pub(crate) struct Quiet {
        /// Given.
        pub given: ::std::string::String,
        /// Perhaps given.
        pub perhaps: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    }
}

#[test]
fn shadowed_names_do_not_disturb_the_expansion() {
    let quiet = shadowed::Quiet::new("a").perhaps(["b"]);
    assert_eq!(serde_json::to_value(quiet).unwrap(), json!({"Given": "a", "Perhaps": ["b"]}));
}

/// Texts.
#[tc_enum]
pub(crate) enum Status {
    /// Begun.
    Init = "INIT",
    /// Done.
    All = "ALL",
}

/// Integers, of which some are negative.
#[tc_enum]
pub(crate) enum Stage {
    /// Failed.
    Failed = -2,
    /// Begun.
    Begun = 0,
}

/// Unsigned integers.
#[tc_enum(u64)]
pub(crate) enum Mode {
    /// The first.
    First = 1,
}

/// A model of them, with rules.
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
fn a_listed_value_is_typed_and_any_other_survives() {
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

#[test]
fn the_schema_lists_the_values() {
    let fields = Choice::schema().fields;
    let told = |at: usize| {
        fields[at]
            .values
            .iter()
            .map(|value| (value.wire, value.ident, value.doc))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(0), [("INIT", "Init", "Begun."), ("ALL", "All", "Done.")]);
    assert_eq!(told(1), [("-2", "Failed", "Failed."), ("0", "Begun", "Begun.")]);
    assert_eq!(told(3), [("1", "First", "The first.")]);
    let kinds: Vec<_> = fields.iter().map(|field| field.kind.name()).collect();
    assert_eq!(kinds, ["string", "int64", "uint64", "uint64", "string"]);
}

#[test]
fn rules_between_members_are_checked() {
    let told = |choice: Choice| {
        let found = essbasic::validate::typed(&choice);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(Choice::new()), ["Status is required, or else Stage"]);
    let both = Choice::new().status("INIT").stage(0);
    assert_eq!(told(both), ["Status cannot be combined with Stage"]);
    assert_eq!(told(Choice::new().status("INIT")), [""; 0]);
    assert_eq!(told(Choice::new().stage(0).mode(1)), ["Mode requires Modes"]);
    assert_eq!(told(Choice::new().stage(0).mode(1).modes([1])), [""; 0]);
    let word = |when: &str| vec![format!("Word is required when {when}")];
    assert_eq!(told(Choice::new().status("ALL")), word("Status is ALL"));
    assert_eq!(told(Choice::new().stage(-2)), word("Stage is -2"));
    assert_eq!(told(Choice::new().stage(-2).word("so")), [""; 0]);
}
