//! The `Authorization` header.

use super::canonical::{ALGORITHM, Scope};
use super::digest::HexDigest;

/// Parts of the `Authorization` header.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Authorization<'a> {
    /// Secret ID.
    pub secret_id: &'a str,
    /// UTC date of the scope.
    pub date: &'a str,
    /// Service of the scope.
    pub service: &'a str,
    /// Names of the signed headers, separated by semicolons.
    pub signed_headers: &'a str,
    /// Signature in lower-case hexadecimal.
    pub signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Formats the header.
    pub fn format(
        secret_id: &str,
        scope: &Scope<'_>,
        signed_headers: impl AsRef<str>,
        signature: &HexDigest,
    ) -> String {
        let (date, service) = scope.key_parts();
        let signed_headers = signed_headers.as_ref();
        let signature = signature.as_str();
        [
            ALGORITHM,
            " Credential=",
            secret_id,
            "/",
            date,
            "/",
            service,
            "/tc3_request, SignedHeaders=",
            signed_headers,
            ", Signature=",
            signature,
        ]
        .concat()
    }

    /// Parses a header; `None` if it is malformed.
    pub fn parse(header: &'a str) -> Option<Self> {
        let parts = header.strip_prefix(ALGORITHM)?.strip_prefix(' ')?;
        let (credential, rest) = parts.trim_start().strip_prefix("Credential=")?.split_once(',')?;
        let (signed_headers, rest) =
            rest.trim_start().strip_prefix("SignedHeaders=")?.split_once(',')?;
        let signature = rest.trim_start().strip_prefix("Signature=")?.trim_end();

        let mut scope = credential.splitn(4, '/');
        let (secret_id, date, service) = (scope.next()?, scope.next()?, scope.next()?);
        (scope.next()? == "tc3_request").then_some(Self {
            secret_id,
            date,
            service,
            signed_headers,
            signature,
        })
    }
}
