//! What in the tables is about people, or as good as a key: pages hide it until asked.

/// What of a table's rows is hidden until asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Personal {
    /// Whether the very keys are: links are found by their tokens.
    pub(crate) keys: bool,
    /// Members by their paths, through lists as through structs.
    pub(crate) members: &'static [&'static str],
}

/// What of a table's rows is hidden until asked.
pub(crate) fn personal(table: &str) -> Personal {
    let members: &[&str] = match table {
        "organizations" => &["legal_name"],
        "employees" => &["name", "mobile"],
        "registrations" => &["all.url"],
        "flows" => &FLOW,
        "links" => &LINK,
        "qr_codes" => &["restrictions", "scanned_by"],
        "auto_signs" => &["link"],
        // Contracts are named after who scanned, where a code says so.
        "charges" => &["flow_name"],
        "outbox" => &["event"],
        _ => &[],
    };
    Personal { keys: matches!(table, "links" | "auto_signs"), members }
}

const FLOW: [&str; 10] = [
    "approvers.name",
    "approvers.mobile",
    "approvers.id_card_number",
    "approvers.message",
    "approvers.fills.value",
    "fields.value",
    "copies.name",
    "copies.mobile",
    "message",
    "data",
];

const LINK: [&str; 3] = ["purpose.Downloads", "purpose.Prepared.flows", "purpose.AutoSign.key"];
