//! Actions of STS that issue temporary credentials, declared like any other action.

use std::time::{Duration, SystemTime};

use crate::client::Client;
use crate::client::builder::ClientBuilder;
use crate::clock::MAX_DURATION;
use crate::credential::{Credential, ProviderError};
use crate::error::Error;
use crate::message::message;
use crate::reply::Reply;
use crate::{tc_action, tc_model};

/// Default lifetime of a credential. STS allows up to 12 hours.
pub(super) const DURATION: Duration = Duration::from_secs(2 * 60 * 60);

/// Default region of STS. All regions give the same result.
const REGION: &str = "ap-guangzhou";

/// Assumes a role.
#[tc_action(
    name = "AssumeRole",
    version = "2018-08-13",
    service = "sts",
    response = AssumedRole,
    effect = link,
    title = "申请扮演角色临时访问凭证",
    api_reference = "https://cloud.tencent.com/document/product/1312/48197"
)]
pub(super) struct AssumeRole {
    /// ARN of the role: `qcs::cam::uin/100000000001:roleName/contracts`.
    pub(super) role_arn: String,
    /// Session name, which audit logs show.
    pub(super) role_session_name: String,
    /// Lifetime of the credential, in seconds.
    pub(super) duration_seconds: Option<u64>,
    /// External ID that the role's owner requires.
    #[tc(secret)]
    pub(super) external_id: Option<String>,
}

/// Assumes a role with a web identity. The token authenticates the request, which is not signed.
#[tc_action(
    name = "AssumeRoleWithWebIdentity",
    version = "2018-08-13",
    service = "sts",
    unsigned,
    response = AssumedRole,
    effect = link,
    title = "申请OIDC角色临时密钥",
    api_reference = "https://cloud.tencent.com/document/product/1312/73070"
)]
pub(super) struct AssumeRoleWithWebIdentity {
    /// Name of the identity provider.
    pub(super) provider_id: String,
    /// The web identity's token.
    #[tc(secret)]
    pub(super) web_identity_token: String,
    /// ARN of the role.
    pub(super) role_arn: String,
    /// Session name.
    pub(super) role_session_name: String,
    /// Lifetime of the credential, in seconds.
    pub(super) duration_seconds: Option<u64>,
}

/// Response of both actions.
#[tc_model]
pub(super) struct AssumedRole {
    /// The credential.
    pub(super) credentials: Credentials,
    /// Expiry, Unix time in seconds.
    pub(super) expired_time: i64,
}

/// A temporary credential.
#[tc_model]
pub(super) struct Credentials {
    /// Session token.
    #[tc(secret)]
    pub(super) token: String,
    /// Secret ID.
    pub(super) tmp_secret_id: String,
    /// Secret key.
    #[tc(secret)]
    pub(super) tmp_secret_key: String,
}

/// Converts a response into a credential. Its expiry is measured from `requested_at` by the local
/// clock, which may differ from that of STS.
pub(super) fn credential(
    role_arn: &str,
    requested_at: SystemTime,
    duration: Duration,
    reply: Result<Reply<AssumedRole>, Error>,
) -> Result<Credential, ProviderError> {
    let assumed = reply.map_err(|error| {
        let message = match error.code() {
            Some(code) => message!(
                "STS rejected the role {role}: {code}",
                role = role_arn,
                code = code.as_str()
            ),
            None => message!("could not request the role {role} from STS", role = role_arn),
        };
        ProviderError::new(false, message).with_source(error)
    })?;
    let Credentials { token, tmp_secret_id, tmp_secret_key } = assumed.into_output().credentials;
    let credential = Credential::new(tmp_secret_id, tmp_secret_key);
    Ok(credential.token(token).expires(expiry(requested_at, duration)))
}

/// Returns the default session name.
pub(super) fn session_name() -> String {
    format!("essbasic-rust-{}", std::process::id())
}

/// Builds a client for STS.
pub(super) fn client(builder: ClientBuilder, region: Option<String>) -> Result<Client, Error> {
    builder.region(region.unwrap_or_else(|| REGION.to_owned())).build()
}

/// Returns the expiry: `requested_at` plus `lifetime`. Lifetimes longer than [`MAX_DURATION`] count as that.
pub(super) fn expiry(requested_at: SystemTime, lifetime: Duration) -> SystemTime {
    requested_at.checked_add(lifetime.min(MAX_DURATION)).unwrap_or(requested_at)
}
