//! The `Authorization` header, written by the client and read by whoever verifies.

use super::{ALGORITHM, HexDigest, Scope};

/// The `Authorization` header's parts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Authorization<'a> {
    /// Who signed.
    pub secret_id: &'a str,
    /// The UTC date in the scope.
    pub date: &'a str,
    /// The service in the scope.
    pub service: &'a str,
    /// The names of the signed headers, joined by semicolons.
    pub signed_headers: &'a str,
    /// The signature, in lower-case hexadecimal.
    pub signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Writes the header of a signature.
    pub fn write(
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

    /// Reads a header; nothing when it has another form.
    pub fn read(header: &'a str) -> Option<Self> {
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
