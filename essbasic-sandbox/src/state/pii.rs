//! Personal data and secrets in the tables, which pages redact by default.

/// Parts of a table's rows that pages redact by default.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pii {
    /// The keys are secret, such as the tokens of links.
    pub(crate) keys: bool,
    /// Paths of fields. A path leads through lists and objects alike.
    pub(crate) paths: &'static [&'static str],
}

/// Returns the parts of a table's rows that pages redact by default.
pub(crate) fn pii(table: &str) -> Pii {
    let paths: &[&str] = match table {
        "organizations" => &["legal_name"],
        "employees" => &["name", "mobile"],
        "registrations" => &["all.path"],
        "flows" => &FLOW,
        "links" => &LINK,
        "qr_codes" => &["restrictions", "scanned_by"],
        "auto_signs" => &["link"],
        // QR codes may add the person to the name of the contract.
        "charges" => &["flow_name"],
        "outbox" => &["event", "deliveries.url", "deliveries.last_attempts.body"],
        _ => &[],
    };
    Pii { keys: matches!(table, "links" | "auto_signs"), paths }
}

const FLOW: [&str; 11] = [
    "approvers.name",
    "approvers.mobile",
    "approvers.id_card_number",
    "approvers.message",
    "approvers.fills.value",
    "approvers.sign_fields.ComponentValue",
    "fields.value",
    "copies.name",
    "copies.mobile",
    "message",
    "data",
];

const LINK: [&str; 3] = ["purpose.Downloads", "purpose.Prepared.flows", "purpose.AutoSign.key"];
