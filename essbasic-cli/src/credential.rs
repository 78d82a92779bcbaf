//! Where the credential comes from, in the order that the library's clients look.

use essbasic::provider::{
    AssumeRoleProvider, CvmRoleProvider, EnvProvider, FileProvider, ProviderChain, ProviderError,
    WebIdentityProvider,
};
use essbasic::{ClientBuilder, Credential, Error};

use crate::config::Profile;
use crate::failure::Failure;
use crate::settings::variable;

/// A credential, or who will give one.
pub(crate) enum Found {
    /// It lies ready.
    Ready { credential: Credential, by: String },
    /// It takes on a role, for which STS is asked.
    Role { role: AssumeRoleProvider, by: String },
    /// Nothing lies ready: the pod's or the machine's role is asked for.
    Machine(ProviderChain),
}

impl Found {
    /// Looks for it, without asking anybody over the network.
    pub(crate) fn look(profile: &Profile) -> Result<Self, Failure> {
        let (found, by) = ready(profile)?;
        let credential = match found {
            Ok(credential) => credential,
            Err(absent) if absent.is_absent() => return machine().map(Self::Machine),
            Err(failed) => return Err(Error::from(failed).into()),
        };
        let Some(arn) = variable("TENCENTCLOUD_ROLE_ARN")? else {
            return Ok(Self::Ready { credential, by });
        };
        let by = format!("the role {arn}, taken on by {by}");
        let role = AssumeRoleProvider::with_provider(credential, arn)?;
        let role = match variable("TENCENTCLOUD_ROLE_SESSION_NAME")? {
            Some(name) => role.session_name(name),
            None => role,
        };
        Ok(Self::Role { role, by })
    }

    /// Where it comes from, for a person.
    pub(crate) fn by(&self) -> &str {
        match self {
            Self::Ready { by, .. } | Self::Role { by, .. } => by,
            Self::Machine(_) => "the role of the pod or the machine, if it has one",
        }
    }

    /// Gives it to a client.
    pub(crate) fn give(self, builder: ClientBuilder) -> ClientBuilder {
        match self {
            Self::Ready { credential, .. } => builder.credential(credential),
            Self::Role { role, .. } => builder.credential(role),
            Self::Machine(chain) => builder.credential(chain),
        }
    }
}

type Read = Result<Credential, ProviderError>;

/// What lies ready: a profile that was asked for by name before the variables, those before the
/// file.
fn ready(profile: &Profile) -> Result<(Read, String), Failure> {
    let file = FileProvider::default_location().map_err(Error::from)?;
    let ours = profile.get("credentials").map(str::to_owned);
    let theirs = variable("TENCENTCLOUD_PROFILE")?;
    let named = if profile.named { ours.clone().or(theirs) } else { theirs };
    if let Some(name) = named {
        return Ok((file.profile(&name).read(), of_file(&name)));
    }
    match (EnvProvider.read(), ours) {
        (Err(absent), Some(name)) if absent.is_absent() => {
            Ok((file.profile(&name).read(), of_file(&name)))
        }
        (Err(absent), None) if absent.is_absent() => Ok((file.read(), of_file("default"))),
        (found, _) => Ok((found, "the variables TENCENTCLOUD_SECRET_ID and …_KEY".to_owned())),
    }
}

fn of_file(profile: &str) -> String {
    format!("the profile `{profile}` of the credential file")
}

fn machine() -> Result<ProviderChain, Failure> {
    let file = FileProvider::default_location().map_err(Error::from)?;
    let ready = ProviderChain::new().or_else(EnvProvider).or_else(file);
    Ok(ready.or_else(WebIdentityProvider::new()).or_else(CvmRoleProvider::new()?))
}
