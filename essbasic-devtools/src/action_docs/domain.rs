//! Names of the domains of the catalogue.

use std::borrow::Cow;

use crate::language::Language;
use crate::t;

/// Returns the name of a domain. Default: the name of its module.
pub fn domain_name(domain: &str, language: Language) -> Cow<'static, str> {
    match domain {
        "auto_sign" => t!(language, "domain-auto-sign"),
        "billing" => t!(language, "domain-billing"),
        "employees" => t!(language, "domain-employees"),
        "encryption" => t!(language, "domain-encryption"),
        "evidence" => t!(language, "domain-evidence"),
        "files" => t!(language, "domain-files"),
        "flows" => t!(language, "domain-flows"),
        "organizations" => t!(language, "domain-organizations"),
        "seals" => t!(language, "domain-seals"),
        "services" => t!(language, "domain-services"),
        "signing" => t!(language, "domain-signing"),
        "start_flows" => t!(language, "domain-start-flows"),
        "templates" => t!(language, "domain-templates"),
        other => other.replace('_', " ").into(),
    }
}
