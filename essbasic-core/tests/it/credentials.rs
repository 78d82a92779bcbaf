//! Credential providers.

use std::error::Error as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use essbasic_core::provider::{
    AssumeRoleProvider, CredentialFuture, CredentialProvider, CvmRoleProvider, EnvProvider,
    FileProvider, ProviderChain, ProviderError, WebIdentityProvider,
};
use essbasic_core::sign::Scope;
use essbasic_core::{Client, Credential, ErrorKind, Outcome};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::actions::DescribeThing;
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, Step, alone, header, is_signed_by, json as respond_json, ok,
    rejection, respond,
};

/// A file that is removed when it is dropped.
struct File(PathBuf);

impl File {
    fn new(text: impl AsRef<[u8]>, mode: u32) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("essbasic-credentials-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        Self(path)
    }

    fn read(&self) -> Result<Credential, ProviderError> {
        FileProvider::at(&self.0).read()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const FILE: &str = "
# As the vendor's tools write it.
[default]
secret_id = AKIDfromTheFile
secret_key = KeyFromTheFile

[contracts]
secret_id=AKIDofContracts
secret_key=KeyOfContracts
token=TokenOfContracts
";

#[test]
fn file_provider_reads_profiles() {
    let file = File::new(FILE, 0o600);
    assert_eq!(file.read().unwrap().secret_id(), "AKIDfromTheFile");
    let contracts = FileProvider::at(&file.0).profile("contracts").read().unwrap();
    assert_eq!(contracts.secret_id(), "AKIDofContracts");
    assert!(format!("{contracts:?}").contains("token: Some(***)"));
    let windows = File::new(FILE.replace('\n', "\r\n"), 0o600);
    assert_eq!(windows.read().unwrap().secret_id(), "AKIDfromTheFile");
}

#[test]
fn unusable_file_is_named_and_its_key_is_not_shown() {
    for (case, text, mode, problem) in [
        ("readable by all", FILE, 0o644, "other users can read"),
        ("readable by the group", FILE, 0o640, "other users can read"),
        ("writable by all", FILE, 0o602, "other users can write"),
        ("writable by the group", FILE, 0o660, "other users can write"),
        ("two profiles", &format!("{FILE}[Default]\n"), 0o600, "the profile `default` twice"),
        ("two IDs", &FILE.replace("secret_key", "Secret_ID"), 0o600, "has `secret_id`"),
        ("quoted", &FILE.replace("AKIDfromTheFile", "\"AKID\""), 0o600, "quotation marks"),
        ("no profile", "[other]\nsecret_id = x\n", 0o600, "no profile `default`"),
        ("no key", "[default]\nsecret_id = x\n", 0o600, "no `secret_key`"),
        ("empty key", "[default]\nsecret_id = x\nsecret_key =\n", 0o600, "no `secret_key`"),
        ("not INI", "[default\nsecret_key = K3yOfNobody", 0o600, "could not be parsed"),
        ("not text", "\u{0}\u{1}", 0o600, "no profile"),
        (
            "key with a space",
            "[default]\nsecret_id = x\nsecret_key = K3y OfNobody",
            0o600,
            "the secret key contains white space",
        ),
    ] {
        let file = File::new(text, mode);
        let error = file.read().unwrap_err();
        assert!(error.to_string().contains(problem), "{case}: {error}");
        assert!(error.to_string().contains(file.0.to_str().unwrap()), "{case}: {error}");
        assert!(!format!("{error}{error:?}").contains("K3y"), "{case}: {error:?}");
        assert!(!error.is_absent(), "{case}");
    }
    let missing = FileProvider::at("/nowhere/credentials").read().unwrap_err();
    assert!(!missing.is_absent() && missing.to_string().contains("/nowhere/credentials"));
    let directory = FileProvider::at(std::env::temp_dir()).read().unwrap_err();
    assert!(directory.to_string().contains("could not read"), "{directory}");
    for other in [&b"[default]\nsecret_id = \xff\n"[..], b"\xff\xfe[\0d\0"] {
        let error = File::new(other, 0o600).read().unwrap_err();
        assert!(error.to_string().contains("is not UTF-8 text"), "{error}");
    }
    let long = File::new(format!("{FILE}{}", "#\n".repeat(1 << 19)), 0o600);
    let error = std::error::Error::source(&long.read().unwrap_err()).unwrap().to_string();
    assert_eq!(error, "more than 1048576 bytes");
}

#[test]
fn byte_order_mark_comments_and_the_case_of_names_do_not_matter() {
    for text in [
        "\u{feff}[default]\nsecret_id = AKID\nsecret_key = Key\n",
        "[DEFAULT]\r\nSECRET_ID=AKID\r\nSecret_Key : Key\r\n",
        "; mine\n[ default ] # the first\nsecret_id = AKID ; public\n\tsecret_key\t=\tKey\t# not\n",
        "[other]\nsecret_id = x\n[default]\nregion = r\nsecret_id = AKID\nsecret_key = Key",
    ] {
        let credential = File::new(text, 0o600).read().unwrap();
        assert_eq!(credential.secret_id(), "AKID", "{text:?}");
        let scope = Scope::new(0, "essbasic").unwrap();
        let key = Credential::new("AKID", "Key").signing_key(&scope);
        assert_eq!(credential.signing_key(&scope).expose(), key.expose(), "{text:?}");
    }
}

#[test]
fn file_that_a_container_mounts_for_all_users_is_read_where_that_is_meant() {
    let file = File::new(FILE, 0o444);
    let error = file.read().unwrap_err();
    assert!(error.to_string().contains("ESSBASIC_CREDENTIALS_SHARED"), "{error}");
    for (mode, accepted) in [(0o444, true), (0o644, true), (0o640, true), (0o664, false)] {
        let file = File::new(FILE, mode);
        let read = FileProvider::at(&file.0).allow_shared().read();
        assert_eq!(read.is_ok(), accepted, "{mode:o}: {read:?}");
    }
    let path = file.0.to_str().unwrap();
    let variables =
        [("TENCENTCLOUD_CREDENTIALS_FILE", path), ("ESSBASIC_CREDENTIALS_SHARED", "allow")];
    let test =
        "credentials::file_that_a_container_mounts_for_all_users_is_read_where_that_is_meant";
    if alone(test, &variables) {
        FileProvider::default_location().unwrap().read().unwrap();
        Client::from_env().unwrap();
    }
}

/// Credentials that were copied incorrectly, and what is wrong with them.
const COPIED: [(&str, &str, &str); 13] = [
    ("", "k3y", "secret ID is empty"),
    ("id", "", "secret key is empty"),
    (" id", "k3y", "secret ID has leading or trailing white space"),
    ("id", "k3y\n", "secret key has leading or trailing white space"),
    ("i d", "k3y", "secret ID contains white space"),
    ("id", "k3\ny", "secret key contains white space, a line break"),
    ("id", "k3y\u{fffd}", "secret key contains white space, a line break or non-ASCII"),
    ("id\u{200b}", "k3y", "secret ID contains white space, a line break or non-ASCII"),
    ("\"AKIDquoted\"", "k3y", "secret ID contains quotation marks"),
    ("'AKIDquoted'", "k3y", "secret ID contains quotation marks"),
    ("AKID", "\"k3y\"", "secret key contains quotation marks"),
    ("AKID", "\u{201c}k3y\u{201d}", "secret key contains white space, a line break or non-ASCII"),
    ("SECRET_ID=AKID", "k3y", "secret ID contains a character that no secret ID has"),
];

#[tokio::test(start_paused = true)]
async fn credential_that_was_copied_incorrectly_is_named_before_anything_is_sent() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    for (id, key, problem) in COPIED {
        let copied = Credential::new(id, key);
        let fixed = service.builder().credential(copied.clone()).build().map(drop);
        let of_call = DescribeThing::new().send(&client).credential(copied.clone()).await;
        let provider = ProviderChain::new().or_else(copied);
        let fetching = service.builder().credential(provider).build().unwrap();
        let fetched = DescribeThing::new().send(&fetching).await;
        for error in [fixed, of_call.map(drop), fetched.map(drop)].map(Result::unwrap_err) {
            assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
            assert!(error.message().contains(problem), "{error}");
            assert!(!format!("{error}{error:?}").contains("k3"), "{error:?}");
        }
    }
    let token = Credential::new("AKID", "Key").token("\"token\"");
    let error = service.builder().credential(token).build().unwrap_err();
    assert!(error.message().contains("session token contains quotation marks"), "{error}");
    assert_eq!(Client::builder().build().unwrap_err().kind(), ErrorKind::Credential);
    assert_eq!(service.sent(), 0);
}

#[test]
fn variables_that_were_copied_incorrectly_are_named() {
    for (id, key, problem) in COPIED.into_iter().filter(|it| !it.0.is_empty() && !it.1.is_empty()) {
        let test = "credentials::variables_that_were_copied_incorrectly_are_named";
        let variables = [
            ("TENCENTCLOUD_SECRET_ID", id),
            ("TENCENTCLOUD_SECRET_KEY", key),
            ("PROBLEM", problem),
        ];
        if alone(test, &variables) {
            let error = EnvProvider.read().unwrap_err().to_string();
            assert!(error.starts_with("in the variables TENCENTCLOUD_"), "{error}");
            assert!(error.contains(&std::env::var("PROBLEM").unwrap()), "{error}");
            return;
        }
    }
}

/// Returns the metadata of a CVM role whose credential expires after `lifetime` seconds.
fn metadata(code: &str, lifetime: i64) -> Step {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let end = i64::try_from(now).unwrap() + lifetime;
    let body = json!({
        "TmpSecretId": "AKIDofTheMachine",
        "TmpSecretKey": "KeyOfTheMachine",
        "Token": "TokenOfTheMachine",
        "ExpiredTime": end,
        "Expiration": "",
        "Code": code,
    });
    respond_json(200, &body.to_string())
}

fn text(status: u16, body: &str) -> Step {
    respond(status, &[("content-type", "text/plain")], body)
}

#[tokio::test(start_paused = true)]
async fn cvm_role_is_requested_by_its_name() {
    let service = Recorder::new([text(200, "contracts\n"), metadata("Success", 3600)]);
    let role = CvmRoleProvider::with_transport(service.clone());
    let credential = role.fetch().await.unwrap();
    assert_eq!(credential.secret_id(), "AKIDofTheMachine");
    let left = credential.expiry().unwrap().duration_since(SystemTime::now()).unwrap();
    assert!(left.as_secs().abs_diff(3600) < 5, "{left:?}");
    let base = "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/";
    let uris: Vec<_> = service.requests().iter().map(|it| it.uri().to_string()).collect();
    assert_eq!(uris, [base.to_owned(), format!("{base}contracts")]);
    assert!(service.requests().iter().all(|it| it.method() == "GET" && it.headers().is_empty()));
}

#[tokio::test(start_paused = true)]
async fn instance_without_a_role_is_absent_and_broken_metadata_are_a_failure() {
    let fetch = async |steps: Vec<Step>| {
        CvmRoleProvider::with_transport(Recorder::new(steps)).fetch().await.unwrap_err()
    };
    let absent = fetch(vec![text(404, "")]).await;
    assert!(absent.is_absent(), "{absent}");
    for (steps, problem) in [
        (vec![text(500, "")], "HTTP status 500"),
        (vec![text(200, "a/../b")], "invalid role name"),
        (vec![text(200, "contracts"), text(200, "<html>")], "could not decode"),
        (vec![text(200, "contracts"), metadata("Failed", 60)], "no credential for role"),
        (vec![text(200, "contracts"), text(403, "")], "HTTP status 403"),
    ] {
        let error = fetch(steps).await;
        assert!(!error.is_absent() && error.to_string().contains(problem), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn metadata_that_do_not_respond_are_absent_within_a_second() {
    let role = CvmRoleProvider::with_transport(Recorder::new([Step::Hang]));
    let started = Instant::now();
    let absent = role.fetch().await.unwrap_err();
    assert!(absent.is_absent(), "{absent}");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

/// Returns a response of STS.
fn assumed_role(secret_id: &str) -> Step {
    ok(&format!(
        r#""Credentials":{{"Token":"TokenOfTheRole","TmpSecretId":"{secret_id}","TmpSecretKey":"KeyOfTheRole"}},"ExpiredTime":1,"Expiration":"""#
    ))
}

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/contracts";

#[tokio::test(start_paused = true)]
async fn role_is_assumed_at_sts_and_its_credential_signs() {
    let sts = Recorder::new([assumed_role("AKIDofTheRole")]);
    let role = AssumeRoleProvider::with_client(sts.client(), ROLE);
    let role = role.session_name("nightly").external_id("x-1");
    let service = Recorder::new([ok("")]);
    let client = service.builder().credential(role).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    DescribeThing::new().send(&client).await.unwrap();

    let requests = sts.requests();
    assert_eq!(requests.len(), 1, "one credential for both calls");
    assert_eq!(header(&requests[0], "x-tc-action"), "AssumeRole");
    assert_eq!(header(&requests[0], "x-tc-version"), "2018-08-13");
    assert!(is_signed_by(&requests[0], SECRET_ID, SECRET_KEY));
    assert!(header(&requests[0], "authorization").contains("/sts/tc3_request"));
    let body: Value = serde_json::from_slice(requests[0].body()).unwrap();
    let expected = json!({
        "RoleArn": ROLE, "RoleSessionName": "nightly", "DurationSeconds": 7200, "ExternalId": "x-1"
    });
    assert_eq!(body, expected);

    let requests = service.requests();
    assert_eq!(header(&requests[0], "x-tc-token"), "TokenOfTheRole");
    assert!(is_signed_by(&requests[0], "AKIDofTheRole", "KeyOfTheRole"));
}

#[tokio::test(start_paused = true)]
async fn web_identity_is_exchanged_without_a_signature() {
    let sts = Recorder::new([assumed_role("AKIDofThePod")]);
    let token = File::new("the.pods.token\n", 0o600);
    let pod = WebIdentityProvider::with_client(sts.client()).identity("provider-1", ROLE, &token.0);
    assert_eq!(pod.fetch().await.unwrap().secret_id(), "AKIDofThePod");
    let requests = sts.requests();
    assert_eq!(header(&requests[0], "authorization"), "SKIP");
    assert!(!requests[0].headers().contains_key("x-tc-token"));
    assert_eq!(header(&requests[0], "x-tc-action"), "AssumeRoleWithWebIdentity");
    let body: Value = serde_json::from_slice(requests[0].body()).unwrap();
    assert_eq!(body["ProviderId"], "provider-1");
    assert_eq!(body["WebIdentityToken"], "the.pods.token");

    let long = File::new("t".repeat((64 << 10) + 1), 0o600);
    let pod = WebIdentityProvider::with_client(sts.client()).identity("provider-1", ROLE, &long.0);
    assert!(!pod.fetch().await.unwrap_err().is_absent());
    assert_eq!(sts.requests().len(), 1, "part of a token is not sent");
}

#[tokio::test(start_paused = true)]
async fn a_web_identity_is_sent_without_what_editors_add_and_an_empty_one_is_not_sent() {
    let sts = Recorder::new([assumed_role("AKIDofThePod")]);
    let fetch = async |text: &str| {
        let token = File::new(text, 0o600);
        let pod = WebIdentityProvider::with_client(sts.client());
        pod.identity("provider-1", ROLE, &token.0).fetch().await
    };
    fetch("\u{feff}the.pods.token\r\n").await.unwrap();
    let body: Value = serde_json::from_slice(sts.requests()[0].body()).unwrap();
    assert_eq!(body["WebIdentityToken"], "the.pods.token");
    assert!(!fetch("\u{feff} \n").await.unwrap_err().is_absent());
    assert_eq!(sts.requests().len(), 1, "no empty token is sent");
}

#[tokio::test(start_paused = true)]
async fn rejection_by_sts_keeps_its_code_and_nothing_is_sent() {
    let sts = Recorder::new([rejection("AuthFailure.UnauthorizedOperation", "no")]);
    let service = Recorder::new([ok("")]);
    let role = AssumeRoleProvider::with_client(sts.client(), ROLE);
    let client = service.builder().credential(role).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
    assert!(error.to_string().contains("AuthFailure.UnauthorizedOperation"), "{error}");
    assert!(error.source().is_some());
    assert_eq!(service.sent(), 0);
}

/// Returns a fixed result.
#[derive(Debug)]
struct Scripted(fn() -> Result<Credential, ProviderError>);

impl CredentialProvider for Scripted {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready((self.0)()))
    }
}

#[tokio::test]
async fn chain_skips_absent_providers_and_stops_at_a_failure() {
    let absent = || Scripted(|| Err(ProviderError::absent("no file")));
    let failing = || Scripted(|| Err(ProviderError::failed("a broken file")));
    let credential = || Credential::new("AKIDfound", "key");
    let chain = ProviderChain::new().or_else(absent()).or_else(credential()).or_else(failing());
    assert_eq!(chain.fetch().await.unwrap().secret_id(), "AKIDfound");
    let chain = ProviderChain::new().or_else(absent()).or_else(failing()).or_else(credential());
    assert_eq!(chain.fetch().await.unwrap_err().to_string(), "a broken file");
    let chain = ProviderChain::new().or_else(absent()).or_else(absent());
    let error = chain.fetch().await.unwrap_err();
    assert!(error.is_absent());
    assert_eq!(error.to_string(), "no credentials; checked: no file; no file");
}

#[tokio::test(start_paused = true)]
async fn fetched_credential_is_validated() {
    let service = Recorder::new([ok("")]);
    for (provider, problem) in [
        (Scripted(|| Ok(Credential::new("", "k"))), "the secret ID is empty"),
        (Scripted(|| Ok(Credential::new("id", "k\n"))), "the secret key has leading or trailing"),
        (
            Scripted(|| Ok(Credential::new("id", "k").expires(SystemTime::UNIX_EPOCH))),
            "returned an expired credential",
        ),
    ] {
        let client = service.builder().credential(provider).build().unwrap();
        let error = DescribeThing::new().send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains(problem), "{error}");
    }
    assert_eq!(service.sent(), 0);
}
