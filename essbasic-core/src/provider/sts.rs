//! The actions of STS that hand out temporary credentials, declared as any action is.

use std::time::{Duration, SystemTime};

use super::ProviderError;
use crate::client::{Client, ClientBuilder};
use crate::credential::Credential;
use crate::error::Error;
use crate::reply::Reply;
use crate::{tc_action, tc_model};

/// How long a role is taken on unless said otherwise; STS allows up to 12 hours.
pub(super) const DURATION: Duration = Duration::from_secs(2 * 60 * 60);

/// Where STS is asked unless said otherwise; it answers the same everywhere.
const REGION: &str = "ap-guangzhou";

/// Takes on a role.
#[tc_action(
    name = "AssumeRole",
    version = "2018-08-13",
    service = "sts",
    response = TakenOn,
    effect = link,
    title = "申请扮演角色临时访问凭证",
    manual = "https://cloud.tencent.com/document/product/1312/48197"
)]
pub(super) struct AssumeRole {
    /// The role: `qcs::cam::uin/100000000001:roleName/contracts`.
    pub(super) role_arn: String,
    /// A name for this use of it, which audits show.
    pub(super) role_session_name: String,
    /// For how many seconds.
    pub(super) duration_seconds: Option<u64>,
    /// What the role's owner asks of strangers.
    #[tc(secret)]
    pub(super) external_id: Option<String>,
}

/// Takes on a role by an identity that somebody else vouches for; the token is the proof, so
/// there is no signature.
#[tc_action(
    name = "AssumeRoleWithWebIdentity",
    version = "2018-08-13",
    service = "sts",
    unsigned,
    response = TakenOn,
    effect = link,
    title = "申请OIDC角色临时密钥",
    manual = "https://cloud.tencent.com/document/product/1312/73070"
)]
pub(super) struct AssumeRoleWithWebIdentity {
    /// Who vouches.
    pub(super) provider_id: String,
    /// Their word.
    #[tc(secret)]
    pub(super) web_identity_token: String,
    /// The role.
    pub(super) role_arn: String,
    /// A name for this use of it.
    pub(super) role_session_name: String,
    /// For how many seconds.
    pub(super) duration_seconds: Option<u64>,
}

/// A role that was taken on.
#[tc_model]
pub(super) struct TakenOn {
    /// The credential.
    pub(super) credentials: Credentials,
    /// When it expires, in Unix seconds.
    pub(super) expired_time: i64,
}

/// A temporary credential.
#[tc_model]
pub(super) struct Credentials {
    /// The token that belongs to the pair.
    #[tc(secret)]
    pub(super) token: String,
    /// The secret id.
    pub(super) tmp_secret_id: String,
    /// The secret key.
    #[tc(secret)]
    pub(super) tmp_secret_key: String,
}

/// The credential of a role that was asked for just now. Its end is counted from then by our own
/// clock, which may differ from that of STS.
pub(super) fn credential(
    role_arn: &str,
    asked: SystemTime,
    lasting: Duration,
    reply: Result<Reply<TakenOn>, Error>,
) -> Result<Credential, ProviderError> {
    let taken_on = reply.map_err(|error| {
        let message = match error.code() {
            Some(code) => format!("STS does not hand out the role {role_arn}: {code}"),
            None => format!("STS could not be asked for the role {role_arn}"),
        };
        ProviderError::failed(message).with_source(error)
    })?;
    let Credentials { token, tmp_secret_id, tmp_secret_key } = taken_on.into_output().credentials;
    let credential = Credential::new(tmp_secret_id, tmp_secret_key);
    Ok(credential.token(token).expires(asked + lasting))
}

/// The name of this use of a role, unless said otherwise.
pub(super) fn session_name() -> String {
    format!("essbasic-rust-{}", std::process::id())
}

/// A client for STS, set up further by who needs it.
pub(super) fn client(builder: ClientBuilder, region: Option<String>) -> Result<Client, Error> {
    builder.region(region.unwrap_or_else(|| REGION.to_owned())).build()
}
