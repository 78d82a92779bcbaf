//! Certificates of servers on loopback.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

/// A certificate for `localhost`, and the authority that issued it, in PEM.
#[derive(Debug)]
pub struct Certificate {
    /// Certificate of the authority, which clients trust.
    pub authority: String,
    /// Certificate of the server.
    pub certificate: String,
    /// Secret key of the server.
    pub key: String,
}

impl Certificate {
    /// Issues a certificate by an authority of its own.
    pub fn issue() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let authority = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &issuer).unwrap().pem();
        Self { authority, certificate, key: key.serialize_pem() }
    }
}
