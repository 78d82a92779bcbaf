//! Rules between fields, which are arguments of actions and of models.

use darling::FromMeta;
use darling::ast::NestedMeta;
use syn::LitStr;

use super::methods::Strings;
use super::path;
use crate::errors::Errors;

/// A rule between fields, which are named as on the wire.
#[derive(FromMeta)]
pub(crate) enum Rule {
    ExactlyOne(Strings),
    AtLeastOne(Strings),
    AtMostOne(Strings),
    Needs(Strings),
    RequiredIf(Strings),
}

impl Rule {
    pub(super) const NAMES: [&str; 5] =
        ["exactly_one", "at_least_one", "at_most_one", "needs", "required_if"];

    /// Returns whether an argument of the attribute is a rule.
    pub(super) fn is_rule(item: &NestedMeta) -> bool {
        path(item).is_some_and(|path| Self::NAMES.iter().any(|rule| path.is_ident(rule)))
    }

    /// Parses rules, and records an error for each that is incomplete.
    pub(crate) fn parse(items: &[NestedMeta], errors: &mut Errors) -> Vec<Self> {
        let mut rules = Vec::new();
        for item in items {
            let Some(rule) = errors.ok_or_record(Self::from_list(std::slice::from_ref(item)))
            else {
                continue;
            };
            let (min_strings, example) = rule.usage();
            if rule.strings().len() < min_strings {
                errors.at(item, format_args!("expected wire names in parentheses: `{example}`"));
            }
            rules.push(rule);
        }
        rules
    }

    /// Returns the minimum number of strings, and an example for the error message.
    fn usage(&self) -> (usize, &'static str) {
        match self {
            Self::ExactlyOne(_) => (2, "exactly_one(\"FlowIds\", \"FlowGroupId\")"),
            Self::AtLeastOne(_) => (2, "at_least_one(\"UserIds\", \"OpenIds\")"),
            Self::AtMostOne(_) => (2, "at_most_one(\"UserIds\", \"OpenIds\")"),
            Self::Needs(_) => (2, "needs(\"IdCardNumber\", \"IdCardType\")"),
            Self::RequiredIf(_) => {
                (3, "required_if(\"ReviewMessage\", \"ReviewType\", \"REJECT\")")
            }
        }
    }

    /// Returns the strings in parentheses: wire names, and values in `required_if`.
    pub(crate) fn strings(&self) -> &[LitStr] {
        match self {
            Self::ExactlyOne(strings)
            | Self::AtLeastOne(strings)
            | Self::AtMostOne(strings)
            | Self::Needs(strings)
            | Self::RequiredIf(strings) => &strings.0,
        }
    }
}
