//! TLS to servers: rustls with ring, the system's root certificates, and additional ones.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use crate::{FleetError, FleetErrorKind};

/// Returns the TLS configuration, with these root certificates in addition to the system's.
///
/// # Errors
///
/// [`FleetErrorKind::Configuration`] when a root certificate cannot be used, or when there is none.
pub(crate) fn client_config(additional_roots: &[Vec<u8>]) -> Result<Arc<ClientConfig>, FleetError> {
    let mut roots = Vec::new();
    for pem in additional_roots {
        match CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>() {
            Ok(parsed) if !parsed.is_empty() => roots.extend(parsed),
            _ => return Err(unusable("a root certificate is not PEM")),
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|source| unusable("cannot set up TLS").with_source(source))?;
    let verifier = Verifier::new_with_extra_roots(roots, provider)
        .map_err(|source| unusable("no usable root certificate").with_source(source))?;
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    Ok(Arc::new(builder.with_no_client_auth()))
}

fn unusable(message: &str) -> FleetError {
    let hint = "install the system's root certificates (package `ca-certificates`), or pass the \
                server's root certificate as PEM, beginning with `-----BEGIN CERTIFICATE-----`";
    FleetError::new(FleetErrorKind::Configuration, message, hint)
}
