//! Limits of fields and rules between them, in words.

use std::borrow::Cow;

use essbasic::schema::{Constraint, Rule};

use crate::language::Language;
use crate::t;

/// Returns a limit of a field: `exactly 32 characters`, `1 to 30`, `with ProxyOperator.OpenId`.
pub fn describe_constraint(constraint: &Constraint, language: Language) -> String {
    let text = match *constraint {
        Constraint::Length { min, max } => {
            t!(language, "range-of-characters", range = range(min, max, language))
        }
        Constraint::Items { min, max } => {
            t!(language, "range-of-items", range = range(min, max, language))
        }
        Constraint::Range { min, max } => range(min, max, language),
        Constraint::Require(paths) => t!(language, "with-fields", fields = all(paths, language)),
        // A limit that is newer than this package.
        _ => return constraint.to_string(),
    };
    text.into_owned()
}

/// Returns a rule between fields: `exactly one of FlowIds, FlowGroupId`.
pub fn describe_rule(rule: &Rule, language: Language) -> String {
    let list = |fields: &[&str]| match language {
        Language::English => fields.join(", "),
        Language::Chinese => fields.join("、"),
    };
    let text = match *rule {
        Rule::ExactlyOne(of) => t!(language, "rule-exactly-one", fields = list(of)),
        Rule::AtLeastOne(of) => t!(language, "rule-at-least-one", fields = list(of)),
        Rule::AtMostOne(of) => t!(language, "rule-at-most-one", fields = list(of)),
        Rule::Needs { field, others } => {
            t!(language, "rule-needs", field = field, others = all(others, language))
        }
        Rule::RequiredIf { field, when, is } => {
            let values = is.iter().copied().map(Cow::Borrowed);
            let or = |left, right| t!(language, "or", left = left, right = right);
            let values = values.reduce(or).unwrap_or_default();
            t!(language, "rule-required-if", field = field, when = when, values = values)
        }
        _ => return rule.to_string(),
    };
    text.into_owned()
}

fn range(min: i64, max: i64, language: Language) -> Cow<'static, str> {
    match (min, max) {
        (min, max) if min == max => t!(language, "range-exactly", count = min),
        (min, i64::MAX) => t!(language, "range-at-least", count = min),
        (0 | i64::MIN, max) => t!(language, "range-at-most", count = max),
        (min, max) => t!(language, "range-between", min = min, max = max),
    }
}

fn all(fields: &[&'static str], language: Language) -> Cow<'static, str> {
    let and = |left, right| t!(language, "list-and", left = left, right = right);
    fields.iter().copied().map(Cow::Borrowed).reduce(and).unwrap_or_default()
}
