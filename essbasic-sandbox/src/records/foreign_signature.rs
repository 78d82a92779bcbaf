//! Signatures of other methods than TC3-HMAC-SHA256, recognized to be named.

use http::{HeaderMap, header};

use crate::limits;

/// A signature of another method, which the sandbox rejects.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ForeignSignature {
    /// Name of the method: `HmacSHA1`, `HmacSHA256`, or the first word of `Authorization`.
    pub method: String,
    /// Action that a signature of the older methods names, otherwise empty.
    pub action: String,
    /// Secret ID that a signature of the older methods names, otherwise empty.
    pub secret_id: String,
}

impl ForeignSignature {
    /// Recognizes the older methods of the service, whose signature is a parameter of query or form,
    /// and other words in `Authorization`.
    pub(crate) fn find(query: &str, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            let value = String::from_utf8_lossy(value.as_bytes());
            let method = value.split_whitespace().next().unwrap_or_default();
            let is_tc3 = method.eq_ignore_ascii_case("TC3-HMAC-SHA256");
            return (!is_tc3).then(|| Self {
                method: limits::excerpt(method),
                action: String::new(),
                secret_id: String::new(),
            });
        }
        Self::of_parameters(query.as_bytes()).or_else(|| Self::of_parameters(body))
    }

    fn of_parameters(encoded: &[u8]) -> Option<Self> {
        let (mut signed, mut method, mut action, mut secret_id) =
            (false, None, String::new(), String::new());
        for (name, value) in form_urlencoded::parse(encoded) {
            match &*name {
                "Signature" => signed = true,
                "SignatureMethod" => method = Some(limits::excerpt(&value)),
                "Action" => action = limits::excerpt(&value),
                "SecretId" => secret_id = limits::excerpt(&value),
                _ => {}
            }
        }
        let method = method.unwrap_or_else(|| "HmacSHA1".to_owned());
        signed.then_some(Self { method, action, secret_id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_methods_are_found_in_query_and_form() {
        let none = HeaderMap::new();
        let form = b"Action=DescribeTemplates&SecretId=AKIDold&Signature=x&Token=t";
        let found = ForeignSignature::find("", &none, form).unwrap();
        assert_eq!((&*found.method, &*found.action), ("HmacSHA1", "DescribeTemplates"));
        let query = "SignatureMethod=HmacSHA256&Signature=x";
        assert_eq!(ForeignSignature::find(query, &none, b"").unwrap().method, "HmacSHA256");
        assert_eq!(ForeignSignature::find("Action=x", &none, b"{}"), None);
    }

    #[test]
    fn other_words_in_the_header_are_named() {
        let with = |value: &str| {
            let headers = [(header::AUTHORIZATION, value.parse().unwrap())].into_iter().collect();
            ForeignSignature::find("", &headers, b"").map(|it| it.method)
        };
        assert_eq!(with("AWS4-HMAC-SHA256 Credential=x").as_deref(), Some("AWS4-HMAC-SHA256"));
        assert_eq!(with("TC3-HMAC-SHA256 Credential=x"), None);
    }
}
