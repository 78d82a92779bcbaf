//! Rules between members: `exactly_one("FlowIds", "FlowGroupId")` and its kin.

use syn::punctuated::Punctuated;
use syn::{LitStr, Meta, Token};

use crate::codes;
use crate::errors::Errors;
use crate::field::Field;

/// The rules, by the names of their arguments.
pub(crate) const KNOWN: [&str; 5] =
    ["exactly_one", "at_least_one", "at_most_one", "needs", "required_if"];

/// A rule between members, which it names as the wire does.
pub(crate) struct Rule {
    pub(crate) kind: RuleKind,
    pub(crate) words: Vec<LitStr>,
}

/// What a rule says.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum RuleKind {
    /// One of them, and only one.
    ExactlyOne,
    /// One of them or more.
    AtLeastOne,
    /// One of them, or none.
    AtMostOne,
    /// Whoever gives the first gives the others too.
    Needs,
    /// The first, when the second has one of the values that follow.
    RequiredIf,
}

impl Rule {
    /// Reads a rule, when the argument is one.
    pub(crate) fn read(argument: &str, meta: &Meta, errors: &mut Errors) -> Option<Self> {
        let (kind, fewest, example) = match argument {
            "exactly_one" => (RuleKind::ExactlyOne, 2, "exactly_one(\"FlowIds\", \"FlowGroupId\")"),
            "at_least_one" => (RuleKind::AtLeastOne, 2, "at_least_one(\"UserIds\", \"OpenIds\")"),
            "at_most_one" => (RuleKind::AtMostOne, 2, "at_most_one(\"UserIds\", \"OpenIds\")"),
            "needs" => (RuleKind::Needs, 2, "needs(\"IdCardNumber\", \"IdCardType\")"),
            "required_if" => (
                RuleKind::RequiredIf,
                3,
                "required_if(\"ReviewMessage\", \"ReviewType\", \"REJECT\")",
            ),
            _ => return None,
        };
        let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
        let words: Vec<LitStr> = match meta {
            Meta::List(list) => {
                errors.keep(list.parse_args_with(parser)).into_iter().flatten().collect()
            }
            _ => Vec::new(),
        };
        if words.len() < fewest {
            errors.at(meta, format_args!("this must be wire names in parentheses: `{example}`"));
        }
        Some(Self { kind, words })
    }

    /// Holds the names against the struct's members.
    pub(crate) fn judge(&self, fields: &[Field], errors: &mut Errors) {
        let names = match self.kind {
            RuleKind::RequiredIf => self.words.get(..2).unwrap_or(&self.words),
            _ => &self.words,
        };
        for name in names {
            if !fields.iter().any(|field| field.wire == name.value()) {
                let wires: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
                errors.at(
                    name,
                    format_args!(
                        "no member has this wire name: there are {}",
                        codes::listed(&wires)
                    ),
                );
            }
        }
    }
}
