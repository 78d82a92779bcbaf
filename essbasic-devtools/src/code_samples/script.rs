//! Renders a call as a shell script that signs the request and sends it with curl.
//!
//! Unlike a curl command that contains its signature, the script does not expire.

use super::{Sample, sdk, shell_quote};
use crate::escape;

/// Functions that compute HMAC-SHA256 with the digest of OpenSSL, which takes keys as arguments only.
const FUNCTIONS: &str = r#"# Prints the SHA-256 of standard input in hexadecimal.
sha256() {
    openssl dgst -sha256 | sed 's/^.*= *//'
}

# Prints 64 bytes: those of a hexadecimal key, filled up with 0, each XOR a number.
pad() {
    rest=$1
    count=0
    while [ "$count" -lt 64 ]; do
        digits=${rest%"${rest#??}"}
        rest=${rest#??}
        printf "\\$(printf '%03o' $((0x${digits:-0} ^ $2)))"
        count=$((count + 1))
    done
}

# Prints the HMAC-SHA256 of standard input. No process has the key among its arguments.
hmac() {
    {
        pad "$1" 0x5c
        { pad "$1" 0x36; cat; } | openssl dgst -sha256 -binary
    } | sha256
}
"#;

/// Signing and sending, as the API reference describes TC3-HMAC-SHA256.
const STEPS: &str = r#"now=$(date -u '+%s %Y-%m-%d')
timestamp=${now% *}
date=${now#* }
scope=$date/$service/tc3_request
signed_headers='content-type;host;x-tc-action'
canonical=$(printf 'POST\n/\n\ncontent-type:application/json\nhost:%s\nx-tc-action:%s\n\n%s\n%s' \
    "$host" "$signed_action" "$signed_headers" "$(printf %s "$body" | sha256)")
string_to_sign=$(printf 'TC3-HMAC-SHA256\n%s\n%s\n%s' \
    "$timestamp" "$scope" "$(printf %s "$canonical" | sha256)")

key=$(printf 'TC3%s' "$TENCENTCLOUD_SECRET_KEY" | od -An -v -tx1 | tr -d ' \n')
[ "${#key}" -le 128 ] || key=$(printf 'TC3%s' "$TENCENTCLOUD_SECRET_KEY" | sha256)
for part in "$date" "$service" tc3_request; do
    key=$(printf %s "$part" | hmac "$key")
done
signature=$(printf %s "$string_to_sign" | hmac "$key")
authorization="TC3-HMAC-SHA256 Credential=$TENCENTCLOUD_SECRET_ID/$scope"
authorization="$authorization, SignedHeaders=$signed_headers, Signature=$signature"

response=$(printf %s "$body" | curl -sS "$url" --data-binary @- \
    -H "Authorization: $authorization" \
    -H 'Content-Type: application/json' \
    -H "X-TC-Action: $action" \
    -H "X-TC-Timestamp: $timestamp" \
    -H "X-TC-Version: $version" \
    ${TENCENTCLOUD_TOKEN:+-H "X-TC-Token: $TENCENTCLOUD_TOKEN"})
printf '%s\n' "$response"
# Anything but a response without an error is a failure, such as the page of a gateway.
case $response in
    *'"Error":{'* | *'"Error": {'*) exit 1 ;;
    *'"Response":'*) ;;
    *) exit 1 ;;
esac
"#;

/// Renders a complete script for a POSIX shell, with curl and OpenSSL. It reads credentials from
/// environment variables.
pub fn program(sample: &Sample<'_>) -> String {
    let (tls, host) = sdk::host(sample);
    let scheme = if tls { "https" } else { "http" };
    let action = sample.action.name();
    let variables: String = [
        ("action", action),
        ("signed_action", &action.to_ascii_lowercase()),
        ("version", sample.action.version()),
        ("service", sample.action.service()),
        ("host", &host),
        ("url", &format!("{scheme}://{host}/")),
    ]
    .map(|(name, value)| format!("{name}={}\n", shell_quote(value)))
    .concat();
    let body = serde_json::to_string_pretty(sample.members).unwrap_or_default();
    format!(
        "#!/bin/sh
# Needs curl and openssl.
# {credentials}
set -eu

{note}{variables}body={body}

{FUNCTIONS}
{STEPS}",
        credentials = sdk::CREDENTIALS_NOTE,
        note = sdk::redacted_note(sample.members, "", "#"),
        body = shell_quote(&escape::json_text(&body)),
    )
}
