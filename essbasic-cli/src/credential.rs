//! Credentials, looked up in the same order as by the library.

use essbasic::provider::{
    AssumeRoleProvider, CredentialProvider, CvmRoleProvider, EnvProvider, FileProvider,
    ProcessProvider, ProviderChain, ProviderError, WebIdentityProvider,
};
use essbasic::{ClientBuilder, Credential, Error};

use crate::config::Profile;
use crate::error::CliError;
use crate::message::{Message, message};
use crate::settings::{Setting, variable};

/// Source of credentials.
pub(crate) enum CredentialSource {
    /// Credentials from variables or a file.
    Static { credential: Credential, origin: Message },
    /// The output of a program.
    Process { provider: ProcessProvider, origin: Message },
    /// A role, assumed through STS with static credentials or those of a program.
    AssumedRole { role: AssumeRoleProvider, origin: Message },
    /// No static credentials: the role of the pod or the machine.
    Ambient(ProviderChain),
}

impl CredentialSource {
    /// Finds the source, without using the network.
    pub(crate) fn find(profile: &Profile) -> Result<Self, CliError> {
        if let Some((provider, origin)) = process(profile)? {
            return Ok(match assumed_role(provider.clone(), &origin)? {
                Some(role) => role,
                None => Self::Process { provider, origin },
            });
        }
        let StaticCredential { result, origin, setting } = read_static(profile)?;
        let credential = match result {
            Ok(credential) => credential,
            Err(error) if error.is_absent() => return ambient_chain().map(Self::Ambient),
            Err(error) => {
                let error = CliError::from(Error::from(error));
                return Err(setting.iter().fold(error, CliError::in_context));
            }
        };
        Ok(match assumed_role(credential.clone(), &origin)? {
            Some(role) => role,
            None => Self::Static { credential, origin },
        })
    }

    /// Describes where the credentials come from.
    pub(crate) fn origin(&self) -> Message {
        match self {
            Self::Static { origin, .. }
            | Self::Process { origin, .. }
            | Self::AssumedRole { origin, .. } => origin.clone(),
            Self::Ambient(_) => message!("cli-origin-ambient"),
        }
    }

    /// Returns the start of a static secret ID, enough to tell it from another.
    pub(crate) fn abbreviated_id(&self) -> Option<String> {
        let Self::Static { credential, .. } = self else { return None };
        let start: String = credential.secret_id().chars().take(8).collect();
        Some(format!("{start}…"))
    }

    /// Adds the source to a client.
    pub(crate) fn apply(self, builder: ClientBuilder) -> ClientBuilder {
        match self {
            Self::Static { credential, .. } => builder.credential(credential),
            Self::Process { provider, .. } => builder.credential(provider),
            Self::AssumedRole { role, .. } => builder.credential(role),
            Self::Ambient(chain) => builder.credential(chain),
        }
    }
}

/// Static credentials, as far as they could be read.
struct StaticCredential {
    result: Result<Credential, ProviderError>,
    origin: Message,
    /// Setting that names the profile of the credential file.
    setting: Option<Message>,
}

/// Returns the role that the variables name, if they do.
fn assumed_role(
    provider: impl CredentialProvider + 'static,
    origin: &Message,
) -> Result<Option<CredentialSource>, CliError> {
    let Some(arn) = variable("TENCENTCLOUD_ROLE_ARN")? else { return Ok(None) };
    let origin = message!("cli-origin-role", role = arn, origin = origin);
    let role = AssumeRoleProvider::with_provider(provider, arn)?;
    let role = match variable("TENCENTCLOUD_ROLE_SESSION_NAME")? {
        Some(name) => role.session_name(name),
        None => role,
    };
    Ok(Some(CredentialSource::AssumedRole { role, origin }))
}

/// Returns the program of a `credential_process`, without its arguments. Returns `None` if it is invalid.
pub(crate) fn program(command: &str) -> Option<String> {
    shlex::split(command)?.into_iter().next()
}

/// Returns the program of the profile, unless variables precede a profile that was not selected by
/// name.
fn process(profile: &Profile) -> Result<Option<(ProcessProvider, Message)>, CliError> {
    let Some(command) = Setting::of_profile(profile, "credential_process") else { return Ok(None) };
    let rejected = |problem| Err(CliError::usage(problem).in_context(&command.source));
    if profile.get("credentials").is_some() {
        return rejected(message!("cli-two-credentials"));
    }
    let vendors = variable("TENCENTCLOUD_PROFILE")?.is_some();
    let has_variables = || !EnvProvider.read().is_err_and(|error| error.is_absent());
    if !profile.named && (vendors || has_variables()) {
        return Ok(None);
    }
    let words = shlex::split(&command.value).unwrap_or_default();
    let [program, arguments @ ..] = &words[..] else {
        return rejected(message!("cli-credential-process-invalid"));
    };
    let origin = message!("cli-origin-process", program = program);
    Ok(Some((ProcessProvider::new(program).args(arguments), origin)))
}

/// Reads static credentials and describes their origin.
///
/// Order: profile selected by name, variables, other profile, credential file.
fn read_static(profile: &Profile) -> Result<StaticCredential, CliError> {
    let file = FileProvider::default_location().map_err(Error::from)?;
    let in_file = |name: &str| message!("cli-origin-file", name = name);
    let of_profile = |file: FileProvider, name: Setting| StaticCredential {
        result: file.profile(&name.value).read(),
        origin: in_file(&name.value),
        setting: Some(name.source),
    };
    let ours = Setting::of_profile(profile, "credentials");
    let vendors = Setting::of_variable("TENCENTCLOUD_PROFILE")?;
    let named = if profile.named { ours.clone().or(vendors) } else { vendors };
    if let Some(name) = named {
        return Ok(of_profile(file, name));
    }
    let (result, origin) = match (EnvProvider.read(), ours) {
        (Err(error), Some(name)) if error.is_absent() => return Ok(of_profile(file, name)),
        (Err(error), None) if error.is_absent() => (file.read(), in_file("default")),
        (result, _) => (result, message!("cli-origin-variables")),
    };
    Ok(StaticCredential { result, origin, setting: None })
}

fn ambient_chain() -> Result<ProviderChain, CliError> {
    let file = FileProvider::default_location().map_err(Error::from)?;
    let chain = ProviderChain::new().or_else(EnvProvider).or_else(file);
    Ok(chain.or_else(WebIdentityProvider::new()).or_else(CvmRoleProvider::new()?))
}

/// Returns invalid credentials, for requests that are not sent, or sent to be rejected.
pub(crate) fn placeholder() -> Credential {
    Credential::new("AKIDEXAMPLE", "ExampleKeyThatIsNobodys")
}
