//! Form fields for a person, and their validation.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::server::language::Language;
use crate::state::Person;

/// Values of a posted form.
pub(super) type Posted = BTreeMap<String, String>;

/// Returns a value without surrounding white space, unless it is empty.
pub(super) fn text<'a>(posted: &'a Posted, name: &str) -> Option<&'a str> {
    posted.get(name).map(|value| value.trim()).filter(|it| !it.is_empty())
}

/// Returns the person of a form, unless a value is missing or no mobile number.
pub(super) fn read(posted: &Posted) -> Option<Person> {
    let (name, mobile) = (text(posted, "Name")?, text(posted, "Mobile")?);
    is_mobile(mobile).then(|| Person { name: name.to_owned(), mobile: mobile.to_owned() })
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|it| it.is_ascii_digit())
}

/// Renders fields for name and mobile number. A form that was posted keeps its values, with the problem
/// of each.
pub(super) fn fields(language: Language, posted: Option<&Posted>) -> Markup {
    let value = |name| posted.and_then(|it| text(it, name)).unwrap_or_default();
    let name_problem = posted
        .filter(|_| value("Name").is_empty())
        .map(|_| language.select("请填写姓名。", "Enter your name."));
    let mobile_problem = posted.filter(|_| !is_mobile(value("Mobile"))).map(|_| {
        language.select("请填写 11 位手机号，只含数字。", "Enter a mobile number of 11 digits.")
    });
    html! {
        (field(("Name", language.select("姓名", "Name")), value("Name"), "name", name_problem))
        (field(("Mobile", language.select("手机号", "Mobile number")), value("Mobile"), "tel", mobile_problem))
    }
}

/// Renders a labelled field with its problem.
pub(super) fn field(
    (name, label): (&str, &str),
    value: &str,
    autocomplete: &str,
    problem: Option<&str>,
) -> Markup {
    let error = format!("{name}-error");
    html! {
        label {
            (label)
            input name=(name) value=(value) autocomplete=(autocomplete) required
                inputmode=[(autocomplete == "tel").then_some("numeric")]
                aria-invalid=[problem.map(|_| "true")]
                aria-describedby=[problem.map(|_| &error)];
        }
        @if let Some(problem) = problem { p.error id=(error) { (problem) } }
    }
}
