//! TLS of the default transport: rustls with ring and the system's root certificates.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig};
use rustls_platform_verifier::Verifier;

use crate::error::{Error, ErrorKind, Hint, hint};
use crate::message::{Message, message};

mod verifier;

use verifier::LazyVerifier;

/// Configures rustls with the system's root certificates and additional ones, and HTTP/2 by ALPN.
/// The system's are read once per process.
///
/// Over plain HTTP the system's are read when a link needs them, and a system without any is accepted.
///
/// # Errors
///
/// [`ErrorKind::Configuration`] when a root certificate cannot be used, or when there is none.
pub(super) fn client_config(
    additional_roots: &[Vec<u8>],
    plain_http: bool,
) -> Result<ClientConfig, Error> {
    let mut roots = Vec::new();
    for pem in additional_roots {
        let parsed = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        match parsed {
            Ok(parsed) if !parsed.is_empty() => roots.extend(parsed),
            _ => {
                return Err(unusable(message!(
                    "a root certificate is not PEM: expected `-----BEGIN CERTIFICATE-----`"
                )));
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|source| unusable(message!("could not set up TLS")).with_source(source))?;
    let verifier: Result<Arc<dyn ServerCertVerifier>, _> = if !roots.is_empty() {
        Verifier::new_with_extra_roots(roots, provider).map(|it| Arc::new(it) as _)
    } else if plain_http {
        Ok(Arc::new(LazyVerifier(provider)))
    } else {
        verifier::system(provider).map(|it| it as _)
    };
    let verifier = verifier.map_err(|source| {
        let message = match source {
            rustls::Error::General(_) => message!(
                "this system has no root certificates: install them (package `ca-certificates`), correct SSL_CERT_FILE and SSL_CERT_DIR, or add one with `root_certificate`"
            ),
            _ => message!("a root certificate is malformed"),
        };
        unusable(message).with_source(source)
    })?;
    let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Returns what to do about a certificate that was rejected, if an error was caused by one.
pub(super) fn hint_of(error: &(dyn StdError + 'static)) -> Option<Hint> {
    let mut next = Some(error);
    while let Some(error) = next {
        // An I/O error's own source is that of the error it wraps.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = match wrapped {
            Some(wrapped) => wrapped.downcast_ref(),
            None => error.downcast_ref(),
        };
        if let Some(rustls::Error::InvalidCertificate(problem)) = tls {
            return hint_for(problem);
        }
        next = match wrapped {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    None
}

fn hint_for(problem: &CertificateError) -> Option<Hint> {
    Some(match problem {
        CertificateError::UnknownIssuer => {
            hint!(
                "trust the authority that issued the server's certificate: add the authority's with `root_certificate` or --ca-file, or install the system's root certificates"
            )
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            hint!(
                "use a host name that the server's certificate contains, or issue it one for this name"
            )
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            hint!(
                "renew the server's certificate, which has expired, or correct this system's clock"
            )
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            hint!("correct this system's clock; the server's certificate is not valid yet")
        }
        // rustls has no name for it.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => {
            hint!(
                "make the server's certificate one without `CA:TRUE`: the one that it presents, and that was added as a root, is an authority's and cannot be a server's"
            )
        }
        _ => return None,
    })
}

fn unusable(message: Message) -> Error {
    Error::new(ErrorKind::Configuration, message)
}
